"""The articles that answers were given from, so that evidence outlives an update and a restart.

Not here: reading versions from disk (`past`), showing an article (`evidence`).
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from assistant.vocabulary import Article, Glossary
from ui.desk import Articles

KEPT_VERSIONS = 5  # in memory


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A version's articles by id, in its order, and its glossary; None where only the articles are known."""

    articles: dict[str, Article]
    glossary: Glossary | None


class Archive(Protocol):
    """The versions that are kept on disk and that readers have been answered from."""

    def articles(self, version: str) -> tuple[Article, ...]:
        """The articles of a version; none if it is not kept, or still waits for its promotion."""

    def glossary(self, version: str) -> Glossary | None:
        """What a version of which there are articles calls the roles; None if it cannot be read."""

    def made(self, version: str) -> str:
        """When a version was made (UTC, ISO 8601); empty if it is not known."""

    def live_since(self, version: str) -> str:
        """Since when a version is live (UTC, ISO 8601); empty if it is not."""


class EmptyArchive:
    """No version is kept on disk."""

    def articles(self, _version: str) -> tuple[Article, ...]:
        """None."""
        return ()

    def glossary(self, _version: str) -> Glossary | None:
        """None."""
        return None

    def made(self, _version: str) -> str:
        """Empty."""
        return ""

    def live_since(self, _version: str) -> str:
        """Empty."""
        return ""


class Shelf:
    """The articles of the versions lately shown or answered from; what is not at hand comes from the archive."""

    def __init__(self, archive: Archive | None = None) -> None:
        self.archive = archive or EmptyArchive()
        self._versions: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def keep(self, index: Articles) -> None:
        """Remember a version's articles; the version used longest ago goes when there are too many."""
        self._put(index.version, index.articles, index.glossary)

    def article(self, version: str, article: str) -> Article | None:
        """One article as it was in a version, or None if that is no longer known."""
        known = self._of(version)
        return known.articles.get(article) if known else None

    def articles(self, version: str) -> tuple[Article, ...]:
        """Every article of a version, in its order; none if the version is no longer known."""
        known = self._of(version)
        return tuple(known.articles.values()) if known else ()

    def glossary(self, version: str) -> Glossary | None:
        """What a version calls the roles, or None if that is no longer known."""
        known = self._of(version)
        return known.glossary if known else None

    def _of(self, version: str) -> Kept | None:
        with self._lock:
            known = self._versions.get(version)
        if known is None and (found := self.archive.articles(version)):
            return self._put(version, found, self.archive.glossary(version))
        return known

    def _put(self, version: str, articles: tuple[Article, ...], glossary: Glossary | None) -> Kept:
        with self._lock:
            if version not in self._versions:
                self._versions[version] = Kept(
                    articles={article.id: article for article in articles}, glossary=glossary
                )
            self._versions.move_to_end(version)
            while len(self._versions) > KEPT_VERSIONS:
                self._versions.popitem(last=False)
            return self._versions[version]
