"""The web server: the page, its evidence, the JSON API and the health routes on one port.

Not here: the chat (`page`), the limits (`guard`), the API's answers (`api`).
"""

import asyncio
import errno
import inspect
import os
import socket
import sys
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Annotated, Any

import uvicorn
from fastapi import FastAPI, Query, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp

from assistant.errors import CornerOfficeError
from ui import api, openapi
from ui.about import REASON_LOADING, about_response
from ui.desk import Desk, Readiness
from ui.document import Document
from ui.editors.room import Room
from ui.editors.routes import mount_editors
from ui.guard import Guard
from ui.history.history import History
from ui.history.keeper import Keeper
from ui.history.mount import mount_history
from ui.leavers import Leavers
from ui.line import Line
from ui.metrics import Metrics
from ui.pictures.routes import picture_routes
from ui.reading import MOST_MARKS, Place, evidence_response, quote_response, span_of
from ui.shelf import Archive, Shelf
from ui.signin.entrance import Entrance
from ui.theme import gradio_theme, head
from ui.tool import add_tool

GRADIO_SETTINGS = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_RUN_HISTORY": "False",
    "GRADIO_MCP_SERVER": "False",
    # Else it makes a pandas table of its last 10,000 events at the end of each one.
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",
}


class ServerError(CornerOfficeError):
    """The page cannot listen where it was told to."""


def build_app(
    desk: Desk,
    ready: Callable[[], None] = lambda: None,
    entrance: Entrance | None = None,
    *,
    archive: Archive | None = None,
    history: History | None = None,
    room: Room | None = None,
    mcp: bool = False,
) -> ASGIApp:
    """Return the whole server as an ASGI app; `ready` is called once when it starts to serve.

    `entrance` says who may come in; without one, everyone may. `archive` has the versions that are not live any more;
    without `history` nothing is kept; `room` is the editors'. `mcp` opens the page to other assistants. Not to be
    called from a coroutine.
    """
    entrance = entrance or Entrance()
    shelf = Shelf(archive)
    metrics = Metrics()
    line = Line(metrics)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        ready()
        yield

    # The documentation pages would fetch scripts from another host.
    app = FastAPI(title="Corner Office", docs_url=None, redoc_url=None, lifespan=lifespan)

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        """Say that the process is alive."""
        return {"status": "alive"}

    @app.get("/readyz", responses=openapi.READY_RESPONSES)
    def readyz() -> JSONResponse:
        """Say whether questions can be answered."""
        state = desk.state()
        if state.readiness is Readiness.READY:
            return JSONResponse({"ready": True})
        return JSONResponse({"ready": False, "reason": state.message or REASON_LOADING}, status_code=503)

    @app.get("/metrics", responses=openapi.METRICS_RESPONSES, response_class=PlainTextResponse)
    def figures() -> PlainTextResponse:
        """Give Prometheus the figures of this process."""
        return PlainTextResponse(metrics.page(), media_type="text/plain; version=0.0.4")

    @app.post("/api/ask", openapi_extra=openapi.ASK, responses=openapi.ASK_RESPONSES)
    async def ask(request: Request) -> Response:
        """Answer one question; with `Accept: text/event-stream`, as server-sent events."""
        return await api.respond(request, desk, metrics, line)

    @app.get("/about", include_in_schema=False)
    def about() -> HTMLResponse:
        """Say what is covered, or what is broken, as a piece of the page."""
        return about_response(desk, shelf)

    @app.get("/evidence/{version}/{article}", include_in_schema=False)
    def evidence(
        version: str,
        article: str,
        start: int | None = None,
        end: int | None = None,
        marks: Annotated[str, Query(max_length=MOST_MARKS)] = "",
        fragment: bool = False,
    ) -> HTMLResponse:
        """Show an article with a span of it marked, as a page or a piece of one."""
        place = Place(version=version, article=article, span=span_of(start, end))
        return evidence_response(desk, shelf, place, marks, fragment=fragment)

    @app.get("/quote/{version}/{article}", include_in_schema=False)
    def quote(version: str, article: str, start: int, end: int) -> HTMLResponse:
        """Show a span of an article by itself, as a piece of a page."""
        return quote_response(desk, shelf, Place(version=version, article=article, span=span_of(start, end)))

    app.include_router(picture_routes(desk, shelf))
    app.router.routes.extend(entrance.routes)
    keeper = mount_history(app, history, desk, shelf, entrance.key)
    largest = mount_editors(app, room)
    openapi.completed(app.openapi())  # which FastAPI keeps and serves
    # Gradio leaves an event loop unclosed for each lock that it makes outside of one.
    asyncio.run(mount_page(app, desk, shelf, metrics, keeper, line, entrance.rules.public, mcp=mcp))
    return Guard(entrance.around(app), mcp=mcp, editors=largest)


