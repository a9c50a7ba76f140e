"""The Slack bot as a process of its own, against the small Slack of the tests: acknowledgements, exactly once, memory.

Not here: the bot (`ui.slack`), and the small Slack, which stands in `tests/ui/slack`.
"""

import importlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.settings import PREFIX, ROOT
from assistant.vocabulary import Answer, Question
from evals.bench import BenchError, BenchResult, Row
from evals.case import Case

SMALL_SLACK = ROOT / "tests" / "ui" / "slack"
ATONCE = 50  # questions from as many threads at the same time
ROUNDS = 3
EVENTS = 1000
AGAIN = 0.3  # of the events, so many are told once more
KILLS = 2
SINGLE = 20  # questions whose first sign is timed, one after the other
PATIENCE = 600.0  # seconds
RETRIES = (3.0, 8.0, 15.0, 25.0, 40.0)  # seconds after which what is not acknowledged is told again
WORKERS = 8  # the bot's default


class Asks(Protocol):
    """Answers questions."""

    def ask(self, question: Question) -> Answer:
        """Answer one question."""


def bench_slack(assistant: Asks, cases: Sequence[Case], command: Sequence[str], home: Path) -> BenchResult:
    """Ask the cases of one turn. The bot is run by `command`, such as ("corner-office",), on the state folder `home`.

    Raises:
        BenchError: the small Slack is not there, or the bot did not start or answer in time.
    """
    if not (SMALL_SLACK / "fake_slack.py").exists():
        raise BenchError(f"{SMALL_SLACK} is missing: run this benchmark in a checkout of the repository.")
    sys.path.insert(0, str(SMALL_SLACK))
    fake = importlib.import_module("fake_slack")
    questions = [case.turns[0] for case in cases if len(case.turns) == 1]
    asked = [questions[number % len(questions)] for number in range(EVENTS)]
    core_alone(assistant, asked[:WORKERS])  # warm
    bare = bare_memory(asked[:ATONCE], command, home)
    with tempfile.TemporaryDirectory() as folder, fake.FakeSlack(retries=RETRIES) as slack:
        run = Bot(slack, command, home, Path(folder))
        with run.started():
            rows = [
                *singles(slack, asked[:SINGLE]),
                *at_once(slack, asked[:ATONCE], lambda: core_alone(assistant, asked[:ATONCE]), run),
            ]
            rows.append(Row(figure="memory over the bare core", value=run.memory() - bare, unit="MB"))
        rows += killed(slack, asked, run)
    return BenchResult(
        bench="slack", about="the bot on a socket, against the small Slack on this machine", rows=tuple(rows)
    )


@dataclass(frozen=True, kw_only=True)
class Took:
    """What a piece of work took: seconds on the clock, and seconds of all processors."""

    seconds: float
    processor: float


def core_alone(assistant: Asks, questions: Sequence[str]) -> Took:
    """What the core takes for the questions, asked by as many threads as the bot has workers."""
    began, used = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(lambda text: assistant.ask(Question(text=text)), questions))
    return Took(seconds=time.perf_counter() - began, processor=time.process_time() - used)


class Bot:
    """The bot's process; started again, it goes on with the same database."""

    def __init__(self, slack: Any, command: Sequence[str], home: Path, folder: Path) -> None:
        self._slack = slack
        self._command = [*command, "slack"]
        settings = {
            "HOME": str(home),
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "SLACK_API_URL": slack.api,
            "SLACK_PORT": "0",
            "SLACK_DATABASE": f"sqlite:///{folder / 'slack.sqlite3'}",
        }
        self._environment = {**os.environ, **{PREFIX + name: value for name, value in settings.items()}}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it is connected."""
        self._process = subprocess.Popen(self._command, env=self._environment, stderr=subprocess.DEVNULL)
        wait_for(lambda: self._slack.sockets)

    def kill(self) -> None:
        """End it without a warning."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        wait_for(lambda: not self._slack.sockets)

    def memory(self) -> float:
        """Its resident memory in MB."""
        assert self._process is not None
        return memory_of(self._process.pid)

    def processor(self) -> float:
        """The processor time in seconds that it has used."""
        assert self._process is not None
        fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @contextmanager
    def started(self) -> Iterator[None]:
        """The bot at work, and warm."""
        self.start()
        try:
            ts = self._slack.say("What does a CMO do?")
            wait_for(lambda: finished(self._slack)[ts])
            yield
        finally:
            assert self._process is not None
            self._process.terminate()
            self._process.wait(60)


def singles(slack: Any, questions: Sequence[str]) -> list[Row]:
    """The time until a reader sees that something is done."""
    signs = []
    for text in questions:
        began = time.monotonic()
        ts = slack.say(text)
        wait_for(lambda ts=ts: finished(slack)[ts])  # type: ignore[misc]
        seen = min(call.at for call in tuple(slack.calls) if call.args.get("thread_ts") == ts)
        signs.append((seen - began) * 1000)
        time.sleep(0.05)
    return [
        Row(figure="first sign, median", value=percentile(signs, 50), unit="ms", n=len(signs)),
        Row(figure="first sign, p95", value=percentile(signs, 95), unit="ms", n=len(signs)),
    ]


