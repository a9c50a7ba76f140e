"""The working copy on disk: a folder in the home with the articles as editors leave them, and every earlier text.

`begin` holds the articles that it was made from, `sources/VERSION` those of each version that was made from it.
Not here: what is read from the files (`readings`), and making versions of them (`checking`).
"""

import hashlib
import io
import re
import shutil
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import VersionError
from assistant.store.versions import list_versions, live_version
from ingest.build import roles_file
from ingest.durable import sync_tree, write_durably
from ingest.load import BINARY_READERS, TEXT_READERS, article_files
from ingest.lock import held
from ingest.wordings import SUFFIX, UNCOVERED
from ui.editors.contents import ChangedMeanwhileError, DraftFile, EditingError, FileKind, FileState, FileText

if TYPE_CHECKING:
    from assistant.settings import Settings

ROLES = "roles.yaml"
ARTICLES = "articles"
WAIT = 10.0  # seconds for another process that writes, which takes milliseconds
MOST_EARLIER = 50  # earlier texts that are kept of a file
NEW_NAME = re.compile(r"articles/\w[\w .()-]{0,100}")


class FolderCopy:
    """`room.WorkingCopy` in the home; made of the articles' folder when it is first used."""

    def __init__(self, settings: "Settings", clock: Callable[[], int] = time.time_ns) -> None:
        self._settings = settings
        self._clock = clock
        self.folder = settings.home / "editors"
        self.root = self.folder / "copy"

    def files(self) -> tuple[DraftFile, ...]:
        """Every file, by name; those that are removed as well."""
        with self.locked():
            now, was = contents(self.root), contents(self._origin())
        return tuple(
            DraftFile(
                name=name, kind=kind_of(name), state=compared(was.get(name), now.get(name)), revision=now.get(name, "")
            )
            for name in sorted({*now, *was})
        )

    def state(self) -> str:
        """The name of all of its content."""
        with self.locked():
            return state_of(self.root)

    def read(self, name: str) -> FileText:
        """A file. Raises EditingError if there is none of this name."""
        with self.locked():
            found = file_in(self.root, name)
        if found is None:
            raise unknown(name)
        return found

    def original(self, name: str) -> FileText | None:
        """The file that readers are answered from, or None."""
        with self.locked():
            return file_in(self._origin(), name)

    def write(self, files: Sequence[FileText]) -> None:
        """Write files, none if one was changed meanwhile; no content removes a file."""
        with self.locked():
            for file in files:
                self._refuse_changed(file.name, file.revision)
                if not file.revision:
                    refuse_name(file.name)
            for file in files:
                self.put(file.name, file.data)

    def refuse_name(self, name: str) -> None:
        """Raise EditingError unless a new file may be called so."""
        refuse_name(name)

    def remove(self, name: str, revision: str) -> None:
        """Remove a file, an article with its wordings."""
        with self.locked():
            self._refuse_unknown(name)
            self._refuse_changed(name, revision)
            for one in with_wordings(name):
                self.put(one, b"")

    def restore(self, name: str, revision: str) -> None:
        """Put a file back to what readers are answered from, an article with its wordings."""
        with self.locked():
            self._refuse_unknown(name)
            self._refuse_changed(name, revision)
            for one in with_wordings(name):
                found = file_in(self._origin(), one)
                self.put(one, found.data if found else b"")

    def earlier(self, name: str) -> tuple[str, ...]:
        """The texts that the file had before, newest first."""
        with self.locked():
            return tuple(path.read_bytes().decode("utf-8-sig", "replace") for path in reversed(self._kept(name)))

    def zipped(self) -> bytes:
        """All files in a ZIP archive."""
        out = io.BytesIO()
        with self.locked(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in contents(self.root):
                archive.write(self.root / name, name)
        return out.getvalue()

    def snapshot(self, place: Path) -> str:
        """Copy all files to a new folder, and return the name of the content."""
        with self.locked():
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(self.root, place)
            return state_of(place)

    def source(self, version: str) -> Path:
        """Where the files are kept that a version was made from, if it was made from here."""
        return self.folder / "sources" / version

    def forget(self) -> None:
        """Remove the files of versions that are gone."""
        known = {info.version for info in list_versions(self._settings.home)}
        for path in (self.folder / "sources").glob("*"):
            if path.name not in known:
                shutil.rmtree(path, ignore_errors=True)

    def _origin(self) -> Path:
        try:
            live = live_version(self._settings.home)
        except VersionError:
            live = None
        source = self.source(live) if live else None
        return source if source and source.is_dir() else self.folder / "begin"

    def locked(self) -> AbstractContextManager[None]:
        """Keep every other writer out; makes the copy first, if there is none."""
        self._begin()
        return held(self.folder / "copy.lock", task="editing", timeout=WAIT)

    def _begin(self) -> None:
        if self.root.is_dir():
            return
        with held(self.folder / "copy.lock", task="editing", timeout=WAIT):
            for place in (self.folder / "begin", self.root):
                if not place.is_dir():
                    made = place.with_name(f".{place.name}.new")
                    shutil.rmtree(made, ignore_errors=True)
                    take(self._settings, made)
                    sync_tree(made)
                    made.rename(place)

    def _refuse_unknown(self, name: str) -> None:
        if name not in contents(self.root) and name not in contents(self._origin()):
            raise unknown(name)

    def _refuse_changed(self, name: str, revision: str) -> None:
        now = file_in(self.root, name)
        if (now.revision if now else "") == revision:
            return
        what = "has been removed" if now is None else "has been changed" if revision else "is there already"
        raise ChangedMeanwhileError(
            f"{name} {what} by someone else meanwhile. Nothing of yours is lost: look at both.", now
        )

    def put(self, name: str, data: bytes) -> None:
        """Write or remove one file, its old content kept; to be called while `locked`."""
        path = self.root / name
        if not path.resolve().is_relative_to(self.root.resolve()):
            raise unknown(name)
        old = path.read_bytes() if path.is_file() else b""
        if old == data:
            return
        if old:
            place = self._shelf(name)
            place.mkdir(parents=True, exist_ok=True)
            write_durably(place / f"{self._clock():020d}", old)
            for path_too_many in self._kept(name)[:-MOST_EARLIER]:
                path_too_many.unlink(missing_ok=True)
        if data:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(path, data)
        else:
            path.unlink(missing_ok=True)

    def _shelf(self, name: str) -> Path:
        return self.folder / "earlier" / hashlib.sha256(name.encode()).hexdigest()[:16]

    def _kept(self, name: str) -> list[Path]:
        return sorted(path for path in self._shelf(name).glob("*") if path.name.isdigit())


def unknown(name: str) -> EditingError:
    """What is said of a name that no file has."""
    return EditingError(f"There is no file {name} in the working copy. Choose one from the list of articles.")


def take(settings: "Settings", place: Path) -> None:
    """Copy the articles that the settings name, with what stands beside them."""
    for name, path in sources(settings):
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def sources(settings: "Settings") -> Iterator[tuple[str, Path]]:
    """The files that versions are made from, by their name in the working copy. Raises ArticleError."""
    folder = settings.articles
    for path in article_files(folder):
        for file in (path, path.with_suffix(SUFFIX)):
            if file.is_file():
                yield f"{ARTICLES}/{file.relative_to(folder).as_posix()}", file
    yield ROLES, roles_file(settings, folder)
    for place in (folder / UNCOVERED, folder.resolve().parent / UNCOVERED):
        if place.is_file():
            yield UNCOVERED, place
            return


def contents(root: Path) -> dict[str, str]:
    """The files of a folder: name -> revision."""
    paths = (path for path in sorted(root.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(root).as_posix(): revision_of(path.read_bytes()) for path in paths}


def file_in(root: Path, name: str) -> FileText | None:
    """A file of a folder; None unless it is listed there, so that no name leads out of it."""
    if name not in contents(root):
        return None
    data = (root / name).read_bytes()
    return FileText(name=name, revision=revision_of(data), data=data)


def state_of(root: Path) -> str:
    """The name of a folder's content."""
    return hashlib.sha256(repr(sorted(contents(root).items())).encode()).hexdigest()[:16]


def revision_of(data: bytes) -> str:
    """The name of a content."""
    return hashlib.sha256(data).hexdigest()[:16]


def kind_of(name: str) -> FileKind:
    """What a file is."""
    if name in (ROLES, UNCOVERED):
        return FileKind.ROLES if name == ROLES else FileKind.UNCOVERED
    return FileKind.WORDINGS if name.endswith(SUFFIX) else FileKind.ARTICLE


def compared(was: str | None, now: str | None) -> FileState:
    """How a file differs from the original, by revisions."""
    if now is None:
        return FileState.REMOVED
    if was is None:
        return FileState.ADDED
    return FileState.SAME if was == now else FileState.CHANGED


def with_wordings(name: str) -> Iterable[str]:
    """A file's name, and for an article that of its wordings."""
    return (name, wordings_name(name)) if kind_of(name) is FileKind.ARTICLE else (name,)


def wordings_name(name: str) -> str:
    """The name of the wordings' file of an article."""
    return Path(name).with_suffix(SUFFIX).as_posix()


def refuse_name(name: str) -> None:
    """Raise EditingError unless a new file may be called so."""
    if name in (ROLES, UNCOVERED) or (name.endswith(SUFFIX) and NEW_NAME.fullmatch(name)):
        return
    known = [*TEXT_READERS, *BINARY_READERS]
    if not name.lower().endswith(tuple(known)):
        raise EditingError(f"An article's file ends with one of {', '.join(known)}. Save it in one of these forms.")
    if not NEW_NAME.fullmatch(name) or Path(name).name.lower() == "readme.md":
        raise EditingError("A file's name has letters, digits, spaces, dots and hyphens. Choose another name.")
