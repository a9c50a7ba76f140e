"""The progress bar. Not here: what is worked on."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from tqdm import tqdm

Item = TypeVar("Item")


def progress(items: Iterable[Item], label: str) -> Iterator[Item]:
    """Pass the items on, with a bar on standard error when that is a terminal."""
    return iter(tqdm(items, desc=label, disable=None, leave=False))
