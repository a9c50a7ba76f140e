"""The desk of a running front end: loads the live version behind it, and follows the live pointer.

Not here: what the front ends show meanwhile.
"""

import logging
import threading
from collections.abc import Callable

from assistant import Assistant
from assistant.errors import CornerOfficeError, VersionError
from ui.desk import DeskState, Readiness

logger = logging.getLogger(__name__)

POLL = 2.0  # seconds between looks at the live pointer; the contract promises 5
PATIENCE = 60.0  # seconds that a question waits for the first version


class LiveDesk:
    """Hands out the assistant of the live version; answers that have begun end on the version they began with.

    `live` says which version is live, `load` builds an assistant from it; both may raise CornerOfficeError.
    """

    def __init__(self, live: Callable[[], str | None], load: Callable[[str], Assistant], *, poll: float = POLL) -> None:
        self._live = live
        self._load = load
        self._poll = poll
        self._assistant: Assistant | None = None
        self._message = ""
        self._settled = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="live-desk", daemon=True)

    def start(self) -> None:
        """Begin to load, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Stop following the pointer."""
        self._stopped.set()

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
        try:
            version = self._live()
            if version is None:
                raise VersionError(
                    "No version is live yet. Run `corner-office ingest`, then `corner-office promote` what it prints."
                )
            if self._assistant is None or self._assistant.index.version != version:
                self._assistant = self._load(version)
                logger.info("serving version %s", version)
            self._message = ""
        except CornerOfficeError as error:
            if str(error) != self._message:
                logger.error("%s", error)
            self._message = str(error)
        except Exception:
            logger.exception("the live version could not be loaded")
            self._message = "The live version could not be loaded; the log says why. Run `corner-office ingest`."
        finally:
            self._settled.set()
