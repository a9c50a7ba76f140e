"""The way in, made from the settings: who may listen where, and what is put around the app and into it.

Not here: what the door does with a request (`door`).
"""

import ipaddress
import secrets
from dataclasses import dataclass, field
from functools import cached_property

from starlette.routing import Route
from starlette.types import ASGIApp

from assistant.errors import CornerOfficeError
from assistant.settings import Settings
from ui.people import BrowserCookie, People
from ui.secret import secret_key
from ui.signin.accounts import Accounts
from ui.signin.door import Door, Rules, host_name
from ui.signin.keys import Keys
from ui.signin.oidc import Client, Provider
from ui.signin.pace import Pace
from ui.signin.routes import SignIn, whoami
from ui.signin.sessions import Sessions

USUAL_PACE = 60  # questions a minute
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class SignInError(CornerOfficeError):
    """The settings leave the page open to others, or cannot sign anyone in."""


def nobody() -> bytes:
    """A key that is forgotten with the process."""
    return secrets.token_bytes(32)


@dataclass(frozen=True, kw_only=True)
class Entrance:
    """How people come in. By itself: no sign-in, every browser a person, nothing limited."""

    key: bytes = field(default_factory=nobody, repr=False)
    rules: Rules = field(default_factory=lambda: Rules(pace=Pace(0)))
    provider: Provider | None = None

    @cached_property
    def routes(self) -> list[Route]:
        """The routes that the app needs besides its own."""
        if self.rules.keys is None:
            return [Route("/whoami", whoami)]
        return SignIn(self.rules.keys, self.rules.pace, self.provider).routes()

    def around(self, app: ASGIApp) -> ASGIApp:
        """The app with its door, and a person in each request that has come through it."""
        if self.rules.keys is None:
            app = People(app, BrowserCookie(self.key), secure=self.rules.public.startswith("https:"))
        return Door(app, self.rules)

    @classmethod
    def from_settings(cls, settings: Settings) -> "Entrance":
        """Make it.

        Raises:
            SignInError: the page would be open to others unasked, or nobody could sign in.
            AccountError, SecretError, SessionError: a file in the home cannot be used.
        """
        local = is_loopback(settings.host)
        signs_in = settings.sign_in != "none"
        refuse_open(settings, local=local, signs_in=signs_in)
        key = secret_key(settings.home)
        public = settings.page_url.rstrip("/")
        usual = USUAL_PACE if signs_in or not local else 0
        pace = Pace(usual if settings.questions_per_minute is None else settings.questions_per_minute)
        if not signs_in:
            hosts = HERE | {settings.host.lower(), host_name(public.partition("://")[2].partition("/")[0])} - {""}
            guarded = local and not settings.open
            return cls(key=key, rules=Rules(pace=pace, public=public, hosts=hosts if guarded else None))
        accounts = Accounts(settings.users or settings.home / "users.json")
        if settings.sign_in == "file" and not any(account.password for account in accounts.all().values()):
            raise SignInError(
                f"Nobody could sign in: {accounts.path} has no user with a password. "
                "Add one: corner-office users add NAME --editor."
            )
        keys = Keys(
            accounts,
            Sessions(settings.home / "sessions.sqlite3", settings.session_hours),
            key=key,
            secure=public.startswith("https:"),
        )
        provider = Provider(oidc_client(settings, public), key) if settings.sign_in == "oidc" else None
        return cls(key=key, rules=Rules(pace=pace, public=public, keys=keys), provider=provider)


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def refuse_open(settings: Settings, *, local: bool, signs_in: bool) -> None:
    """Raise SignInError where others could reach the page without signing in, and nobody said so."""
    if local or signs_in or settings.open:
        return
    raise SignInError(
        f"Listening on {settings.host} would open the page to everyone who reaches this machine. Let people sign in "
        "(CORNER_OFFICE_SIGN_IN=file, then corner-office users add NAME; or CORNER_OFFICE_SIGN_IN=oidc), "
        "or say that everyone may read (CORNER_OFFICE_OPEN=true)."
    )


def oidc_client(settings: Settings, public: str) -> Client:
    """What the provider knows us by. Raises SignInError if a setting is missing or would send secrets unsealed."""
    needed = {"oidc_issuer": settings.oidc_issuer, "oidc_client_id": settings.oidc_client_id, "page_url": public}
    missing = ", ".join(f"CORNER_OFFICE_{name.upper()}" for name, value in needed.items() if not value)
    if missing:
        raise SignInError(f"Signing in by OIDC needs {missing}. README.md says what each is.")
    issuer = settings.oidc_issuer.rstrip("/")
    if not issuer.startswith("https://") and not is_loopback(host_name(issuer.partition("://")[2].partition("/")[0])):
        raise SignInError(f"CORNER_OFFICE_OIDC_ISSUER: {issuer} is not an https address. Name the provider's.")
    return Client(
        issuer=issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        scope=settings.oidc_scope,
        claim=settings.oidc_claim,
        readers=listed(settings.oidc_readers),
        editors=listed(settings.oidc_editors),
        public=public,
    )


def listed(text: str) -> frozenset[str]:
    """The names in a text with commas between."""
    return frozenset(name.strip() for name in text.split(",") if name.strip())
