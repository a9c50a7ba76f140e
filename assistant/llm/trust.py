"""Whether a model has earned it that its own wordings are shown. Not here: what is shown instead (`author`)."""

import threading
from collections import deque

KNOWN = 40  # sentences after which a model is known,
LAST = 200  # how many of its last ones count,
STRUCK = 0.1  # and the share of them that may have been struck; of true paraphrases by hand .024 are


class Trust:
    """What became of a model's last sentences. Kept while the program runs; safe to share between threads."""

    def __init__(self) -> None:
        self._struck: deque[bool] = deque(maxlen=LAST)
        self._lock = threading.Lock()

    def note(self, *, struck: bool) -> None:
        """Note what became of one more sentence."""
        with self._lock:
            self._struck.append(struck)

    @property
    def earned(self) -> bool:
        """Has the model written enough, and hardly anything that its sources do not carry?"""
        with self._lock:
            return len(self._struck) >= KNOWN and sum(self._struck) <= STRUCK * len(self._struck)
