"""Claims that readers report and have checked: "My professor says that X. Is she right?" asks whether X is true.

Not here: whether the articles bear a claim out.
"""

import re
from collections.abc import Sequence

from assistant.question.understand import OURS

# Asks for nothing but a check of what was said before.
CHECK = re.compile(
    r"^(?:(?:so|and|but|well|now)\W+)*(?:(?:is|was|are|were|isn't|aren't) (?:that|this|it|he|she|they)(?: (?:statement|claim|view))?"
    r"(?: (?:really|actually|even|still|all|generally|always))* (?:right|true|correct|so|accurate|the case|wrong|justified|a fact|mistaken)"
    r"(?: (?:about|on|with|in) (?:that|this|it|them))?"
    r"|(?:do|does|would|will|can|could) (?:(?:all|any|most|both|each)(?: of)? )?(?:the |your |these |those )?(?:(?:two|three|four|five|six) )?"
    r"(?:articles?|texts?|sources?|guides?|authors?|pieces|you|they|(?:the )?others|the rest|all (?:of them|two|three|four|five|six))"
    r"(?: (?:really|actually|all|both|also))*"
    r" (?:say (?:so|that|this|the same(?: thing)?)|agree(?: (?:on|with|about) (?:that|this|it|him|her|them|each other|one another))?"
    r"|confirm (?:that|this|it)|support (?:that|this|it|him|her|them)|bear (?:him|her|them|that|this|it) out|see it (?:that way|the same(?: way)?)"
    r"|back (?:(?:that|this|it|him|her|them) up|(?:that|this|it|him|her|them))(?: up)?)"
    r"|is(?: there|n't there) (?:any(?:thing)?|some(?:thing)?|much)(?: truth)? (?:to|in) (?:that|this|it)"
    r"|(?:is|isn't) (?:that|this|it) what (?:the |your )?(?:articles?|texts?|sources?|guides?|authors?) (?:say|claim|think|find)(?: (?:as well|too|also))?"
    r"|(?:is|isn't) (?:that|this|it) (?:disputed|undisputed|contested|debated|agreed)"
    r"|(?:right|true|correct|agree|agreed|really|is that so|true or false|fair|seriously)"
    r"|(?:are|r) you (?:really |quite |absolutely |100 ?% )*(?:sure|certain|positive)(?: (?:of|about) (?:that|this|it))?)\W*$",
    re.IGNORECASE,
)
HEAD = r"(?:(?:no|but|well|hm+|sorry|come on|actually|and|ok|oh|wait|yet|still|funny|strange|odd|hold on)\b[\s,.!…-]*)*"
# Says that the answer before is doubted, and with what follows why.
DOUBT = re.compile(
    rf"^{HEAD}(?:i(?:['’]m| am)? (?:(?:really|still|just|strongly|rather) )*(?:don['’]?t|do not|can['’]?t|cannot|not (?:so )?sure|disagree|doubt|wonder)"
    r"(?: (?:agree|think so|believe|buy|accept|see it (?:like )?that(?: way)?))?(?: (?:with )?(?:that|this|it|you))?"
    r"|(?:that|this|it)(?:['’]s|['’]?s not| is| sounds| seems| can['’]?t be| cannot be| isn['’]?t| does not sound| doesn['’]?t sound)? "
    r"?(?:not |be |plain |simply |just )*(?:wrong|true|right|correct|so|nonsense|false|incorrect|what i (?:heard|read|learn(?:ed|t)|was told))"
    r"|(?:not true|wrong|nonsense|false)|you(?:['’]re| are| must be) (?:wrong|mistaken)|(?:are|r) you (?:really |quite )?(?:sure|certain)"
    r"|really|seriously|is (?:that|this|it) (?:really )?(?:so|right|true|correct))(?=\W)\s*(?:[,.:;!?–—-]+|\b(?:that|because|since)\b)\s*",
    re.IGNORECASE,
)
# A doubt that says nothing else.
BARE_DOUBT = re.compile(
    rf"^{HEAD}(?:i (?:(?:really|still|strongly) )?(?:don['’]?t|do not|can['’]?t|cannot) (?:agree|think so|believe)(?: (?:with )?(?:that|this|it|you))?"
    r"|i (?:strongly )?(?:disagree|doubt (?:that|this|it))"
    r"|(?:that|this|it)(?:['’]s| is| can['’]?t be| isn['’]?t| sounds)? ?(?:not |be )*(?:wrong|true|right|correct|nonsense|false)"
    r"|not true|wrong|nonsense|you(?:['’]re| are) (?:wrong|mistaken)|i(?:['’]m| am) not (?:so )?(?:sure|convinced)(?: (?:of|about) (?:that|this|it))?)\W*$",
    re.IGNORECASE,
)
IS_IT_TRUE = "Is that true?"
SAYS = (
    r"(?:says?|said|claims?|claimed|thinks?|thought|believes?|believed|argues?|argued|insists?|insisted|reckons?|maintains?|states?|stated"
    r"|tells?|told|keeps? (?:saying|telling|insisting)|swears?|hears?|heard|reads?|assumes?|assumed|supposes?|supposed|guess|understood|writes?"
    r"|wrote|finds?|found|learn(?:ed|t)|proves?|shows?)(?: (?:me|us))?"
)
# Who says it, by which verb, and what is said; whoever is not one of the reader's own people says it with a "that", since "the CSO thinks
# in years" reports nothing.
REPORTED = re.compile(
    r"^(?:(?:i|we) (?:(?:was|were) (?:once |always )?(?:told|taught)|have been told|had the impression)(?: that)?"
    r"|(?:(?:i|we|they|people|some(?:one|body| people)|every(?:one|body)(?: i know| else| here)?|(?:my|our|an?|one of (?:my|our)) [\w’' -]{1,40}?)"
    rf" (?:(?:just|always|often|once|have|has|had|recently) )*{SAYS}(?: (?:somewhere|once|recently|always))?(?: that)?"
    rf"|[^,.;:]{{1,60}}? {SAYS}(?: (?:somewhere|once|recently|always))? that))[,:]? "
    r"(?!whether\b|if\b|about\b|how\b|who\b|what\b|why\b|when\b|where\b|to\b|of\b)(?P<claim>.+)$",
    re.IGNORECASE | re.DOTALL,
)


