"""The page's weight is measured in a real browser, on a page whose weight is known."""

import math
import sys

import pytest

from evals.bench import BenchError
from evals.bench_page import Visit, browser, rows, served, visit

SERVER = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

PAGE = (b"<!doctype html><link rel=icon href=data:><textarea></textarea><p>" + b"x" * 50_000 +
        b"<script>const end = performance.now() + 120; while (performance.now() < end);</script>")

class Page(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/" else 404)
        self.end_headers()
        self.wfile.write(PAGE if self.path == "/" else b"")
    def log_message(self, *_):
        pass

HTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Page).serve_forever()
"""


def test_bytes_paint_and_tasks_of_a_page_are_measured():
    with browser() as chromium, served((sys.executable, "-c", SERVER)) as address:
        seen = visit(chromium, address)
    assert seen.requests == 1
    assert 50 < seen.transferred < 52
    assert seen.longest_task >= 119
    assert 0 < seen.first_paint < math.inf
    assert seen.ready > 0


def test_a_page_that_does_not_start_is_told():
    with pytest.raises(BenchError, match="No luck"), served((sys.executable, "-c", "raise SystemExit('No luck.')")):
        pytest.fail("It was served.")


def test_the_figures_of_both_pages_stand_one_under_the_other_as_medians():
    def one(value):
        return Visit(**dict.fromkeys(Visit.__dataclass_fields__, value))

    table = rows({"ours": [one(1.0), one(9.0), one(2.0)], "bare": [one(4.0)]})
    assert [(row.figure, row.value, row.unit, row.n) for row in table[:2]] == [
        ("transferred, ours", 2.0, "kB", 3),
        ("transferred, bare", 4.0, "kB", 1),
    ]
