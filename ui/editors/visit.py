"""One request to the room: who comes in, what was sent, and what goes out. Every page and action passes through here.

Not here: the pages (`front`, `articles`, `changes`, `versions`, `questions`).
"""

import logging
import secrets
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from assistant.errors import CornerOfficeError
from ui.archive.errors import ArchiveError
from ui.editors.room import Room
from ui.editors.template import render
from ui.people import Person, person_of

logger = logging.getLogger(__name__)

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'self'; frame-ancestors 'none'"
)
NOBODY = (
    "Only signed-in editors may come in here. Whoever runs this page lets people sign in with CORNER_OFFICE_SIGN_IN=file, "
    "and makes an editor with: corner-office users add NAME --editor"
)
READER = "You are signed in as {}, who may read and not edit. Whoever runs this page can make you an editor."
FOREIGN = "This did not come from a page of the editors' room. Open the room, and do it there."
DONE: Mapping[str, str] = {
    "saved": "Saved in the working copy. Readers see nothing of it yet.",
    "moved": "Saved, and the readers' wordings follow the new sentences.",
    "added": "Added to the working copy. Readers see nothing of it yet.",
    "removed": "Removed from the working copy. It can be put back below.",
    "restored": "Put back to what readers are answered from.",
    "started": "The check has begun. You may leave this page; it goes on.",
    "cancelled": "The check is cancelled. What readers get has not changed.",
    "promoted": "Live. Readers get the new answers within 5 seconds.",
    "back": "The version before is live again. Readers get its answers within 5 seconds.",
    "waived": "Accepted, until the articles change again.",
    "blessed": "Blessed: later versions are compared with these results.",
    "drafted": "Drafted. Finish the cases below, then put them into the case files.",
    "known": "These questions are drafted already.",
    "settled": "Marked as looked at.",
    "taken": "Taken over into the working copy. Readers see nothing of it yet.",
    "kept": "Kept as it is in the working copy.",
    "nothing": "Nothing has changed.",
}


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that was sent; of one that is too large, only so much as shows it."""

    name: str
    data: bytes


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A request of an editor. `form` holds the texts that were sent, with plain line ends."""

    room: Room
    person: Person
    request: Request
    form: Mapping[str, str] = field(default_factory=dict)
    upload: Upload | None = None

    @property
    def who(self) -> str:
        """The name that actions are logged under."""
        return self.person.name or self.person.id

    @property
    def base(self) -> str:
        """The room's address, relative to this page, so that it works below any path of a proxy."""
        return base_of(self.request)

    def asked(self, name: str) -> str:
        """A value of the address, empty without one."""
        return self.request.query_params.get(name, "")

    def page(self, template: str, title: str, *, status: int = 200, **values: Any) -> Response:
        """A page of the room."""
        done = DONE.get(self.asked("done"), "")
        return sent(self.request, self.person, template, status, title=title, done=done, **values)

    def go(self, path: str, done: str = "", **query: str) -> Response:
        """Lead on to a page of the room, which says what was done."""
        values = {**query, **({"done": done} if done else {})}
        address = f"{self.base}{path}" + (f"?{urlencode(values)}" if values else "")
        return RedirectResponse(address, status_code=303)

    @contextmanager
    def logged(self, what: str, **details: Any) -> Iterator[dict[str, Any]]:
        """Do something, and write down who did it once it is done; details may be added on the way."""
        yield details
        try:
            self.room.archive.actions.log(self.who, what, details)
        except ArchiveError:
            logger.exception("done, but not in the editors' log: %s by %s, %s", what, self.who, details)


Page = Callable[[Visit], Response]


def shown(room: Room, path: str, page: Page) -> Route:
    """A page to look at."""
    return Route(path, guarded(room, page), methods=["GET"])


def acted(room: Room, path: str, page: Page) -> Route:
    """Something to do, by a form."""
    return Route(path, guarded(room, page), methods=["POST"])


def guarded(room: Room, page: Page) -> Callable[[Request], Awaitable[Response]]:
    """The page for editors alone; what goes wrong is said in a sentence."""

    async def endpoint(request: Request) -> Response:
        person = person_of(request)
        if not person.is_editor:
            stranger = person.id.startswith("browser:")
            return trouble(request, person, NOBODY if stranger else READER.format(person.name or person.id), 403)
        if request.method == "POST" and not at_home(request):
            return trouble(request, person, FOREIGN, 403)
        try:
            visit = await received(room, person, request)
            return await run_in_threadpool(page, visit)
        except CornerOfficeError as error:
            return trouble(request, person, str(error), 409)
        except HTTPException as error:
            return trouble(request, person, error.detail, error.status_code)
        except Exception:
            reference = secrets.token_hex(4)
            logger.exception("a page of the editors' room failed, reference %s", reference)
            return trouble(request, person, f"Something went wrong, and it is written down as {reference}.", 500)

    return endpoint


def at_home(request: Request) -> bool:
    """Whether a form was sent by a page of this server; the door (`ui.signin`) has looked at its origin as well."""
    return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


async def received(room: Room, person: Person, request: Request) -> Visit:
    """The visit with its form read."""
    if request.method != "POST":
        return Visit(room=room, person=person, request=request)
    async with request.form(max_files=1, max_fields=50, max_part_size=2_000_000) as form:
        texts = {name: value.replace("\r\n", "\n") for name, value in form.items() if isinstance(value, str)}
        sent_file = next((value for value in form.values() if isinstance(value, UploadFile)), None)
        upload = None
        if sent_file and sent_file.filename:
            upload = Upload(name=sent_file.filename, data=await sent_file.read(room.largest + 1))
    return Visit(room=room, person=person, request=request, form=texts, upload=upload)


def base_of(request: Request) -> str:
    """The room's address relative to a request's."""
    path = str(request.scope["path"]).removeprefix(str(request.scope.get("root_path", "")))
    return "../" * (path.count("/") - 1) or "./"


def trouble(request: Request, person: Person, message: str, status: int) -> Response:
    """A page that says what is wrong."""
    return sent(request, person, "trouble.html", status, title="Not done", message=message)


def sent(request: Request, person: Person, template: str, status: int, **values: Any) -> Response:
    """A rendered page with its headers."""
    path = str(request.scope["path"]).removeprefix(str(request.scope.get("root_path", ""))).lstrip("/")
    here = f"{path}?{request.url.query}" if request.url.query else path
    body = render(template, base=base_of(request), here=here, person=person, **values)
    return HTMLResponse(
        body, status_code=status, headers={"content-security-policy": POLICY, "cache-control": "no-store"}
    )