def at_once(slack: Any, questions: Sequence[str], core: Callable[[], Took], bot: "Bot") -> list[Row]:
    """Questions from as many threads at the same time, in turns with the core alone: other work disturbs both."""
    alone, took, acks, counts = [], [], [], []
    for _ in range(ROUNDS):
        alone.append(core())
        before, began, used = len(slack.deliveries), time.monotonic(), bot.processor()
        asked = [slack.say(text) for text in questions]
        wait_for(lambda asked=asked: all(finished(slack)[ts] for ts in asked))  # type: ignore[misc]
        took.append(Took(seconds=time.monotonic() - began, processor=bot.processor() - used))
        acks += [delivery.acked - delivery.sent[0] for delivery in slack.deliveries[before:]]
        counts += [finished(slack)[ts] for ts in asked]
    pairs = list(zip(took, alone, strict=True))
    ratios = [whole.seconds / core.seconds for whole, core in pairs]
    processor = [whole.processor / core.processor for whole, core in pairs]
    seconds = [whole.seconds for whole in took]
    return [
        Row(figure="50 at once: acknowledged, p99", value=percentile(acks, 99), unit="s", n=len(acks)),
        Row(figure="50 at once: answered once", value=counts.count(1), n=len(counts)),
        Row(figure="50 at once: all answered after, median", value=percentile(seconds, 50), unit="s", n=ROUNDS),
        Row(figure="50 at once: time, ratio to the core's, median", value=percentile(ratios, 50), n=ROUNDS),
        Row(figure="50 at once: processor time, ratio, median", value=percentile(processor, 50), n=ROUNDS),
    ]


def killed(slack: Any, questions: Sequence[str], bot: Bot) -> list[Row]:
    """Many events, three in ten told again, the bot killed on the way."""
    chance, events = random.Random(7), []
    for number, text in enumerate(questions):
        ts = slack.ts()
        event = {"type": "message", "channel": "D1", "channel_type": "im", "user": "U1", "text": text, "ts": ts}
        events.append((event, f"Ev-{number}"))
        slack.messages["D1", ts] = event
    unique = {event["ts"] for event, _ in events[: round(EVENTS * (1 - AGAIN))]}
    events = events[: len(unique)]
    told = events + [chance.choice(events) for _ in range(EVENTS - len(events))]
    chance.shuffle(told)
    began = time.monotonic()
    bot.start()
    for event, name in told:
        slack.event(event, chance.choice([name, f"{name}-again"]))
    for kill in range(KILLS):
        share = (kill + 1) / (KILLS + 1)
        wait_for(lambda share=share: sum(finished(slack)[ts] > 0 for ts in unique) >= share * len(unique))  # type: ignore[misc]
        bot.kill()
        bot.start()
    wait_for(lambda: all(finished(slack)[ts] for ts in unique))
    took = time.monotonic() - began
    time.sleep(3)
    counts = finished(slack)
    bot.kill()
    return [
        Row(figure="1,000 events: asked", value=len(unique)),
        Row(figure="1,000 events: answered once", value=sum(counts[ts] == 1 for ts in unique), n=len(unique)),
        Row(figure="1,000 events: answered twice", value=sum(counts[ts] > 1 for ts in unique), n=len(unique)),
        Row(figure="1,000 events: lost", value=sum(not counts[ts] for ts in unique), n=len(unique)),
        Row(figure="1,000 events: messages told twice", value=doubles(slack)),
        Row(figure="1,000 events: all answered after", value=took, unit="s"),
    ]


def finished(slack: Any) -> Counter[str]:
    """How many answers stand in each thread to their end: that is where the feedback buttons are."""
    counts: Counter[str] = Counter()
    for message in slack.answers():
        if any(block["type"] == "context_actions" for block in message.get("blocks", ())):
            counts[message.get("thread_ts", "")] += 1
    return counts


def doubles(slack: Any) -> int:
    """How many messages say in their thread what another one says there."""
    said = Counter((message.get("thread_ts"), str(message["text"])) for message in slack.answers() if message["text"])
    return sum(count - 1 for count in said.values())


def bare_memory(questions: Sequence[str], command: Sequence[str], home: Path) -> float:
    """The resident memory in MB of a process that only answers questions at the command line."""
    process = subprocess.Popen(
        [*command, "ask", "--json"],
        env={**os.environ, PREFIX + "HOME": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for text in questions:
        process.stdin.write(json.dumps({"question": text}) + "\n")
        process.stdin.flush()
        process.stdout.readline()
    found = memory_of(process.pid)
    process.stdin.close()
    process.stdout.close()
    process.wait(60)
    return found


def memory_of(pid: int) -> float:
    """The resident memory of a process in MB. Raises BenchError where there is no /proc."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise BenchError("Memory is read from /proc, which only Linux has: run this benchmark there.") from error
    return next(float(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many per cent of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def wait_for(found: Callable[[], Any]) -> None:
    """Wait until it is true. Raises BenchError after ten minutes."""
    until = time.monotonic() + PATIENCE
    while not found():
        if time.monotonic() > until:
            raise BenchError(f"The bot did not do what it should within {PATIENCE:.0f} s. Run: corner-office slack")
        time.sleep(0.05)
