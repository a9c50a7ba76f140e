from dataclasses import replace

import numpy as np
import pytest

from assistant.errors import ArticleError, VersionError
from assistant.store import index as index_module
from assistant.store.index import Index, check_embedder, open_index, read_article
from assistant.store.probe import probe
from assistant.store.vectors import PASSAGES, StoredVectors, open_store
from assistant.store.versions import MANIFEST, versions_folder
from assistant.vocabulary import Glossary
from ingest.build import build
from ingest.load import load_articles
from ingest.nodes import embedded_texts, passage_nodes, sentence_nodes
from ingest.publish import promote, rollback

CMO = "# What a CMO does\n\nA CMO leads marketing. A CMO owns the brand.\n\n## Reporting\n\nA CMO reports to the CEO.\n"
CSO = "# What a CSO does\n\n## Duties\n\nA CSO leads sales. A CSO owns the quota.\n"


@pytest.fixture
def stage(settings, fake_embedder, tmp_path):
    def staged(**files: str) -> str:
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        articles = load_articles(folder, max_bytes=1_000_000)
        check = lambda versions, version, url: probe(open_store(url, versions), versions, version)  # noqa: E731
        return build(settings, fake_embedder, articles, Glossary(), check=check).version

    return staged


@pytest.fixture
def version(settings, stage) -> str:
    version = stage(cmo=CMO, cso=CSO)
    promote(settings.home, version)
    return version


@pytest.fixture
def index(settings, version) -> Index:
    return open_index(settings)


def test_the_live_version_opens_by_default(index, version):
    assert index.version == version
    assert [article.id for article in index.articles] == ["cmo", "cso"]


def test_rows_of_vectors_belong_to_passages_and_sentences_in_article_order(index, fake_embedder):
    passages = [node for article in index.articles for node in passage_nodes(article)]
    sentences = [node for article in index.articles for node in sentence_nodes(article)]
    assert [passage.id for passage in index.passages] == [node.node_id for node in passages]
    assert [sentence.id for sentence in index.sentences] == [node.node_id for node in sentences]
    assert np.allclose(index.passage_vectors, fake_embedder.embed(embedded_texts(passages)), atol=1e-6)
    assert np.allclose(index.sentence_vectors, fake_embedder.embed(embedded_texts(sentences)), atol=1e-6)
    assert index.passage_vectors.dtype == index.sentence_vectors.dtype == np.float32


def test_parts_are_found_by_id(index):
    assert index.article("cso").title == "What a CSO does"
    for passage in index.passages:
        assert index.passage(passage.id) is passage
        assert all(sentence.passage == passage.id for sentence in index.sentences_of(passage.id))
    assert [s for p in index.passages for s in index.sentences_of(p.id)] == list(index.sentences)
    assert index.sentences_of("nowhere") == ()


def test_an_unknown_article_is_named_with_those_there_are(index):
    with pytest.raises(ArticleError, match="'cfo'.*cmo, cso"):
        index.article("cfo")


def test_opening_twice_gives_the_same_bytes(settings, index):
    again = open_index(settings)
    assert again.articles == index.articles
    assert again.passage_vectors.tobytes() == index.passage_vectors.tobytes()
    assert again.sentence_vectors.tobytes() == index.sentence_vectors.tobytes()


def test_an_older_version_opens_by_name_and_after_a_rollback(settings, version, stage):
    newer = stage(cso=CSO + "\nA CSO hires.\n")
    promote(settings.home, newer)
    assert open_index(settings).version == newer
    assert open_index(settings, version).version == version
    rollback(settings.home)
    assert open_index(settings).version == version


def test_nothing_live_is_said_with_its_remedy(settings):
    with pytest.raises(VersionError, match=r"No version is live.*corner-office ingest"):
        open_index(settings)


def test_an_unknown_version_is_said(settings, version):
    with pytest.raises(VersionError, match="ffffffffffff"):
        open_index(settings, "ffffffffffff")


@pytest.mark.parametrize("file", ["manifest.json", "articles.json", "glossary.json", "chroma/chroma.sqlite3"])
@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_damaged_version_does_not_open(settings, version, file, damage):
    path = versions_folder(settings.home) / version / file
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]) if damage == "cut" else path.unlink()
    with pytest.raises(VersionError, match=f"{version}.*corner-office ingest"):
        open_index(settings)


@pytest.mark.parametrize("change", [{"articles": 3}, {"passages": 1}, {"sentences": 1}, {"dimensions": 3}])
def test_counts_that_are_not_those_of_the_manifest_are_refused(settings, index, change):
    path = versions_folder(settings.home) / index.version / "manifest.json"
    path.write_bytes(MANIFEST.dump_json(replace(index.manifest, **change)))
    with pytest.raises(VersionError, match=f"should have {next(iter(change.values()))} {next(iter(change))}"):
        open_index(settings)


def test_vectors_of_other_texts_are_refused(settings, version):
    class Swapped:
        """A store whose passages lost a row."""

        def __init__(self, store) -> None:
            self._store = store

        def read(self, version, name):
            stored = self._store.read(version, name)
            return StoredVectors(ids=stored.ids[1:], vectors=stored.vectors[1:]) if name == PASSAGES else stored

    store = Swapped(open_store("", versions_folder(settings.home)))
    with pytest.raises(VersionError, match="do not match"):
        open_index(settings, store=store)


def test_an_index_of_another_embedder_is_refused_with_both_names(index, fake_embedder):
    check_embedder(index, fake_embedder.id)
    with pytest.raises(VersionError, match=f"{fake_embedder.id}.*other@2"):
        check_embedder(index, "other@2")


def test_an_article_is_read_without_its_vectors(settings, index, monkeypatch):
    monkeypatch.setattr(index_module, "open_store", lambda *_: pytest.fail("the vectors were opened"))
    assert read_article(settings, "cmo") == index.article("cmo")
    with pytest.raises(ArticleError, match="there are: cmo, cso"):
        read_article(settings, "cfo")
