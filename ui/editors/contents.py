"""What the room shows of the articles: files of the working copy, what is read from them, what checks them.

Values only. Not here: where they come from (`room` has the Protocols), judging (`judgement`).
"""

from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import CornerOfficeError


class EditingError(CornerOfficeError):
    """Something that an editor asked for cannot be done as it was asked."""


class ChangedMeanwhileError(EditingError):
    """Someone else has changed a file since it was opened; `now` is the file as it is, None if it has gone."""

    def __init__(self, message: str, now: "FileText | None") -> None:
        super().__init__(message)
        self.now = now


class FileKind(StrEnum):
    """What a file of the working copy is."""

    ARTICLE = "article"
    WORDINGS = "wordings"
    ROLES = "roles"
    UNCOVERED = "uncovered"


class FileState(StrEnum):
    """How a file differs from the one that readers are answered from."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True)
class DraftFile:
    """A file of the working copy. `name` is its path in it; `revision` names its content and is empty once removed."""

    name: str
    kind: FileKind
    state: FileState
    revision: str


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """An article, with the files beside it, of which the program has come with a new text.

    `edited` says whether the working copy has changed it as well, `fits` whether nothing of that is lost when it is
    taken over. `mine` and `new` are the texts of the first of its `files`.
    """

    name: str
    files: tuple[str, ...]
    state: FileState
    edited: bool
    fits: bool
    mine: str
    new: str


@dataclass(frozen=True, kw_only=True)
class FileText:
    """A file with its content."""

    name: str
    revision: str
    data: bytes

    @property
    def text(self) -> str:
        """The content as text; what is no UTF-8 is shown as such."""
        return self.data.decode("utf-8-sig", "replace")

    @property
    def editable(self) -> bool:
        """Whether it is text that comes back as it was when it is saved."""
        try:
            return "\0" not in self.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return False


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph, list item, row or heading of an article, and the cases with a quote in it, by id.

    `checkable` is false for headings and rules, which no case could quote.
    """

    text: str
    cases: tuple[str, ...] = ()
    checkable: bool = True
    heading: bool = False


@dataclass(frozen=True, kw_only=True)
class SectionReading:
    """A heading and the paragraphs below it, up to the next heading. `level` counts from 1, the title."""

    title: str
    level: int
    paragraphs: tuple[Paragraph, ...]

    @property
    def cases(self) -> int:
        """How many cases have a quote in the section."""
        return len({case for paragraph in self.paragraphs for case in paragraph.cases})

    @property
    def bare(self) -> int:
        """How many of its paragraphs no case touches."""
        return sum(paragraph.checkable and not paragraph.cases for paragraph in self.paragraphs)


@dataclass(frozen=True, kw_only=True)
class FactReading:
    """A point on which articles may differ, with what this one says and the sentence that says it."""

    topic: str
    roles: tuple[str, ...]
    says: str
    quote: str


@dataclass(frozen=True, kw_only=True)
class LostQuote:
    """A quote that stood in an article and does not any more, and what rests on it.

    `asked` are readers' questions of the wordings' file, `cases` ids. `successor` is the new sentence that is most
    like it, empty if none is.
    """

    quote: str
    successor: str = ""
    asked: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the program makes of one article's file; with an `error` there is nothing but the name."""

    name: str
    error: str = ""
    id: str = ""
    title: str = ""
    roles: tuple[str, ...] = ()
    source: str = ""
    kind: str = ""
    reviewed: str = ""
    licence: str = ""
    sentences: int = 0
    passages: int = 0
    wordings: int = 0
    facts: tuple[FactReading, ...] = ()
    sections: tuple[SectionReading, ...] = ()
    lost: tuple[LostQuote, ...] = ()

    @property
    def paragraphs(self) -> int:
        """How many paragraphs a case could quote."""
        return sum(paragraph.checkable for section in self.sections for paragraph in section.paragraphs)

    @property
    def bare(self) -> int:
        """How many of them no case touches."""
        return sum(section.bare for section in self.sections)

    @property
    def cases(self) -> int:
        """How many cases quote the article."""
        return len({one for section in self.sections for paragraph in section.paragraphs for one in paragraph.cases})


@dataclass(frozen=True, kw_only=True)
class ParagraphEdit:
    """A changed paragraph: its words before and after as (mark, text), where mark is same, removed or added."""

    kind: str
    pieces: tuple[tuple[str, str], ...]
    checked: bool  # whether a case quotes it; true for a removed one


@dataclass(frozen=True, kw_only=True)
class ArticleEdit:
    """An article that differs from what readers are answered from."""

    article: str
    kind: str
    paragraphs: tuple[ParagraphEdit, ...] = ()
    cases: int = 0  # that quote it
    lost: tuple[LostQuote, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Survey:
    """All of the working copy: each article's file as it is read, faults of the whole, and what an update changes."""

    readings: tuple[Reading, ...]
    edits: tuple[ArticleEdit, ...] = ()
    faults: tuple[str, ...] = ()  # sentences; nothing can be checked while there are any
