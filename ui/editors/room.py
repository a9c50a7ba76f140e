"""What the editors' room is handed: the working copy, its readings, the check, the gate, case drafts. Protocols.

Each method may block and may raise CornerOfficeError, whose message is shown. Not here: any implementation
(`ui.commands` has them, since they need `ingest` and `evals`), and the pages.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ui.archive.stores import Archive
from ui.editors.contents import Arrival, DraftFile, FileText, Reading, Survey
from ui.editors.judgement import Check, Judgement, Live, VersionLine


class WorkingCopy(Protocol):
    """The articles and the files beside them as editors leave them; readers see nothing of it."""

    def files(self) -> tuple[DraftFile, ...]:
        """Every file, by name; those that are removed as well."""

    def state(self) -> str:
        """The name of all of its content: the same content has the same."""

    def read(self, name: str) -> FileText:
        """A file. Raises EditingError if there is none of this name."""

    def original(self, name: str) -> FileText | None:
        """The file that readers are answered from, or None."""

    def write(self, files: Sequence[FileText]) -> None:
        """Write files, all or none; each `revision` is that of the content it replaces, empty for a new file.

        Raises:
            ChangedMeanwhileError: a file has another revision by now. Nothing is written then.
            EditingError: a name cannot be used.
        """

    def refuse_name(self, name: str) -> None:
        """Raise EditingError unless a new file may be called so."""

    def remove(self, name: str, revision: str) -> None:
        """Remove a file, an article with its wordings. Raises ChangedMeanwhileError."""

    def restore(self, name: str, revision: str) -> None:
        """Put a file back to what readers are answered from; `revision` is empty for a removed one.

        Raises ChangedMeanwhileError.
        """

    def earlier(self, name: str) -> tuple[str, ...]:
        """The texts that the file had before, newest first: nothing that was saved is lost."""

    def zipped(self) -> bytes:
        """All files in a ZIP archive."""


class Arrivals(Protocol):
    """New texts that the program came with, which the working copy has not got yet."""

    def waiting(self) -> tuple[Arrival, ...]:
        """What is new since it was last looked at, by article."""

    def take(self, name: str) -> None:
        """Put the new text of an article into the copy, with what was edited where both fit. Raises EditingError."""

    def keep(self, name: str) -> None:
        """Leave the article as it is, and tell of this new text no more. Raises EditingError."""


class Readings(Protocol):
    """What the program makes of the working copy."""

    def prepare(self) -> None:
        """Begin to read, without waiting."""

    def survey(self) -> Survey:
        """All of it."""

    def preview(self, name: str, data: bytes) -> Reading:
        """What would be read from an article's file if it had this content, and which quotes would be lost."""

    def fault(self, name: str, data: bytes) -> str:
        """What is wrong with any other file if it had this content; empty if nothing is."""

    def moved(self, name: str, data: bytes, article: bytes) -> bytes:
        """The wordings' file for an article's new content: lost quotes are replaced by their successors, or dropped."""


class Checks(Protocol):
    """Builds a version of the working copy and runs the eval suite on it, in a process of its own; one at a time."""

    def start(self, by: str) -> None:
        """Begin. Raises BusyError if one runs already, EditingError if the working copy cannot be built."""

    def cancel(self) -> None:
        """End the one that runs, if any; what is live is not touched."""

    def state(self) -> Check:
        """The one that runs, or ran last."""


class Gate(Protocol):
    """Versions, the verdict on each, and which is live."""

    def live(self) -> Live | None:
        """What readers are answered from; None before the first promotion. `by` is left empty."""

    def versions(self) -> tuple[VersionLine, ...]:
        """All versions, newest first."""

    def judgement(self, version: str) -> Judgement | None:
        """The verdict on a version; None if it was not measured by the present program."""

    def report(self, version: str) -> str:
        """The HTML report of a version. Raises EditingError if there is none."""

    def promote(self, version: str, reason: str = "") -> None:
        """Make a version live that passes; with a reason, one that does not."""

    def rollback(self) -> str:
        """Make the version live again that was live before, and return it."""

    def waive(self, version: str, case: str, reason: str, by: str) -> None:
        """Accept what is held against a case of a version, until the articles change again."""

    def bless(self, version: str, reason: str, by: str) -> None:
        """Make a version's results the ones that later versions are compared with."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a case is to be drafted from: wordings of one question, and the quotes that an answer may rest on.

    Each question is the reader's messages, oldest first. `quotes` are (article, quote); without any, the draft says
    that the articles do not cover it. `note` tells the person who finishes it what happened.
    """

    questions: tuple[tuple[str, ...], ...]
    quotes: tuple[tuple[str, str], ...] = ()
    note: str = ""


class CaseDrafts(Protocol):
    """A file of drafted cases, for a person to finish; no check uses it."""

    def text(self) -> FileText:
        """The file; empty, without revision, before the first draft."""

    def add(self, wanted: Wanted) -> tuple[str, ...]:
        """Draft cases at the end of the file, and return their ids; none for questions that it holds already."""

    def write(self, text: str, revision: str) -> None:
        """Replace the file. Raises ChangedMeanwhileError, or EditingError if it breaks the schema of cases."""

    def fault(self, text: str) -> str:
        """What keeps a text from being a file of cases; empty if nothing does."""


@dataclass(frozen=True, kw_only=True)
class Room:
    """All that the pages are made with; `close` ends what it runs.

    `largest` is the size of the largest article file in bytes.
    """

    copy: WorkingCopy
    arrivals: Arrivals
    readings: Readings
    checks: Checks
    gate: Gate
    drafts: CaseDrafts
    archive: Archive
    largest: int
    close: Callable[[], None] = lambda: None
