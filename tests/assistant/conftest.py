"""Three small articles read through `ingest.load`, and the library and assistant made of them with the fake embedder."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answer.compose import Writer
from assistant.converse import Assistant
from assistant.evidence.retrieve import Evidence, retrieve
from assistant.question.roles import RoleBook
from assistant.question.understand import Understanding, understand
from assistant.store.index import Index
from assistant.store.library import Library
from assistant.vocabulary import Answer, Article, Glossary, Manifest, Question, Role, Term
from ingest.load import load_articles
from ingest.nodes import embedded_texts, passage_nodes, sentence_nodes, wording_nodes

GLOSSARY = Glossary(
    roles=(
        Role(
            id="cso",
            name="chief sales officer",
            acronyms=("CSO",),
            aliases=("sales chief", "head of sales", "sales boss"),
            core=True,
            department="sales",
        ),
        Role(
            id="cmo",
            name="chief marketing officer",
            acronyms=("CMO",),
            aliases=("marketing chief", "head of marketing", "chief marketer"),
            core=True,
            department="marketing",
        ),
        Role(id="cro", name="chief revenue officer", acronyms=("CRO",), core=True),
        Role(id="vp", name="VP of sales and marketing", aliases=("vice president",), core=True),
        Role(id="director", name="director of sales and marketing", aliases=("director",), core=True),
        Role(id="ceo", name="chief executive officer", acronyms=("CEO",)),
        Role(id="sales-manager", name="sales manager"),
    ),
    terms=(
        Term(name="win rate", aliases=("deal win rate",)),
        Term(name="marketing qualified lead", acronyms=("MQL",)),
    ),
)
FRONT = """---
id: {id}
title: "{title}"
roles: [{roles}]
source:
  title: "Notes"
  kind: guide
reviewed: 2026-11-22
licence: MIT
facts:
{facts}---

# {title}

"""
FACT = """  - topic: {topic}
    roles: [{roles}]
    says: {says}
    quote: "{quote}"
"""
SALES = """## What a chief sales officer (CSO) is

A chief sales officer (CSO) is the executive who leads the sales team. The CSO works with the CMO every week.

## Whom the CSO reports to

A CSO reports to the CEO of the company.

## Duties of the CSO

The key responsibilities of a chief sales officer (CSO) are:

- **Targets:** The CSO sets the sales targets of each quarter.
- **Coaching:** The CSO coaches the salespeople.
- **Deals:** The CSO closes the largest deals in person.

## Pay of the CSO

CSO pay combines a base salary with commissions.
"""
MARKETING = """## What a chief marketing officer (CMO) is

A chief marketing officer (CMO) is the executive who shapes the brand. A CMO signs as `*boss* [of] <brand>`.

## Tasks of the CMO

The tasks of a chief marketing officer (CMO) include:

- Planning campaigns
- Running market research
- Guarding the brand

## Whom the CMO reports to

A CMO reports to the CEO of the company.

## Figures

