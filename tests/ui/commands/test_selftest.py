"""`eval --self-test`: one mutation of the shipped articles for real, and what the command makes of an outcome."""

import json
from dataclasses import replace

import numpy as np
import pytest

from assistant.settings import ROOT, Settings
from evals.load import CASES, load_cases
from evals.means import FLOORS
from evals.mutations import MUTATIONS
from evals.selftest import Caught, Finding, SelfTest, self_test
from ui.commands.selftest import RememberingEmbedder, build, rendered, seed

FINDINGS = (
    Finding(mutation="negated", about="a sentence is negated", caught=Caught.PERSON, rules=("stale",), seconds=9),
    Finding(mutation="emptied", about="an article is empty", caught=Caught.INGEST, words="/tmp/x/a.md: no text"),
)
MISSED = Finding(mutation="renamed", about="a heading is renamed", caught=Caught.MISSED)
OUTCOME = SelfTest(
    findings=FINDINGS, false_alarms=(), silent=tuple((floor[0], 0.0, floor[2]) for floor in FLOORS), seconds=80
)


@pytest.fixture
def outcome_is(monkeypatch):
    def put(outcome):
        monkeypatch.setattr("evals.selftest.self_test", lambda *_: outcome)

    return put


def test_swapped_roles_in_the_shipped_articles_are_caught(staged, real_embedder, proved_here):
    settings = Settings.load(home=staged)
    files = ("definitions.yaml", "uncovered-off-subject.yaml", "facts-cro-csmo.yaml")
    outcome = self_test(
        ROOT / "corpus",
        lambda articles: build(settings, real_embedder, articles),
        [case for case in load_cases(CASES) if case.place.startswith(files)],
        settings,
        mutations=[one for one in MUTATIONS if one.name == "roles-swapped-in-definitions"],
    )
    assert outcome.false_alarms == ()
    assert outcome.findings[0].caught in (Caught.BLOCKED, Caught.PERSON)
    assert outcome.passed


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (OUTCOME, 0),
        (replace(OUTCOME, findings=(*FINDINGS, MISSED)), 1),
        (replace(OUTCOME, false_alarms=("untouched: a case fails",)), 1),
        (replace(OUTCOME, silent=()), 1),
    ],
)
def test_the_exit_code_and_the_json_say_whether_all_is_caught(run, outcome_is, outcome, code):
    outcome_is(outcome)
    result = run("eval", "--self-test", "--json")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["passed"]) == (code, code == 0)
    assert data["share"] == pytest.approx(outcome.share)
    assert [one["caught"] for one in data["findings"][:2]] == ["left to a person", "refused by ingest"]


def test_the_text_names_what_was_missed_and_what_to_do(run, outcome_is):
    outcome_is(replace(OUTCOME, findings=(*FINDINGS, MISSED), false_alarms=("untouched: a case fails",)))
    text = run("eval", "--self-test").stdout
    assert "Caught: 2 of 3 (66.7%), in 80 s." in text
    assert "Missed: renamed (a heading is renamed). Add a case or a rule that notices it." in text
    assert "False alarm, untouched: a case fails" in text
    assert text.endswith("FAILED: the gate lets through what it must not, or holds up what it should not.\n")


def test_the_text_of_a_good_outcome_is_one_line_for_each_mutation():
    text = rendered(OUTCOME)
    assert "negated  left to a person     9.0 s  stale" in text
    assert "emptied  refused by ingest    0.0 s  a.md: no text" in text
    assert text.endswith("PASSED: the gate works.\n")


@pytest.mark.parametrize(
    "arguments", [("--html", "x.html"), ("--split", "tune"), ("--version", "abc"), ("--articles", "corpus")]
)
def test_a_self_test_takes_no_option_of_a_judgement(run, arguments):
    result = run("eval", "--self-test", *arguments)
    assert (result.exit_code, arguments[0] in result.stderr) == (2, True)


def test_each_text_is_embedded_once_and_gets_the_same_vector_again(real_embedder, monkeypatch):
    calls = []
    whole = type(real_embedder).embed

    def counted(self, texts):
        calls.extend(texts)
        return whole(real_embedder, texts)

    monkeypatch.setattr("assistant.store.embedding.SentenceTransformerEmbedder.embed", counted)
    embedder = RememberingEmbedder(ROOT)
    first = embedder.embed(["one", "two", "one"])
    assert np.array_equal(embedder.embed(["two", "one", "three"])[:2], first[[1, 0]])
    assert calls == ["one", "two", "three"]


def test_a_self_test_begins_with_the_vectors_that_are_known(tmp_path):
    seed(tmp_path / "none", tmp_path / "cache")
    assert not (tmp_path / "cache").exists()
    (tmp_path / "known").write_bytes(b"vectors")
    seed(tmp_path / "known", tmp_path / "cache")
    assert (tmp_path / "cache").read_bytes() == b"vectors"
