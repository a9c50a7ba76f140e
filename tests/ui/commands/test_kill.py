"""An update that is killed at any of its steps leaves readers where they were, and the next one works."""

import os
import signal
import subprocess
import sys

import pytest

from assistant.versions import live_version

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
    "os.fsync",  # while a file is written for good
    "evals.gate.judge",  # before the verdict
    "evals.page.render_page",  # while the reports are written
    "ingest.publish.write_pointer",  # right before the pointer moves
    "ingest.publish.prune",  # right after
)


@pytest.mark.parametrize("step", STEPS)
def test_an_update_killed_at_a_step_leaves_a_version_live_and_can_be_run_again(corpus, home, step):
    before = corpus.blessed()
    corpus.edit("a bonus", "a big bonus")
    killed = subprocess.run([sys.executable, "-c", KILLED, step, "update"], capture_output=True, env=os.environ)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert (live_version(home) == before) is (step != "ingest.publish.prune")
    assert corpus("ask", "What is a CMO?").exit_code == 0
    assert corpus("update").exit_code == 0
    assert live_version(home) != before
