"""The page's weight in a browser, beside a bare `gr.ChatInterface` in the same run: bytes, first paint, longest task.

Not here: the page (`ui.page`), starting it (`startup`).
"""

import importlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any

from evals.bench import BenchError, BenchResult, Row
from evals.startup import direct, free_port, stop, wait

RUNS = 5
SETTLED = 1.5  # seconds without a new measurement after the box can be typed in
PATIENCE = 60_000  # milliseconds
BARE = """
import os, sys
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
import gradio
chat = gradio.ChatInterface(lambda message, history: message)
chat.launch(server_name="127.0.0.1", server_port=int(sys.argv[-1]), quiet=True, share=False, ssr_mode=False)
"""
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
WATCH = """
window.weights = {tasks: [], moved: 0};
new PerformanceObserver((list) => weights.tasks.push(...list.getEntries().map((task) => task.duration)))
  .observe({type: "longtask", buffered: true});
new PerformanceObserver((list) => list.getEntries().forEach((shift) => (weights.moved += shift.value)))
  .observe({type: "layout-shift", buffered: true});
"""
READ = """() => ({
  paint: Object.fromEntries(performance.getEntriesByType("paint").map((one) => [one.name, one.startTime])),
  longest: Math.max(0, ...weights.tasks), moved: weights.moved,
})"""
UNITS = {"transferred": "kB", "requests": "", "layout_shift": ""}  # milliseconds where nothing is said


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One cold visit. Milliseconds from the start of the navigation; `transferred` in kB as they came over the wire."""

    transferred: float
    requests: float
    first_paint: float
    first_contentful_paint: float
    ready: float
    longest_task: float
    layout_shift: float


def bench_page(command: Sequence[str], runs: int = RUNS) -> BenchResult:
    """Visit both pages in turn, each time with an empty cache. `command` serves ours; `--port N` is added.

    Raises:
        BenchError: there is no browser or no Playwright, or a page did not start.
    """
    pages = {"ours": tuple(command), "bare": (sys.executable, "-c", BARE)}
    visits: dict[str, list[Visit]] = {name: [] for name in pages}
    with browser() as chromium, served(pages["ours"]) as ours, served(pages["bare"]) as bare:
        addresses = {"ours": ours, "bare": bare}
        for address in addresses.values():
            visit(chromium, address)  # the servers' own first time
        for _ in range(runs):
            for name, address in addresses.items():
                visits[name].append(visit(chromium, address))
    about = (
        f"medians of {runs} cold visits each, in turn, with headless Chromium on loopback; bare is a gr.ChatInterface"
    )
    return BenchResult(bench="page", about=about, rows=rows(visits))


def rows(visits: Mapping[str, Sequence[Visit]]) -> tuple[Row, ...]:
    """For each figure the medians of all pages, one under the other."""
    return tuple(
        Row(
            figure=f"{field.name.replace('_', ' ')}, {name}",
            value=statistics.median(getattr(one, field.name) for one in done),
            unit=UNITS.get(field.name, "ms"),
            n=len(done),
        )
        for field in fields(Visit)
        for name, done in visits.items()
    )


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium, driven by Playwright. Raises BenchError."""
    try:
        playwright = importlib.import_module("playwright.sync_api")
    except ModuleNotFoundError as error:
        raise BenchError("This benchmark needs Playwright. Install it: make setup-dev") from error
    found = shutil.which("chromium")
    if found is None:
        raise BenchError("There is no chromium on the PATH. Install it: make browser")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@contextmanager
def served(command: Sequence[str]) -> Iterator[str]:
    """The address of a page while its process runs, once it can be asked. Raises BenchError."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=errors)
        try:
            wait(address, None, process, errors, time.perf_counter())
            until_ready(address)
            yield address
        finally:
            stop(process)


def until_ready(address: str, patience: float = 180.0) -> None:
    """Wait until the page says that it can answer; a page that has no such route is ready at once."""
    began = time.perf_counter()
    while time.perf_counter() - began < patience:
        try:
            with direct.open(address + "readyz") as response:
                response.read()
            return
        except OSError as error:
            if getattr(error, "code", 0) == 404:
                return
        time.sleep(0.2)
    raise BenchError(f"{address} was not ready after {patience:.0f} s. Run: corner-office web")


def visit(chromium: Any, address: str) -> Visit:
    """Open a page with an empty cache, until its box can be typed in and `SETTLED` seconds more."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    try:
        page = context.new_page()
        wire = context.new_cdp_session(page)
        sizes: list[float] = []
        wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        wire.send("Network.enable")
        page.add_init_script(WATCH)
        page.goto(address, wait_until="commit", timeout=PATIENCE)
        page.locator("textarea:visible").first.wait_for(timeout=PATIENCE)
        ready = page.evaluate("performance.now()")
        page.wait_for_timeout(SETTLED * 1000)
        read = page.evaluate(READ)
    finally:
        context.close()
    return Visit(
        transferred=sum(sizes) / 1000,
        requests=len(sizes),
        first_paint=read["paint"].get("first-paint", float("nan")),
        first_contentful_paint=read["paint"].get("first-contentful-paint", float("nan")),
        ready=ready,
        longest_task=read["longest"],
        layout_shift=read["moved"],
    )
