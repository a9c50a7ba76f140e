"""Weights are fitted on one half of the subjects, and figures are of the other."""

from evals.bench_abstention import bench_abstention
from evals.datasets import SentenceTask
from evals.halves import every_other, fitted_on, reported_half


def test_no_group_is_on_both_sides():
    assert every_other(["b", "a", "c", "a"]) == {"a", "c"}


def test_whole_articles_are_fitted_on(data):
    clapnq = [data / "clapnq" / name for name in ("answerable.jsonl", "unanswerable.jsonl")]
    assert fitted_on(data / "squad2" / "dev.json", *clapnq) == {"What blows?", "Who blows the horn?"}


def test_what_was_fitted_on_is_not_reported(data, build):
    rows = {row.figure: row.n for row in bench_abstention(data, build).rows}
    assert rows["squad2 fact absent: answerable answered"] == 2
    assert rows["squad2 fact absent: false answers"] == 1


def test_sentence_tasks_of_one_title_stay_together():
    tasks = [
        SentenceTask(question=question, title=title, sentences=("a",), chosen=(frozenset({0}),))
        for question, title in (("1", "Sea"), ("2", "Air"), ("3", "Sea"))
    ]
    reported, fitted = reported_half(tasks)
    assert ([task.question for task in reported], [task.question for task in fitted]) == (["2"], ["1", "3"])
