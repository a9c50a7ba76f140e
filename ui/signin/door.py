"""ASGI middleware that lets requests in: from our own pages, by who has signed in, and not too often.

Not here: signing in (`routes`), what opens the door (`keys`), security headers and body sizes (`guard`).
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import CornerOfficeError
from ui.people import IN_SCOPE, Person
from ui.signin.keys import Keys
from ui.signin.origin import FOREIGN, is_foreign
from ui.signin.pace import Pace

logger = logging.getLogger(__name__)

OPEN = ("/healthz", "/readyz", "/signin", "/signin/start", "/signin/callback", "/signin/end", "/signout")
# Requests that ask, and how many of them one question takes.
ASKING = {"/api/ask": 1, "/gradio_api/queue/join": 4, "/gradio_api/mcp": 4}
SIGN_IN = "Sign in first: open the page, or send Authorization: Bearer with a token from corner-office users token."
WRONG_TOKEN = "This API token is not valid (any more). corner-office users token makes a new one."
OUT_OF_ORDER = "Signing in is out of order. Whoever runs this server finds the reason in its log."


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What the door goes by.

    `keys` is None without sign-in. `public` is the page's address as readers know it, or empty. `hosts` are the
    names that the server answers to, None for each: a page on this machine alone must not be reached under a name
    that another site made point here.
    """

    pace: Pace
    keys: Keys | None = None
    public: str = ""
    hosts: frozenset[str] | None = None


class Door:
    """Wraps an ASGI app; see the module."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app = app
        self.rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": "There is nothing here."})
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        path = str(scope["path"]).removeprefix(str(scope.get("root_path", "")))
        try:
            person = self.person(headers, path)
        except CornerOfficeError:
            logger.exception("a request could not be told whose it is")
            await told(OUT_OF_ORDER, 503)(scope, receive, send)
            return
        refusal = self.refused(scope, headers, path, person)
        if refusal is not None:
            await refusal(scope, receive, send)
        else:
            await self.app(scope if person is None else {**scope, IN_SCOPE: person}, receive, send)

    def person(self, headers: Headers, path: str) -> Person | None:
        """Who has signed in, or whose token it is. Raises CornerOfficeError."""
        keys = self.rules.keys
        if keys is None:
            return None
        token = bearer(headers)
        if token is not None:
            return keys.by_token(token)
        # Scrapers have tokens; the health routes ask nobody.
        return keys.by_cookies(headers.get("cookie", "")) if path not in OPEN[:2] else None

    def refused(self, scope: Scope, headers: Headers, path: str, person: Person | None) -> Response | None:
        """The answer to a request that is not let in, or None."""
        if self.rules.hosts is not None and host_name(headers.get("host", "")) not in self.rules.hosts:
            what = "This server answers to this machine's own names only."
            text = f"{what} To serve it under another one, set CORNER_OFFICE_PAGE_URL to its address."
            return told(text, 421)
        token = bearer(headers)
        cookies = "corner_office_session" in headers.get("cookie", "")
        by_token = token is not None and self.rules.keys is not None
        if not by_token and is_foreign(scope["method"], headers, public=self.rules.public, cookies=cookies):
            return told(FOREIGN, 403)
        if self.rules.keys is not None and person is None and path not in OPEN:
            return unknown(scope, headers, wrong_token=token is not None)
        return self.too_often(scope, path, person)

    def too_often(self, scope: Scope, path: str, person: Person | None) -> Response | None:
        """The answer to one question too many, or None."""
        share = ASKING.get(path.rstrip("/"))
        if share is None or scope["method"] != "POST":
            return None
        wait = self.rules.pace.question(person.id if person else "", client_address(scope), share)
        if not wait:
            return None
        text = f"These are more questions a minute than this server takes from you. Ask again in {wait} seconds."
        return told(text, 429, {"retry-after": str(wait)})


def told(text: str, status: int, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """An error as the API has it, and once more where Gradio's script looks for it."""
    return JSONResponse({"error": text, "detail": text}, status_code=status, headers=headers)


def unknown(scope: Scope, headers: Mapping[str, str], *, wrong_token: bool) -> Response:
    """The answer to somebody who has not signed in: the way there for people, a sentence for programs."""
    navigates = headers.get("sec-fetch-mode", "navigate") == "navigate" and "text/html" in headers.get("accept", "")
    if scope["method"] == "GET" and navigates:
        query = scope["query_string"].decode("latin-1")
        target = scope["path"] + (f"?{query}" if query else "")
        way = f"{scope.get('root_path', '')}/signin"
        return RedirectResponse(way if target == "/" else f"{way}?next={quote(target, safe='/')}", status_code=303)
    text = WRONG_TOKEN if wrong_token else SIGN_IN
    return told(text, 401, {"www-authenticate": 'Bearer realm="Corner Office"', "x-sign-in": "needed"})


def bearer(headers: Mapping[str, str]) -> str | None:
    """The token of an Authorization header, or None if there is none."""
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def client_address(scope: Scope) -> str:
    """Where a request comes from; a proxy's word counts only if uvicorn was told to trust it."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def host_name(host: str) -> str:
    """A Host header without its port, in lower case."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""
