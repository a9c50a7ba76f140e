"""What a turn of a conversation speaks of: its roles, and the heads of the departments that it names.

Not here: what it takes over from the turns before (`follow`).
"""

import re
from dataclasses import dataclass

from assistant.conversation.references import departments_in
from assistant.question.attributes import attributes_in
from assistant.question.roles import RoleBook
from assistant.question.understand import ONE_SIDED, foreground, without_roles
from assistant.text.names import NameBook

NEGATED = re.compile(r"\b(?:no|not|without|instead of|rather than) (?:an? |the |any )?\w+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Standalone:
    """A question that stands alone.

    `asked` is the last turn in the reader's words; `recent` are the last roles spoken of in the conversation, at
    most two, oldest first. `bound` says that the turn means nothing by itself ("and of marketing?"), `anew` that it
    supposes another company than the turns before, and `otherwise` is another reading of it, if there is one.
    `behind` is the question that a statement follows; `claim` asks whether what a reader sets against an answer is true,
    where `text` may ask anew what was answered. `order` has all roles spoken of, in the order of their first mention.
    """

    text: str
    roles: tuple[str, ...]
    asked: str = ""
    recent: tuple[str, ...] = ()
    bound: bool = False
    anew: bool = False
    otherwise: str = ""
    behind: str = ""
    order: tuple[str, ...] = ()
    claim: str = ""


def about_roles(text: str, book: RoleBook) -> tuple[str, ...]:
    """The core roles that a text is about; for the advantages of one over another only the one."""
    roles = core_roles(text, book)
    if len(roles) > 1 and NEGATED.search(text):
        return foreground(text, book) or roles
    if len(roles) > 1 and ONE_SIDED & attributes_in(without_roles(text, book)).keys():
        return foreground(text, book) or roles
    return roles


def core_roles(text: str, book: RoleBook) -> tuple[str, ...]:
    """The core roles named in a text, in order."""
    return tuple(role for role in book.ids(text) if role in book.core)


def heads_in(text: str, book: RoleBook, terms: NameBook | None) -> tuple[str, ...]:
    """The role that heads the one department spoken of, where a text names no role."""
    named = departments_in(text, book, terms)
    return book.of_departments(named[0]) if len(named) == 1 else ()
