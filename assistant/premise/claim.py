"""A clause of what a reader holds to be so, read: whom it is about, and its text without the role's name.

Not here: what the articles say of it (`contradiction`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.premise.premise import Premise
from assistant.question.roles import RoleBook
from assistant.store.library import Library
from assistant.text.opposites import denied
from assistant.text.reading import BESIDE, Reading, read_sentence
from assistant.text.words import words

WHO = "who"
CHIEF = re.compile(r"chief\b", re.IGNORECASE)
ARTICLE = re.compile(r"\b(?:the|an?|our|your|every|each|any) $", re.IGNORECASE)
# A department stands for the one who heads it where it opens a clause: "marketing is the last to be cut".
OPENING = re.compile(r"^\W*(?:(?:while|and|but|that|the|a|our|aligned) )*$", re.IGNORECASE)
REPORTING = re.compile(
    r"\b(?:reports?|reporting|answers?|answerable|accountable|subordinate) (?:\w+ ){0,2}?to (?:an? |the |its |our )?$",
    re.IGNORECASE,
)
# What makes somebody another: of whom it is said is not what such a clause tells.
BECOMING = re.compile(
    r"\b(?:becom\w+|be|turn into|rather|instead|compared|unlike|than|differ\w*|same)\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One clause of a premise.

    `role` is the one core role that it is about, empty with none or several; `roles` all that it names. `masked` has
    "who" for the role; `officer` is another chief that it opens with, such as the CEO. `reports_to` is a role and the one that it is said to report to.
    """

    masked: str
    role: str
    roles: frozenset[str]
    reading: Reading
    reports_to: tuple[str, str] | None = None
    officer: str = ""

    @cached_property
    def denies(self) -> bool:
        """Whether the clause denies something."""
        return bool(denied(self.reading))


def claims_of(library: Library, premise: Premise) -> list[Claim]:
    """The clauses of a premise."""
    clauses = read_sentence(premise.text, library.book).clauses
    return [claim_of(library.book, text) for clause in clauses if (text := clause.text.strip(" ,.;:"))]


def claim_of(book: RoleBook, text: str) -> Claim:
    """One clause, read."""
    named = [(one.id, one.start, one.end) for one in book.find(text)]
    mentions = [one for one in named if one[0] in book.core] or opening_department(book, text)
    beside = [one for one in mentions if len(mentions) > 1 and BESIDE.search(text[: one[1]])]
    if named and not mentions_core_first(named, mentions) and CHIEF.match(book.roles[named[0][0]].name):
        officer, start, end = named[0]
        masked = f"{ARTICLE.sub('', text[:start])}{WHO}{text[end:]}"
        return Claim(masked=masked, role="", roles=frozenset(), reading=read_sentence(text, book), officer=officer)
    about = {role for role, *_ in mentions} - {role for role, *_ in beside}
    masked = text
    for one in reversed(mentions):
        role, start, end = one
        if one in beside:
            masked = BESIDE.sub("", masked[:start]) + masked[end:]
        elif len(about) == 1:
            masked = ARTICLE.sub("", masked[:start]) + WHO + masked[end:]
    boss = next((role for role, start, _ in named if REPORTING.search(text[:start])), "")
    first = next(iter(mentions), ("", 0, 0))[0]
    return Claim(
        masked=" ".join(masked.split()),
        role=about.pop() if len(about) == 1 and not BECOMING.search(masked) else "",
        roles=frozenset(role for role, *_ in mentions),
        reading=read_sentence(text, book),
        reports_to=(first, boss) if boss and first and first != boss else None,
    )


def mentions_core_first(named: Sequence[tuple[str, int, int]], mentions: Sequence[tuple[str, int, int]]) -> bool:
    """Whether the first role that a text names is a core one, or it opens with a department."""
    return bool(mentions) and mentions[0][1] <= named[0][1]


def opening_department(book: RoleBook, text: str) -> list[tuple[str, int, int]]:
    """The head of a department that a clause opens with, and where that stands."""
    heads = {role.department: role.id for role in book.roles.values() if role.department}
    return [
        (heads[word.norm], word.start, word.end)
        for word in words(text)
        if word.norm in heads and OPENING.match(text[: word.start])
    ]
