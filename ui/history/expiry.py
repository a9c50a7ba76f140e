"""Deleting what has been kept long enough, in a thread of its own. Not here: how it is deleted (`ui.archive`)."""

import logging
import threading
import time
from collections.abc import Callable

from assistant.errors import CornerOfficeError
from ui.archive.stores import Conversations

logger = logging.getLogger(__name__)

DAY = 24 * 3600.0  # seconds
EVERY = 3600.0  # seconds between two looks


def expire(conversations: Conversations, days: int, now: float) -> int:
    """Delete the conversations that have not changed for so many days; 0 days keep all. Returns how many."""
    if not days:
        return 0
    try:
        return conversations.expire(now - days * DAY)
    except CornerOfficeError as error:
        logger.warning("old conversations could not be deleted: %s", error)
        return 0


class Expiry:
    """Looks every hour, from the start on."""

    def __init__(self, conversations: Conversations, days: int, clock: Callable[[], float] = time.time) -> None:
        self._conversations = conversations
        self._days = days
        self._clock = clock
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="expiry", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def _run(self) -> None:
        while True:
            expire(self._conversations, self._days, self._clock())
            if self._stopped.wait(EVERY):
                return
