"""Small calls to Slack that nobody waits for: a status, a view, a word of thanks. Done once, or not at all.

Not here: answers, which are never lost (`worker`).
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from ui.slack.api import RefusedError, UnreachableError

logger = logging.getLogger(__name__)

THREADS = 4
MOST = 500  # errands that may wait; more are dropped


class Errands:
    """Runs calls in threads of their own."""

    def __init__(self, threads: int = THREADS) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="slack-errand")
        self._room = threading.BoundedSemaphore(MOST)

    def run(self, errand: Callable[[], object]) -> "Future[None] | None":
        """Run a call soon; None if there is no room for it, or the program is about to end."""
        if not self._room.acquire(blocking=False):
            return None
        try:
            future = self._pool.submit(attempt, errand)
        except RuntimeError:  # the pool is closed
            self._room.release()
            return None
        future.add_done_callback(lambda _: self._room.release())
        return future

    def close(self) -> None:
        """Drop what has not begun and wait for the rest."""
        self._pool.shutdown(cancel_futures=True)


def attempt(errand: Callable[[], object]) -> None:
    """Do it; a fault is only noted."""
    try:
        errand()
    except RefusedError as error:
        logger.info("Slack refused a small call: %s", error.code)
    except UnreachableError as error:
        logger.info("Slack could not be reached for a small call: %s", error)
    except Exception as error:
        logger.error("a small call failed: %s", type(error).__name__)
