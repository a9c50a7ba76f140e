"""ASGI middleware around the whole server: security headers, a limit on bodies, Gradio's routes cut to those in use.

Not here: what the routes do (`server`).
"""

import re
from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1_000_000  # bytes
TOO_LARGE = "The request has more than {:,} bytes. Send less."
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval'; img-src 'self' data: blob:; media-src 'self' blob:; "
    "connect-src 'self'; form-action 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'self'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"same-origin"),
)
# What the page itself calls; uploads, file access, the proxy and direct calls stay shut.
GRADIO = re.compile(r"/gradio_api/(queue/(join|data)|heartbeat/[\w-]+|cancel|reset|startup-events|info|app_id)/?")
MCP = re.compile(r"/gradio_api/mcp/?")


class Guard:
    """Wraps an ASGI app; see the module. `mcp` opens the route of Gradio's MCP server."""

    def __init__(self, app: ASGIApp, *, mcp: bool = False, editors: int = 0) -> None:
        """`editors` is the largest body in bytes that the editors' room takes, which asks who sends it first."""
        self.app = app
        self.mcp = mcp
        self.editors = editors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        taken = 0
        largest = self.largest(scope)

        async def guarded_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = headers(message.get("headers", ()))
            await send(message)

        async def limited_receive() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > largest:
                # The app's own exception handling makes the response of it.
                raise HTTPException(status_code=413, detail=TOO_LARGE.format(largest))
            return message

        refusal = refused(scope, largest, mcp=self.mcp)
        if refusal is None:
            await self.app(scope, limited_receive, guarded_send)
        else:
            await refusal(scope, receive, guarded_send)

    def largest(self, scope: Scope) -> int:
        """The largest body that the path takes, in bytes."""
        path = str(scope["path"]).removeprefix(str(scope.get("root_path", "")))
        return max(LARGEST_BODY, self.editors) if path.startswith("/editors/") else LARGEST_BODY


def refused(scope: Scope, largest: int = LARGEST_BODY, *, mcp: bool = False) -> JSONResponse | None:
    """The answer to a request that is not let in, or None."""
    path = str(scope["path"]).removeprefix(str(scope.get("root_path", "")))
    is_open = GRADIO.fullmatch(path) or (mcp and MCP.fullmatch(path))
    if "gradio_api" in path and not is_open:
        return JSONResponse({"error": "This page has no such route."}, status_code=404)
    length = dict(scope["headers"]).get(b"content-length", b"0")
    if not length.isdigit():
        return JSONResponse({"error": "The Content-Length header is not a number."}, status_code=400)
    if int(length[:20]) <= largest:
        return None
    return JSONResponse({"error": TOO_LARGE.format(largest)}, status_code=413)


def headers(given: Sequence[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The response's headers with ours; a policy of its own stays, Gradio's reflection of any Origin is taken out."""
    own = {name.lower() for name, _ in given} & {HEADERS[0][0]}
    ours = [(name, value) for name, value in HEADERS if name not in own]
    names = {name for name, _ in ours}
    rest = [(name, value) for name, value in given if name.lower() not in names]
    return [*((name, value) for name, value in rest if not name.lower().startswith(b"access-control-")), *ours]
