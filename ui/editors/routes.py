"""The room as one app, to be mounted at /editors. Not here: its pages, and the limits around the server (`ui.guard`)."""

from typing import Protocol

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ui.editors import arrivals, articles, changes, editing, front, questions, versions
from ui.editors.room import Room
from ui.editors.template import asset
from ui.theme import asset as page_asset

PLACE = "/editors"
BESIDE = 1_000_000  # bytes of a form beside the file in it; a text is sent with its special characters escaped
ASSETS = {"room.css": "text/css", "room.js": "text/javascript"}
SHARED = {"scheme.css": "text/css", "scheme.js": "text/javascript"}  # with the page


class Pages(Protocol):
    """A module of pages."""

    def routes(self, room: Room) -> list[Route]:
        """Their addresses."""


def editors_app(room: Room) -> Starlette:
    """All pages of the room."""
    pages: tuple[Pages, ...] = (front, articles, arrivals, editing, changes, versions, questions)
    return Starlette(
        routes=[
            *(route for page in pages for route in page.routes(room)),
            Route("/assets/{name}", assets, methods=["GET"]),
        ]
    )


def mount_editors(app: Starlette, room: Room | None) -> int:
    """Put the room, if there is one, into the whole server; returns the largest request in bytes that it takes."""
    if room is None:
        return 0
    app.router.routes.append(Route(PLACE, lambda request: RedirectResponse(f"{request.scope['path']}/", 307)))
    app.mount(PLACE, editors_app(room))
    return room.largest + BESIDE


def assets(request: Request) -> Response:
    """A style sheet or a script; there is nothing secret in them."""
    name = request.path_params["name"]
    if name not in ASSETS | SHARED:
        return Response(status_code=404)
    text = asset(name) if name in ASSETS else page_asset(name)
    return Response(text, media_type=(ASSETS | SHARED)[name], headers={"cache-control": "no-cache"})
