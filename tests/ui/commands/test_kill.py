"""An update that is killed at any of its steps leaves readers where they were, and the next one works."""

import os
import signal
import subprocess
import sys

import pytest

from assistant.store.versions import live_version

KILLED = """
import os, signal, sys
from importlib import import_module

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

module, name = sys.argv.pop(1).rsplit(".", 1)
setattr(import_module(module), name, die)
from ui.cli import main
main()
"""
STEPS = (
    "evals.runner.run_case",  # while cases are asked
    "evals.report_json.stored_json",  # before the report is kept
    "evals.gate.judge",  # before the verdict
    "evals.page.render_page",  # while the reports are written
    "ingest.publish.write_pointer",  # right before the pointer moves
)


def killed_at(step):
    run = subprocess.run(
        [sys.executable, "-c", KILLED, step, "update"], capture_output=True, env=os.environ, check=False
    )
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()


@pytest.mark.timeout(600)  # seven starts of the whole program
def test_an_update_killed_at_any_step_leaves_readers_where_they_were_and_can_be_run_again(corpus, home):
    before = corpus.blessed()
    corpus.edit("a bonus", "a big bonus")
    for step in STEPS:
        killed_at(step)
        assert live_version(home) == before, step
    assert corpus("ask", "What is a CMO?").exit_code == 0
    killed_at("ingest.publish.prune")  # right after the pointer moved
    after = live_version(home)
    assert after != before
    assert corpus("update").exit_code == 0
    assert live_version(home) == after
