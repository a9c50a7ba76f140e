"""An update that is killed at any of its steps leaves readers where they were, and the next one works."""

import signal
import subprocess
import sys

import pytest

from assistant.store.versions import live_version

# Imports the heavy libraries, and nothing that a step names; then forks a child for each step that it is told.
DRIVER = """
import os, signal, sys
from importlib import import_module
from assistant.store.embedding import lean_import

with lean_import():
    import_module("sentence_transformers")
for name in ("chromadb.api.rust", "llama_index.core.schema", "nltk"):
    import_module(name)

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

for step in sys.stdin:
    child = os.fork()
    if child == 0:
        os.dup2(2, 1)
        module, name = step.strip().rsplit(".", 1)
        setattr(import_module(module), name, die)
        sys.argv[1:] = ["update"]
        from ui.cli import main
        main()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
STEPS = (
    "evals.runner.run_case",  # while cases are asked
    "evals.report_json.stored_json",  # before the report is kept
    "evals.gate.judge",  # before the verdict
    "evals.page.render_page",  # while the reports are written
    "ingest.publish.write_pointer",  # right before the pointer moves
)


@pytest.fixture
def killed_at(corpus, tmp_path):
    """Updates in a process of its own, and kills that at a step."""
    log = tmp_path / "log"
    command = [sys.executable, "-c", DRIVER]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with log.open("wb") as errors, subprocess.Popen(command, stderr=errors, **pipes) as driver:

        def kill(step):
            driver.stdin.write(f"{step}\n")
            driver.stdin.flush()
            assert driver.stdout.readline().strip() == str(-signal.SIGKILL), log.read_text(encoding="utf-8")

        yield kill
        driver.stdin.close()
    assert driver.returncode == 0


@pytest.mark.timeout(600)
def test_an_update_killed_at_any_step_leaves_readers_where_they_were_and_can_be_run_again(corpus, killed_at, home):
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
