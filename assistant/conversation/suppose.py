"""A turn that puts another case to a choice asked for before: "and if instead we were about to run out of cash?".

Not here: which case fits what the articles advise (`advice`).
"""

import re

from assistant.question.parts import asks
from assistant.question.understand import EITHER

TOLD = 4  # words from which a turn tells something

SUPPOSING = re.compile(
    r"^(?:(?:and|but|or|so|ok|okay|now)\b[\s,]*)*(?:(?:what|how) (?:if|about (?:if|when|the case (?:that|where|when)))|if|suppose|supposing|imagine"
    r"|assume|assuming|let's say|say|in case)\b[\s,]*(?:that |instead,? |rather )*(?=\S)",
    re.IGNORECASE,
)
ANOTHER = re.compile(
    r"^(?:(?:and|but|or|so)\b[\s,]*)*(?:(?:what|how) about|(?:and )?for|with) (?=(?:an?|our|my|some(?:one|body)) )",
    re.IGNORECASE,
)
# "Also, we are about to open in Japan": more on the company, behind a choice asked for before.
ADDING = re.compile(
    r"^(?:(?:and|also|plus|besides|oh|by the way|additionally|moreover|on top of that|what's more|i forgot|but|now)\b[\s,:]*)*"
    r"(?=(?:we|we're|we've|we'll|our|i|i'm|my)\b)",
    re.IGNORECASE,
)
# What was supposed in the turn before makes way for what is supposed now.
CASE = re.compile(r"^(?:If|For) [^:]*: ")
CHOICE = re.compile(r"\b(?:should|need|hire|first|recommend|suggest|choose|pick|bring in|better|lead)\b", re.IGNORECASE)


def chooses(question: str, bare: str, roles: tuple[str, ...]) -> bool:
    """Whether a question asks which role to have; `bare` is the question with "it" for each role."""
    return len(roles) > 1 and bool(EITHER.search(bare) or CHOICE.search(question))


def added(turn: str, before: str) -> str:
    """The choice asked for before, with what a turn tells of the company besides, or nothing if it asks something itself."""
    match = ADDING.match(turn)
    if not match or turn.endswith("?") or len(turn.split()) < TOLD or asks(turn[match.end() :]):
        return ""
    return f"{turn[match.end() :].rstrip(' .!')}: {choice_in(before)}"


def choice_in(before: str) -> str:
    """The choice that a question before asks for, to stand behind a colon."""
    choice = re.split(r"(?<=[.!?])\s+", CASE.sub("", before.strip()))[-1]
    return f"{choice[:1].lower() if choice[1:2].islower() else choice[:1]}{choice[1:]}"


def supposed(turn: str, before: str) -> str:
    """The choice asked for before, put anew in the case that a turn supposes, or nothing if it supposes none."""
    match, other = SUPPOSING.match(turn), ANOTHER.match(turn)
    if not (match or other):
        return ""
    opening, start = ("If", match.end()) if match else ("For", other.end() if other else 0)
    return f"{opening} {turn[start:].rstrip(' ?.!')}: {choice_in(before)}"
