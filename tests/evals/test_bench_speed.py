"""Speed is measured in process, and the page's start from outside."""

import sys

import pytest

from assistant.vocabulary import Outcome
from evals.bench import BenchError, bench_to_json
from evals.bench_speed import bench_speed, fixed_questions, resident_megabytes
from evals.case import Case, Split, Stratum, Tier
from evals.startup import Startup, start_page

SERVER = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()
    def log_message(self, *_):
        pass

HTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Page).serve_forever()
"""


def cases(count, split=Split.TUNE):
    return [
        Case(
            id=f"{split}{number:03}",
            group="g",
            split=split,
            tier=Tier.WATCH,
            stratum=Stratum.VAGUE,
            turns=(f"Question {number}",),
            expect=frozenset({Outcome.CLARIFY}),
        )
        for number in range(count)
    ]


def test_the_questions_are_sixty_of_the_tune_split_spread_evenly():
    chosen = fixed_questions(cases(120) + cases(5, Split.REPORT))
    assert [question.id for question in chosen] == [f"tune{number:03}" for number in range(0, 120, 2)]
    assert len(fixed_questions(cases(7))) == 7


def test_every_part_that_is_given_is_measured(tmp_path, build, fake_embedder):
    (tmp_path / "a.txt").write_text("Question answered.", encoding="utf-8")
    ticks = iter(range(10_000))
    result = bench_speed(
        build(tmp_path),
        cases(3),
        embedder=fake_embedder,
        encode=fake_embedder.embed,
        passages=["one", "two"],
        ingest=lambda: None,
        start=lambda: Startup(page_seconds=1, answer_seconds=2),
        clock=lambda: next(ticks),
    )
    assert result.value("answer, median") == 1000
    assert result.value("bare encode of a question, median") == 1000
    assert result.value("ingest of unchanged articles") == 1
    assert result.value("embedder over bare") == 1
    assert result.value("first answer of POST /api/ask") == 2


def test_memory_is_read_from_the_system_and_is_unknown_elsewhere(tmp_path):
    status = tmp_path / "status"
    assert str(resident_megabytes(status)) == "nan"
    status.write_text("Name: x\nVmRSS:\t  250000 kB\n", encoding="utf-8")
    assert resident_megabytes(status) == 256


def test_a_figure_that_is_unknown_is_null_in_json(tmp_path, build):
    (tmp_path / "a.txt").write_text("Question answered.", encoding="utf-8")
    data = bench_to_json(bench_speed(build(tmp_path), []))
    assert data["rows"][0]["value"] is None


def test_the_page_is_timed_until_it_is_served_and_until_it_answers():
    started = start_page("Who leads?", [sys.executable, "-c", SERVER])
    assert 0 < started.page_seconds <= started.answer_seconds < 30


def test_a_page_that_does_not_start_is_reported_with_its_last_words():
    with pytest.raises(BenchError, match="exit code 3 .* no such setting"):
        start_page(
            "Who leads?", [sys.executable, "-c", "import sys; print('no such setting', file=sys.stderr); exit(3)"]
        )
