"""New texts of the articles that the program came with, after an upgrade or from elsewhere, brought into the working copy.

`taken` in the editors' folder holds the articles as they were last looked at; without it, `begin` does. Not here: the
working copy itself (`workcopy`).
"""

import shutil
from collections.abc import Callable, Iterable
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import CornerOfficeError, VersionError
from assistant.store.versions import list_versions, live_version
from ingest.durable import write_durably
from ingest.wordings import SUFFIX
from ui.commands.workcopy import FolderCopy, compared, revision_of, sources, take
from ui.editors.contents import Arrival, EditingError

if TYPE_CHECKING:
    from assistant.settings import Settings

Files = dict[str, bytes]
Change = tuple[int, int, list[str]]  # lines from, to (without), and what stands there instead


class FolderArrivals:
    """`room.Arrivals` of the folder of articles that the settings name."""

    def __init__(self, settings: "Settings", copy: FolderCopy) -> None:
        self._settings = settings
        self._copy = copy
        self._taken = copy.folder / "taken"

    def waiting(self) -> tuple[Arrival, ...]:
        """What is new since it was last looked at; nothing while the folder cannot be read."""
        with self._copy.locked():
            try:
                new = self._new()
            except (CornerOfficeError, OSError):
                return ()
            was, mine = files_in(self._base()), files_in(self._copy.root)
        differing = [name for name in {*new, *was} if new.get(name) != was.get(name)]
        grouped: dict[str, list[str]] = {}
        for name in sorted(differing):
            if mine.get(name) != new.get(name):
                grouped.setdefault(article_of(name, {*new, *was}), []).append(name)
        return tuple(arrival(name, names, was, mine, new) for name, names in grouped.items())

    def take(self, name: str) -> None:
        """Put the new text into the copy; where it was edited, both changes, or else the new text alone."""
        self._settle(name, self._brought)

    def keep(self, name: str) -> None:
        """Leave the copy as it is, and tell of these new texts no more."""
        self._settle(name, lambda *_: None)

    def _settle(self, name: str, bring: Callable[[str, Files, Files, Files], None]) -> None:
        names = next((one.files for one in self.waiting() if one.name == name), ())
        if not names:
            raise EditingError(f"Nothing new waits for {name}. Someone else may have looked at it meanwhile.")
        with self._copy.locked():
            was, mine, new = files_in(self._base()), files_in(self._copy.root), self._new()
            for one in names:
                bring(one, was, mine, new)
            self._look_at(names, new)
            if self._made_elsewhere():
                self._begin_anew()

    def _brought(self, name: str, was: Files, mine: Files, new: Files) -> None:
        both = merged(was.get(name), mine.get(name), new.get(name))
        self._copy.put(name, new.get(name, b"") if both is None else both)

    def _new(self) -> Files:
        return {name: path.read_bytes() for name, path in sources(self._settings)}

    def _base(self) -> Path:
        return self._taken if self._taken.is_dir() else self._copy.folder / "begin"

    def _look_at(self, names: Iterable[str], new: Files) -> None:
        """Remember that these texts were looked at."""
        if not self._taken.is_dir():
            made = self._taken.with_name(".taken.new")
            shutil.rmtree(made, ignore_errors=True)
            shutil.copytree(self._base(), made)
            made.rename(self._taken)
        for name in names:
            path = self._taken / name
            if name in new:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_durably(path, new[name])
            else:
                path.unlink(missing_ok=True)

    def _made_elsewhere(self) -> bool:
        """Whether the live version is younger than the copy and was not made of it: then of the new texts."""
        try:
            live = live_version(self._settings.home)
            found = next((one for one in list_versions(self._settings.home) if one.version == live), None)
        except VersionError:
            return False
        if live is None or found is None or self._copy.source(live).is_dir():
            return False
        return datetime.fromisoformat(found.created).timestamp() > (self._copy.folder / "begin").stat().st_mtime

    def _begin_anew(self) -> None:
        """What readers are answered from is what the settings name."""
        begin, made = self._copy.folder / "begin", self._copy.folder / ".begin.new"
        shutil.rmtree(made, ignore_errors=True)
        take(self._settings, made)
        shutil.rmtree(begin)
        made.rename(begin)


def files_in(root: Path) -> Files:
    """The files of a folder with their content."""
    paths = (path for path in sorted(root.rglob("*")) if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def article_of(name: str, known: Iterable[str]) -> str:
    """The article that a file of wordings stands beside; any other file stands for itself."""
    if not name.endswith(SUFFIX):
        return name
    stem = name.removesuffix(SUFFIX)
    return next((one for one in sorted(known) if one != name and one.rpartition(".")[0] == stem), name)


def arrival(name: str, names: list[str], was: Files, mine: Files, new: Files) -> Arrival:
    """What is told of an article's new texts."""
    edited = [one for one in names if mine.get(one) != was.get(one)]
    first = name if name in names else names[0]
    return Arrival(
        name=name,
        files=tuple(names),
        state=compared(named(was, first), named(new, first)),
        edited=bool(edited),
        fits=all(merged(was.get(one), mine.get(one), new.get(one)) is not None for one in edited),
        mine=text_of(mine.get(first)),
        new=text_of(new.get(first)),
    )


def named(files: Files, name: str) -> str | None:
    """What a file's content is called, None without the file."""
    return revision_of(files[name]) if name in files else None


def text_of(data: bytes | None) -> str:
    """A content to be shown."""
    return (data or b"").decode("utf-8-sig", "replace")


def merged(was: bytes | None, mine: bytes | None, new: bytes | None) -> bytes | None:
    """`mine` with what is new; None where both changed the same lines, or one of them is gone or no text."""
    if mine == was:
        return new or b""
    if was is None or mine is None or new is None:
        return None
    try:
        old, ours, theirs = (data.decode("utf-8").splitlines(keepends=True) for data in (was, mine, new))
    except UnicodeDecodeError:
        return None
    lines: list[str] = []
    at, last = 0, None
    for change in sorted([*changes(old, ours), *changes(old, theirs)]):
        start, end, instead = change
        if change == last:
            continue
        if last is not None and start <= last[1]:  # neighbouring lines are one matter, too
            return None
        lines += [*old[at:start], *instead]
        at, last = end, change
    return "".join([*lines, *old[at:]]).encode()


def changes(old: list[str], now: list[str]) -> list[Change]:
    """What was changed between two texts, by lines of the older."""
    matcher = SequenceMatcher(None, old, now, autojunk=False)
    return [(i1, i2, now[j1:j2]) for kind, i1, i2, j1, j2 in matcher.get_opcodes() if kind != "equal"]
