"""Keeps an endpoint that has failed from being asked by every reader. Not here: asking it (`line`).

Made here: pybreaker holds a lock while a call runs, one reader at a time; circuitbreaker tries a rested endpoint with
every reader at once.
"""

import threading
import time
from collections.abc import Callable

REST = 20.0  # seconds until an endpoint that failed is tried again, without any reader waiting for it
LONGEST_REST = 600.0  # it doubles with each trial that fails


class Breaker:
    """Closed while the endpoint answers, open from so many failures in a row to its next success. Safe between threads."""

    def __init__(self, *, failures: int = 1, rest: float = REST, clock: Callable[[], float] = time.monotonic) -> None:
        self._allowed = failures
        self._failures = 0
        self._first_rest = self._rest = rest
        self._clock = clock
        self._lock = threading.Lock()
        self._closed = True
        self._trial_at = 0.0

    @property
    def closed(self) -> bool:
        """Whether readers' questions may be sent."""
        return self._closed

    def failed(self) -> None:
        """Count a failure in a row, and open at the last one allowed."""
        with self._lock:
            self._failures += 1
            if self._failures < self._allowed:
                return
            if not self._closed:
                self._rest = min(2 * self._rest, LONGEST_REST)
            self._closed = False
            self._trial_at = self._clock() + self._rest

    def succeeded(self) -> None:
        """Close it."""
        with self._lock:
            self._closed, self._rest, self._failures = True, self._first_rest, 0

    def trial_is_due(self) -> bool:
        """Whether the caller is the one that should try the endpoint now."""
        with self._lock:
            if self._closed or self._clock() < self._trial_at:
                return False
            self._trial_at = float("inf")  # until this trial ends
            return True
