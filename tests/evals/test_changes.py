"""What an update changed: articles by paragraph, answers by word."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.vocabulary import Outcome
from evals.case import Case, Evidence, Split, Stratum, Tier
from evals.changes import Effect, Kind, changed_answers, changed_articles, unprotected
from evals.pieces import Mark
from evals.runner import CaseResult
from evals.score import Score

TITLE = "# Crew"
LEAD = "The captain leads the crew and answers to the owner."
PAY = "The cook is paid in fish."
OLD = f"{TITLE}\n\n{LEAD}\n\n{PAY}\n\n- Sails\n- Ropes\n"


def paragraphs(after, before=OLD):
    [article] = changed_articles({"crew": before}, {"crew": after})
    return [(change.kind, change.before, change.after) for change in article.paragraphs]


def test_equal_articles_and_other_spacing_are_no_change():
    assert changed_articles({"crew": OLD}, {"crew": OLD}) == ()
    assert changed_articles({"crew": OLD}, {"crew": OLD.replace("\n\n", "\n\n\n").replace(" leads ", "  leads ")}) == ()


def test_a_rewritten_paragraph_shows_before_and_after():
    assert paragraphs(OLD.replace("leads", "never leads")) == [
        (Kind.CHANGED, LEAD, LEAD.replace("leads", "never leads"))
    ]


def test_a_paragraph_that_goes_and_a_new_one_in_its_place_are_two_changes():
    assert paragraphs(OLD.replace(LEAD, "Nobody knows where gulls sleep.")) == [
        (Kind.ADDED, "", "Nobody knows where gulls sleep."),
        (Kind.REMOVED, LEAD, ""),
    ]


def test_list_items_change_one_by_one():
    assert paragraphs(OLD.replace("- Ropes\n", "- Ropes\n- Anchors\n")) == [(Kind.ADDED, "", "- Anchors")]
    assert paragraphs(OLD.replace("- Sails\n", "")) == [(Kind.REMOVED, "- Sails", "")]


def test_the_rule_of_a_new_table_needs_no_protection():
    table = f"{OLD}\n| Rank | Pay |\n|---|---|\n"
    changes = changed_articles({"crew": OLD}, {"crew": table})
    assert [paragraph.after for _, paragraph in unprotected(changes, [], {"crew": table})] == ["| Rank | Pay |"]


def test_a_thousand_new_lines_are_compared_at_once():
    began = time.perf_counter()
    many = "\n".join(f"- item {number} of the list" for number in range(3000))
    [article] = changed_articles({"crew": OLD}, {"crew": many})
    assert time.perf_counter() - began < 5
    assert sum(paragraph.kind == Kind.ADDED for paragraph in article.paragraphs) == 3000


def test_offsets_lead_to_the_paragraph_in_the_text_that_has_it():
    new = OLD.replace("leads", "never leads").replace("- Sails\n", "")
    [article] = changed_articles({"crew": OLD}, {"crew": new})
    rewritten, gone = article.paragraphs
    assert new[rewritten.start : rewritten.end] == rewritten.after
    assert OLD[gone.start : gone.end] == gone.before == "- Sails"


def test_articles_come_and_go_whole():
    changes = changed_articles({"old": PAY, "same": LEAD}, {"new": PAY, "same": LEAD})
    assert [(change.article, change.kind) for change in changes] == [("new", Kind.ADDED), ("old", Kind.REMOVED)]
    assert changes[0].paragraphs[0].after == changes[1].paragraphs[0].before == PAY


def case(quote):
    return Case(
        id="a",
        group="a",
        split=Split.TUNE,
        tier=Tier.MUST,
        stratum=Stratum.ANSWERABLE,
        turns=("Who leads?",),
        expect=frozenset({Outcome.ANSWERED}),
        evidence=(Evidence(article="crew", quote=quote),),
    )


def test_a_changed_paragraph_is_unprotected_when_no_evidence_touches_it():
    new = OLD.replace("fish", "salt").replace("leads", "never leads").replace(TITLE, "# The crew")
    changes = changed_articles({"crew": OLD}, {"crew": new})
    open_to_harm = unprotected(changes, [case("answers to the owner")], {"crew": new})
    assert [(article, paragraph.after) for article, paragraph in open_to_harm] == [
        ("crew", PAY.replace("fish", "salt"))
    ]
    assert len(unprotected(changes, [], {"crew": new})) == 2


def result(id_="a", answer="The captain leads.", passed=True, **fields):
    return CaseResult(
        id=id_,
        group=id_,
        split=Split.TUNE,
        tier=Tier.MUST,
        stratum=Stratum.ANSWERABLE,
        turns=("Who leads?",),
        answer=answer,
        **{"outcome": Outcome.ANSWERED, "scores": (Score(name="outcome_right", value=float(passed)),), **fields},
    )


def test_changed_answers_come_broken_first_and_those_that_pass_twice_last():
    before = [result("fine"), result("same"), result("mended", passed=False), result("broken")]
    after = [
        result("fine", "The captain leads us."),
        result("same"),
        result("mended"),
        result("broken", "The cook leads.", passed=False),
    ]
    changes = changed_answers(before, after)
    assert [(change.after.id, change.effect) for change in changes] == [
        ("broken", Effect.BROKEN),
        ("mended", Effect.MENDED),
        ("fine", Effect.CHANGED),
    ]
    marked = [(piece.mark, piece.text) for piece in changes[2].pieces]
    assert marked == [(Mark.SAME, "The captain leads"), (Mark.ADDED, " us"), (Mark.SAME, ".")]


def test_another_outcome_with_the_same_words_is_a_change():
    assert len(changed_answers([result()], [result(outcome=Outcome.PARTLY_ANSWERED)])) == 1


@pytest.mark.parametrize("broken", ["before", "after"])
def test_a_case_that_crashed_or_is_new_has_no_changed_answer(broken):
    crash = replace(result(), error="RuntimeError", answer="", outcome=None, scores=())
    sides = ([crash], [result()]) if broken == "before" else ([result()], [crash])
    assert changed_answers(*sides) == ()
    assert changed_answers([result("other")], [result()]) == ()


text = st.text(alphabet="ab .\n-", max_size=60)


@given(text, text)
def test_every_line_that_differs_is_in_a_change(before, after):
    for change in changed_articles({"a": before}, {"a": after}):
        assert all(paragraph.before.split() != paragraph.after.split() for paragraph in change.paragraphs)
