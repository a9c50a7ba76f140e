"""A room on a corpus of one article, all of it in this process, and visitors with and without the role."""

from dataclasses import dataclass, field, replace

import pytest
from judgements import LIVE, STAGED
from small_corpus import ARTICLE, FIRST_CASE, ROLES, WORDINGS
from starlette.testclient import TestClient

from assistant.errors import BusyError, CornerOfficeError
from assistant.settings import Settings
from ui.archive.opening import open_archive
from ui.archive.records import Feedback, Reason, Thumb
from ui.commands.arrivals import FolderArrivals
from ui.commands.drafting import DraftFile
from ui.commands.readings import ChildReadings
from ui.commands.workcopy import FolderCopy
from ui.editors.contents import EditingError
from ui.editors.judgement import Check, Judgement, Live, Stage, VersionLine
from ui.editors.room import Room
from ui.people import IN_SCOPE, Person, Role


class Here:
    """Does at once, in this process, what the room has done in a child."""

    def call(self, work, *arguments):
        try:
            return work(*arguments)
        except CornerOfficeError as error:
            raise EditingError(str(error)) from error


@dataclass
class ScriptedChecks:
    """A check that is wherever a test says."""

    now: Check = field(default_factory=Check)
    started: list = field(default_factory=list)

    def start(self, by):
        if self.now.runs:
            raise BusyError("A check is running already.")
        self.started.append(by)
        self.now = Check(stage=Stage.ASKING, by=by, began="2026-11-22T10:00:00+00:00", done=3, of=9)

    def cancel(self):
        self.now = replace(self.now, stage=Stage.CANCELLED, words="The check was cancelled.")

    def state(self):
        return self.now


@dataclass
class ScriptedGate:
    """A gate with two versions, and whatever judgement a test gives it; remembers what it was told to do."""

    judged: Judgement | None = None
    pointer: Live | None = None
    done: list = field(default_factory=list)

    def live(self):
        return self.pointer or Live(version=LIVE, since="2026-11-22T09:00:00.000+00:00", before="c" * 12)

    def versions(self):
        lines = ((STAGED, "staged"), (LIVE, "live"))
        return tuple(
            VersionLine(
                version=name, state=state, created="2026-11-22T09:00:00", articles=1, sentences=3, reported=True
            )
            for name, state in lines
        )

    def judgement(self, version):
        return self.judged

    def report(self, version):
        return "<!doctype html><title>The report</title><script>alert(1)</script>"

    def promote(self, version, reason=""):
        if not reason and not (self.judged and self.judged.passed):
            raise EditingError("It does not pass.")
        self.done.append(("promote", version, reason))

    def rollback(self):
        self.done.append(("rollback",))
        return "c" * 12

    def waive(self, version, case, reason, by):
        self.done.append(("waive", version, case, reason, by))

    def bless(self, version, reason, by):
        self.done.append(("bless", version, reason, by))


@pytest.fixture
def tiny(tmp_path, home) -> Settings:
    """The settings of a corpus of one article with wordings, roles and one case."""
    for name, text in (
        ("corpus/articles/cmo.md", ARTICLE),
        ("corpus/articles/cmo.wordings.yaml", WORDINGS),
        ("corpus/roles.yaml", ROLES),
        ("cases/cmo.yaml", FIRST_CASE),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Settings.load(home=home, articles=tmp_path / "corpus" / "articles", cases=tmp_path / "cases")


@pytest.fixture
def copy(tiny) -> FolderCopy:
    return FolderCopy(tiny)


@pytest.fixture
def room(tiny, copy) -> Room:
    here = Here()
    return Room(
        copy=copy,
        arrivals=FolderArrivals(tiny, copy),
        readings=ChildReadings(tiny, copy, here),
        checks=ScriptedChecks(),
        gate=ScriptedGate(),
        drafts=DraftFile(tiny, here),
        archive=open_archive(tiny),
        largest=2_000_000,
    )


@dataclass
class Visitors:
    """Clients of one room, by name; each comes with a role, as the door lets them in."""

    app: object

    def __call__(self, name: str = "ada", *, editor: bool = True) -> TestClient:
        roles = frozenset({Role.READER, Role.EDITOR} if editor else {Role.READER})
        person = Person(id=f"user:{name}" if name else "browser:x", name=name, roles=roles)

        async def let_in(scope, receive, send):
            await self.app({**scope, IN_SCOPE: person}, receive, send)

        return TestClient(let_in, base_url="http://testserver", raise_server_exceptions=False)


@pytest.fixture
def visitors(room) -> Visitors:
    from starlette.applications import Starlette

    from ui.editors.routes import mount_editors

    app = Starlette()
    mount_editors(app, room)
    return Visitors(app)


@pytest.fixture
def ada(visitors) -> TestClient:
    """An editor."""
    return visitors("ada")


@pytest.fixture
def asked(room):
    """Keep a conversation of (question, outcome), and return its last turn."""

    def keep(*turns, citations=(), owner="browser:a"):
        conversation = room.archive.conversations.start(owner, turns[0][0])
        for question, outcome in turns:
            answer = {"outcome": outcome, "version": LIVE, "citations": list(citations), "answer": "x"}
            turn = room.archive.turns.add(conversation.id, question, answer)
        return turn

    return keep


@pytest.fixture
def complain(room):
    """Rate an answer badly."""

    def rate(turn, comment, reason=Reason.WRONG):
        room.archive.feedback.give(
            Feedback(answer=turn.id, person="browser:a", thumb=Thumb.DOWN, reason=reason, comment=comment)
        )

    return rate
