"""The versions in the state folder, as the page's evidence needs them. Not here: their files (`assistant.store.versions`)."""

import logging
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import VersionError
from assistant.store.versions import (
    ARTICLES,
    GLOSSARY,
    VersionFolder,
    corpus_hash,
    read_manifest,
    read_pointer,
    versions_folder,
)
from assistant.vocabulary import Article, Glossary

logger = logging.getLogger(__name__)


class VersionArchive:
    """Reads kept versions of one state folder; a version that was never live is not given out. Raises nothing."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def articles(self, version: str) -> tuple[Article, ...]:
        """The articles of a version that is or was live, proved by their hash; none if it has none to give."""
        found = self._proved(version)
        try:
            return ARTICLES.validate_json(found[0]) if found else ()
        except ValidationError as error:
            logger.warning("the articles of version %s cannot be read: %s", version, error)
            return ()

    def glossary(self, version: str) -> Glossary | None:
        """What such a version calls the roles, or None."""
        found = self._proved(version)
        try:
            return GLOSSARY.validate_json(found[1]) if found else None
        except ValidationError as error:
            logger.warning("the glossary of version %s cannot be read: %s", version, error)
            return None

    def made(self, version: str) -> str:
        """When a version was made (UTC, ISO 8601); empty if it is not known."""
        try:
            return read_manifest(self._folder(version)).created
        except VersionError:
            return ""

    def live_since(self, version: str) -> str:
        """Since when a version is live (UTC, ISO 8601); empty if it is not."""
        try:
            pointer = read_pointer(self._home)
        except VersionError:
            return ""
        return pointer.since if pointer and pointer.version == version else ""

    def _proved(self, version: str) -> tuple[bytes, bytes] | None:
        """The articles and the glossary, as JSON, of a version that is or was live."""
        if not self._was_live(version):
            return None
        folder = self._folder(version)
        try:
            articles, glossary = folder.articles.read_bytes(), folder.glossary.read_bytes()
            if corpus_hash(articles, glossary) == read_manifest(folder).corpus:
                return articles, glossary
            logger.warning("the articles of version %s are damaged", version)
        except (OSError, VersionError) as error:
            logger.warning("the articles of version %s cannot be read: %s", version, error)
        return None

    def _was_live(self, version: str) -> bool:
        try:
            pointer = read_pointer(self._home)
        except VersionError:
            return False
        return pointer is not None and version in (pointer.version, *pointer.history, *pointer.retired)

    def _folder(self, version: str) -> VersionFolder:
        return VersionFolder(versions=versions_folder(self._home), version=version)
