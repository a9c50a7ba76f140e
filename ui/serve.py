"""Running the page: the server at once, the live version behind it, a clean stop. Not here: the routes (`server`)."""

import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from assistant import Assistant
from assistant.embedding import SentenceTransformerEmbedder
from assistant.probe import check_version
from assistant.settings import Settings
from assistant.versions import VersionFolder, live_version, read_content, versions_folder
from ui.live import LiveDesk, open_version
from ui.server import listening, serve

BuildFirst = Callable[[Settings, SentenceTransformerEmbedder], None]


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
            return open_version(self._settings, self._embedder)
        versions = versions_folder(self._settings.home)
        read_content(VersionFolder(versions=versions, version=version))  # most faults show here, in milliseconds
        with ThreadPoolExecutor(1) as beside:
            proof = beside.submit(check_version, versions, version, self._settings.chroma_url)
            self.page_is_up.wait()
            self._embedder.load()
            proof.result()
        return open_version(self._settings, self._embedder, version)


def serve_page(settings: Settings, say: Callable[[str], None], build_first: BuildFirst) -> None:
    """Serve the page until ctrl-c or SIGTERM.

    `build_first` makes the first version live. Whatever keeps a version from being served is on the page,
    with what mends it, and the page takes it up once it is mended.

    Raises:
        EmbedderError: the settings name no embedder that is there.
        ServerError: the port is taken or the host is not one of this machine.
    """
    loader = Loader(settings, SentenceTransformerEmbedder.from_settings(settings), build_first)
    desk = LiveDesk(loader.live, loader.load)

    def announce(address: str) -> None:
        loader.page_is_up.set()
        say(f"Corner Office is on {address} (ctrl-c stops it).")

    with listening(settings.host, settings.port):
        pass  # a taken port is told before any work begins
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    desk.start()
    try:
        serve(desk, settings.host, settings.port, announce)
    except KeyboardInterrupt:
        return  # the server has stopped by then, and passes on what stopped it
    finally:
        desk.stop()
