"""An answer that grows while a model writes it: followed from a coroutine, and as server-sent events.

Not here: how it is shown (`page`, `render`), who writes it (`assistant.llm`).
"""

import json
import logging
import secrets
from collections.abc import AsyncIterator, Iterator
from typing import Any

from anyio import to_thread

from assistant.contract import answer_to_json
from assistant.vocabulary import Answer

logger = logging.getLogger(__name__)


async def following(answers: Iterator[Answer]) -> AsyncIterator[Answer]:
    """Each state of an answer as it comes; whoever stops listening ends the writing at its next sentence."""
    while (answer := await to_thread.run_sync(next, answers, None, abandon_on_cancel=True)) is not None:
        yield answer


async def events(first: Answer, more: AsyncIterator[Answer]) -> AsyncIterator[str]:
    """What is new in the text as `text` events, then the whole as one `answer` event.

    `restart` says that the text so far is not part of the answer: the model has failed. A fault is an `error` event.
    """
    shown, answer = "", first
    try:
        while True:
            if not answer.text.startswith(shown):
                yield event("restart", {})
                shown = ""
            if answer.text != shown:
                yield event("text", {"text": answer.text[len(shown) :]})
            shown = answer.text
            if answer.whole:
                break
            answer = await anext(more)
    except Exception:
        reference = secrets.token_hex(4)
        logger.exception("question failed, reference %s", reference)
        yield event("error", {"error": "Something went wrong here.", "reference": reference})
        return
    yield event("answer", answer_to_json(answer))


def event(name: str, data: dict[str, Any]) -> str:
    """One server-sent event; JSON has no raw line break in it."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
