"""The bot in a process of its own, with scripted answers, so that a test can kill it: `bot_process.py API LEASE`."""

import signal
import sys
import threading

from fake_slack import FakeSlack
from workspace import Script, running

if __name__ == "__main__":
    slack = FakeSlack.__new__(FakeSlack)
    slack.api = sys.argv[1]
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    with running(slack, Script(), lease=float(sys.argv[2]), streams=100_000):
        ended.wait()
