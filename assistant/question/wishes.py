"""Tells whether a message asks whom a company needs. Not here: the advice itself (`advice`)."""

import re

from assistant.question.parts import Message
from assistant.question.roles import RoleBook
from assistant.question.understand import EITHER, OURS, Kind, Understanding, lists_sides, without_roles

# "Who ought to be in charge?", "which of the two should we bring in?": asked after a description.
PICK = re.compile(
    r"\b(?:who|whom|which)\b.{0,40}\b(?:in charge|bring in|hire|lead|need|first|right|recruit|appoint|pick|fits?|suits?|for us)\b"
    r"|\bwhat (?:leader|chief|executive|role)\b",
    re.IGNORECASE,
)
PERSONS = re.compile(r"\b(?:candidates?|applicants?|interview\w*)\b", re.IGNORECASE)
WHAT = re.compile(r"^\W*(?:what|which|how)\b(?! (?:leader|chief|executive|role))", re.IGNORECASE)
CHOICE_OF_TWO = re.compile(r"\bit (?:first )?or (?:an? |the )?it\b", re.IGNORECASE)


def asks_what(last: Understanding) -> bool:
    """Whether a question on one role wants something else than whether to have it: "what should we ask a CMO?"."""
    return len(last.roles) == 1 and WHAT.match(last.asked) is not None


def wants_advice(last: Understanding, message: Message, book: RoleBook) -> bool:
    """Whether a message asks whom a company needs: by its question, or by a choice after a description.

    Not whoever weighs persons, or wants to read what speaks for a role.
    """
    told = " ".join((*message.told, *message.questions))
    if PERSONS.search(told) or lists_sides(last.text, last.attributes):
        return False
    if last.kind is Kind.ADVICE:
        return True
    bare = without_roles(last.text, book)
    if OURS.search(told) and (CHOICE_OF_TWO.search(bare) or PICK.search(last.text)):
        return True
    return bool(message.told and EITHER.search(bare))
