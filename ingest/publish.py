"""Which version is live, and which are kept: moving the pointer forward and back, and removing old versions.

Not here: whether a version deserves it (`evals`), and reading the pointer (`assistant.store.versions`).
"""

import logging
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import VersionError
from assistant.settings import Settings
from assistant.store.versions import (
    POINTER,
    Pointer,
    VersionFolder,
    list_versions,
    pointer_path,
    read_content,
    read_pointer,
    versions_folder,
)
from ingest.durable import write_durably
from ingest.lock import held
from ingest.staging import forget, set_apart

logger = logging.getLogger(__name__)

POINTER_WAIT = 10.0  # seconds for another process to move the pointer, which takes milliseconds


def utc_now() -> str:
    """The time in UTC, ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def promote(
    home: Path, version: str, *, unchecked: bool = False, reason: str = "", now: Callable[[], str] = utc_now
) -> Pointer:
    """Make a version live; running front ends pick it up by themselves.

    With `unchecked` the version and the `reason` are recorded until it is promoted without; nothing else changes if
    it is live already. A damaged live.json is replaced.

    Raises:
        VersionError: there is no such version, or it is damaged.
        BusyError: another process is at the pointer.
    """
    with pointer_lock(home):
        check(home, version)
        try:
            before = read_pointer(home)
        except VersionError as error:
            logger.warning("%s It is replaced now; what was live before is not known any more.", error)
            before = None
        others = {old: why for old, why in before.unchecked_reasons.items() if old != version} if before else {}
        marks = others | ({version: reason} if unchecked else {})
        if before and before.version == version:
            pointer = replace(before, unchecked_reasons=marks)
        else:
            pointer = Pointer(
                version=version,
                since=now(),
                history=(*before.history, before.version) if before else (),
                retired=tuple(old for old in before.retired if old != version) if before else (),
                unchecked_reasons=marks,
            )
        if pointer == before:
            return pointer
        write_pointer(home, pointer)
        return pointer


def rollback(home: Path, *, now: Callable[[], str] = utc_now) -> str:
    """Make the version live again that was live before, and return it; one that is gone or damaged is skipped.

    Raises:
        VersionError: nothing is live, or nothing usable was live before.
        BusyError: another process is at the pointer.
    """
    with pointer_lock(home):
        pointer = read_pointer(home)
        history = pointer.history if pointer else ()
        while pointer and history:
            *older, version = history
            history = tuple(older)
            if version == pointer.version:
                continue
            try:
                check(home, version)
            except VersionError as error:
                logger.warning("Rolling back past version %s: %s", version, error)
                continue
            retired = (*pointer.retired, pointer.version)
            write_pointer(home, replace(pointer, version=version, since=now(), history=history, retired=retired))
            return version
    raise VersionError(
        f"No usable version was live before in {home}. `corner-office versions` lists the versions; "
        "`corner-office promote` makes one of them live."
    )


def prune(settings: Settings) -> tuple[str, ...]:
    """Remove all but the newest `settings.kept_versions`; returns what was removed.

    The live version and the one that a rollback would go to are always kept, and count.

    Raises:
        VersionError: live.json is damaged.
        BusyError: an ingest is running, or another process is at the pointer.
    """
    removed = []
    with ingest_lock(settings.home), pointer_lock(settings.home):
        pointer = read_pointer(settings.home)
        listed = [info.version for info in list_versions(settings.home)]
        needed = {pointer.version, *pointer.history[-1:]} if pointer else set()
        room = max(0, settings.kept_versions - len(needed.intersection(listed)))
        others = [version for version in listed if version not in needed]
        for version in others[room:]:
            apart = set_apart(settings, version)
            forget(settings, version)
            shutil.rmtree(apart)
            removed.append(version)
        if pointer and removed:
            write_pointer(
                settings.home,
                replace(
                    pointer,
                    history=tuple(version for version in pointer.history if version not in removed),
                    retired=tuple(version for version in pointer.retired if version not in removed),
                    unchecked_reasons={
                        old: why for old, why in pointer.unchecked_reasons.items() if old not in removed
                    },
                ),
            )
    return tuple(removed)


def ingest_lock(home: Path) -> AbstractContextManager[None]:
    """The lock on the folder of versions; refused at once if another process holds it."""
    return held(home / "ingest.lock", task="ingesting")


def pointer_lock(home: Path) -> AbstractContextManager[None]:
    """The lock on the pointer."""
    return held(home / "live.lock", task="promoting", timeout=POINTER_WAIT)


def check(home: Path, version: str) -> None:
    """Raise VersionError unless the version's files are those that its manifest describes."""
    read_content(VersionFolder(versions=versions_folder(home), version=version))


def write_pointer(home: Path, pointer: Pointer) -> None:
    """Put the pointer in place at once and for good."""
    write_durably(pointer_path(home), POINTER.dump_json(pointer, indent=1))
