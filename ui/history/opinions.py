"""What the thumbs below an answer call: a person's own feedback. Not here: what editors see of it (`ui.archive.review`)."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from ui.archive.records import Feedback, Json, Reason, Thumb
from ui.history.history import History
from ui.history.responses import done, parsed, problem, told
from ui.people import person_of

NO_ANSWER = "This answer is not kept any more, so it cannot be rated."
FORM = 'Send {"thumb": "up"} or {"thumb": "down", "reason": "wrong", "comment": "..."}.'
MOST = 200  # answers that are asked about at once


def feedback_router(history: History) -> APIRouter:
    """The routes of an archive's feedback."""
    router = APIRouter(include_in_schema=False)
    archive = history.archive

    @router.get("/feedback")
    def opinions(request: Request, answers: str = "") -> Response:
        """Say what the person has said of some answers, their ids with commas between."""
        person, wanted = person_of(request).id, answers.split(",")[:MOST]
        return told(lambda: {one.answer: opinion(one) for one in archive.feedback.by(person, wanted)})

    @router.put("/feedback/{answer}")
    async def rate(request: Request, answer: str) -> Response:
        """Keep what the person thinks of an answer, in the place of what was said before."""
        feedback = feedback_from(parsed(await request.body()), answer, person_of(request).id)
        if feedback is None:
            return problem(FORM, 422)
        return await run_in_threadpool(done, lambda: archive.feedback.give(feedback) is not None, NO_ANSWER)

    @router.delete("/feedback/{answer}")
    def take_back(request: Request, answer: str) -> Response:
        """Forget what the person thinks of an answer."""
        person = person_of(request).id
        return told(lambda: {"done": archive.feedback.take_back(answer, person)})

    return router


def opinion(feedback: Feedback) -> Json:
    """A person's own opinion."""
    return {
        "thumb": feedback.thumb.value,
        "reason": feedback.reason.value if feedback.reason else "",
        "comment": feedback.comment,
    }


def feedback_from(data: dict[str, Any], answer: str, person: str) -> Feedback | None:
    """Feedback out of a request's body, or None if it is not of the form."""
    thumb, reason, comment = data.get("thumb"), data.get("reason", ""), data.get("comment", "")
    if not all(isinstance(value, str) for value in (thumb, reason, comment)):
        return None
    try:
        why = Reason(reason) if reason else None
        return Feedback(answer=answer, person=person, thumb=Thumb(str(thumb)), reason=why, comment=comment)
    except ValueError:
        return None
