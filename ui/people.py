"""Who sends a request: a person with roles, put into the ASGI scope by a middleware, taken out by `person_of`.

Without sign-in a person is a browser, known by a signed cookie. Not here: signing in (`signin`), the key (`secret`).
"""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from time import time
from typing import Any

from itsdangerous import BadSignature, TimestampSigner
from starlette.types import ASGIApp, Message, Receive, Scope, Send

IN_SCOPE = "corner_office.person"
A_YEAR = 365 * 24 * 3600  # seconds; browsers keep no cookie for longer than 400 days
A_MONTH = 30 * 24 * 3600
UNSEEN = ("/healthz", "/readyz", "/metrics", "/openapi.json", "/api/")  # programs ask here, and keep no cookies


class Role(StrEnum):
    """What a person may do: ask, or change the articles as well."""

    READER = "reader"
    EDITOR = "editor"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who asks. `id` is stable and unlike anyone else's; `name` is for people to read, and may be empty."""

    id: str
    name: str
    roles: frozenset[Role]

    @property
    def is_editor(self) -> bool:
        """Whether the person may change the articles."""
        return Role.EDITOR in self.roles


def person_of(request: Any) -> Person:
    """The person who sends a request: starlette's, or Gradio's `gr.Request` around it.

    Raises:
        LookupError: the request did not come through the middleware; nobody is taken for anybody then.
    """
    inner = getattr(request, "request", None) or request
    person = getattr(inner, "scope", {}).get(IN_SCOPE)
    if not isinstance(person, Person):
        raise LookupError("the request came past ui.people.People, so nobody knows whose it is")
    return person


def browser_person(name: str) -> Person:
    """The person who is a browser: a reader."""
    return Person(id=f"browser:{name}", name="", roles=frozenset({Role.READER}))


class BrowserCookie:
    """The cookie that a browser is known by: a random name, signed, for a year from when it was last renewed."""

    def __init__(self, key: bytes) -> None:
        self._signer = TimestampSigner(key, salt="corner-office.browser", digest_method=sha256)
        # Browsers share cookies between the ports of a host: two servers there must not overwrite each other's.
        self.name = f"corner_office_browser_{sha256(b'name' + key).hexdigest()[:6]}"

    def read(self, header: str) -> tuple[str, bool]:
        """The browser's name in a Cookie header, or a new one; and whether the cookie has to be set (anew)."""
        try:
            signed = self._signer.unsign(cookie_value(header, self.name), max_age=A_YEAR, return_timestamp=True)
        except BadSignature:
            return secrets.token_urlsafe(16), True
        name, since = signed
        return name.decode("ascii"), time() - since.timestamp() > A_MONTH

    def known(self, header: str) -> str:
        """The id of the person that the browser of a Cookie header is without sign-in; empty if it has no such cookie."""
        try:
            signed = self._signer.unsign(cookie_value(header, self.name), max_age=A_YEAR)
        except BadSignature:
            return ""
        return browser_person(signed.decode("ascii")).id

    def forgotten(self, *, secure: bool = False) -> str:
        """The Set-Cookie header that takes the cookie away."""
        return set_cookie(self.name, "", 0, secure=secure)

    def written(self, name: str, *, secure: bool = False) -> str:
        """The Set-Cookie header for a browser's name."""
        return set_cookie(self.name, self._signer.sign(name.encode("ascii")).decode("ascii"), A_YEAR, secure=secure)


def set_cookie(name: str, value: str, seconds: int, *, secure: bool) -> str:
    """A Set-Cookie header that no script reads and no other site's request but a followed link carries."""
    return f"{name}={value}; Max-Age={seconds}; Path=/; HttpOnly; SameSite=Lax{'; Secure' if secure else ''}"


def cookie_value(header: str, name: str) -> str:
    """One cookie of a Cookie header, or an empty string."""
    try:
        morsel = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def cookie_header(scope: Scope) -> str:
    """The request's Cookie headers in one."""
    return "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")


class People:
    """ASGI middleware that puts a person into the scope of each request that has none yet: the browser's.

    `secure` says that the page is reached over https even where the request does not look so.
    """

    def __init__(self, app: ASGIApp, cookie: BrowserCookie, *, secure: bool = False) -> None:
        self.app = app
        self.cookie = cookie
        self.secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] not in ("http", "websocket") or IN_SCOPE in scope:
            await self.app(scope, receive, send)
            return
        name, unset = self.cookie.read(cookie_header(scope))

        async def introduce(message: Message) -> None:
            if message["type"] == "http.response.start":
                secure = self.secure or scope["scheme"] == "https"
                cookie = self.cookie.written(name, secure=secure).encode("ascii")
                message["headers"] = [*message.get("headers", ()), (b"set-cookie", cookie)]
            await send(message)

        told = unset and scope["type"] == "http" and not scope["path"].startswith(UNSEEN)
        await self.app({**scope, IN_SCOPE: browser_person(name)}, receive, introduce if told else send)
