"""What stands below an answer: copy it, copy its address, say what it is worth; or that it is not kept.

Gradio's sanitiser keeps links, buttons and classes only: the answer's id is in the link. Not here: what the buttons
do (`assets/sharing.js`, `assets/feedback.js`).
"""

from html import escape
from urllib.parse import quote

UNKEPT = "This answer is not being kept: your history cannot be written now. Copy it if you need it later."


def answer_address(turn: str) -> str:
    """The address of an answer, relative to the page."""
    return f"answers/{quote(turn, safe='')}"


def tools_html(turn: str) -> str:
    """The tools of a kept answer, beside "Copy"."""
    return (
        f'<a class="co-permalink" href="{escape(answer_address(turn))}">Copy link</a>'
        '<button type="button" class="co-thumb co-up"><span class="co-hidden">Good answer</span></button>'
        '<button type="button" class="co-thumb co-down"><span class="co-hidden">Bad answer</span></button>'
    )


def unkept_html() -> str:
    """What stands there of an answer that the archive did not take."""
    return f'<span class="co-unkept">{UNKEPT}</span>'
