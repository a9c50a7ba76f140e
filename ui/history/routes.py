"""What the page's drawer calls: a person's conversations as JSON, and one of them as a file.

Everything is the asking person's own. Not here: the address of an answer, which is anybody's (`answers`).
"""

from typing import Literal

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from ui.archive.errors import ArchiveError
from ui.archive.records import Conversation, Json, Turn
from ui.history.export import file_name, to_html, to_json, to_markdown
from ui.history.history import History
from ui.history.responses import AWAY, PRIVATE, done, parsed, problem, told
from ui.people import person_of

GONE = "There is no such conversation in your history; it may have been deleted."

Kind = Literal["markdown", "html", "json", "print"]


def history_router(history: History) -> APIRouter:
    """The routes of an archive."""
    router = APIRouter(include_in_schema=False)
    archive = history.archive

    @router.get("/history")
    def conversations(request: Request, search: str = "") -> Response:
        """List the person's conversations, newest first."""
        person, before = person_of(request).id, history.before(request)
        return told(
            lambda: {
                "days": history.days,
                "before": archive.conversations.count(before) if before else 0,
                "conversations": [listed(one) for one in archive.conversations.list(person, search)],
            }
        )

    @router.patch("/history/{conversation}")
    async def rename(request: Request, conversation: str) -> Response:
        """Give a conversation another title: `{"title": "..."}`."""
        body, person = parsed(await request.body()), person_of(request).id
        title = body.get("title")
        if not isinstance(title, str) or not title.strip():
            return problem("A title needs at least one letter.", 422)
        return await run_in_threadpool(done, lambda: archive.conversations.rename(person, conversation, title), GONE)

    @router.delete("/history/{conversation}")
    def delete(request: Request, conversation: str) -> Response:
        """Delete a conversation for good."""
        person = person_of(request).id
        return done(lambda: archive.conversations.delete(person, conversation), GONE)

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
        return exported(found, turns, history.base(str(request.base_url)), kind)

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
