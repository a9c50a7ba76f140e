"""Counts the tokens of a day, for all programs that share a home. Not here: counting those of one text."""

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

NAME = "llm-tokens.json"


def today() -> str:
    """The day in UTC, ISO 8601."""
    return datetime.now(UTC).date().isoformat()


class Spend:
    """The tokens used today, in a file of the home folder. Without a `limit` nothing is counted."""

    def __init__(self, home: Path, limit: int, *, day: Callable[[], str] = today) -> None:
        self._path = home / NAME
        self._limit = limit
        self._day = day

    @property
    def used_up(self) -> bool:
        """Whether the day's tokens are used up."""
        return bool(self._limit) and self._used() >= self._limit

    def add(self, tokens: int) -> None:
        """Count tokens that were used."""
        if not self._limit:
            return
        with FileLock(f"{self._path}.lock"):
            aside = self._path.with_suffix(".new")
            aside.write_text(json.dumps({"day": self._day(), "tokens": self._used() + tokens}), encoding="utf-8")
            os.replace(aside, self._path)

    def _used(self) -> int:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            return int(kept["tokens"]) if kept["day"] == self._day() else 0
        except (OSError, ValueError, KeyError, TypeError):
            return 0
