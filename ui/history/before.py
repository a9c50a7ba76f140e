"""What a browser asked before its person signed in, which may be taken over. Not here: their history (`routes`)."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from ui.history.history import History
from ui.history.responses import parsed, problem, told
from ui.people import person_of


def before_router(history: History) -> APIRouter:
    """The route of an archive."""
    router = APIRouter(include_in_schema=False)

    @router.post("/history/before")
    async def take(request: Request) -> Response:
        """Make what this browser asked before its person signed in that person's, or ask no more: `{"take": true}`."""
        wanted, person, before = (
            parsed(await request.body()).get("take"),
            person_of(request).id,
            history.before(request),
        )
        if not before or history.browser is None or not isinstance(wanted, bool):
            return problem("There is nothing from before that could be taken.", 422)
        answer = await run_in_threadpool(
            told, lambda: {"taken": history.archive.conversations.hand_over(before, person) if wanted else 0}
        )
        if answer.status_code == 200:
            answer.headers.append("set-cookie", history.browser.forgotten(secure=request.url.scheme == "https"))
        return answer

    return router
