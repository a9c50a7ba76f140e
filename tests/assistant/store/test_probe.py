import subprocess

import numpy as np
import pytest

from assistant.errors import VersionError
from assistant.store import probe as module
from assistant.store.probe import check_version
from assistant.store.vectors import PASSAGES, SENTENCES, EmbeddedStore, Rows
from assistant.store.versions import ARTICLES, GLOSSARY
from assistant.vocabulary import Article, Glossary, Passage, PassageKind, Sentence, SentenceKind

VERSION = "0123456789ab"


def make_article(count: int) -> Article:
    """An article of so many passages with a sentence each; only ids matter here."""
    passages = tuple(
        Passage(id=f"p{n}", article="a", section=(), start=0, end=1, text="x", kind=PassageKind.PROSE)
        for n in range(count)
    )
    sentences = tuple(
        Sentence(
            id=f"s{n}",
            article="a",
            passage=f"p{n}",
            start=0,
            end=1,
            text="x",
            kind=SentenceKind.PROSE,
            group=n,
            label_start=0,
        )
        for n in range(count)
    )
    return Article(id="a", title="A", text="x", passages=passages, sentences=sentences)


def make_rows(prefix: str, vectors: np.ndarray) -> Rows:
    count = len(vectors)
    return Rows(
        ids=tuple(f"{prefix}{n}" for n in range(count)),
        vectors=vectors.astype(np.float32),
        texts=("x",) * count,
        metadata=({"article": "a"},) * count,
    )


@pytest.fixture
def versions(tmp_path):
    """A sound version without a manifest."""
    store = EmbeddedStore(tmp_path)
    store.write(VERSION, PASSAGES, make_rows("p", np.eye(12)))
    store.write(VERSION, SENTENCES, make_rows("s", np.eye(12)))
    (tmp_path / VERSION / "articles.json").write_bytes(ARTICLES.dump_json((make_article(12),)))
    (tmp_path / VERSION / "glossary.json").write_bytes(GLOSSARY.dump_json(Glossary()))
    return tmp_path


def test_a_sound_version_passes_in_a_child_process(versions):
    check_version(versions, VERSION)


def test_a_version_with_too_few_vectors_fails_in_a_child_process(versions):
    EmbeddedStore(versions).write(VERSION, SENTENCES, make_rows("s", np.eye(12)[:11]))
    with pytest.raises(VersionError, match=r"cannot be served.*11 vectors are stored for 12 texts"):
        check_version(versions, VERSION)


@pytest.fixture
def here(versions):
    """The probe in this process."""
    return lambda: module.probe(EmbeddedStore(versions), versions, VERSION)


def test_texts_with_the_same_vector_pass(versions, here):
    EmbeddedStore(versions).write(VERSION, SENTENCES, make_rows("s", np.eye(12)[[0] * 12]))
    here()


@pytest.mark.parametrize(
    ("vectors", "reason"), [(np.eye(13)[:12], "dimensions"), (np.eye(12)[:0], "0 vectors")], ids=["other", "none"]
)
def test_wrong_vectors_fail(versions, here, vectors, reason):
    EmbeddedStore(versions).write(VERSION, SENTENCES, make_rows("s", vectors))
    with pytest.raises(VersionError, match=reason):
        here()


def test_a_search_that_finds_other_rows_fails(versions, monkeypatch):
    monkeypatch.setattr(EmbeddedStore, "nearest", lambda self, version, name, vectors: ("p0",) * len(vectors))
    with pytest.raises(VersionError, match="Only 1 of 12 passages"):
        module.probe(EmbeddedStore(versions), versions, VERSION)


def test_missing_articles_fail(versions, here):
    (versions / VERSION / "articles.json").unlink()
    with pytest.raises(VersionError, match=r"articles\.json"):
        here()


@pytest.mark.parametrize(
    ("returncode", "stderr", "reason"),
    [
        (-11, "", "SIGSEGV"),
        (1, "noise\nThe reason.\n", r"The reason\."),
        (3, "", "exit code 3"),
        (-250, "", "signal 250"),
    ],
)
def test_the_end_of_the_child_is_explained(monkeypatch, tmp_path, returncode, stderr, reason):
    ended = subprocess.CompletedProcess([], returncode, "", stderr)
    monkeypatch.setattr(module.subprocess, "run", lambda *args, **kwargs: ended)
    with pytest.raises(VersionError, match=reason):
        check_version(tmp_path, VERSION)


def test_a_child_that_hangs_is_given_up(monkeypatch, versions):
    monkeypatch.setattr(module, "TIMEOUT", 0.01)
    with pytest.raises(VersionError, match="did not open"):
        check_version(versions, VERSION)
