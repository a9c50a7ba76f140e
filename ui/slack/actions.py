"""The names by which a click comes back: what the surface puts on its buttons and the listeners wait for."""

import re

ASK = re.compile(r"^ask:\d+$")  # the button's value is the question
FEEDBACK = "feedback"  # the value is `good:` or `bad:` and the answer's id
PERSON = "person"  # the value is the answer's id
COMMENT = "comment"  # the callback of the modal, and the id of its input


def ask(number: int) -> str:
    """The id of the button that asks the follow-up of this number; unique in its message."""
    return f"ask:{number}"