def challenge(sentences: Sequence[str]) -> str | None:
    """What a message without another question sets against the answer before: "I don't agree, X." -> "X.".

    Empty where it only doubts; None where it does neither.
    """
    if not sentences:
        return None
    first, rest = sentences[0], list(sentences[1:])
    if any(one.rstrip("\"')]").endswith("?") for one in rest):
        return None
    bare = BARE_DOUBT.match(first) or (CHECK.match(first) and (rest or not first.endswith("?")))
    if bare and not rest:
        return ""
    match = None if bare else DOUBT.match(first)
    said = rest if bare else [first[match.end() :] if match else without_head(first), *rest]
    claim = " ".join(one for one in said if one.strip(" .!?"))
    if not claim or claim.rstrip().endswith("?"):
        return None
    reported = REPORTED.match(claim)
    if not (bare or match or reported) or (reported and len(said) > 1):
        return None
    claim = claim_in(claim)
    return None if OURS.search(claim) else f"{claim[:1].upper()}{claim[1:]}."


def without_head(text: str) -> str:
    """A sentence without the word that sets it against what was said: "But I thought ..."."""
    return re.sub(rf"^{HEAD}", "", text, flags=re.IGNORECASE)


def claim_in(told: str) -> str:
    """What a sentence claims, without who claims it: "My boss says that X." -> "X"."""
    match = REPORTED.match(told.strip())
    claim = (match.group("claim") if match else told).strip(" .!\"'“”")
    first = claim.split(" ", 1)[0]
    return claim if first != first.capitalize() or first == "I" else claim[:1].lower() + claim[1:]


def checked(told: str) -> str:
    """The question whether a claim is true."""
    return f"Is it true that {claim_in(told)}?"
