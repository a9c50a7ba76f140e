"""The workflows say what they should, and the commands in them are ones that the program has."""

import importlib
import shlex

import click
import pytest
import yaml

from assistant.settings import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ARTICLES = ROOT / ".github" / "workflows" / "corpus.yml"
COMMAND = ".venv/bin/corner-office"


def steps(path, job=None):
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return [step for name, one in jobs.items() if job in (None, name) for step in one["steps"]]


def commands(path):
    """The program's arguments wherever a step runs it."""
    for step in steps(path):
        for line in step.get("run", "").splitlines():
            if COMMAND in line:
                words = shlex.split(line.partition(COMMAND)[2].replace("$(", " ").rstrip(")"))
                ends = (at for at, word in enumerate(words) if word in (">", "|", "||", ">>", "&&"))
                yield words[: next(ends, len(words))]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_command_of_a_workflow_is_one_that_the_program_has(path):
    main = importlib.import_module("ui.cli").main
    for name, *arguments in commands(path):
        command = main.commands[name]
        try:
            command.make_context(name, list(arguments))
        except click.ClickException as error:
            pytest.fail(f"{path.name}: corner-office {name} {' '.join(arguments)}: {error.format_message()}")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read_the_repository(path):
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["permissions"] == {"contents": "read"}


def test_a_pull_request_that_touches_the_corpus_is_judged_and_its_report_attached():
    workflow = yaml.safe_load(ARTICLES.read_text(encoding="utf-8"))
    assert "corpus/**" in workflow[True]["pull_request"]["paths"]  # YAML 1.1 reads the key `on` as true
    names = [arguments[0] for arguments in commands(ARTICLES)]
    assert names == ["ingest", "eval", "promote", "ingest", "eval", "eval"]
    judging = next(step for step in steps(ARTICLES, "gate") if "--html" in step.get("run", ""))
    assert "|| " not in judging["run"]
    assert "continue-on-error" not in judging
    assert workflow["jobs"]["gate"]["defaults"]["run"]["shell"] == "bash"
    upload = next(step for step in steps(ARTICLES, "gate") if "upload-artifact" in step.get("uses", ""))
    assert (upload["if"], upload["with"]["path"]) == ("always()", "report/")


def test_the_self_test_runs_beside_it():
    assert ["eval", "--self-test"] in list(commands(ARTICLES))
