"""The desk of a running front end: loads the live version behind it, and follows the live pointer.

Not here: what the front ends show meanwhile.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from assistant import Assistant
from assistant.errors import CornerOfficeError, VersionError
from assistant.llm.writing import with_model
from assistant.settings import Settings
from assistant.store.embedding import SentenceTransformerEmbedder
from assistant.store.index import check_embedder, open_index
from assistant.store.library import Library
from ui.desk import DeskState, Readiness

logger = logging.getLogger(__name__)

POLL = 0.5  # seconds between looks at the live pointer; the contract promises 5 until a new version answers
PATIENCE = 60.0  # seconds that a question waits for the first version
REST = 5  # a load that failed is tried again after so many times as long as it took


def open_version(settings: Settings, embedder: SentenceTransformerEmbedder, version: str | None = None) -> Assistant:
    """An assistant on a version (default: the live one) with an embedder that several may share.

    Raises:
        VersionError: the version cannot be opened, or was made with another embedder.
    """
    index = open_index(settings, version)
    check_embedder(index, embedder.id)
    library = Library(index, common_words=embedder.common_words())
    return Assistant(library, embedder, max_question=settings.max_question)


def open_serving(settings: Settings, embedder: SentenceTransformerEmbedder, version: str | None = None) -> Assistant:
    """What readers ask: `open_version`, with the language model behind it that the settings name. Raises VersionError."""
    return with_model(open_version(settings, embedder, version), embedder, settings)


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A version that could not be loaded, and until when (seconds of the clock) it is left alone."""

    version: str | None
    until: float


class LiveDesk:
    """Hands out the assistant of the live version; answers that have begun end on the version they began with.

    `live` says which version is live, None before the first; `load` builds an assistant from it. Both may raise
    CornerOfficeError: what is at hand is kept, and they are called again until they succeed.
    """

    def __init__(
        self,
        live: Callable[[], str | None],
        load: Callable[[str | None], Assistant],
        *,
        poll: float = POLL,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._live = live
        self._load = load
        self._poll = poll
        self._clock = clock
        self._assistant: Assistant | None = None
        self._failure: Failure | None = None
        self._message = ""
        self._settled = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="live-desk", daemon=True)

    def start(self) -> None:
        """Begin to load, in a thread of its own."""
        self._thread.start()

    def stop(self, patience: float = 0) -> None:
        """Stop following the pointer; waits up to `patience` seconds for a load that is under way."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(patience)

    def assistant(self) -> Assistant:
        """The live assistant; waits while the first one loads. Raises CornerOfficeError if there is none."""
        self._settled.wait(PATIENCE)
        if self._assistant is None:
            raise VersionError(self._message or "The articles are still being loaded. Ask again in a moment.")
        return self._assistant

    def state(self) -> DeskState:
        """Whether a question would be answered now."""
        if self._assistant is not None:
            return DeskState(readiness=Readiness.READY)
        if self._message:
            return DeskState(readiness=Readiness.BROKEN, message=self._message)
        return DeskState(readiness=Readiness.LOADING)

    def _follow(self) -> None:
        while not self._stopped.is_set():
            self._look()
            self._stopped.wait(self._poll)

    def _look(self) -> None:
        """Load the live version if it is not the one at hand; on a fault keep what is at hand."""
        began = self._clock()
        version = None
        try:
            version = self._live()
            if self._serves(version):
                self._recover()
            elif not self._rests(version, began):
                self._assistant = self._load(version)
                self._recover()
                logger.info("serving version %s", self._assistant.index.version)
        except CornerOfficeError as error:
            if str(error) != self._message:
                logger.error("%s", error)
            self._fail(version, began, str(error))
        except Exception as error:
            message = f"The live version could not be loaded ({type(error).__name__}). Run `corner-office ingest`."
            if message != self._message:
                logger.exception("the live version could not be loaded")
            self._fail(version, began, message)
        finally:
            self._settled.set()

    def _serves(self, version: str | None) -> bool:
        """Whether the version is at hand; a pointer that has gone leaves everything as it is."""
        return self._assistant is not None and version in (None, self._assistant.index.version)

    def _rests(self, version: str | None, now: float) -> bool:
        """Whether the version failed a moment ago."""
        return self._failure is not None and self._failure.version == version and now < self._failure.until

    def _recover(self) -> None:
        self._failure, self._message = None, ""

    def _fail(self, version: str | None, began: float, message: str) -> None:
        now = self._clock()
        self._failure, self._message = Failure(version=version, until=now + REST * (now - began)), message
