"""`POST /api/ask`: the contract's JSON in and out, whole or as server-sent events.

Not here: the JSON's form (`assistant.contract`).
"""

import json
import logging
import secrets
from collections.abc import AsyncIterator, Iterator
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from assistant.contract import FORM, answer_to_json, question_from_json
from assistant.errors import CornerOfficeError, QuestionError
from assistant.vocabulary import Answer
from ui.desk import Desk, Readiness, Streaming
from ui.growing import event, following
from ui.growing import events as events_of
from ui.line import Line
from ui.metrics import Metrics
from ui.render import steps

logger = logging.getLogger(__name__)


async def respond(request: Request, desk: Desk, metrics: Metrics, line: Line) -> Response:
    """Answer one request."""
    body = await request.body()
    streamed = "text/event-stream" in request.headers.get("accept", "")
    try:
        question = question_from_json(strict(parsed(body)))
        if not question.text.strip():
            raise QuestionError("The question is empty. Send at least one word.")
        ready = desk.state().readiness is Readiness.READY
        assistant = desk.assistant() if ready else await run_in_threadpool(desk.assistant)
        if streamed and isinstance(assistant, Streaming):
            growing = following(metrics.followed("api", assistant.stream(question)))
            return event_stream(events_of(await anext(growing), growing))
        answer = await line.ask("api", assistant, question)
    except QuestionError as error:
        return JSONResponse({"error": str(error)}, status_code=422)
    except CornerOfficeError as error:
        return JSONResponse({"error": str(error)}, status_code=503)
    except Exception:
        reference = secrets.token_hex(4)
        logger.exception("question failed, reference %s", reference)
        return JSONResponse({"error": "Something went wrong here.", "reference": reference}, status_code=500)
    if streamed:
        return event_stream(events(answer))
    return JSONResponse(answer_to_json(answer))


def parsed(body: bytes) -> Any:
    """The JSON of a body. Raises QuestionError if it is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise QuestionError('The body is not JSON. Send {"question": "..."}.') from error


def strict(data: Any) -> Any:
    """The same, unless it has a field of a form that `/openapi.json` does not allow. Raises QuestionError."""
    if isinstance(data, dict) and (isinstance(data.get("id"), bool) or not isinstance(data.get("question", ""), str)):
        raise QuestionError(f"`id` and `question` must be texts. {FORM}")
    return data


def event_stream(pieces: Iterator[str] | AsyncIterator[str]) -> StreamingResponse:
    """A response of server-sent events, which no proxy should hold back."""
    return StreamingResponse(pieces, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


def events(answer: Answer) -> Iterator[str]:
    """The answer's text piece by piece as `text` events, then the whole as one `answer` event."""
    shown = 0
    for step in steps(answer.text):
        yield event("text", {"text": step[shown:]})
        shown = len(step)
    yield event("answer", answer_to_json(answer))
