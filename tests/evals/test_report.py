"""Runs and their reports: crashes counted apart, the report split kept closed."""

import json

import pytest

from assistant.vocabulary import Answer, Outcome, Question
from evals.case import Case, CaseError, Fact, Split, Stratum, Tier
from evals.render import render_report
from evals.report import run_eval
from evals.report_json import report_from_json, report_to_json
from evals.runner import run_cases


class Parrot:
    """Answers with the question; breaks on the word crash."""

    def ask(self, question: Question) -> Answer:
        if "crash" in question.text:
            raise RuntimeError("out of crackers")
        return Answer(
            question=question, standalone_question=question.text, outcome=Outcome.ANSWERED, text=question.text
        )


def case(id_, turn, split=Split.TUNE, stratum=Stratum.ANSWERABLE, group="g"):
    return Case(
        id=id_,
        group=group,
        split=split,
        tier=Tier.MUST,
        stratum=stratum,
        turns=(turn,),
        expect=frozenset({Outcome.ANSWERED if stratum == Stratum.ANSWERABLE else Outcome.NOT_COVERED}),
        vital=(Fact(fact="it is the captain", accept=("captain",)),) if stratum == Stratum.ANSWERABLE else (),
    )


CASES = (
    case("good", "the captain"),
    case("bad", "the cook"),
    case("broken", "crash"),
    case("strange", "the moon", stratum=Stratum.OFF_SUBJECT, group="h"),
    case("closed", "the secret bosun", split=Split.REPORT),
)


def report(**options):
    return run_eval(Parrot(), cases=CASES, texts={}, **options)


def figure(report, metric, stratum="all", split=Split.TUNE):
    return next(f for f in report.figures if (f.split, f.stratum, f.metric) == (split, stratum, metric))


def test_a_crash_is_a_result_that_counts_in_no_figure():
    made = report()
    assert [(result.id, result.error) for result in made.errors] == [("broken", "RuntimeError: out of crackers")]
    assert figure(made, "outcome_right").n == 3
    assert not made.errors[0].passed


def test_figures_are_given_for_all_and_for_each_stratum():
    made = report()
    assert figure(made, "outcome_right").value == pytest.approx(2 / 3)
    assert figure(made, "outcome_right", "off_subject").value == 0
    assert figure(made, "false_answer").n == 1
    vital = figure(made, "vital_recall", "answerable")
    assert (vital.n, vital.groups, vital.value) == (2, 1, 0.5)
    assert 0 < vital.low < 0.5 < vital.high < 1


def test_a_case_passes_when_every_deciding_metric_is_satisfied():
    made = report()
    assert figure(made, "passed").value == pytest.approx(1 / 3)
    assert [result.id for result in made.failing()] == ["bad", "strange"]
    assert [score.name for score in made.failing()[1].failures] == ["outcome_right", "false_answer"]


def test_the_runner_measures_time_with_its_clock():
    ticks = iter([0.0, 0.25])
    (result,) = run_cases(Parrot(), CASES[:1], {}, clock=lambda: next(ticks))
    assert result.value("milliseconds") == 250


def test_the_report_split_shows_scores_only():
    made = report()
    text, data = render_report(made), json.dumps(report_to_json(made))
    assert "secret bosun" not in text + data
    assert "report / all" in text
    assert "secret bosun" in render_report(made, show_report=True)
    assert "secret bosun" in json.dumps(report_to_json(made, show_report=True))


def test_the_text_shows_question_answer_and_reason_of_what_fails():
    text = render_report(report(split="tune"))
    assert "bad (must, answerable): answered\n  > the cook\n    the cook\n  - vital_recall 0.00: not said" in text
    assert "1 of 4 cases could not be measured" in text
    assert "report /" not in text


def test_a_report_is_read_back_from_its_json():
    made = report(version="v1", mode="extractive")
    assert report_from_json(json.dumps(report_to_json(made, show_report=True))) == made
    hidden = report_from_json(json.dumps(report_to_json(made)))
    assert hidden.figures == made.figures


def test_json_of_another_kind_is_refused():
    with pytest.raises(CaseError, match="no eval report"):
        report_from_json("[]")


def test_a_split_without_cases_is_refused():
    with pytest.raises(CaseError, match="No case has the split"):
        run_eval(Parrot(), cases=CASES, texts={}, split="train")
