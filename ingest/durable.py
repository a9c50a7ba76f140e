"""Writing that survives a kill and a power failure. Not here: what is written, and in what order."""

import os
from pathlib import Path


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file's content at once: after a crash the file holds the old content or the new, never a mixture.

    For one writer at a time: the callers hold a lock.
    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_tree(folder: Path) -> None:
    """Force every file and folder under `folder` to the disk, and `folder` itself."""
    for path in folder.rglob("*"):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb") as file:
                os.fsync(file.fileno())
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Force a folder's list of names to the disk, where the system lets folders be opened (not on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
