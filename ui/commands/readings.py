"""What ingest and evals make of the working copy, read in a child process and remembered until a file changes.

Not here: the files (`workcopy`), and the quotes in files of wordings (`wordings`).
"""

import re
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import CornerOfficeError, VersionError
from assistant.store.versions import live_version
from assistant.vocabulary import Article
from ingest.wordings import SUFFIX, UNCOVERED
from ui.commands.aside import Aside
from ui.commands.readout import edit, reading
from ui.commands.wordings import lost_quotes, moved
from ui.commands.workcopy import ARTICLES, ROLES, FolderCopy, kind_of, wordings_name
from ui.editors.contents import FileKind, Reading, Survey

if TYPE_CHECKING:
    from assistant.settings import Settings
    from evals.case import Case

MB = 1_000_000
FOLDER = re.compile(r"\S*/corner-office-[^/\s]+/")  # the scratch folders below
REMEMBERED = 64  # articles that the child keeps as they were read


class ChildReadings:
    """`room.Readings`, read in a child process."""

    def __init__(self, settings: "Settings", copy: FolderCopy, aside: Aside) -> None:
        self._settings = settings
        self._copy = copy
        self._aside = aside
        self._known: tuple[object, Survey] | None = None

    def prepare(self) -> None:
        """Begin to read, without waiting: the first reading takes seconds."""
        threading.Thread(target=self._ahead, name="reading-ahead", daemon=True).start()

    def _ahead(self) -> None:
        with suppress(CornerOfficeError):  # told when it is asked for
            self.survey()

    def survey(self) -> Survey:
        """All of the working copy."""
        key = self._copy.state(), live_version(self._settings.home), stamps(self._settings.cases)
        if self._known is None or self._known[0] != key:
            self._known = key, self._aside.call(survey, self._settings, self._copy.root, key[1])
        return self._known[1]

    def preview(self, name: str, data: bytes) -> Reading:
        """What would be read from an article's file if it had this content."""
        return self._aside.call(preview, self._settings, self._copy.root, name, data)

    def fault(self, name: str, data: bytes) -> str:
        """What is wrong with another file if it had this content."""
        return self._aside.call(fault, self._settings, self._copy.root, name, data)

    def moved(self, name: str, data: bytes, article: bytes) -> bytes:
        """The wordings' file for an article's new content."""
        return self._aside.call(move, self._settings, self._copy.root, name, data, article)


