"""The folder aside in which a version is made, its move into place, and what killed runs left behind.

All of it under the ingest lock. Not here: what is written into a version (`build`).
"""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import VersionError
from assistant.settings import Settings
from assistant.store.index import open_index
from assistant.store.vectors import open_store
from assistant.store.versions import NAME, VersionFolder, read_content, versions_folder
from assistant.vocabulary import Manifest
from ingest.durable import sync_folder

logger = logging.getLogger(__name__)

BUILDING = ".building-"
REMOVED = ".removed-"


def complete(settings: Settings, version: str) -> Manifest | None:
    """The version's manifest if it is there, undamaged, and its vectors are where the settings look for them."""
    folder = VersionFolder(versions=versions_folder(settings.home), version=version)
    if not folder.path.exists():
        return None
    try:
        manifest = read_content(folder).manifest
        if settings.chroma_url:
            open_index(settings, version)
        elif not manifest.vectors:
            raise VersionError(f"Version {version} keeps its vectors on a Chroma server.")
    except VersionError as error:
        logger.warning("Version %s is built again: %s", version, error)
        return None
    return manifest


@contextmanager
def staging_folder(settings: Settings, version: str) -> Iterator[VersionFolder]:
    """A folder of versions for this version alone, beside the others; gone after the block."""
    versions = versions_folder(settings.home)
    staging = versions / f"{BUILDING}{version}-{os.getpid()}"
    folder = VersionFolder(versions=staging, version=version)
    folder.path.mkdir(parents=True)
    try:
        yield folder
    except BaseException:
        with suppress(VersionError):
            forget(settings, version)
        raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def put_in_place(settings: Settings, folder: VersionFolder) -> None:
    """Rename a finished version to its place among the others; a damaged one that stands there makes room."""
    place = versions_folder(settings.home) / folder.version
    if place.exists():
        place.rename(folder.versions / "damaged")
    folder.path.rename(place)
    sync_folder(place.parent)


def clear_leftovers(settings: Settings) -> None:
    """Remove what killed runs left: half-built versions and half-removed ones."""
    versions = versions_folder(settings.home)
    for leftover in sorted([*versions.glob(f"{BUILDING}*"), *versions.glob(f"{REMOVED}*")]):
        for path in leftover.glob("*"):
            if NAME.fullmatch(path.name):
                forget(settings, path.name)
        logger.info("removing %s, left by a run that was killed", leftover)
        shutil.rmtree(leftover)


def set_apart(settings: Settings, version: str) -> Path:
    """Take a version out of its place by one rename; returns the folder to remove."""
    versions = versions_folder(settings.home)
    apart = versions / f"{REMOVED}{version}"
    apart.mkdir(exist_ok=True)
    (versions / version).rename(apart / version)
    return apart


def forget(settings: Settings, version: str) -> None:
    """Delete a version's vectors from the Chroma server, if there is a server and no such version in place."""
    versions = versions_folder(settings.home)
    if settings.chroma_url and not (versions / version).exists():
        open_store(settings.chroma_url, versions).delete(version)
