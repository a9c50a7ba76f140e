"""Exactly once, whatever is killed: the bot runs in a process of its own, on a database that outlives it."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from fake_slack import FakeSlack
from workspace import wait_for

HERE = Path(__file__).parent
EVENTS = 60
LEASE = "2"


@pytest.fixture
def slack():
    with FakeSlack(retries=(1, 2, 4, 8, 12, 20, 30)) as fake:
        fake.latency = 0.04
        yield fake


@pytest.fixture
def start(slack):
    """Starts the bot; the last one is ended at the end of the test."""
    started = []

    def begin() -> subprocess.Popen[bytes]:
        path = os.pathsep.join([str(HERE), str(HERE.parents[2])])
        command = [sys.executable, str(HERE / "bot_process.py"), slack.api, LEASE]
        process = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path})
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()


def events(slack: FakeSlack, count: int, seed: int = 7):
    """Questions of which three in ten are told again, under the same event id or as another event of the message."""
    chance, told = random.Random(seed), []
    for number in range(count):
        ts = slack.ts()
        direct = {"type": "message", "channel": "D1", "channel_type": "im", "user": "U1", "ts": ts}
        told.append(({**direct, "text": f"Question {number}!"}, f"Ev-{number}"))
        slack.messages["D1", ts] = direct
        if chance.random() < 0.3:
            event, name = chance.choice(told)
            told.append((event, chance.choice([name, f"{name}-again"])))
    return told


def counted(slack: FakeSlack) -> Counter[str]:
    """How often each question has an answer that shows something."""
    shown = (
        f"{answer['text']} {[block.get('text') for block in answer['blocks'] if block['type'] == 'markdown']}"
        for answer in slack.answers()
    )
    return Counter(text.split("Question ")[1].split("!")[0] for text in shown if "Question " in text)


@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGTERM])
def test_each_question_is_answered_once_though_the_bot_is_ended_twice_on_the_way(slack, start, stop) -> None:
    process = start()
    wait_for(lambda: slack.sockets, seconds=30)
    for number, (event, name) in enumerate(events(slack, EVENTS)):
        slack.event(event, name)
        if number in (EVENTS // 3, EVENTS):
            time.sleep(0.3)
            process.send_signal(stop)
            process.wait(20)
            process = start()
    wait_for(lambda: all(delivery.acked for delivery in slack.deliveries), seconds=60)
    wait_for(lambda: len(counted(slack)) == EVENTS, seconds=60)
    time.sleep(1)
    assert set(counted(slack).values()) == {1}


def test_sigterm_ends_the_bot_within_seconds_and_well(slack, start) -> None:
    process = start()
    wait_for(lambda: slack.sockets, seconds=30)
    slack.say("Question 1!")
    wait_for(lambda: counted(slack))
    process.terminate()
    assert process.wait(15) == 0


def test_two_bots_on_one_database_answer_each_question_once(slack, start) -> None:
    for _ in range(2):
        start()
    wait_for(lambda: len(slack.sockets) == 2, seconds=30)
    for event, name in events(slack, 30):
        slack.event(event, name)
    wait_for(lambda: len(counted(slack)) == 30, seconds=60)
    time.sleep(1)
    assert set(counted(slack).values()) == {1}
