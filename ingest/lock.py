"""The locks on the state folder, which the system drops with the process. Not here: what is done under them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from assistant.errors import BusyError


@contextmanager
def held(path: Path, *, task: str, timeout: float = 0) -> Iterator[None]:
    """Hold the lock file `path` for the block; waits up to `timeout` seconds.

    Raises:
        BusyError: another process or thread holds it; the message names the `task` that it is at.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(path)
    try:
        lock.acquire(timeout=timeout)
    except filelock.Timeout as error:
        raise BusyError(
            f"Another process is {task} in {path.parent} and holds {path.name}. Wait until it is done, then try again."
        ) from error
    try:
        yield
    finally:
        lock.release()
