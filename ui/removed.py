"""What was removed from a model's text, for readers: a folded note on the page, one line elsewhere. Not here: why."""

from html import escape

from assistant.contract import LLM
from assistant.vocabulary import Answer

WRITTEN = "Written by a language model; each sentence was checked against the passage that it cites."


def removed_line(answer: Answer) -> str:
    """One line that says what a model wrote and what was removed from it; empty for an answer in the articles' words."""
    if answer.mode != LLM:
        return ""
    if not answer.removed:
        return WRITTEN
    return f"{WRITTEN} Removed: {'; '.join(f'“{one.text}” ({one.reason})' for one in answer.removed)}."


def removed_html(answer: Answer) -> str:
    """The note under an answer, the removed sentences folded away with their reasons."""
    if answer.mode != LLM:
        return ""
    note = f'<p class="co-written">{WRITTEN}</p>'
    if not answer.removed:
        return note
    items = "".join(f"<li><del>{escape(one.text)}</del> {escape(one.reason)}</li>" for one in answer.removed)
    return f'{note}<details class="co-removed"><summary>What was removed</summary><ul>{items}</ul></details>'
