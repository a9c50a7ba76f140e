"""Keeps what a model wrote, so that the same question costs nothing twice. Not here: what is kept (`author`)."""

import threading
from collections import OrderedDict
from typing import Generic, TypeVar

Kept = TypeVar("Kept")
Key = tuple[str, ...]  # version, model, hash of the prompt: question, evidence and instructions

MOST = 1000


class Cache(Generic[Kept]):
    """The values used last, up to `most`. Safe between threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Kept | None:
        """What is kept, if it is."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Key, value: Kept) -> None:
        """Keep a value, and drop the one that nobody has asked for longest."""
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
