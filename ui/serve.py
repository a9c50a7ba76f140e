"""Running the page: the server at once, the live version behind it, a clean stop. Not here: the routes (`server`)."""

import gc
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import NoReturn

from assistant import Assistant
from assistant.settings import Settings
from assistant.store.embedding import SentenceTransformerEmbedder
from assistant.store.probe import check_version
from assistant.store.versions import VersionFolder, live_version, read_content, versions_folder
from ui.archive.opening import open_archive
from ui.archive.stores import Archive
from ui.editors.room import Room
from ui.history.expiry import Expiry
from ui.history.history import History
from ui.live import LiveDesk, open_serving
from ui.memory import Trimming
from ui.past import VersionArchive
from ui.server import build_app, listening, serve
from ui.signin.entrance import Entrance

BuildFirst = Callable[[Settings, SentenceTransformerEmbedder], None]
OpenRoom = Callable[[Settings, Archive], Room]


class Loader:
    """Loads versions one after the other, with one embedder; not before the page is up, which would wait for it."""

    def __init__(self, settings: Settings, embedder: SentenceTransformerEmbedder, build_first: BuildFirst) -> None:
        self._settings = settings
        self._embedder = embedder
        self._build_first = build_first
        self.page_is_up = threading.Event()

    def live(self) -> str | None:
        """The live version's name. Raises VersionError."""
        return live_version(self._settings.home)

    def load(self, version: str | None) -> Assistant:
        """An assistant on a version, proved in a child process; None builds the first. Raises CornerOfficeError."""
        if version is None:
            self.page_is_up.wait()
            self._build_first(self._settings, self._embedder)
            return open_serving(self._settings, self._embedder)
        versions = versions_folder(self._settings.home)
        read_content(VersionFolder(versions=versions, version=version))  # most faults show here, in milliseconds
        proof = beside(partial(check_version, versions, version, self._settings.chroma_url))
        _ = self._embedder.id  # reads all weights, which holds nobody up
        self.page_is_up.wait()
        self._embedder.load()
        proof.result()
        return open_serving(self._settings, self._embedder, version)


def beside(work: Callable[[], None]) -> Future[None]:
    """Do the work in a thread that, unlike an executor's, the end of the program does not wait for."""
    done: Future[None] = Future()

    def run() -> None:
        try:
            work()
            done.set_result(None)
        except Exception as error:
            done.set_exception(error)

    threading.Thread(target=run, name="probe", daemon=True).start()
    return done


def stop(_number: int, _frame: object) -> NoReturn:
    """End the program at once, and well."""
    sys.exit(0)


def serve_page(
    settings: Settings, say: Callable[[str], None], build_first: BuildFirst, open_room: OpenRoom | None = None
) -> None:
    """Serve the page until ctrl-c or SIGTERM.

    `build_first` makes the first version live, `open_room` the editors' room. Whatever keeps a version from being served is on the page,
    with what mends it, and the page takes it up once it is mended.

    Raises:
        EmbedderError: the settings name no embedder that is there.
        NewerArchiveError: a newer program has changed the archive of conversations.
        SignInError: the page would be open to others unasked, or nobody could sign in.
        AccountError, SecretError, SessionError: a file in the home cannot be used.
        ServerError: the port is taken or the host is not one of this machine.
    """
    loader = Loader(settings, SentenceTransformerEmbedder.from_settings(settings), build_first)
    desk = LiveDesk(loader.live, loader.load)

    def announce(address: str) -> None:
        gc.enable()
        say(f"Corner Office is on {address} (ctrl-c stops it).")
        loader.page_is_up.set()

    entrance = Entrance.from_settings(settings)
    archive = open_archive(settings)
    history = History(archive=archive, page_url=settings.page_url, days=settings.history_days)
    versions = VersionArchive(settings.home)
    expiry = Expiry(archive.conversations, settings.history_days)
    trimming = Trimming()
    room = open_room(settings, archive) if open_room else None
    with listening(settings.host, settings.port):
        pass  # a taken port is told before any work begins
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)  # the server takes them over while it runs, and passes on what stopped it
    trimming.start()  # before any thread has a heap of its own
    desk.start()
    expiry.start()
    gc.disable()  # until the page is up: it only delays the libraries' import
    try:
        serve(
            lambda ready: build_app(
                desk, ready, entrance, archive=versions, history=history, room=room, mcp=settings.mcp
            ),
            settings.host,
            settings.port,
            announce,
            settings.proxies,
        )
    finally:
        trimming.stop()
        expiry.stop()
        desk.stop()
