"""The map is fitted on the wordings alone, the same each time, and measured on questions that it never saw."""

import json

import numpy as np
import pytest

from assistant.store.adapt import unpacked
from assistant.store.index import open_index
from assistant.store.library import Library
from assistant.store.probe import probe
from assistant.store.vectors import open_store
from assistant.vocabulary import Glossary
from evals.load import read_cases
from evals.train_adapt import RANK, fit, pairs, train_adapt
from ingest.build import build
from ingest.load import load_articles

SHIP = """# The ship

## Crew

A captain steers the ship. A cook makes the soup. A boy scrubs the deck.
"""
ASKED = {
    "A captain steers the ship.": ["who has the wheel", "who holds the wheel", "whose hand is on the wheel"],
    "A cook makes the soup.": ["who stirs the pot", "who fills the bowls"],
}
QUESTIONS = """\
questions:
  - turns: ["whose wheel is it"]
    stratum: answerable
    answers: [{article: ship, quote: A captain steers the ship.}]
"""


def in_this_process(versions, version, url):
    probe(open_store(url, versions), versions, version)


@pytest.fixture
def library(settings, fake_embedder, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ship.md").write_text(SHIP, encoding="utf-8")
    asked = {"wordings": [{"quote": quote, "asked": texts} for quote, texts in ASKED.items()]}
    (folder / "ship.wordings.yaml").write_text(json.dumps(asked), encoding="utf-8")
    articles = load_articles(folder, max_bytes=100_000)
    glossary = Glossary(uncovered=("how deep is the sea",))
    return Library(
        open_index(settings, build(settings, fake_embedder, articles, glossary, check=in_this_process).version)
    )


@pytest.fixture(autouse=True)
def few_steps(monkeypatch):
    monkeypatch.setattr("evals.train_adapt.STEPS", 30)


def test_every_wording_belongs_to_the_sentence_that_it_asks_for(library):
    found = {library.sentences[row].text: len(numbers) for row, numbers in pairs(library).items()}
    assert found == {quote: len(texts) for quote, texts in ASKED.items()}


def test_the_map_tells_the_wordings_of_two_sentences_apart_better_than_before(library):
    down, up = fit(library)
    assert down.shape == up.T.shape == (library.index.wording_vectors.shape[1], RANK)

    def apart(vectors):
        likeness = vectors @ vectors.T
        return likeness[:3, :3].mean() - likeness[:3, 3:].mean()

    turned = library.index.wording_vectors + library.index.wording_vectors @ down @ up
    turned /= np.linalg.norm(turned, axis=1, keepdims=True)
    assert apart(turned) > apart(library.index.wording_vectors)


def test_the_same_wordings_give_the_same_map(library):
    assert all(np.array_equal(one, other) for one, other in zip(fit(library), fit(library), strict=True))


def test_the_map_is_measured_on_questions_and_kept_with_what_it_was_made_from(library, fake_embedder, tmp_path):
    folder = tmp_path / "training"
    folder.mkdir()
    (folder / "one.yaml").write_text(QUESTIONS, encoding="utf-8")
    trained = train_adapt(library, fake_embedder, read_cases("cases: []\n", "none.yaml"), folder)
    assert trained.result.value("as embedded, top 1") == 1
    assert trained.result.value("adapted, top 5") == 1
    assert trained.more == {"corpus": library.index.manifest.corpus}
    assert unpacked(trained.weights["down"]).shape == (library.index.wording_vectors.shape[1], RANK)
