"""The file of drafted cases in the home: made from readers' questions, for a person to finish. No check uses it.

Not here: which questions (`ui.editors.questions`), and how a case is drafted (`evals.draft`).
"""

from typing import TYPE_CHECKING

import yaml

from assistant.store.versions import live_version
from ingest.durable import write_durably
from ingest.lock import held
from ui.commands.aside import Aside
from ui.commands.workcopy import WAIT, revision_of
from ui.editors.contents import ChangedMeanwhileError, EditingError, FileText
from ui.editors.room import Wanted

if TYPE_CHECKING:
    from assistant.settings import Settings

NAME = "case-drafts.yaml"
HEAD = """\
# Drafted from readers' questions, to be finished: correct what is expected, the quotes and the facts of each case, take
# away the tag and the note, and then put it into a file of the folder that CORNER_OFFICE_CASES names.
cases:
"""


class DraftFile:
    """`room.CaseDrafts` in the home."""

    def __init__(self, settings: "Settings", aside: Aside) -> None:
        self._settings = settings
        self._aside = aside
        self._folder = settings.home / "editors"
        self._path = self._folder / NAME

    def text(self) -> FileText:
        """The file; empty, without revision, before the first draft."""
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return FileText(name=NAME, revision="", data=b"")
        return FileText(name=NAME, revision=revision_of(data), data=data)

    def add(self, wanted: Wanted) -> tuple[str, ...]:
        """Draft cases at the end of the file, and return their ids."""
        live = live_version(self._settings.home)
        with held(self._folder / "drafts.lock", task="drafting cases", timeout=WAIT):
            text, ids = self._aside.call(added, self._settings, live, self.text().text, wanted)
            if ids:
                write_durably(self._path, text.encode())
        return ids

    def write(self, text: str, revision: str) -> None:
        """Replace the file."""
        if text.strip() and (wrong := self.fault(text)):
            raise EditingError(wrong)
        with held(self._folder / "drafts.lock", task="drafting cases", timeout=WAIT):
            now = self.text()
            if now.revision != revision:
                raise ChangedMeanwhileError("Someone else has changed the drafts meanwhile. Look at both.", now)
            if text.strip():
                write_durably(self._path, text.encode())
            else:
                self._path.unlink(missing_ok=True)

    def fault(self, text: str) -> str:
        """What keeps a text from being a file of cases; empty if nothing does."""
        return self._aside.call(fault, text)


# ---- from here on: in the child ----


def fault(text: str) -> str:
    """The first breach of the schema."""
    from evals.case import CaseError  # noqa: PLC0415
    from evals.load import read_cases, refuse_repeated  # noqa: PLC0415

    try:
        refuse_repeated(read_cases(text, NAME))
    except CaseError as error:
        return str(error)
    return ""


def added(settings: "Settings", live: str | None, text: str, wanted: Wanted) -> tuple[str, tuple[str, ...]]:
    """The file's text with the new cases, and their ids. Raises CaseError if the file is broken."""
    from evals.draft import case, slug  # noqa: PLC0415
    from evals.load import read_cases  # noqa: PLC0415
    from ui.commands.readings import known_cases, live_texts  # noqa: PLC0415

    there = read_cases(text, NAME) if text.strip() else ()
    known = {tuple(one.turns) for one in there}
    taken = {one.id for one in (*there, *known_cases(settings))}
    texts = live_texts(settings, live)
    quotes = [(article, quote) for article, quote in wanted.quotes if quote in texts.get(article, "")]
    group = free(slug(wanted.questions[0][-1])[:50] or "question", taken)
    body, ids = "", []
    for turns in dict.fromkeys(wanted.questions):
        if turns in known:
            continue
        name = free(slug(turns[-1])[:50] or "question", taken)
        taken.add(name)
        fields = case(name, turns[-1], quotes=quotes)
        fields |= {"id": name, "group": group, "turns": list(turns), "note": f"{wanted.note} {fields['note']}".strip()}
        if not quotes:
            fields["stratum"] = "fact_absent"
        body += yaml.safe_dump([fields], sort_keys=False, allow_unicode=True, width=110) + "\n"
        ids.append(name)
    made = f"{text.rstrip() or HEAD.rstrip()}\n{body}" if ids else text
    read_cases(made, NAME)  # a draft that breaks the schema is never written
    return made, tuple(ids)


def free(name: str, taken: set[str]) -> str:
    """The name, with a number behind it if it is taken."""
    number = 2
    found = name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found
