"""The check of the working copy in the background, and what it is about."""

from dataclasses import replace
from html import unescape

from ui.editors.contents import FileText
from ui.editors.judgement import Check, Judgement, Stage


def change(copy, old, new, name="articles/cmo.md"):
    file = copy.read(name)
    copy.write([FileText(name=name, revision=file.revision, data=file.data.replace(old, new))])


def test_files_that_differ_are_named(ada, copy):
    assert "Files that differ" not in ada.get("/editors/changes").text
    change(copy, b"base salary", b"salary", "articles/cmo.md")
    page = ada.get("/editors/changes").text
    assert "Files that differ" in page
    assert "cmo.md" in page.split("Files that differ")[1]


def test_a_check_is_started_once_and_its_progress_outlives_the_page(ada, visitors, room):
    assert "Asking the cases: 3 of 9" in ada.post("/editors/check").text
    assert ada.get("/editors/check.json").json() == {
        "stage": "asking",
        "runs": True,
        "done": 3,
        "of": 9,
        "words": "Asking the cases: 3 of 9",
    }
    second = visitors("bob")
    assert second.post("/editors/check").status_code == 409
    assert "Started by ada" in second.get("/editors/changes").text
    assert room.checks.started == ["ada"]
    assert [action.what for action in room.archive.actions.list()] == ["check"]


def test_a_check_can_be_cancelled(ada, room):
    ada.post("/editors/check")
    page = ada.post("/editors/cancel").text
    assert "The check is cancelled." in page
    assert "Check the working copy" in page
    assert [action.what for action in room.archive.actions.list()] == ["cancel", "check"]


def test_what_cannot_be_built_cannot_be_checked(ada, copy):
    change(copy, b"kind: guide", b"kind: novel")
    page = ada.get("/editors/changes").text
    assert "Before it can be checked" in page
    assert "Check the working copy</button>" not in page


def test_a_verdict_on_an_older_text_is_told_to_be_one(ada, room, copy):
    ended = Check(stage=Stage.DONE, version="b" * 12, state=copy.state(), by="ada", ended="2026-11-22T10:00", words="x")
    room.checks.now = ended
    room.gate.judged = Judgement(version="b" * 12, status="passed", words="Passed: this version may go live.")
    page = unescape(ada.get("/editors/changes").text)
    assert "Passed: this version may go live." in page
    assert "has changed since" not in page
    change(copy, b"base salary", b"salary")
    assert "has changed since" in ada.get("/editors/changes").text
    assert "has changed since" in ada.get("/editors/").text


def test_a_check_that_broke_says_so(ada, room):
    room.checks.now = replace(Check(), stage=Stage.FAILED, words="The check broke (OSError); the log says why.")
    page = ada.get("/editors/changes").text
    assert "ended without a verdict" in page
    assert "The check broke (OSError)" in page
