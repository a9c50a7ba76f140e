"""ASGI middleware that mends the page's document, which Gradio makes: what has to be there before the first paint.

Gradio puts `head` in only once its scripts run, by which time a reader has seen the other colours; it names itself
to those who preview links, and sends this document, the largest of the page, as it is. Not here: what is put in (`theme`).
"""

import re
from functools import lru_cache

from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.theme import early

# Gradio's name and picture for link previews, and a file that is not there without its app mode.
FOREIGN = re.compile(r'\s*<(?:meta\s+(?:property="og|name="twitter):|link rel="manifest")[^>]*>')


class Document:
    """Wraps an ASGI app; see the module."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._document = GZipMiddleware(self._mend, compresslevel=6)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        asked = scope["type"] == "http" and scope["method"] == "GET" and path_of(scope) == "/"
        await (self._document if asked else self.app)(scope, receive, send)

    async def _mend(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the document whole and mended, and anything else that this address gives as it is."""
        start: Message = {}
        parts: list[bytes] = []

        async def gathered(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                return
            if message["type"] != "http.response.body":
                await send(message)
                return
            parts.append(message.get("body", b""))
            if message.get("more_body"):
                return
            headers, body = MutableHeaders(raw=list(start["headers"])), b"".join(parts)
            if "text/html" in headers.get("content-type", "") and "content-encoding" not in headers:
                body = mended(body)
                headers["content-length"] = str(len(body))
            await send({**start, "headers": headers.raw})
            await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, gathered)


def path_of(scope: Scope) -> str:
    """The path without what a proxy has put before it."""
    return str(scope["path"]).removeprefix(str(scope.get("root_path", "")))


@lru_cache(maxsize=4)
def mended(document: bytes) -> bytes:
    """Gradio's document with what `theme.early` has at the end of its head, and without what speaks for Gradio."""
    html = FOREIGN.sub("", document.decode())
    return html.replace("</head>", f"{early()}</head>", 1).encode()
