"""Turns that speak of the answer before them: where it is written, and the point of its list that they mean.

Not here: the answer that they get (`answer.sources`), or turns that speak of roles (`pointed`).
"""

import re
from collections.abc import Sequence

from assistant.text.words import content_stems

WRITTEN = (
    r"(?:says?|states?|writes?|claims?|mentions?|tells? (?:us|me|you)|(?:is|was|did you) (?:get|take|read|find|base)|written|stated|said"
    r"|mentioned|from|come from|based on)"
)
ARTICLES = (
    r"(?:articles?|texts?|sources?|pages?|sections?|passages?|documents?|authors?|parts?|guides?|pieces?"
    r"|references?|citations?|evidence|proof)"
)
IT = r"(?:so|that|this|it|those things|these things|all (?:of )?(?:that|this))"
# "Which article says so?", "Where is this written?", "What is your source?", "Says who?"
SOURCE = re.compile(
    r"^(?:(?:and|but|so|ok|okay|well|hm+|interesting|really|please|sorry|then|also)\b[\s,.!-]*)*(?:"
    rf"(?:(?:in|from|on) )?(?:which|what) (?:of (?:the|your|these) )?{ARTICLES}(?: of (?:the|your|these) \w+)?"
    rf"(?: (?:exactly|then))? (?:(?:is|was|does|do|did|are|were|can|have) )?(?:you )?(?:{IT} )?(?:is |are |was )?{WRITTEN}(?: {IT})?(?: (?:from|in|on))?"
    rf"|(?:in|from|on) (?:which|what) {ARTICLES}(?: (?:is|was|does|do|did)(?: {IT})?(?: (?:stand|appear|come|say (?:so|that|this|it)))?)?"
    rf"|where (?:exactly )?(?:is|was|are|were|does|do|did|can|could|have) (?:(?:i|you|we|the {ARTICLES}|it|they) )?(?:{IT} )?"
    rf"(?:written|stated|said|mentioned|from|(?:say|state|get|take|have|read|find|see|stand|come|check|look)(?: {IT})?(?: (?:from|up|written))?)"
    rf"|(?:what|which)(?:['’]s| is| are| was| were) (?:your|the|their) (?:{ARTICLES})(?: (?:of|for|behind) {IT})?"
    rf"|what (?:is|was|are) {IT} based on|what (?:do|did) you base {IT} on"
    rf"|(?:who|says) (?:says (?:so|that|this|it)|wrote (?:that|this|it)|who)"
    rf"|(?:can|could|would|will) you (?:please )?(?:cite|quote|show|give|name|point)(?: me)?(?: to)?(?: (?:a|the|your|any|that|this|it))*(?: {ARTICLES})?"
    rf"(?: (?:of|for|behind) {IT})?|(?:your |the )?(?:sources?|references?|citations?)(?:,? please)?"
    rf"|(?:show|give|name|tell) me (?:the|your|its|which) (?:{ARTICLES})(?: (?:of|for|behind|that says?) {IT})?"
    rf"|how do you know(?: {IT})?"
    r")(?:,? (?:then|exactly|please|again))?\W*$",
    re.IGNORECASE,
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
THING = r"(?:one|point|item|bullet|entry|thing)"
POINT = rf"(?:{THING}|reason|situation|case|argument|example|measure|task|duty|skill|advantage|disadvantage|step|trait)"
LISTED = r"(?: (?:on|in|of|from) (?:the|your|that) list)?"
ENDS = r"(?=\W*$|[,.;:]| (?:mean|means|work|look|apply|matter|more|again|please|further|a (?:bit|little) more|is|does|do|in (?:more )?detail)\b)"
NTH = re.compile(
    rf"\b(?:the|your|that) (?:(?P<word>{'|'.join(ORDINALS)}|last)|(?P<number>\d{{1,2}})(?:st|nd|rd|th))(?: {POINT})?{LISTED}{ENDS}"
    rf"|\b(?:number|no\.?|point|item|bullet) #?(?P<plain>\d{{1,2}}|{'|'.join(NUMBERS)}){LISTED}{ENDS}",
    re.IGNORECASE,
)
ABOUT = re.compile(
    rf"\b(?:the|that|your) {THING} (?:about|on|with|concerning|regarding|(?:that|which) mentions) (?P<about>[^?.!,;]+)",
    re.IGNORECASE,
)
# "does a CMO help there?", said of the point spoken of
THERE = re.compile(r"\b(?:there|in (?:that|this|such a) (?:case|situation|scenario))(?=\W*$)", re.IGNORECASE)
# Asks for no more than what the point says.
EXPLAIN = re.compile(
    r"^(?:(?:and|but|so|ok|okay|please|then|now|can you|could you|would you)\b[\s,]*)*(?:(?:tell me|say|give me|i want|show me) )?"
    r"(?:(?:a (?:bit|little) )?more (?:details? )?(?:about|on)|explain|elaborate on|expand on|details? (?:about|on)|what about|what is|what does"
    r"|(?:what do you )?mean by|describe|about|go into|unpack)?\s*(?P<point>\u0001)(?: (?:mean|more|further|in (?:more )?detail"
    r"|a (?:bit|little)|please|about|to me))*\W*$",
    re.IGNORECASE,
)
MARK = "\u0001"


def asks_source(turn: str) -> bool:
    """Whether a turn asks where the answer before it is written."""
    return bool(SOURCE.match(turn.strip()))


def points(turn: str) -> bool:
    """Whether a turn may mean a point of the list before it."""
    return bool(NTH.search(turn) or ABOUT.search(turn))


def points_nowhere(turn: str) -> bool:
    """Whether a turn still asks what a point of a list means, or for more on it, after the points were spelled out."""
    match = NTH.search(turn)
    return match is not None and only_explain(f"{turn[: match.start()]}{MARK}{turn[match.end() :]}")


def pointed_at(turn: str, items: Sequence[str]) -> tuple[int, str] | None:
    """Which of some items a turn means, and the turn with `MARK` for what means it; None where it means none."""
    if match := ABOUT.search(turn):
        asked = set(content_stems(match["about"]))
        shared = [len(asked & set(content_stems(item))) for item in items]
        best = max(shared, default=0)
        if best and shared.count(best) == 1:
            return shared.index(best), f"{turn[: match.start()]}{MARK}{turn[match.end() :]}"
        return None
    match = NTH.search(turn)
    if not match:
        return None
    if match["word"]:
        place = len(items) - 1 if match["word"].lower() == "last" else ORDINALS.index(match["word"].lower())
    else:
        said = (match["number"] or match["plain"]).lower()
        place = int(said) - 1 if said.isdigit() else NUMBERS.index(said)
    if not 0 <= place < len(items):
        return None
    return place, f"{turn[: match.start()]}{MARK}{turn[match.end() :]}"


def only_explain(marked: str) -> bool:
    """Whether a marked turn asks for nothing but more on the point."""
    return bool(EXPLAIN.match(marked))
