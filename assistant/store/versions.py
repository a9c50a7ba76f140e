"""The versions on disk, read only: their folders, manifests and hashes, the live pointer, and the list of them.

Not here: making one (`ingest.build`), moving the pointer (`ingest.publish`), and a version's content (`index`).
"""

import hashlib
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.errors import VersionError
from assistant.vocabulary import Article, Glossary, Manifest

logger = logging.getLogger(__name__)

# Counts up whenever the same articles would give another version: the cutting of passages and sentences
# aside (the articles' hash covers it), that is the texts that are embedded and the form of the files.
SCHEMA = 2

ARTICLES = TypeAdapter(tuple[Article, ...])
GLOSSARY = TypeAdapter(Glossary)
MANIFEST = TypeAdapter(Manifest)

NAME = re.compile(r"[0-9a-f]{12}")
REBUILD = "Run `corner-office ingest`, then `corner-office promote` the version that it prints."


class VersionState(StrEnum):
    """Where a version stands: it answers now, it waits for its promotion, or it was live before."""

    LIVE = "live"
    STAGED = "staged"
    EARLIER = "earlier"


@dataclass(frozen=True, kw_only=True)
class VersionInfo:
    """One line of the list of versions; `created` is UTC, ISO 8601.

    `unchecked` says that it was made live without a passing report, and `reason` why.
    """

    version: str
    state: VersionState
    created: str
    articles: int
    passages: int
    sentences: int
    unchecked: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Pointer:
    """What live.json says: the live version, since when (UTC, ISO 8601), and what was live before.

    `history` holds what `rollback` goes back to, newest last; `retired` holds what was rolled back from.
    `unchecked_reasons` maps the versions that were promoted without a passing report to the reason that was given.
    """

    version: str
    since: str
    history: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    unchecked_reasons: Mapping[str, str] = field(default_factory=dict)


POINTER = TypeAdapter(Pointer)


@dataclass(frozen=True, kw_only=True)
class VersionFolder:
    """The paths of one version. `versions` is the folder that it stands in; nothing need exist yet."""

    versions: Path
    version: str

    @property
    def path(self) -> Path:
        """The version's own folder."""
        return self.versions / self.version

    @property
    def manifest(self) -> Path:
        """What the version was made from; written last."""
        return self.path / "manifest.json"

    @property
    def articles(self) -> Path:
        """The articles with their parts."""
        return self.path / "articles.json"

    @property
    def glossary(self) -> Path:
        """The roles and terms."""
        return self.path / "glossary.json"

    @property
    def chroma(self) -> Path:
        """The vectors; not there when a Chroma server holds them."""
        return self.path / "chroma"


@dataclass(frozen=True, kw_only=True)
class VersionContent:
    """A version's files, checked against its manifest: `articles` and `glossary` as JSON bytes."""

    manifest: Manifest
    articles: bytes
    glossary: bytes


def versions_folder(home: Path) -> Path:
    """The folder of all versions."""
    return home / "versions"


def pointer_path(home: Path) -> Path:
    """The file that says which version is live."""
    return home / "live.json"


def read_pointer(home: Path) -> Pointer | None:
    """What is live, or None before the first promotion. Raises VersionError if live.json is damaged."""
    try:
        return POINTER.validate_json(pointer_path(home).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise VersionError(f"{pointer_path(home)} is damaged ({brief(error)}). {REBUILD}") from error


def live_version(home: Path) -> str | None:
    """The live version's name, or None before the first promotion. Raises VersionError."""
    pointer = read_pointer(home)
    return pointer.version if pointer else None


def list_versions(home: Path) -> tuple[VersionInfo, ...]:
    """The complete versions, newest first; one with a damaged manifest is left out and logged. Raises VersionError."""
    pointer = read_pointer(home)
    unchecked = pointer.unchecked_reasons if pointer else {}
    found = []
    for path in sorted(versions_folder(home).glob("*")):
        if not NAME.fullmatch(path.name):
            continue
        try:
            manifest = read_manifest(VersionFolder(versions=path.parent, version=path.name))
        except VersionError as error:
            logger.warning("%s", error)
            continue
        found.append(
            VersionInfo(
                version=manifest.version,
                state=state(manifest.version, pointer),
                created=manifest.created,
                articles=manifest.articles,
                passages=manifest.passages,
                sentences=manifest.sentences,
                unchecked=manifest.version in unchecked,
                reason=unchecked.get(manifest.version, ""),
            )
        )
    return tuple(sorted(found, key=lambda info: (info.created, info.version), reverse=True))


def state(version: str, pointer: Pointer | None) -> VersionState:
    """Where a version stands by the pointer."""
    if pointer and version == pointer.version:
        return VersionState.LIVE
    if pointer and version in pointer.history + pointer.retired:
        return VersionState.EARLIER
    return VersionState.STAGED


def read_manifest(folder: VersionFolder) -> Manifest:
    """A version's manifest. Raises VersionError if the version is unknown, damaged or of another release."""
    if not NAME.fullmatch(folder.version) or not folder.path.is_dir():
        raise VersionError(
            f"There is no version {folder.version!r} in {folder.versions}. "
            "`corner-office versions` lists those there are."
        )
    try:
        manifest = MANIFEST.validate_json(folder.manifest.read_bytes())
    except (OSError, ValidationError) as error:
        raise VersionError(
            f"Version {folder.version} has no usable manifest at {folder.manifest} ({brief(error)}). {REBUILD}"
        ) from error
    if manifest.version != folder.version or manifest.schema != SCHEMA:
        raise VersionError(
            f"{folder.manifest} describes version {manifest.version} of schema {manifest.schema}, "
            f"not {folder.version} of schema {SCHEMA}. {REBUILD}"
        )
    return manifest


def read_content(folder: VersionFolder) -> VersionContent:
    """A version's files, after their hashes were compared with its manifest. Raises VersionError."""
    manifest = read_manifest(folder)
    try:
        articles, glossary = folder.articles.read_bytes(), folder.glossary.read_bytes()
        vectors = folder_hash(folder.chroma)
    except OSError as error:
        raise VersionError(f"Version {folder.version} is not complete ({brief(error)}). {REBUILD}") from error
    if corpus_hash(articles, glossary) != manifest.corpus:
        raise VersionError(f"The articles of version {folder.version} in {folder.path} have changed. {REBUILD}")
    if vectors != manifest.vectors:
        raise VersionError(f"The vectors of version {folder.version} in {folder.chroma} have changed. {REBUILD}")
    return VersionContent(manifest=manifest, articles=articles, glossary=glossary)


def version_id(corpus: str, embedder: str) -> str:
    """A version's name: 12 hex digits of the hash of what it is made from."""
    return hashlib.sha256(f"{corpus}\n{embedder}\n{SCHEMA}".encode()).hexdigest()[:12]


def corpus_hash(articles: bytes, glossary: bytes) -> str:
    """SHA-256 over the two files' own SHA-256, in hex."""
    return hashlib.sha256(hashlib.sha256(articles).digest() + hashlib.sha256(glossary).digest()).hexdigest()


def folder_hash(folder: Path) -> str:
    """SHA-256 over the names and contents of a folder's files, in hex; empty if there is no folder. Raises OSError."""
    if not folder.is_dir():
        return ""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        total.update(f"{path.relative_to(folder).as_posix()}\n{content}\n".encode())
    return total.hexdigest()


def brief(error: Exception) -> str:
    """The first thing that is wrong, on one line."""
    if isinstance(error, ValidationError):
        return str(error.errors()[0]["msg"])
    return str(error).splitlines()[0] if str(error) else type(error).__name__
