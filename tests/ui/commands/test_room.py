"""The editors' room on a real home: the working copy, the check in its process, and what the gate says of it."""

import json
import os
import signal
import threading
from dataclasses import replace

import pytest

from assistant.errors import ArticleError, BusyError, CornerOfficeError
from assistant.settings import Settings
from assistant.store.versions import live_version
from ingest.lock import held
from ui.archive.opening import open_archive
from ui.commands.aside import Aside
from ui.commands.checking import ProcessChecks, run_check
from ui.commands.room import open_room
from ui.editors.contents import ChangedMeanwhileError, EditingError, FileText
from ui.editors.judgement import Check, Stage

NAME = "articles/cmo.md"


@pytest.fixture
def settings(corpus, home) -> Settings:
    return Settings.load()


class Here(Aside):
    """Does in this process, which has everything loaded, what the room has done in a child."""

    def call(self, work, *arguments):
        try:
            return work(*arguments)
        except CornerOfficeError as error:
            raise EditingError(str(error)) from error


@pytest.fixture
def room(settings):
    opened = open_room(settings, open_archive(settings), Here())
    yield opened
    opened.checks.cancel()


def edit(room, old, new):
    file = room.copy.read(NAME)
    assert old in file.text
    room.copy.write([replace(file, data=file.text.replace(old, new).encode())])


def checked(room, settings):
    """Check the working copy in this process, which has the model loaded already."""
    room.copy.snapshot(room.copy.folder / "checked")
    notes: list[Check] = []
    run_check(settings, room.copy.folder, Check(stage=Stage.READING, by="ada"), notes.append)
    return notes


def test_an_edit_goes_all_the_way_to_readers_and_back(corpus, room, settings, home):
    first = corpus.blessed()
    articles = corpus.article.read_text(encoding="utf-8")
    edit(room, "leads all marketing", "directs all marketing")
    (change,) = room.readings.survey().edits
    assert (change.article, change.lost[0].cases) == ("cmo", ("def-cmo",))
    notes = checked(room, settings)
    assert [note.stage for note in notes if note.stage is not Stage.ASKING] == ["building", "judging", "done"]
    version = notes[-1].version
    assert live_version(home) == first

    judgement = room.gate.judgement(version)
    assert judgement.status == "not_measurable"
    (ground,) = judgement.grounds
    assert ground.cases == ("def-cmo",)
    assert "does not hold any more" in ground.words
    assert "def-cmo" in [answer.case for answer in judgement.answers]
    with pytest.raises(EditingError, match="Give a reason"):
        room.gate.promote(version)
    with pytest.raises(EditingError, match="Say why"):
        room.gate.waive(version, "def-cmo", " ", "ada")
    with pytest.raises(EditingError, match="Nothing is held against"):
        room.gate.waive(version, "off-capital", "because", "ada")

    room.gate.waive(version, "def-cmo", "a better word", "ada")
    assert "by: ada" in (home / "reports" / "waivers.yaml").read_text(encoding="utf-8")
    assert room.gate.judgement(version).passed
    assert "This version may go live" in room.gate.report(version)
    room.gate.promote(version)
    assert live_version(home) == version
    assert room.gate.live().before == first
    assert {file.state for file in room.copy.files()} == {"same"}

    assert room.gate.rollback() == first
    assert live_version(home) == first
    assert {file.name: file.state for file in room.copy.files()}[NAME] == "changed"
    assert corpus.article.read_text(encoding="utf-8") == articles


def test_a_version_that_was_not_measured_goes_live_only_for_a_reason_and_then_is_blessed(corpus, room, home):
    version = corpus("ingest").stdout.strip()
    assert room.gate.judgement(version) is None
    with pytest.raises(EditingError, match="was not measured"):
        room.gate.promote(version)
    room.gate.promote(version, "no  time")
    line = next(line for line in room.gate.versions() if line.version == version)
    assert (line.state, line.unchecked, line.reason, line.reported) == ("live", True, "no time", False)
    assert corpus("eval").exit_code == 3
    assert [ground.rule for ground in room.gate.judgement(version).grounds] == ["baseline"]
    room.gate.bless(version, "the first", "ada")
    assert room.gate.judgement(version).passed
    blessed = json.loads((home / "reports" / "baseline-extractive.json").read_text(encoding="utf-8"))["blessed"]
    assert (blessed["by"], blessed["reason"]) == ("ada", "the first")


def test_a_check_that_fails_says_why_and_leaves_live_alone(corpus, room, settings, home, monkeypatch):
    first = corpus.blessed()
    edit(room, "# What", "---\nid: x\n# What")
    assert room.readings.survey().faults
    with pytest.raises(EditingError, match="cannot be checked yet"):
        room.checks.start("ada")
    note = checked(room, settings)[-1]
    assert note.stage is Stage.FAILED
    assert "cmo.md, line" in note.words
    assert str(home) not in note.words
    edit(room, "---\nid: x\n", "")
    monkeypatch.setattr("ui.commands.checking.judge_report", lambda *_: 1 / 0)
    assert checked(room, settings)[-1].words.startswith("The check broke (ZeroDivisionError)")
    corpus.cases.write_text(corpus.cases.read_text(encoding="utf-8").replace("article: cmo", "article: x"), "utf-8")
    note = checked(room, settings)[-1]
    assert (note.stage, "No case is about these articles" in note.words) == (Stage.FAILED, True)
    assert live_version(home) == first


