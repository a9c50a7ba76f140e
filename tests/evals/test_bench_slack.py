"""The benchmark's counting; what it counts is tested in tests/ui/slack."""

from pathlib import Path

import pytest

from evals import bench_slack
from evals.bench import BenchError
from evals.bench_slack import doubles, finished, percentile

ENDING = [{"type": "context_actions", "elements": []}]


class Written:
    def __init__(self, *messages) -> None:
        self.messages = messages

    def answers(self):
        return list(self.messages)


def test_an_answer_counts_once_where_it_ends() -> None:
    first, last = {"thread_ts": "1", "text": "a"}, {"thread_ts": "1", "text": "b", "blocks": ENDING}
    assert finished(Written(first, last)) == {"1": 1}
    assert finished(Written(first, last, last)) == {"1": 2}


def test_a_message_that_is_told_twice_in_a_thread_is_counted() -> None:
    same = {"thread_ts": "1", "text": "a"}
    assert doubles(Written(same, {"thread_ts": "2", "text": "a"}, {"thread_ts": "1", "text": ""})) == 0
    assert doubles(Written(same, same, same)) == 2


def test_percentiles_are_values_that_were_measured() -> None:
    values = [float(value) for value in range(1, 101)]
    assert (percentile(values, 50), percentile(values, 99), percentile([3.0], 99)) == (51.0, 100.0, 3.0)


def test_without_the_small_slack_it_says_where_to_run(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(bench_slack, "SMALL_SLACK", tmp_path)
    with pytest.raises(BenchError, match="checkout"):
        bench_slack.bench_slack(None, (), (), tmp_path)
