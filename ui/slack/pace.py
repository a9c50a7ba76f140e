"""How many answers are streamed in a minute: more than Slack allows are posted. Not here: the streaming (`deliver`)."""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable

STREAMS = 20  # streams that a workspace may begin in a minute (Slack's tier 2)
MINUTE = 60.0


class Pace:
    """Counts the streams of each workspace. Safe to call from several threads."""

    def __init__(self, streams: int = STREAMS, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._streams = streams
        self._clock = clock
        self._lock = threading.Lock()
        self._begun: dict[str, deque[float]] = defaultdict(deque)

    def stream(self, team: str) -> bool:
        """Whether one more may be streamed now; if so, it is counted."""
        now = self._clock()
        with self._lock:
            begun = self._begun[team]
            while begun and begun[0] <= now - MINUTE:
                begun.popleft()
            if len(begun) >= self._streams:
                return False
            begun.append(now)
            return True
