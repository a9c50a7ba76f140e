"""Turns that have the answer before, or what the reader sets against it, looked at again.

Not here: telling such a turn from others (`question.reported`), or whether the articles say otherwise (`premise`).
"""

import re

from assistant.conversation.phrases import sentence
from assistant.conversation.spoken import Standalone, about_roles
from assistant.question.parts import tells
from assistant.question.reported import checked, claim_in
from assistant.question.roles import RoleBook

# "she should", "they do": the question before says what.
ELLIPTIC = re.compile(
    r"^(?:[\w-]+ ){1,6}(?:do|does|did|is|are|was|were|should|can|could|will|would|must|has|have)(?: not|n['’]t)?\W*$",
    re.IGNORECASE,
)


def checking(before: Standalone, book: RoleBook) -> Standalone:
    """Whether what was said before is true; after a question, whether the articles agree on it."""
    if not (tells(before.text) or before.text.endswith(".")):
        text = agreeing(before.text)
        return Standalone(text=text, roles=about_roles(text, book), bound=True)
    if before.behind and ELLIPTIC.match(claim_in(before.text)):
        return Standalone(text=before.behind, roles=about_roles(before.behind, book), bound=True)
    text = sentence(checked(before.text))
    anew = agreeing(before.behind) if before.behind else ""
    return Standalone(text=text, roles=about_roles(text, book), bound=True, otherwise=anew, claim=text)


def agreeing(question: str) -> str:
    """The question whether the articles agree on what was asked."""
    return sentence(f"{question.rstrip(' ?.!')}: do the articles agree")
