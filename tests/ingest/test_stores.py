"""What a version stores besides passages and sentences: questions in readers' words, and known gaps."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.errors import VersionError
from assistant.store.index import open_index, uncovered_id
from assistant.store.probe import probe
from assistant.store.vectors import UNCOVERED, WORDINGS, Rows, open_store
from assistant.store.versions import versions_folder
from assistant.vocabulary import Wording

GAPS = ("who sails to the moon", "when is lunch")
ASKED = ("who leads marketing", "whose job is marketing", "whom does the marketing chief answer to")


@pytest.fixture
def worded(articles):
    """The articles, the first of them with three questions."""
    first, second = articles
    wordings = tuple(
        Wording(id=f"w{number}", text=text, start=first.sentences[0].start, end=first.sentences[0].end)
        for number, text in enumerate(ASKED)
    )
    return replace(first, wordings=wordings), second


@pytest.fixture
def version(stage, worded, glossary):
    return stage(worded, glossary=replace(glossary, uncovered=GAPS)).version


@pytest.fixture
def store(settings):
    return open_store("", versions_folder(settings.home))


def test_rows_of_vectors_belong_to_the_wordings_and_the_known_gaps(settings, version, fake_embedder):
    index = open_index(settings, version)
    assert [wording.text for wording in index.wordings] == list(ASKED)
    assert index.glossary.uncovered == GAPS
    # A question is embedded as it stands, without a heading before it.
    assert np.allclose(index.wording_vectors, fake_embedder.embed(ASKED), atol=1e-6)
    assert np.allclose(index.uncovered_vectors, fake_embedder.embed(GAPS), atol=1e-6)
    assert index.wording_vectors.dtype == index.uncovered_vectors.dtype == np.float32


def test_a_version_without_them_opens_with_nothing_to_search(settings, stage, articles):
    index = open_index(settings, stage(articles).version)
    assert index.wordings == index.glossary.uncovered == ()
    assert index.wording_vectors.shape == index.uncovered_vectors.shape == (0, index.manifest.dimensions)


def test_the_version_depends_on_wordings_and_known_gaps(stage, articles, worded, glossary):
    versions = [
        stage(articles).version,
        stage(worded).version,
        stage(articles, glossary=replace(glossary, uncovered=GAPS)).version,
        stage(articles, glossary=replace(glossary, uncovered=GAPS[:1])).version,
    ]
    assert len(set(versions)) == 4


def test_only_new_wordings_are_embedded(stage, articles, worded, fake_embedder):
    stage(articles)
    seen = []
    embed = fake_embedder.embed
    fake_embedder.embed = lambda texts: seen.extend(texts) or embed(texts)
    stage(worded)
    assert sorted(seen) == sorted(ASKED)


def put(store, version, name, ids, vectors):
    """Store rows in place of what stands under a name."""
    texts, metadata = ("x",) * len(ids), ({"kind": "x"},) * len(ids)
    store.write(version, name, Rows(ids=tuple(ids), vectors=vectors, texts=texts, metadata=metadata))


@pytest.mark.parametrize("name", [WORDINGS, UNCOVERED])
def test_a_missing_vector_is_refused(settings, version, store, name):
    stored = store.read(version, name)
    count = len(stored.ids)
    put(store, version, name, stored.ids[1:], stored.vectors[1:])
    with pytest.raises(VersionError, match=rf"{count - 1} vectors are stored for {count} texts"):
        probe(store, versions_folder(settings.home), version)
    with pytest.raises(VersionError, match="corner-office ingest"):
        open_index(settings, version)


@pytest.mark.parametrize("name", [WORDINGS, UNCOVERED])
def test_vectors_of_other_questions_are_refused(settings, version, store, name):
    stored = store.read(version, name)
    put(store, version, name, [f"other{number}" for number in range(len(stored.ids))], stored.vectors)
    with pytest.raises(VersionError, match="do not match"):
        probe(store, versions_folder(settings.home), version)


@pytest.mark.parametrize("name", [WORDINGS, UNCOVERED])
def test_a_search_that_misses_the_questions_fails(settings, version, store, name, monkeypatch):
    real = type(store).nearest

    def lost(self, version, asked, vectors):
        return ("nowhere",) * len(vectors) if asked == name else real(self, version, asked, vectors)

    monkeypatch.setattr(type(store), "nearest", lost)
    with pytest.raises(VersionError, match=f"Only 0 of .* {name} are found"):
        probe(store, versions_folder(settings.home), version)


def test_vectors_of_another_length_are_refused(settings, version, store):
    put(store, version, WORDINGS, store.read(version, WORDINGS).ids, np.eye(3, 8, dtype=np.float32))
    with pytest.raises(VersionError, match="different dimensions"):
        probe(store, versions_folder(settings.home), version)


def test_the_id_of_a_known_gap_is_of_its_text():
    assert uncovered_id(GAPS[0]) != uncovered_id(GAPS[1])
    assert len(uncovered_id(GAPS[0])) == 16
