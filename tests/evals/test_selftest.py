"""The gate's test: what it counts as caught, missed and falsely alarmed, on one small article and for real."""

from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.errors import VersionError
from assistant.store.index import Index
from assistant.store.library import Library
from evals.load import read_cases
from evals.means import FLOORS
from evals.mutations import Mutation, MutationError, replaced
from evals.selftest import Caught, Finding, SelfTest, self_test
from ingest.build import describe
from ingest.glossary import load_glossary
from ingest.load import load_articles

ARTICLE = """\
---
id: cmo
title: "What a chief marketing officer does"
roles: [cmo]
source:
  title: "Notes"
  kind: guide
reviewed: 2026-11-22
licence: MIT
---

# What a chief marketing officer does

## What a chief marketing officer (CMO) is

A chief marketing officer (CMO) is the executive who leads all marketing of a company.

## Whom a CMO reports to

A CMO reports to the chief executive officer.

## Pay of a CMO

A CMO earns a base salary and a bonus.
"""
ROLES = """\
roles:
  - id: cmo
    name: chief marketing officer
    acronyms: [CMO]
    core: true
    aliases: [marketing boss]
terms: []
"""
CASES = read_cases(
    """\
cases:
- {id: def-cmo, group: def-cmo, split: tune, tier: must, stratum: answerable, expect: answered,
   turns: ["What is a CMO?"],
   evidence: [{article: cmo, quote: "the executive who leads all marketing of a company"}],
   vital: [{fact: leads marketing, accept: ["leads all marketing"]}]}
- {id: alias, group: alias, split: tune, tier: must, stratum: answerable, expect: answered,
   turns: ["What is a marketing boss?"],
   evidence: [{article: cmo, quote: "the executive who leads all marketing of a company"}],
   vital: [{fact: leads marketing, accept: ["leads all marketing"]}]}
- {id: boss, group: boss, split: tune, tier: scored, stratum: answerable, expect: answered,
   turns: ["Who does a CMO report to?"],
   evidence: [{article: cmo, quote: "A CMO reports to the chief executive officer."}],
   vital: [{fact: the chief executive, accept: ["chief executive officer"]}]}
- {id: off-capital, group: off-capital, split: tune, tier: scored, stratum: off_subject, expect: not_covered,
   turns: ["What is the capital of France?"]}
""",
    "cases.yaml",
)
FILE = "articles/cmo.md"
QUOTE_GONE = Mutation(name="quote-gone", about="", change=replaced(FILE, "leads all marketing", "steers marketing"))
UNREADABLE = Mutation(name="unreadable", about="", change=replaced(FILE, "id: cmo", "id:"))
ALIAS_GONE = Mutation(name="alias-gone", about="", change=replaced("roles.yaml", "marketing boss", "brand boss"))
UNSEEN = Mutation(name="unseen", about="", change=replaced(FILE, "a base salary and a bonus", "nothing at all"))
HARMLESS = Mutation(name="harmless", about="", change=replaced(FILE, "and a bonus", "and a yearly bonus"))


@pytest.fixture
def corpus(tmp_path):
    for path, text in ((FILE, ARTICLE), ("roles.yaml", ROLES)):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def build(fake_embedder):
    def built(folder):
        articles = load_articles(folder, max_bytes=100_000)
        glossary = load_glossary(folder.parent / "roles.yaml")
        index = Index(
            manifest=describe(articles, glossary, fake_embedder.id, created="now").manifest,
            articles=articles,
            glossary=glossary,
            passage_vectors=fake_embedder.embed([one.text for article in articles for one in article.passages]),
            sentence_vectors=fake_embedder.embed([one.text for article in articles for one in article.sentences]),
            wording_vectors=fake_embedder.embed([one.text for article in articles for one in article.wordings]),
            uncovered_vectors=fake_embedder.embed([]),
        )
        return Assistant(Library(index), fake_embedder)

    return built


@pytest.fixture
def run(corpus, build, settings):
    def tested(*mutations, harmless=HARMLESS, build=build):
        return self_test(corpus, build, CASES, settings, mutations=mutations, harmless=harmless)

    return tested


def test_spoiled_articles_are_caught_by_ingest_by_the_gate_or_by_a_person(run):
    outcome = run(UNREADABLE, ALIAS_GONE, QUOTE_GONE)
    assert [one.caught for one in outcome.findings] == [Caught.INGEST, Caught.BLOCKED, Caught.PERSON]
    assert [one.rules for one in outcome.findings][0] == ()
    assert "must" in outcome.findings[1].rules
    assert outcome.findings[2].rules == ("stale",)
    assert "cmo.md" in outcome.findings[0].words
    assert (outcome.share, outcome.false_alarms, outcome.passed) == (1.0, (), True)


def test_a_change_that_no_case_notices_is_missed_and_fails_the_test(run):
    outcome = run(QUOTE_GONE, UNSEEN)
    assert [one.mutation for one in outcome.missed] == ["unseen"]
    assert (outcome.share, outcome.passed) == (0.5, False)


def test_a_gate_that_holds_something_against_a_harmless_change_fails_the_test(run):
    outcome = run(QUOTE_GONE, harmless=replace(QUOTE_GONE, name="not-harmless"))
    assert outcome.false_alarms
    assert all(alarm.startswith("not-harmless: ") for alarm in outcome.false_alarms)
    assert not outcome.passed


def test_a_search_that_finds_nothing_lies_below_every_floor(run):
    outcome = run(QUOTE_GONE)
    assert len(outcome.silent) == len(FLOORS)
    assert all(value < floor for _, value, floor in outcome.silent)
    name, _, floor = outcome.silent[0]
    assert not replace(outcome, silent=((name, floor, floor), *outcome.silent[1:])).passed
    assert not replace(outcome, silent=outcome.silent[1:]).passed


def test_without_any_mutation_nothing_is_proved():
    assert not SelfTest(findings=(), false_alarms=(), silent=(("a", 0.0, 1.0),) * len(FLOORS), seconds=0).passed


def test_a_lost_anchor_is_told_before_anything_is_built(run):
    lost = Mutation(name="lost", about="", change=replaced(FILE, "no such words", ""))
    with pytest.raises(MutationError, match="no such words"):
        run(QUOTE_GONE, lost, build=pytest.fail)


def test_a_fault_of_the_machine_is_no_catch(run, build):
    def breaks(folder):
        if "steers" in (folder / "cmo.md").read_text(encoding="utf-8"):
            raise VersionError("the disk is full")
        return build(folder)

    with pytest.raises(VersionError, match="disk"):
        run(QUOTE_GONE, build=breaks)


def test_the_corpus_itself_is_only_read(run, corpus):
    run(QUOTE_GONE)
    assert (corpus / FILE).read_text(encoding="utf-8") == ARTICLE


def test_the_time_of_each_mutation_is_told(corpus, build, settings):
    ticks = iter(range(100))
    outcome = self_test(
        corpus, build, CASES, settings, mutations=[QUOTE_GONE], harmless=HARMLESS, clock=lambda: float(next(ticks))
    )
    assert isinstance(outcome.findings[0], Finding)
    assert (outcome.findings[0].seconds, outcome.seconds) == (1.0, 3.0)