def stamps(folder: Path) -> tuple[tuple[str, int], ...]:
    """What changes when a file of a folder does."""
    return tuple((path.name, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.yaml")))


# ---- from here on: in the child ----


def survey(settings: "Settings", root: Path, live: str | None) -> Survey:
    """Read everything; what cannot be read is told at its file."""
    from evals.changes import changed_articles  # noqa: PLC0415

    cases, texts = known_cases(settings), live_texts(settings, live)
    readings, articles = [], []
    paths = sorted(path for path in (root / ARTICLES).rglob("*") if path.is_file())
    for path in paths:
        name = path.relative_to(root).as_posix()
        if kind_of(name) is not FileKind.ARTICLE:
            continue
        try:
            article = read(settings, name, path.read_bytes(), wordings_beside(root, name))
        except CornerOfficeError as error:
            readings.append(Reading(name=name, error=worded(error, root)))
        else:
            articles.append(article)
            readings.append(reading(name, article, cases))
    faults = [f"An article cannot be read: {one.error}" for one in readings if one.error]
    faults += faults_of_the_whole(root, articles)
    changes = changed_articles(texts, {article.id: article.text for article in articles}) if live else ()
    edits = tuple(edit(change, texts, {article.id: article for article in articles}, cases) for change in changes)
    return Survey(readings=tuple(readings), edits=edits, faults=tuple(faults))


def preview(settings: "Settings", root: Path, name: str, data: bytes) -> Reading:
    """Read one file as if it had this content, and find the quotes that it would lose."""
    cases = known_cases(settings)
    try:
        article = read(settings, name, data, None)
    except CornerOfficeError as error:
        return Reading(name=name, error=worded(error, root))
    before = text_now(settings, root, name)
    return reading(name, article, cases, lost_quotes(article, before, wordings_beside(root, name), cases))


def fault(settings: "Settings", root: Path, name: str, data: bytes) -> str:
    """What is wrong with a file of wordings, roles or uncovered questions."""
    from ingest.glossary import load_glossary  # noqa: PLC0415
    from ingest.wordings import load_uncovered  # noqa: PLC0415

    kind = kind_of(name)
    with tempfile.TemporaryDirectory(prefix="corner-office-") as scratch:
        place = Path(scratch) / Path(name).name
        place.write_bytes(data)
        try:
            if kind is FileKind.ROLES:
                load_glossary(place)
            elif kind is FileKind.UNCOVERED:
                load_uncovered(Path(scratch))
            elif kind is FileKind.WORDINGS:
                article = next((one for one in articles_of(root) if wordings_name(one) == name), None)
                if article is None:
                    return f"There is no article for {name}. Call it like the article's file, or remove it."
                read(settings, article, (root / article).read_bytes(), data)
        except CornerOfficeError as error:
            return worded(error, Path(scratch))
    return ""


def move(settings: "Settings", root: Path, name: str, data: bytes, article: bytes) -> bytes:
    """A file of wordings with its lost quotes replaced by their successors, or dropped."""
    return moved(data, read(settings, name, article, None), text_now(settings, root, name))


def text_now(settings: "Settings", root: Path, name: str) -> str:
    """The text of an article as its file is now; empty if there is none, or a broken one."""
    path = root / name
    try:
        return read(settings, name, path.read_bytes(), None).text if path.is_file() else ""
    except CornerOfficeError:
        return ""


def articles_of(root: Path) -> list[str]:
    """The names of the articles' files."""
    names = (path.relative_to(root).as_posix() for path in sorted((root / ARTICLES).rglob("*")) if path.is_file())
    return [name for name in names if kind_of(name) is FileKind.ARTICLE]


def wordings_beside(root: Path, name: str) -> bytes | None:
    """The wordings' file of an article, None without one."""
    path = root / wordings_name(name)
    return path.read_bytes() if path.is_file() else None


@lru_cache(maxsize=REMEMBERED)
def read(settings_key: "Settings", name: str, data: bytes, wordings: bytes | None) -> Article:
    """One article's file as ingest reads it. Raises ArticleError."""
    from ingest.load import load_article  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="corner-office-") as scratch:
        path = Path(scratch) / Path(name).name
        path.write_bytes(data)
        if wordings is not None:
            (Path(scratch) / Path(wordings_name(name)).name).write_bytes(wordings)
        return load_article(path, max_bytes=settings_key.max_article_mb * MB)


def worded(error: Exception, root: Path) -> str:
    """An error's message without folders: an editor knows a file by its name."""
    return FOLDER.sub("", str(error).replace(f"{root}/", ""))


@lru_cache(maxsize=4)
def cases_at(folder: Path, _stamps: object) -> "tuple[Case, ...]":
    """The cases of a folder as it was at these times."""
    from evals.load import load_cases  # noqa: PLC0415

    return load_cases(folder)


def known_cases(settings: "Settings") -> "tuple[Case, ...]":
    """The cases; none where there are none yet."""
    try:
        return cases_at(settings.cases, stamps(settings.cases))
    except CornerOfficeError:
        return ()


@lru_cache(maxsize=4)
def texts_of(home: Path, settings_key: "Settings", version: str) -> dict[str, str]:
    """The canonical texts of a version, by article."""
    from ui.commands.judging import content_of  # noqa: PLC0415

    del home  # a part of the key
    return content_of(settings_key, version).texts


def live_texts(settings: "Settings", live: str | None) -> dict[str, str]:
    """What readers are answered from; nothing where that is damaged or missing."""
    try:
        return texts_of(settings.home, settings, live) if live else {}
    except VersionError:
        return {}


def faults_of_the_whole(root: Path, articles: Sequence[Article]) -> list[str]:
    """What keeps articles that can be read from making a version."""
    from ingest.glossary import load_glossary  # noqa: PLC0415
    from ingest.load import check_roles  # noqa: PLC0415
    from ingest.wordings import load_uncovered  # noqa: PLC0415

    faults = [] if articles else ["There is no article left. Add one, or restore one that was removed."]
    seen: set[str] = set()
    for article in articles:
        if article.id in seen:
            faults.append(f"Two files have the article id {article.id!r}. Change one of them.")
        seen.add(article.id)
    try:
        check_roles(articles, load_glossary(root / ROLES))
        if (root / UNCOVERED).is_file():
            load_uncovered(root)
    except CornerOfficeError as error:
        faults.append(worded(error, root))
    names = {wordings_name(name) for name in articles_of(root)}
    loose = (path.relative_to(root).as_posix() for path in sorted((root / ARTICLES).rglob(f"*{SUFFIX}")))
    faults += [
        f"{name} stands beside no article. Remove it, or put its article back." for name in loose if name not in names
    ]
    return faults
