"""Drafted cases pass the schema and the linter, rest on quotes, and are marked as drafts."""

import pytest

from assistant.settings import ROOT
from evals.case import Split, Stratum, Tier
from evals.draft import DRAFT, NOTE, draft_cases, gist
from evals.lint import lint
from evals.load import read_cases
from ingest.glossary import load_glossary
from ingest.load import load_articles

ARTICLE = """\
---
id: cfo
title: "What a chief financial officer does"
roles: [cfo]
source:
  title: "Notes"
  kind: guide
reviewed: 2026-11-22
licence: MIT
facts:
  - topic: reporting line
    roles: [cfo]
    says: {boss}
    quote: "A CFO reports to the {boss}."
---

# What a chief financial officer does

## Skills of a CFO

### Numbers first

A CFO reads a balance sheet in a minute.

## Whom a CFO reports to

A CFO reports to the {boss}.

## Duties

The duties of a CFO are:

- **Cash:** The CFO keeps the cash (and the debts) in view.
- Budgets

## Conclusion

A CFO is needed.
"""
ROLES = "roles:\n  - {id: cfo, name: chief financial officer, acronyms: [CFO], core: true, aliases: []}\nterms: []\n"


@pytest.fixture
def drafted(tmp_path):
    def draft(**bosses):
        for name, boss in bosses.items():
            text = ARTICLE.replace("{boss}", boss).replace("id: cfo\n", f"id: {name}\n")
            (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
        (tmp_path / "roles.yaml").write_text(ROLES, encoding="utf-8")
        articles = load_articles(tmp_path, max_bytes=100_000)
        cases = read_cases(draft_cases(articles, load_glossary(tmp_path / "roles.yaml")), "draft.yaml")
        assert lint(cases, {article.id: article.text for article in articles}) == ()
        return {case.turns[0]: case for case in cases}

    return draft


def test_facts_headings_and_lists_each_become_a_case(drafted):
    cases = drafted(cfo="board")
    assert [question for question, case in cases.items() if case.evidence] == [
        "Who does a chief financial officer report to?",
        "What should I know about numbers first when it comes to a chief financial officer?",
        "Can you tell me whom a CFO reports to?",
        "What are the duties of a CFO?",
    ]
    assert cases["Who does a chief financial officer report to?"].evidence[0].quote == "A CFO reports to the board."
    assert [one.quote for one in cases["What are the duties of a CFO?"].evidence] == [
        "The CFO keeps the cash (and the debts) in view.",
        "Budgets",
    ]


def test_each_case_is_marked_as_a_draft_that_counts(drafted):
    for case in drafted(cfo="board").values():
        assert DRAFT in case.tags
        assert case.note == NOTE
        assert (case.split, case.tier) == (Split.TUNE, Tier.SCORED)


def test_articles_that_differ_on_a_point_give_one_case_with_both(drafted):
    case = drafted(cfo="board", money="owner")["Who does a chief financial officer report to?"]
    assert [one.article for one in case.evidence] == ["cfo", "money"]
    assert "disagreement" in case.tags
    assert (
        "disagreement" not in drafted(cfo="board", money="board")["Who does a chief financial officer report to?"].tags
    )


def test_questions_off_the_subject_are_those_that_share_no_word_with_the_articles(drafted):
    off = [question for question, case in drafted(cfo="painted capital").items() if case.stratum is Stratum.OFF_SUBJECT]
    assert "How tall is Mount Everest?" in off
    assert "Who painted the Mona Lisa?" not in off
    assert "What is the capital of Australia?" not in off


def test_the_same_articles_give_the_same_draft(drafted):
    assert list(drafted(cfo="board").values()) == list(drafted(cfo="board").values())


def test_the_shipped_articles_give_a_hundred_sound_cases():
    articles = load_articles(ROOT / "corpus" / "articles", max_bytes=1_000_000)
    cases = read_cases(draft_cases(articles, load_glossary(ROOT / "corpus" / "roles.yaml")), "draft.yaml")
    assert len(cases) > 80
    assert lint(cases, {article.id: article.text for article in articles}) == ()


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("A CMO is the executive who leads all marketing of a company.", "leads all marketing of a company"),
        ("It works for the chief marketing officer (CMO).", "works for the chief marketing officer"),
        (
            "In startups one person leads the work of chief sales officer (CSO) and of marketing.",
            "the work of chief sales officer",
        ),
        ("Budgets", "Budgets"),
    ],
)
def test_the_gist_of_a_quote_is_its_last_words_without_half_a_bracket(quote, words):
    assert gist(quote) == words
