"""What the page's drawer and thumbs call: a person's conversations and opinions as JSON, and exports as files.

Everything is the asking person's own. Not here: the address of an answer, which is anybody's (`address`).
"""

import json
from collections.abc import Callable
from typing import Any, Literal

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from ui.archive.errors import ArchiveError
from ui.archive.records import Conversation, Feedback, Json, Reason, Thumb, Turn
from ui.archive.stores import Archive
from ui.history.export import file_name, to_html, to_json, to_markdown
from ui.people import person_of

AWAY = "Your history cannot be read now. Try again in a moment."
GONE = "There is no such conversation in your history; it may have been deleted."
NO_ANSWER = "This answer is not kept any more, so it cannot be rated."
FORM = 'Send {"thumb": "up"} or {"thumb": "down", "reason": "wrong", "comment": "..."}.'
PRIVATE = {"cache-control": "no-store"}

Kind = Literal["markdown", "html", "json", "print"]


def history_router(archive: Archive, page_url: str = "") -> APIRouter:
    """The routes of an archive; `page_url` is the address for exports, where the request's own will not do."""
    router = APIRouter(include_in_schema=False)

    @router.get("/history")
    def conversations(request: Request, search: str = "") -> Response:
        """List the person's conversations, newest first."""
        person = person_of(request).id
        return told(lambda: [listed(one) for one in archive.conversations.list(person, search)])

    @router.patch("/history/{conversation}")
    async def rename(request: Request, conversation: str) -> Response:
        """Give a conversation another title: `{"title": "..."}`."""
        body, person = parsed(await request.body()), person_of(request).id
        title = body.get("title")
        if not isinstance(title, str) or not title.strip():
            return problem("A title needs at least one letter.", 422)
        return await run_in_threadpool(done, lambda: archive.conversations.rename(person, conversation, title))

    @router.delete("/history/{conversation}")
    def delete(request: Request, conversation: str) -> Response:
        """Delete a conversation for good."""
        person = person_of(request).id
        return done(lambda: archive.conversations.delete(person, conversation))

    @router.get("/history/{conversation}/{kind}")
    def export(request: Request, conversation: str, kind: Kind) -> Response:
        """Give a conversation as a file, or as a page that prints itself."""
        try:
            found = archive.conversations.get(person_of(request).id, conversation)
            if found is None:
                return problem(GONE, 404)
            turns = archive.turns.of(found.id)
        except ArchiveError:
            return problem(AWAY, 503)
        base = f"{page_url.rstrip('/')}/" if page_url else str(request.base_url)
        return exported(found, turns, base, kind)

    @router.get("/feedback")
    def opinions(request: Request, answers: str = "") -> Response:
        """Say what the person has said of some answers, their ids with commas between."""
        person, wanted = person_of(request).id, answers.split(",")[:200]
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


def exported(conversation: Conversation, turns: tuple[Turn, ...], page: str, kind: Kind) -> Response:
    """The conversation in one of its forms."""
    if kind == "print":
        return Response(to_html(conversation, turns, page, printing=True), media_type="text/html", headers=PRIVATE)
    write, media, ending = {
        "markdown": (to_markdown, "text/markdown", "md"),
        "html": (to_html, "text/html", "html"),
        "json": (to_json, "application/json", "json"),
    }[kind]
    name = f"{file_name(conversation)}.{ending}"
    headers = {**PRIVATE, "content-disposition": f'attachment; filename="{name}"'}
    return Response(write(conversation, turns, page), media_type=media, headers=headers)


def listed(conversation: Conversation) -> Json:
    """A conversation as a line of the list; times in seconds since 1970."""
    return {"id": conversation.id, "title": conversation.title, "changed": conversation.changed}


def opinion(feedback: Feedback) -> Json:
    """A person's own opinion."""
    return {
        "thumb": feedback.thumb.value,
        "reason": feedback.reason.value if feedback.reason else "",
        "comment": feedback.comment,
    }


def parsed(body: bytes) -> dict[str, Any]:
    """The JSON object of a body; an empty one if it is none."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def feedback_from(data: dict[str, Any], answer: str, person: str) -> Feedback | None:
    """Feedback out of a request's body, or None if it is not of the form."""
    thumb, reason, comment = data.get("thumb"), data.get("reason", ""), data.get("comment", "")
    if not all(isinstance(value, str) for value in (thumb, reason, comment)) or thumb not in Thumb:
        return None
    if reason and reason not in Reason:
        return None
    return Feedback(
        answer=answer, person=person, thumb=Thumb(thumb), reason=Reason(reason) if reason else None, comment=comment
    )


def told(look: Callable[[], Any]) -> Response:
    """What was found as JSON, or that the archive is away."""
    try:
        return JSONResponse(look(), headers=PRIVATE)
    except ArchiveError:
        return problem(AWAY, 503)


def done(act: Callable[[], bool], otherwise: str = GONE) -> Response:
    """Whether it was done, or why not."""
    try:
        return JSONResponse({"done": True}) if act() else problem(otherwise, 404)
    except ArchiveError:
        return problem(AWAY, 503)


def problem(sentence: str, status: int) -> Response:
    """One sentence that says what is wrong."""
    return JSONResponse({"error": sentence}, status_code=status, headers=PRIVATE)
