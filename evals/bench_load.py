"""Many readers at once on a page of its own process: errors, waiting times, memory over time, what leaving readers leave.

Not here: what a reader does (`readers`).
"""

import asyncio
import os
import random
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from evals.bench import BenchError, BenchResult, Row
from evals.bench_speed import resident_megabytes
from evals.case import Case
from evals.readers import PATIENCE, ReaderError, ask_api, ask_chat, chat_route
from evals.startup import free_port, stop, wait

READERS = 40  # half of them in the chat, half on /api/ask
SECONDS = 300.0
READING = 4.0  # seconds that a reader reads an answer, on average
EVERY = 5.0  # seconds between two looks at the memory
WARM = 60.0  # seconds after which its slope is taken
SETTLING = 30.0  # seconds; idle threads of the pools end after 10
LEAVING = 40  # readers who leave in the middle of an answer


@dataclass(kw_only=True)
class Log:
    """What the readers met: waiting times in seconds by front, errors by their text, and (seconds, MB) of memory."""

    waits: dict[str, list[float]] = field(default_factory=lambda: {"chat": [], "api": []})
    errors: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    loads: list[float] = field(default_factory=list)


def bench_load(
    cases: Sequence[Case], command: Sequence[str], *, readers: int = READERS, seconds: float = SECONDS
) -> BenchResult:
    """Let readers ask the cases' first turns for a while.

    Args:
        cases: where the questions are from.
        command: serves the page, such as ("corner-office", "web"); `--port N` is added.
        readers: how many ask at once; each asks, waits, reads for `READING` seconds on average, and asks again.
        seconds: for how long.

    Raises:
        BenchError: the page did not start.
    """
    questions = [case.turns[0] for case in cases]
    with served(command) as (process, address):
        status = Path(f"/proc/{process}/status")
        log = asyncio.run(read(address, questions, readers, seconds, lambda: resident_megabytes(status)))
        asyncio.run(leave(address, questions[0], LEAVING))  # its pools of threads have grown by now
        before = settled(process, None)
        asyncio.run(leave(address, questions[0], LEAVING))
        after = settled(process, before)
    return BenchResult(
        bench="load",
        about=f"{readers} readers at once for {seconds:.0f} s, {READING:.0f} s between answer and next question; "
        f"load average of this machine {statistics.mean(log.loads):.1f}, {os.cpu_count()} processors",
        rows=(
            *rows(log, seconds),
            *(Row(figure=f"left behind: {kind}", value=after[kind] - before[kind]) for kind in before),
        ),
    )


def rows(log: Log, seconds: float) -> Iterator[Row]:
    """The figures of a log."""
    everyone = [wait for waits in log.waits.values() for wait in waits]
    yield Row(figure="errors", value=len(log.errors), n=len(everyone) + len(log.errors))
    yield Row(figure="answers a minute", value=len(everyone) * 60 / seconds, n=len(everyone))
    for front, waits in (("all", everyone), *log.waits.items()):
        if len(waits) > 1:
            cuts = statistics.quantiles(waits, n=100, method="inclusive")
            yield Row(figure=f"{front}: median wait", value=cuts[49], unit="s", n=len(waits))
            yield Row(figure=f"{front}: p95 wait", value=cuts[94], unit="s", n=len(waits))
            yield Row(figure=f"{front}: longest wait", value=max(waits), unit="s", n=len(waits))
    warm = [(when, size) for when, size in log.memory if when >= min(WARM, seconds / 3)]
    if len(warm) > 1:
        slope = statistics.linear_regression(*zip(*warm, strict=True)).slope
        yield Row(figure="memory slope", value=slope * 60, unit="MB/min", n=len(warm))
        yield Row(figure="memory at the end", value=warm[-1][1], unit="MB")


async def read(
    address: str, questions: Sequence[str], readers: int, seconds: float, megabytes: Callable[[], float]
) -> Log:
    """Let every reader ask until the time is over, each in an order of their own."""
    log = Log()
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE, limits=limits, trust_env=False) as client:
        route = chat_route((await client.get("/config")).raise_for_status().json())
        began = time.perf_counter()

        async def reader(number: int) -> None:
            order = random.Random(number)
            front = "api" if number % 2 else "chat"
            await asyncio.sleep(order.uniform(0, READING))
            while time.perf_counter() - began < seconds:
                question = order.choice(questions)
                asked = time.perf_counter()
                try:
                    await (ask_api(client, question) if number % 2 else ask_chat(client, route, question))
                    log.waits[front].append(time.perf_counter() - asked)
                except (ReaderError, httpx.HTTPError, ValueError, KeyError) as error:
                    log.errors.append(f"{front}: {type(error).__name__}: {error}")
                await asyncio.sleep(order.uniform(0, 2 * READING))

        async def watch() -> None:
            while time.perf_counter() - began < seconds:
                log.memory.append((time.perf_counter() - began, megabytes()))
                log.loads.append(os.getloadavg()[0])
                await asyncio.sleep(min(EVERY, seconds / 10))

        await asyncio.gather(watch(), *(reader(number) for number in range(readers)))
    return log


async def leave(address: str, question: str, readers: int) -> None:
    """Let readers leave at once, in the middle of an answer."""
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE, trust_env=False) as client:
        route = chat_route((await client.get("/config")).raise_for_status().json())
        await asyncio.gather(*(ask_chat(client, route, question, leave_after=2) for _ in range(readers)))


def held(process: int) -> dict[str, int]:
    """What a process holds: open files and sockets, and threads."""
    folder = Path(f"/proc/{process}")
    return {kind: len(list((folder / path).iterdir())) for kind, path in (("files", "fd"), ("threads", "task"))}


def settled(process: int, before: dict[str, int] | None) -> dict[str, int]:
    """What it holds once it holds no more than before, or after `SETTLING` seconds; with None, after these."""
    end = time.monotonic() + SETTLING
    now = held(process)
    while (before is None or any(now[kind] > before[kind] for kind in before)) and time.monotonic() < end:
        time.sleep(0.2)
        now = held(process)
    return now


@contextmanager
def served(command: Sequence[str]) -> Iterator[tuple[int, str]]:
    """A page in a process of its own that answers: the process' number, and its address. Raises BenchError."""
    if not Path("/proc/self/fd").is_dir():
        raise BenchError("This benchmark reads /proc, which only Linux has: run it there.")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=errors)
        try:
            wait(f"{address}/api/ask", b'{"question": "What does a CMO do?"}', process, errors, time.perf_counter())
            yield process.pid, address
        finally:
            stop(process)
