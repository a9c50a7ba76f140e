"""Measures of outcome, content, length and disagreement."""

import pytest

from assistant.vocabulary import Answer, Disagreement, Outcome, Position, Question
from evals.case import Case, Fact, Split, Stratum, Tier
from evals.metrics import METRICS, MILLISECONDS, score_answer
from evals.spans import says

ANSWERED, PARTLY, NOT_COVERED, CLARIFY = Outcome


def case(stratum=Stratum.ANSWERABLE, expect=(ANSWERED,), **fields):
    return Case(
        id="a",
        group="a",
        split=Split.TUNE,
        tier=Tier.SCORED,
        stratum=stratum,
        turns=("Who leads?",),
        expect=frozenset(expect),
        **fields,
    )


def answer(text="", outcome=ANSWERED, disagreements=()):
    question = Question(text="Who leads?")
    return Answer(
        question=question,
        standalone_question=question.text,
        outcome=outcome,
        text=text,
        disagreements=disagreements,
    )


def value(name, case, answer):
    return next((score.value for score in score_answer(case, answer, {}) if score.name == name), None)


@pytest.mark.parametrize(
    ("stratum", "outcome", "expect", "false", "refused"),
    [
        (Stratum.OFF_SUBJECT, ANSWERED, [NOT_COVERED], 1, None),
        (Stratum.FACT_ABSENT, PARTLY, [NOT_COVERED], 1, None),
        (Stratum.FACT_ABSENT, PARTLY, [NOT_COVERED, PARTLY], 0, None),
        (Stratum.NEAR_SUBJECT, NOT_COVERED, [NOT_COVERED], 0, None),
        (Stratum.FALSE_PREMISE, CLARIFY, [NOT_COVERED], 0, None),
        (Stratum.ANSWERABLE, NOT_COVERED, [ANSWERED], None, 1),
        (Stratum.ANSWERABLE, CLARIFY, [ANSWERED], None, 1),
        (Stratum.ANSWERABLE, PARTLY, [ANSWERED], None, 0),
        (Stratum.VAGUE, ANSWERED, [CLARIFY], None, None),
    ],
)
def test_false_answers_and_refusals_count_in_their_strata_alone(stratum, outcome, expect, false, refused):
    asked, came = case(stratum, expect), answer(outcome=outcome)
    assert value("false_answer", asked, came) == false
    assert value("refused", asked, came) == refused
    assert value("outcome_right", asked, came) == (outcome in expect)


def test_a_fact_is_said_in_any_accepted_wording_over_markers_and_emphasis():
    asked = case(
        vital=(Fact(fact="the captain", accept=("skipper", "Captain leads")), Fact(fact="pay", accept=("fish",)))
    )
    came = answer("The **captain** [1] leads.")
    assert value("vital_recall", asked, came) == 0.5
    (reason,) = [score.reason for score in score_answer(asked, came, {}) if score.name == "vital_recall"]
    assert reason == "not said: pay"
    assert value("okay_recall", asked, came) is None


def test_all_facts_count_the_ones_that_need_not_be_said_too():
    asked = case(vital=(Fact(fact="the captain", accept=("captain",)),), okay=(Fact(fact="pay", accept=("fish",)),))
    assert value("all_fact_recall", asked, answer("The captain leads.")) == 0.5
    assert value("vital_recall", asked, answer("The captain leads.")) == 1
    assert value("all_fact_recall", case(), answer("The captain leads.")) is None


@pytest.mark.parametrize(("outcome", "covered"), [(ANSWERED, 1), (PARTLY, 1), (NOT_COVERED, 0), (CLARIFY, 0)])
def test_coverage_counts_answerable_questions_that_get_claims(outcome, covered):
    assert value("coverage", case(expect=[CLARIFY]), answer(outcome=outcome)) == covered
    assert value("coverage", case(Stratum.VAGUE), answer(outcome=outcome)) is None


def test_wordings_begin_at_a_word_and_may_end_within_one():
    assert says("All CSOs agree", "cso")
    assert not says("across the sea", "cro")
    assert says("it’s 25% – more", "it's 25% - more")


def test_a_forbidden_wording_is_found():
    asked = case(forbidden=("cook leads",))
    assert value("forbidden_statement", asked, answer("The cook leads.")) == 1
    assert value("forbidden_statement", asked, answer("The captain leads.")) == 0
    assert value("forbidden_statement", case(), answer("The cook leads.")) is None


def test_a_disagreement_needs_two_cited_sides():
    sides = (Position(says="yes", citations=(1,)), Position(says="no", citations=(2,)))
    asked = case(tags=frozenset({"disagreement"}))
    assert value("disagreement_shown", asked, answer(disagreements=(Disagreement(topic="lead", positions=sides),))) == 1
    one_sided = Disagreement(topic="lead", positions=(sides[0], Position(says="no", citations=())))
    assert value("disagreement_shown", asked, answer(disagreements=(one_sided,))) == 0
    assert value("cried_wolf", asked, answer()) is None


def test_a_disagreement_where_the_case_names_none_cries_wolf():
    sides = (Position(says="yes", citations=(1,)), Position(says="no", citations=(2,)))
    assert value("cried_wolf", case(), answer(disagreements=(Disagreement(topic="lead", positions=sides),))) == 1
    assert value("cried_wolf", case(), answer()) == 0
    assert value("disagreement_shown", case(), answer()) is None


def test_words_are_counted_outside_headings_tables_and_lists():
    text = "## Lead\n\nThe captain leads. [1]\n\n- one item\n1. another\n• a third\n\n| a | b |\n|---|---|\n\nTwo more."
    assert value("words", case(), answer(text)) == 5


def test_every_metric_but_the_runner_s_clock_has_a_measure():
    assert [name for name, metric in METRICS.items() if metric.measure is None] == [MILLISECONDS]
