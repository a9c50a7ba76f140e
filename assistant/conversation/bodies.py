"""Puts the companies that a sentence is about in the place of "they": "some firms drop the CMO. What do they have instead?".

Not here: pronouns for roles (`phrases`).
"""

import re

from assistant.question.roles import RoleBook

BODIES = re.compile(
    r"\b(?:(?:some|many|most|several|few|more|certain|other|large|small|big|the) )*(?:firms|companies|organi[sz]ations|businesses|enterprises|boards"
    r"|start-?ups|corporations|employers|owners|founders|investors)\b(?! (?:say|think|claim|believe|argue|hear|tell)\b)",
    re.IGNORECASE,
)
THEY = re.compile(r"\b(?:they|them)\b", re.IGNORECASE)
THEIR = re.compile(r"\btheir\b", re.IGNORECASE)
# What makes of several officers something that the companies have.
THEIRS = re.compile(r"\b(?:their|its|of|an?|the) (?:\w+ )?$", re.IGNORECASE)


def with_bodies(text: str, before: str, book: RoleBook) -> str:
    """The text with the companies for "they", where the sentence before tells of them what they do with a role; else as it is."""
    match = BODIES.search(before)
    roles = [mention for mention in book.find(before) if mention.id in book.core]
    if match is None or not roles or not THEY.search(text) or roles[0].start < match.end():
        return text
    many = re.sub(r"['’]s?$", "", before[roles[0].start : roles[0].end]).endswith("s")
    if many and not THEIRS.search(before[: roles[0].start]):
        return text
    bodies = match.group().lower()
    return THEIR.sub(f"{bodies}'", THEY.sub(bodies, text))
