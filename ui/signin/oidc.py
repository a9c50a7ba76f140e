"""Signing in at an OpenID Connect provider, with Authlib: discovery, state, nonce and PKCE. Authlib stays here.

What is remembered on the way there and back is in a signed cookie of ten minutes. Not here: sessions (`keys`).
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from assistant.errors import CornerOfficeError
from ui.people import Person, Role, cookie_header, cookie_value, set_cookie

logger = logging.getLogger(__name__)

ON_THE_WAY = 600  # seconds
SECONDS = 10  # for each call of the provider
AGAIN = "Sign in again."
LARGEST_HINT = 3000  # characters that fit into a cookie; the provider asks the person whom it gets no hint of


class ProviderError(CornerOfficeError):
    """The provider did not sign somebody in; the message is for them, the log has the reason."""


@dataclass(frozen=True, kw_only=True)
class Client:
    """What the provider knows this program by, and what it says of people. No `readers` lets everyone read."""

    issuer: str
    client_id: str
    client_secret: str
    scope: str
    claim: str
    readers: frozenset[str]
    editors: frozenset[str]
    public: str


class Provider:
    """The way to the provider and back. Nothing is asked of it before somebody signs in."""

    def __init__(self, client: Client, key: bytes) -> None:
        self.client = client
        self._serializer = URLSafeTimedSerializer(
            key, salt="corner-office.oidc", signer_kwargs={"digest_method": sha256}
        )
        self._secure = client.public.startswith("https:")
        self._cookie = f"corner_office_way_{sha256(b'way' + key).hexdigest()[:6]}"
        self._app: Any = None

    def _client(self) -> Any:
        """Authlib's client; it keeps what it discovered."""
        if self._app is None:
            from authlib.integrations.starlette_client import OAuth  # noqa: PLC0415

            self._app = OAuth().register(
                "oidc",
                client_id=self.client.client_id,
                client_secret=self.client.client_secret or None,
                server_metadata_url=f"{self.client.issuer}/.well-known/openid-configuration",
                client_kwargs={"scope": self.client.scope, "code_challenge_method": "S256", "timeout": SECONDS},
            )
        return self._app

    async def leave(self, request: Request, target: str) -> Response:
        """Send a browser to the provider; `target` is where it is to end. Raises ProviderError."""
        request.scope["session"] = session = {"target": target}
        try:
            app = self._client()
            found = (await app.load_server_metadata()).get("issuer", "")
            if found.rstrip("/") != self.client.issuer:
                raise ValueError(f"it calls itself {found!r}, not {self.client.issuer!r}")
            way: RedirectResponse = await app.authorize_redirect(request, f"{self.client.public}/signin/callback")
        except Exception as error:
            self._app = None  # what was discovered may be wrong
            logger.exception("the sign-in provider cannot be used")
            raise ProviderError("Your organisation's sign-in cannot be reached. Try again in a moment.") from error
        text = str(self._serializer.dumps(session))
        way.headers.append("set-cookie", set_cookie(self._cookie, text, ON_THE_WAY, secure=self._secure))
        return way

    async def arrive(self, request: Request) -> tuple[Person, str, str]:
        """Who the provider says has come back, where they want to go, and the hint to end it. Raises ProviderError."""
        try:
            session = self._serializer.loads(
                cookie_value(cookie_header(request.scope), self._cookie), max_age=ON_THE_WAY
            )
        except BadSignature as error:
            raise ProviderError(f"This sign-in was not begun in this browser, or took too long. {AGAIN}") from error
        request.scope["session"] = session
        try:
            app = self._client()
            token = await app.authorize_access_token(request)
            claims = dict(token["userinfo"])
            if self.client.claim not in claims and "userinfo_endpoint" in await app.load_server_metadata():
                more = dict(await app.userinfo(token=token))
                claims = {**more, **claims} if more.get("sub") == claims["sub"] else claims
            person = self.known(claims)
        except ProviderError:
            raise
        except Exception as error:
            logger.warning("a sign-in at the provider failed: %s", type(error).__name__, exc_info=True)
            raise ProviderError(f"Your organisation did not sign you in. {AGAIN}") from error
        return person, str(session.get("target", "/")), str(token.get("id_token", ""))

    async def ends(self) -> str:
        """Where the provider signs people out, or nothing if it does not, or cannot be asked."""
        try:
            found = str((await self._client().load_server_metadata()).get("end_session_endpoint", ""))
        except Exception:
            self._app = None
            logger.warning("the sign-in provider cannot be asked where it signs out", exc_info=True)
            return ""
        return found if found.startswith(("https://", "http://")) else ""

    def parting(self, hint: str) -> str:
        """The Set-Cookie header that remembers for `farewell` who has left."""
        kept = hint if len(hint) <= LARGEST_HINT else ""
        text = str(self._serializer.dumps({"left": True, "hint": kept}))
        return set_cookie(self._cookie, text, ON_THE_WAY, secure=self._secure)

    async def farewell(self, request: Request) -> str:
        """The provider's address that signs out whoever has just left here (OpenID Connect RP-Initiated Logout).

        Empty if nobody has, or the provider does not sign out.
        """
        try:
            left = self._serializer.loads(cookie_value(cookie_header(request.scope), self._cookie), max_age=ON_THE_WAY)
        except BadSignature:
            return ""
        place = await self.ends() if left.get("left") else ""
        if not place:
            return ""
        told = {"client_id": self.client.client_id, "post_logout_redirect_uri": f"{self.client.public}/signin"}
        told |= {"id_token_hint": left["hint"]} if left.get("hint") else {}
        return f"{place}{'&' if '?' in place else '?'}{urlencode(told)}"

    def forget(self) -> str:
        """The Set-Cookie header that ends the way."""
        return set_cookie(self._cookie, "", 0, secure=self._secure)

    def known(self, claims: Mapping[str, Any]) -> Person:
        """The person of an ID token's claims. Raises ProviderError if they may not read here."""
        said = claims.get(self.client.claim)
        named = [said] if isinstance(said, str) else said if isinstance(said, list | dict) else []
        groups = {group for group in named if isinstance(group, str)}
        editor = bool(groups & self.client.editors)
        if self.client.readers and not editor and not groups & self.client.readers:
            raise ProviderError("You are signed in, but not in a group that may read here. Ask who runs this server.")
        name = claims.get("preferred_username") or claims.get("email") or claims.get("name") or claims["sub"]
        roles = frozenset({Role.READER, Role.EDITOR} if editor else {Role.READER})
        return Person(id=f"oidc:{claims['sub']}", name=str(name)[:200], roles=roles)