async def mount_page(
    app: FastAPI,
    desk: Desk,
    shelf: Shelf,
    metrics: Metrics,
    keeper: Keeper,
    line: Line,
    public: str = "",
    *,
    mcp: bool = False,
) -> None:
    """Mount the Gradio page at the root, below the routes that the app already has.

    Raises:
        ServerError: other assistants are to ask, and Gradio cannot serve them.
    """
    os.environ.update(GRADIO_SETTINGS)
    with no_stub_files(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import gradio as gr  # noqa: PLC0415
    from ui.page import build_page  # noqa: PLC0415

    blocks = build_page(desk, shelf, metrics, keeper, line)
    if mcp:
        add_tool(blocks, desk, metrics, public)
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        max_file_size=1,
        ssr_mode=False,
        pwa=False,
        mcp_server=mcp,
        theme=gradio_theme(),
        head=head(),
    )
    app.add_middleware(Document)
    app.add_middleware(Leavers, queue=blocks._queue, sessions=blocks.state_holder)
    if mcp and not blocks.mcp_server:  # Gradio only notes what went wrong
        raise ServerError(f"Other assistants cannot ask: {blocks.mcp_error}. Unset CORNER_OFFICE_MCP, or mend it.")


@contextmanager
def no_stub_files() -> Iterator[None]:
    """Keep Gradio's import from parsing its own sources to rewrite its `.pyi` files: half of its 5 s.

    Its writer gives up without a word when a class has no file, so that is what it is told.
    """
    real = inspect.getfile

    def getfile(value: Any) -> str:
        if sys._getframe(1).f_globals.get("__name__") == "gradio.component_meta":
            raise OSError
        return real(value)

    inspect.getfile = getfile  # type: ignore[assignment]
    try:
        yield
    finally:
        inspect.getfile = real


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens on an address; port 0 takes a free one.

    Raises:
        ServerError: the address is taken or is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            what = f"Port {port} on {host} is taken by another program. Stop it, or choose another port"
            raise ServerError(f"{what} with --port or CORNER_OFFICE_PORT (0 takes a free one).") from error
        what = f"The page cannot listen on {host}, port {port}: {error.strerror or error}."
        raise ServerError(f"{what} Mend --host and --port, or CORNER_OFFICE_HOST and CORNER_OFFICE_PORT.") from error
    return listener


def serve(
    app: Callable[[Callable[[], None]], ASGIApp],
    host: str,
    port: int,
    announce: Callable[[str], None] = lambda _: None,
    proxies: str = "",
) -> None:
    """Serve the app that `app` makes until interrupted; it is given what to call once it serves.

    `announce` is then given the page's address. `proxies` are addresses, with commas between, whose
    X-Forwarded headers are believed.

    Raises:
        ServerError: the port is taken or the host is not one of this machine.
    """
    with listening(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        opened = f"http://{shown}:{listener.getsockname()[1]}"
        config = uvicorn.Config(
            app(lambda: announce(opened)),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=3,
            lifespan="on",
            proxy_headers=bool(proxies),
            forwarded_allow_ips=proxies or None,
        )
        uvicorn.Server(config).run(sockets=[listener])
