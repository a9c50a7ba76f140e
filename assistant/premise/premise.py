"""Takes out of a question what it holds to be so: "Why does the CMO own the CRM?" -> "the CMO own the CRM".

Not here: whether the articles say otherwise (`contradiction`), or what the question asks beside it (`understand`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.question.reported import claim_in
from assistant.question.understand import OURS

HEAD = r"^(?:(?:so|and|but|ok|well|hi|hello|please|then|now)\b\W*)*"
QUESTION_WORD = (
    r"(?:who|whom|whose|what|which|when|where|why|how|is|are|was|does|do|did|can|could|should|shall|will|would|must"
    r"|ought|has|have|in what|in which|to what|for which|for what)\b"
)
# Questions that only ask whether something is so.
WHETHER = re.compile(
    HEAD
    + r"(?:(?:is|isn['’]t|was|would|could) (?:it|this) (?:really |actually |then |be )*(?:true|right|correct|so|the case|a fact|fair|accurate)"
    r"(?: to say)?|am i (?:right|correct)(?: (?:in|to) (?:thinking|think|saying|say|believe|believing))?|do i understand (?:correctly|right)"
    r"|does (?:that|this|it) mean|do you (?:agree|think))\W+(?:that )?(?P<claim>.+)$",
    re.IGNORECASE,
)
TAG = re.compile(
    HEAD
    + r"(?P<claim>.+?)[,;:.–-]+\s*(?:right|correct|true|yes|no|or not|or|huh|(?:is|isn['’]t|does|doesn['’]t|do|don['’]t|are|aren['’]t|am)"
    r" (?:it|that|this|he|she|they|i)(?: (?:right|correct|true|so|not))?)\W*$",
    re.IGNORECASE,
)
# What the articles are held to say.
OF_ARTICLES = re.compile(
    HEAD
    + r"(?:(?:why|how come|where|when|since when)\W+)?(?:(?:do|does|did|is it that)\W+)?(?:the|your|these|this|which|what)"
    r" (?:article|text|guide|author|source|writer|paper|analysi|piece)(?:s|es)?(?:['’]s?)?(?: of the \w+)?"
    r" (?:say|claim|conclude|maintain|hold|assert|establish|note|point out|make clear"
    r"|recommend|argue|state|think|suggest|believe|write|prefer|advise|prove|predict|show|find|insist|warn|explain|reasons for)(?:s|ing)?"
    r"(?: us)?(?: that)? (?P<claim>.+)$",
    re.IGNORECASE,
)
SITUATION = re.compile(
    HEAD
    + r"(?P<rest>(?:when|if|in|for|at|during|after|before|with|once|where) [^?]+?), (?P<why>(?:why|how come)\b.+)$",
    re.IGNORECASE,
)
GIVEN = re.compile(
    HEAD
    + r"(?:since|given(?: that)?|as|because|seeing(?: that| how)?|considering(?: that)?|now that|knowing(?: that)?|assuming(?: that)?"
    rf"|if it(?: is|['’]s) true that) (?P<claim>.+?), (?:then |so |and )?(?={QUESTION_WORD})",
    re.IGNORECASE,
)
GIVEN_LAST = re.compile(
    r"(?:, as |(?:, |\b)(?:since|given that|because|seeing that|considering that|now that) )(?P<claim>(?!a\b|an\b)[^,]+)\W*$",
    re.IGNORECASE,
)
WHY = re.compile(
    HEAD
    + r"(?:why(?: exactly| on earth| then)?|how come|how is it (?:possible )?that|for what reasons?|what(?: is|['’]s| are) the reasons? (?:that|why|for)"
    r"|what explains(?: that)?|what makes)\W+(?:(?:is|are|was) it (?:that )?)?(?P<claim>.+)$",
    re.IGNORECASE,
)
YES_NO = re.compile(
    HEAD
    + r"(?=(?:is|are|was|were|do|does|did|can|could|should|must|has|have|will|would|may)(?:n['’]t)?\b)(?P<claim>.+)$",
    re.IGNORECASE,
)
# "..., as the text says": whose word it is says nothing on what it is.
ASIDE = re.compile(
    r",? (?:as|like) (?:the|your|these) (?:articles?|text|guide|authors?) (?:says?|claims?|states?|puts? it)\W*$|, and (?:how|why|where)$",
    re.IGNORECASE,
)
VERB_FIRST = re.compile(
    r"^(?P<verb>is|are|was|were|do|does|did|can|could|should|must|has|have|had|will|would|may|ought)(?P<no>n['’]t| not)?\b\s*",
    re.IGNORECASE,
)
CHOICE = re.compile(r"\bor\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Premise:
    """A statement that a message holds to be so, or asks about; `doubted` where it only asks whether it is so.

    `question` is the question that it was taken out of.
    """

    text: str
    doubted: bool = False
    question: str = ""


def premises(questions: Sequence[str], told: Sequence[str] = ()) -> tuple[Premise, ...]:
    """What questions that stand alone take for granted or ask to be confirmed, and what is `told` of the articles before them."""
    of_articles = [one for one in told if OF_ARTICLES.match(one.strip().rstrip("?!. "))]
    return tuple(replace(one, question=text) for text in (*of_articles, *questions) if (one := premise(text)))


def premise(question: str) -> Premise | None:
    """What a single question holds to be so."""
    text = ASIDE.sub("", question.strip().rstrip("?!. "))
    if match := WHETHER.match(text) or TAG.match(text):
        claim = bare(claim_in(match["claim"]))
        return None if OURS.search(claim) else Premise(text=claim, doubted=True)
    if match := OF_ARTICLES.match(text):
        return Premise(text=bare(match["claim"]))
    if (match := GIVEN.match(text)) or (match := GIVEN_LAST.search(text)):
        return Premise(text=bare(claim_in(match["claim"])))
    if (match := SITUATION.match(text)) and (why := WHY.match(match["why"])):
        return Premise(text=f"{bare(why['claim'])} {match['rest']}")
    if match := WHY.match(text):
        return Premise(text=bare(match["claim"]))
    if (match := YES_NO.match(text)) and not CHOICE.search(text) and not OURS.search(text):
        return Premise(text=bare(match["claim"], denying=False), doubted=True)
    return None


def bare(text: str, *, denying: bool = True) -> str:
    """A statement without the verb that a question puts in front; "don't" stays as "not" where it denies something."""
    text = text.strip(" ,.;:!?")
    match = VERB_FIRST.match(text)
    if not match:
        return text
    rest = text[match.end() :]
    return f"not {rest}" if match["no"] and denying else rest
