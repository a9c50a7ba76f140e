"""A turn that is no more than a piece of a question: "in startups too?", "on what?", "and awareness?", "and when not?".

Not here: turns that name a role or what is asked of one (`follow`), or point to one by its place (`pointed`).
"""

import re
from collections.abc import Mapping

from assistant.conversation.phrases import sentence, swap_roles
from assistant.conversation.references import department_named
from assistant.conversation.spoken import Standalone, core_roles
from assistant.conversation.turns import COUNTERPART
from assistant.question.attributes import Attribute, attributes_in
from assistant.question.parts import asks, tells
from assistant.question.roles import RoleBook
from assistant.question.understand import without_roles
from assistant.text.words import words

MOST = 6  # words of a piece
LEFT_OUT = re.compile(r"(?:,? (?:too|as well|also|then|exactly|please|instead|though))+$", re.IGNORECASE)
ASKED_BESIDE = re.compile(
    r"^(?:by|for|on|to|with|in|from|at|of|against) (?:what|which|whom|who)(?: \w+)?$|^how (?:often|long|soon|much|many)$|^since when$",
    re.IGNORECASE,
)
PLACED = re.compile(
    r"^(?P<how>in|at|for|with|among|during|under|within|without|across) (?P<what>(?!which|what|whom)\w.*)$",
    re.IGNORECASE,
)
WHILE = re.compile(r"^(?:when|once|as soon as|until) (?:it|they|he|she|the \w+|we)\b", re.IGNORECASE)
NEGATED = re.compile(
    r"^(?:when|who|where|which|whom)(?: ones?)? (?:not|(?:would|does|is|should|do|are|was)(?:n['’]?t| not)(?: (?:it|they|he|she))?)$",
    re.IGNORECASE,
)
# "Who owns retention?": what somebody does, and of what.
OF_ONE = re.compile(
    r"^(?P<head>(?:so |and )?(?:who|what|which \w+) (?:[a-z]+s|is in charge of|is responsible for|(?:\w+ ){1,2}(?:about|for|of)) )"
    r"(?:the |an? |our )?[\w-]+(?: [\w-]+)?\W*$",
    re.IGNORECASE,
)
VERBS = re.compile(
    r"\b(?:is|are|was|were|be|do|does|did|has|have|had|can|could|should|will|would|must|may|might)\b|n['’]t\b",
    re.IGNORECASE,
)


def pieced(turn: str, before: Standalone, book: RoleBook, counterparts: Mapping[str, str]) -> Standalone | None:
    """The question before with the piece that a turn is put in its place; None where the turn is more than that."""
    piece = LEFT_OUT.sub("", turn.strip(" ?.!"))
    asked = before.text.rstrip(" ?.!")
    if (
        not asked
        or tells(before.text)
        or len(piece.split()) > MOST
        or core_roles(piece, book)
        or department_named(piece, book)
        or COUNTERPART.search(piece)
    ):
        return None
    text = ""
    if NEGATED.match(piece):
        other = counterparts.get(before.roles[0], "") if len(before.roles) == 1 else ""
        chosen = Attribute.SITUATIONS in attributes_in(asked) and other
        text = swap_roles(before.text, (other,), book) if chosen else f"{asked}, and {piece}"
    elif ASKED_BESIDE.match(piece):
        text = f"{asked}, and {piece}"
    elif WHILE.match(piece):
        text = f"{asked} {piece}"
    elif VERBS.search(piece) or asks(piece):
        return None
    elif match := PLACED.match(piece):
        same = list(re.finditer(rf"\s{match['how']}\s", asked, re.IGNORECASE))
        whole = same and not core_roles(asked[same[-1].end() :], book) and len(asked[same[-1].end() :].split()) <= MOST
        text = f"{asked[: same[-1].start()] if whole else asked} {piece}"
    elif len(words(piece)) <= 3 and not before.roles and (match := OF_ONE.match(before.text)):
        text = f"{match['head']}{piece}"
    if not text:
        return None
    text = sentence(text)
    return Standalone(text=text, roles=core_roles(text, book) or before.roles, bound=True)


def joined_to(turn: str, before: Standalone, book: RoleBook) -> Standalone:
    """The turn behind the question before, where "it" is no role: "... be shared: what does sales get out of it?"."""
    asked = before.text.rstrip(" ?.!")
    text = sentence(f"{asked}: {turn[:1].lower()}{turn[1:]}")
    return Standalone(text=text, roles=core_roles(text, book), bound=False)


def asks_something(text: str, book: RoleBook) -> bool:
    """Whether a text asks something by itself ("who is the CMO"), rather than just naming a role."""
    return any(
        word.norm in {"who", "what", "when", "where", "why", "how", "which", "is", "does", "do", "should", "can"}
        for word in words(without_roles(text, book))
    )
