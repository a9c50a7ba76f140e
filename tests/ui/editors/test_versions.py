"""The verdict on a version, and what follows: live or back, accepted, blessed, always with a name and a reason."""

import time
from datetime import UTC, datetime
from html import unescape

import pytest
from judgements import BLOCKED, PASSED, STAGED

from ui.editors.judgement import Live

PAGE = f"/editors/versions/{STAGED}"


def test_what_passed_goes_live_by_one_button(ada, room):
    room.gate.judged = PASSED
    assert "Make it live</button>" in ada.get(PAGE).text
    assert "Live. Readers get the new answers" in ada.post(f"{PAGE}/promote").text
    assert room.gate.done == [("promote", STAGED, "")]
    (action,) = room.archive.actions.list()
    assert (action.who, action.what, action.details) == ("ada", "promote", {"version": STAGED})


def test_what_is_blocked_shows_why_and_which_answers_changed(ada, room):
    room.gate.judged = BLOCKED
    page = ada.get(PAGE).text
    assert "Make it live</button>" not in page
    assert "Case x fails &lt;now&gt;." in page
    assert "<del>old</del><ins>new</ins>" in page
    assert "Why &lt;b&gt;?" in page


@pytest.mark.parametrize(
    "form", [{}, {"reason": "I want it"}, {"unchecked": "yes"}, {"unchecked": "yes", "reason": " "}]
)
def test_what_did_not_pass_goes_live_only_for_a_reason(ada, room, form):
    room.gate.judged = BLOCKED
    assert ada.post(f"{PAGE}/promote", data=form).status_code == 409
    assert room.gate.done == []
    assert room.archive.actions.list() == ()


def test_the_reason_of_an_unchecked_promotion_is_logged(ada, room):
    room.gate.judged = None
    ada.post(f"{PAGE}/promote", data={"unchecked": "yes", "reason": "no cases yet"})
    assert room.gate.done == [("promote", STAGED, "no cases yet")]
    page = unescape(ada.get("/editors/log").text)
    assert "ada</b> made live" in page
    assert "unchecked" in page
    assert "no cases yet" in page


def test_cases_are_accepted_with_a_name_and_a_reason(ada, room):
    room.gate.judged = BLOCKED
    ada.post(f"{PAGE}/waive", data={"cases": "x y", "reason": "better so"})
    assert room.gate.done == [("waive", STAGED, case, "better so", "ada") for case in "xy"]
    assert ada.post(f"{PAGE}/waive", data={"cases": " ", "reason": "better so"}).status_code == 409


def test_results_are_blessed_with_a_name_and_a_reason(ada, room):
    ada.post(f"{PAGE}/bless", data={"reason": "read them all"})
    assert room.gate.done == [("bless", STAGED, "read them all", "ada")]
    assert room.archive.actions.list()[0].details == {"version": STAGED, "reason": "read them all"}


def test_rolling_back_means_what_the_editor_saw(ada, room):
    assert ada.post("/editors/rollback", data={"live": STAGED}).status_code == 409
    assert room.gate.done == []
    assert "before is live again" in ada.post("/editors/rollback", data={"live": "a" * 12}).text
    assert room.gate.done == [("rollback",)]
    assert room.archive.actions.list()[0].details == {"before": "a" * 12, "version": "c" * 12}


def test_who_made_the_live_version_live_is_known_from_the_log(ada, room):
    assert "not from this room" in ada.get("/editors/").text
    room.gate.judged = PASSED
    ada.post(f"{PAGE}/promote")
    room.gate.pointer = Live(version=STAGED, since=datetime.fromtimestamp(time.time(), UTC).isoformat())
    assert "made so by <b>ada</b>" in ada.get("/editors/").text
    assert "made so by <b>ada</b>" in ada.get("/editors/versions").text


def test_a_promotion_long_ago_does_not_say_who_made_it_live_today(ada, room):
    room.gate.judged = PASSED
    ada.post(f"{PAGE}/promote")
    room.gate.pointer = Live(version=STAGED, since="2020-01-01T00:00:00.000+00:00")
    assert "not from this room" in ada.get("/editors/versions").text


def test_the_report_is_shut_off_from_the_room(ada):
    answer = ada.get(f"/editors/report/{STAGED}")
    policy = answer.headers["content-security-policy"]
    assert answer.text.startswith("<!doctype html>")
    assert policy.startswith("sandbox allow-scripts;")
    assert "default-src 'none'" in policy
    assert "connect-src" not in policy
    assert "allow-same-origin" not in policy


def test_a_version_that_is_gone_is_told(ada):
    assert ada.get("/editors/versions/nothing").status_code == 409
    assert "There is no version nothing" in ada.get("/editors/versions/nothing").text
