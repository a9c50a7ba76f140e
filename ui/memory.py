"""Memory that answers have left behind, given back to the system in a thread of its own. Only glibc keeps it; elsewhere nothing is done.

Each answer is a few large texts, made in whatever thread was free. glibc keeps a heap for each thread, with holes in it
of what was freed: without this a page grows by some 50 kB a chat over its first seven hundred, and starts 60 MB larger.
"""

import ctypes
import threading

EVERY = 15.0  # seconds
HEAPS = 2
M_ARENA_MAX = -8  # as in malloc.h


def glibc() -> ctypes.CDLL | None:
    """The C library, if it is glibc."""
    try:
        library = ctypes.CDLL(None)
    except (OSError, TypeError):
        return None
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None


class Trimming:
    """Gives it back every few seconds, which takes about a millisecond."""

    def __init__(self, library: ctypes.CDLL | None = None) -> None:
        self._library = library or glibc()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="trimming", daemon=True)

    def start(self) -> None:
        """Begin; threads that start later share a few heaps."""
        if self._library is not None:
            self._library.mallopt(M_ARENA_MAX, HEAPS)
            self._thread.start()

    def stop(self) -> None:
        """Give no more."""
        self._stopped.set()

    def _run(self) -> None:
        while self._library is not None and not self._stopped.wait(EVERY):
            self._library.malloc_trim(0)
