"""Shares over cases: always so that more is better, crashed cases left out, false answers by stratum."""

import pytest

from assistant.vocabulary import Outcome
from evals.case import Split, Stratum, Tier
from evals.metrics import METRICS
from evals.runner import CaseResult
from evals.score import Score, Unit
from evals.shares import LABELS, measured, passed_by_stratum, share


def result(id_, *, stratum=Stratum.ANSWERABLE, group="g", error="", **scores):
    return CaseResult(
        id=id_,
        group=group,
        split=Split.TUNE,
        tier=Tier.SCORED,
        stratum=stratum,
        turns=("Who?",),
        outcome=None if error else Outcome.ANSWERED,
        scores=tuple(Score(name=name, value=value) for name, value in scores.items()),
        error=error,
    )


def test_a_share_is_the_mean_over_measured_cases_that_it_applies_to():
    found = share(
        [
            result("a", vital_recall=1.0),
            result("b", vital_recall=0.5, group="h"),
            result("c"),
            result("d", error="crash"),
        ],
        "vital_recall",
    )
    assert (found.value, found.n, found.groups) == (0.75, 2, 2)
    assert found.low < 0.75 < found.high
    assert share([result("c")], "vital_recall") is None


def test_a_metric_that_is_better_when_lower_is_turned_round():
    off = Stratum.OFF_SUBJECT
    results = [result("a", stratum=off, false_answer=1.0)] + [
        result(name, stratum=off, false_answer=0.0) for name in "bcd"
    ]
    found = share(results, "false_answer", off)
    assert found.value == 0.75
    assert found.label == "uncovered questions left unanswered: off the subject"


def test_cases_passed_come_over_all_and_by_stratum():
    results = [result("a", outcome_right=1.0), result("b", outcome_right=0.0, stratum=Stratum.VAGUE)]
    assert [(one.stratum, one.value) for one in passed_by_stratum(results)] == [
        ("all", 0.5),
        ("answerable", 1.0),
        ("vague", 0.0),
    ]


def test_false_answers_are_told_by_stratum_alone():
    results = [
        result("a", stratum=Stratum.OFF_SUBJECT, false_answer=0.0, outcome_right=1.0),
        result("b", stratum=Stratum.FACT_ABSENT, false_answer=1.0, outcome_right=0.0),
    ]
    assert [(one.metric, one.stratum, one.value) for one in measured(results)] == [
        ("outcome_right", "all", 0.5),
        ("false_answer", "off_subject", 1.0),
        ("false_answer", "fact_absent", 0.0),
    ]


@pytest.mark.parametrize("name", [name for name, metric in METRICS.items() if metric.unit == Unit.SHARE])
def test_every_share_has_a_name_for_people(name):
    assert LABELS[name] != name