def test_a_check_in_its_process_can_be_cancelled_and_killed_without_harm(corpus, room, home):
    first = corpus.blessed()
    edit(room, "a bonus", "a big bonus")
    room.checks.start("ada")
    assert room.checks.state().runs
    with pytest.raises(BusyError):
        room.checks.start("bob")
    room.checks.cancel()
    assert (room.checks.state().stage, room.checks.state().by) == (Stage.CANCELLED, "ada")
    room.checks.start("bob")
    os.kill(room.checks._process.pid, signal.SIGKILL)
    ended = room.checks.wait(30)
    assert ended.stage is Stage.FAILED
    assert "was interrupted" in ended.words
    assert live_version(home) == first
    assert [path for path in (home / "versions").iterdir() if path.name == first]


@pytest.mark.timeout(600)
def test_a_check_runs_to_its_end_in_its_process(corpus, room, settings, home, monkeypatch):
    monkeypatch.setattr("ui.commands.checking.NICE", 0)  # a nice process waits for all others of a busy machine
    first = corpus.blessed()
    edit(room, "a bonus", "a yearly bonus")
    room.checks.start("ada")
    ended = room.checks.wait(500)
    assert (ended.stage, ended.by, ended.done, ended.of) == (Stage.DONE, "ada", 4, 4), ended.words
    assert ended.state == room.copy.state()
    assert room.gate.judgement(ended.version).passed
    assert live_version(home) == first
    another = ProcessChecks(settings, room.copy, room.readings)  # as after a restart
    assert another.state() == ended


def test_no_check_begins_while_an_update_runs(corpus, room, home):
    corpus.blessed()
    with held(home / "update.lock", task="updating"), pytest.raises(BusyError, match="updating"):
        room.checks.start("ada")


def test_a_check_of_a_server_that_went_is_told_as_interrupted(corpus, room, settings):
    room.copy.files()
    (room.copy.folder / "check.json").write_text('{"stage": "asking", "by": "ada", "done": 2}', encoding="utf-8")
    assert room.checks.state().stage is Stage.FAILED
    with held(settings.home / "update.lock", task="updating"):  # another server's
        assert room.checks.state().runs
        with pytest.raises(EditingError, match="Another server"):
            room.checks.cancel()


def test_of_two_writers_at_once_one_is_refused_and_nothing_is_lost(corpus, room):
    file = room.copy.read(NAME)
    outcomes = []

    def write(number):
        try:
            room.copy.write([replace(file, data=f"# Text {number}\n\nIt is text {number}.\n".encode())])
            outcomes.append(number)
        except ChangedMeanwhileError as error:
            outcomes.append(error.now.text)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = (one for one in outcomes if isinstance(one, int))
    assert room.copy.read(NAME).text.startswith(f"# Text {winner}")
    assert [one for one in outcomes if not isinstance(one, int)] == [room.copy.read(NAME).text] * 5
    assert room.copy.earlier(NAME) == (file.text,)


def test_of_several_files_none_is_written_if_one_has_changed(corpus, room):
    file = room.copy.read(NAME)
    roles = room.copy.read("roles.yaml")
    with pytest.raises(ChangedMeanwhileError):
        room.copy.write([replace(roles, data=b"roles: []\nterms: []\n"), replace(file, revision="0", data=b"x")])
    assert room.copy.read("roles.yaml") == roles


def fail(kind):
    if kind == "error":
        raise ArticleError("The article is bad. Mend it.")
    if kind == "crash":
        os._exit(3)
    threading.Event().wait()


def test_work_aside_ends_in_a_sentence_whatever_happens_to_it():
    aside = Aside(patience=240)  # its process is a nice one: on a busy machine it waits for all others
    try:
        with pytest.raises(EditingError, match="The article is bad"):
            aside.call(fail, "error")
        with pytest.raises(EditingError, match="ended in the middle"):
            aside.call(fail, "crash")
        assert aside.call(len, "abc") == 3
        assert aside.call(os.getpid) != os.getpid()
        assert aside.call(os.nice, 0) >= 15
        hasty = Aside(patience=0.01)
        with pytest.raises(EditingError, match="took longer"):
            hasty.call(fail, "hang")
    finally:
        aside.close()


def test_a_file_that_is_not_known_is_neither_written_nor_removed(room):
    with pytest.raises(EditingError):
        room.copy.write([FileText(name="../x.md", revision="", data=b"x")])
    with pytest.raises(EditingError):
        room.copy.remove("../../settings.toml", "")
