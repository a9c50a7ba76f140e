"""The routes of signing in and out, and `/whoami` for the page's script. Not here: their HTML (`pages`)."""

import logging
from urllib.parse import parse_qs, quote

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from ui.people import Person, cookie_header, person_of
from ui.signin.door import client_address
from ui.signin.keys import Keys
from ui.signin.oidc import Provider, ProviderError
from ui.signin.pace import Pace
from ui.signin.pages import form_html, page_html, provider_html, safe_target

logger = logging.getLogger(__name__)

WRONG = "The user name or the password is wrong."
TOO_OFTEN = "Too many tries. Try again in {} seconds."
LARGEST_FORM = 20_000  # bytes
AT_ONCE = 2  # passwords that are checked at the same time: each takes 64 MiB


class SignIn:
    """The routes' handlers. `provider` is None where accounts of our own sign in."""

    def __init__(self, keys: Keys, pace: Pace, provider: Provider | None) -> None:
        self.keys = keys
        self.pace = pace
        self.provider = provider
        self._checking = CapacityLimiter(AT_ONCE)

    def routes(self) -> list[Route]:
        """Every route; those that change something take POST only."""
        ours = [Route("/signin", self.show), Route("/signout", self.leave, methods=["POST"]), Route("/whoami", whoami)]
        if self.provider is None:
            return [*ours, Route("/signin", self.enter, methods=["POST"])]
        return [*ours, Route("/signin/start", self.start), Route("/signin/callback", self.callback),
                Route("/signin/end", self.end)]  # fmt: skip

    async def show(self, request: Request) -> Response:
        """The sign-in page; whoever has signed in already is sent on."""
        target = safe_target(request.query_params.get("next", "/"))
        if self.keys.by_cookies(cookie_header(request.scope)) is not None:
            return onward(request, target)
        return self.page(request, target)

    async def enter(self, request: Request) -> Response:
        """Check a name and a password, and begin a session."""
        form = fields(await request.body())
        name, password, target = form.get("name", ""), form.get("password", ""), safe_target(form.get("next", "/"))
        counted = name.strip().casefold()[:64]
        address = client_address(request.scope)
        async with self._checking:  # tries that come side by side are counted one by one
            wait = self.pace.barred(counted, address)
            account = None
            if not wait:
                account = await to_thread.run_sync(self.keys.accounts.checked, name, password)
            if not wait and account is None:
                self.pace.failed(counted, address)
        if wait:
            shown = self.page(request, target, name, TOO_OFTEN.format(wait), 429)
            shown.headers["retry-after"] = str(wait)
            return shown
        if account is None:
            logger.warning("a sign-in failed for %r from %s", counted, address)
            return self.page(request, target, name, WRONG, 401)
        self.pace.succeeded(counted, address)
        person = account.person
        return signed_in(request, target, person, self.keys.begin(person, account, cookie_header(request.scope)))

    async def start(self, request: Request) -> Response:
        """Send the browser to the provider."""
        assert self.provider is not None
        target = safe_target(request.query_params.get("next", "/"))
        try:
            return await self.provider.leave(request, target)
        except ProviderError as error:
            return self.page(request, target, problem=str(error), status=502)

    async def callback(self, request: Request) -> Response:
        """Take the browser back from the provider, and begin a session."""
        assert self.provider is not None
        try:
            person, target, hint = await self.provider.arrive(request)
        except ProviderError as error:
            shown = self.page(request, "/", problem=str(error), status=403)
            shown.headers.append("set-cookie", self.provider.forget())
            return shown
        begun = self.keys.begin(person, None, cookie_header(request.scope), hint)
        way = signed_in(request, safe_target(target), person, begun)
        way.headers.append("set-cookie", self.provider.forget())
        return way

    async def leave(self, request: Request) -> Response:
        """End the session. Where a provider signs out as well, the page offers it: a form may not lead to another site."""
        ends = self.provider is not None and bool(await self.provider.ends())
        way = onward(request, "/signin?left=1" if ends else "/signin")
        if self.provider is not None and ends:
            way.headers.append("set-cookie", self.provider.parting(self.keys.hint(cookie_header(request.scope))))
        way.headers.append("set-cookie", self.keys.end(cookie_header(request.scope)))
        way.headers["clear-site-data"] = '"cache"'
        return way

    async def end(self, request: Request) -> Response:
        """Lead whoever has just signed out here to the provider, to be signed out there."""
        assert self.provider is not None
        place = await self.provider.farewell(request)
        way = RedirectResponse(place, 303) if place else onward(request, "/signin")
        way.headers["cache-control"] = "no-store"
        way.headers.append("set-cookie", self.provider.forget())
        return way

    def page(self, request: Request, target: str, name: str = "", problem: str = "", status: int = 200) -> HTMLResponse:
        """The sign-in page, with what went wrong."""
        if self.provider is None:
            body = form_html(target, name, problem)
        else:
            body = provider_html(target, problem, left="left" in request.query_params)
        html = page_html(body, f"{request.scope.get('root_path', '')}/")
        return HTMLResponse(html, status_code=status, headers={"cache-control": "no-store"})


def fields(body: bytes) -> dict[str, str]:
    """The fields of a posted form, each once; none of one that is none."""
    try:
        given = parse_qs(body[:LARGEST_FORM].decode("utf-8", "replace"), max_num_fields=10)
    except ValueError:
        return {}
    return {name: values[0] for name, values in given.items()}


async def whoami(request: Request) -> Response:
    """Who asks: for the page's script."""
    person = person_of(request)
    told = {"name": person.name, "roles": sorted(person.roles), "signed_in": not person.id.startswith("browser:")}
    return JSONResponse(told, headers={"cache-control": "no-store"})


def signed_in(request: Request, target: str, person: Person, cookie: str) -> Response:
    """The way on after signing in."""
    logger.info("%s signed in from %s", person.id, client_address(request.scope))
    way = onward(request, target)
    way.headers.append("set-cookie", cookie)
    return way


def onward(request: Request, target: str) -> Response:
    """Send the browser on to a path of this server."""
    way = f"{request.scope.get('root_path', '')}{target}"
    return RedirectResponse(quote(way, safe=":/%#?=@[]!$&'()*+,;"), 303, headers={"cache-control": "no-store"})