| Metric | What it tells |
| --- | --- |
| Win rate | The win rate is the share of deals that are won. |
| Marketing qualified lead (MQL) | A marketing qualified lead (MQL) is a lead that is ready for sales. |
"""
BOTH = Path(__file__).with_name("both.md").read_text(encoding="utf-8")


def article_text(id_: str, title: str, roles: str, body: str, *facts: str) -> str:
    return FRONT.format(id=id_, title=title, roles=roles, facts="".join(facts)) + body


@pytest.fixture(scope="session")
def small_articles(tmp_path_factory: pytest.TempPathFactory) -> tuple[Article, ...]:
    """The chief sales officer, the chief marketing officer, and a comparison that differs from the first on a point."""
    folder = tmp_path_factory.mktemp("articles")
    line = "reporting line"
    texts = {
        "both": article_text(
            "both",
            "CSO or CMO",
            "cso, cmo",
            BOTH,
            FACT.format(
                topic=line, roles="cso", says="the owner", quote="In a family firm, a CSO reports to the owner."
            ),
        ),
        "marketing": article_text(
            "marketing",
            "The chief marketing officer",
            "cmo",
            MARKETING,
            FACT.format(topic=line, roles="cmo", says="the CEO", quote="A CMO reports to the CEO of the company."),
        ),
        "sales": article_text(
            "sales",
            "The chief sales officer",
            "cso",
            SALES,
            FACT.format(topic=line, roles="cso", says="the CEO", quote="A CSO reports to the CEO of the company."),
        ),
    }
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return load_articles(folder, max_bytes=100_000)


@pytest.fixture
def glossary() -> Glossary:
    return GLOSSARY


@pytest.fixture
def book() -> RoleBook:
    return RoleBook(GLOSSARY.roles)


@pytest.fixture
def make_library(fake_embedder: Any) -> Callable[..., Library]:
    """A library of any articles, with the fake embedder's vectors."""

    def make(
        articles: tuple[Article, ...], *, common_words: frozenset[str] = frozenset(), uncovered: tuple[str, ...] = ()
    ) -> Library:
        passages = embedded_texts([node for article in articles for node in passage_nodes(article)])
        sentences = embedded_texts([node for article in articles for node in sentence_nodes(article)])
        wordings = embedded_texts([node for article in articles for node in wording_nodes(article)])
        manifest = Manifest(
            version="0123456789ab",
            created="2026-11-22T00:00:00+00:00",
            corpus="",
            embedder=fake_embedder.id,
            dimensions=64,
            schema=1,
            articles=len(articles),
            passages=len(passages),
            sentences=len(sentences),
        )
        index = Index(
            manifest=manifest,
            articles=articles,
            glossary=replace(GLOSSARY, uncovered=uncovered),
            passage_vectors=fake_embedder.embed(passages),
            sentence_vectors=fake_embedder.embed(sentences),
            wording_vectors=fake_embedder.embed(wordings),
            uncovered_vectors=fake_embedder.embed(list(uncovered)),
        )
        return Library(index, common_words=common_words)

    return make


@pytest.fixture
def make_article(tmp_path: Path) -> Callable[..., Article]:
    """An article of a Markdown text without front matter; its id is `name`. `asked`: questions, by the quote that answers."""

    def make(text: str, name: str = "notes", asked: dict[str, list[str]] | None = None) -> Article:
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
        entries = [{"quote": quote, "asked": questions} for quote, questions in (asked or {}).items()]
        (folder / f"{name}.wordings.yaml").write_text(json.dumps({"wordings": entries}), encoding="utf-8")
        return load_articles(folder, max_bytes=1_000_000)[0]

    return make


@pytest.fixture
def library(make_library: Callable[..., Library], small_articles: tuple[Article, ...]) -> Library:
    return make_library(small_articles)


@pytest.fixture
def assistant(library: Library, fake_embedder: Any) -> Assistant:
    return Assistant(library, fake_embedder)


@pytest.fixture
def ask(assistant: Assistant) -> Callable[..., Answer]:
    """The answer to the last of some turns."""
    return lambda *turns: assistant.ask(Question(text=turns[-1], earlier=tuple(turns[:-1])))


@pytest.fixture
def read(library: Library) -> Callable[[str], Understanding]:
    """A question understood."""
    return lambda text: understand(text, library.book, library.terms)


@pytest.fixture
def look(library: Library, fake_embedder: Any, read: Callable[[str], Understanding]) -> Callable[[str], Any]:
    """A question understood, and its evidence."""

    def find(text: str) -> tuple[Understanding, Evidence]:
        understanding = read(text)
        return understanding, retrieve(library, fake_embedder, understanding)

    return find


@pytest.fixture
def row(library: Library) -> Callable[[str], int]:
    """The row of the only sentence that contains a text."""

    def find(text: str) -> int:
        (found,) = (place for place, sentence in enumerate(library.sentences) if text in sentence.text)
        return found

    return find


@pytest.fixture
def writer(library: Library) -> Writer:
    return Writer(library)


@pytest.fixture
def make_writer() -> Callable[[Library], Writer]:
    """A writer for any library."""
    return Writer
