"""How often: questions a minute for a person or an address, and failed sign-ins. Not here: what is asked."""

import math
from time import time

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

QUARTER = 15 * 60  # seconds
TRIES_FROM_ADDRESS = RateLimitItemPerSecond(30, QUARTER)
TRIES_OF_NAME_FROM_ADDRESS = RateLimitItemPerSecond(5, QUARTER)
TRIES_OF_NAME = RateLimitItemPerSecond(100, QUARTER)  # from everywhere: high, or anyone could lock others out
SHARED = 10  # people who may share one address without signing in


class Pace:
    """The limits of one process, kept in its memory. `questions` a minute for one person; 0 is no limit."""

    def __init__(self, questions: int) -> None:
        self.questions = questions
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def question(self, person: str, address: str, share: int = 1) -> int:
        """Count a question; 0, or after how many seconds to ask again.

        Args:
            person: the id of who has signed in; empty for one who has not, who shares the address' limit.
            address: where the request comes from.
            share: how many requests of this kind belong to one question; they are counted apart from other kinds.
        """
        if not self.questions:
            return 0
        who = (str(share), "person", person) if person else (str(share), "address", address)
        limit = RateLimitItemPerMinute(self.questions * share * (1 if person else SHARED))
        return 0 if self._limiter.hit(limit, *who) else self._wait(limit, *who)

    def barred(self, name: str, address: str) -> int:
        """0, or after how many seconds the next try to sign in is heard."""
        waits = [
            self._wait(limit, *who) for limit, *who in self._tries(name, address) if not self._limiter.test(limit, *who)
        ]
        return max(waits, default=0)

    def failed(self, name: str, address: str) -> None:
        """Count a failed sign-in."""
        for limit, *who in self._tries(name, address):
            self._limiter.hit(limit, *who)

    def succeeded(self, name: str, address: str) -> None:
        """Forget what failed before for this name from this address: a mistyped password costs nobody anything."""
        self._limiter.clear(TRIES_OF_NAME_FROM_ADDRESS, "both", name, address)

    def _tries(self, name: str, address: str) -> tuple[tuple[RateLimitItem, *tuple[str, ...]], ...]:
        return (
            (TRIES_OF_NAME_FROM_ADDRESS, "both", name, address),
            (TRIES_FROM_ADDRESS, "from", address),
            (TRIES_OF_NAME, "name", name),
        )

    def _wait(self, limit: RateLimitItem, *who: str) -> int:
        return max(1, math.ceil(self._limiter.get_window_stats(limit, *who).reset_time - time()))
