import numpy as np
import pytest

from assistant.settings import ROOT
from ingest.cache import cache_key
from ingest.glossary import load_glossary
from ingest.load import load_articles
from ingest.nodes import all_nodes, embedded_texts
from ingest.shipped import ship, shipped_vectors, write_shipped
from ingest.wordings import load_uncovered

TEXTS = ["A CSO leads sales.", "A CMO owns the brand.", "A VP reports to a chief."]


@pytest.fixture
def file(tmp_path, fake_embedder):
    path = tmp_path / "vectors.npz"
    write_shipped(fake_embedder.id, TEXTS, fake_embedder.embed(TEXTS), path)
    return path


def shipped_texts():
    folder = ROOT / "corpus" / "articles"
    articles = load_articles(folder, max_bytes=10_000_000)
    glossary = load_glossary(ROOT / "corpus" / "roles.yaml")
    nodes = all_nodes(articles, glossary).values()
    return [*dict.fromkeys(text for kind in nodes for text in embedded_texts(kind)), *load_uncovered(folder)]


def test_what_is_shipped_is_found_by_its_text(file, fake_embedder):
    found = shipped_vectors(fake_embedder.id, ["Never seen.", TEXTS[1]], file)
    key = cache_key(fake_embedder.id, TEXTS[1])
    assert list(found) == [key]
    assert found[key].dtype == np.float32
    assert found[key] == pytest.approx(fake_embedder.embed([TEXTS[1]])[0], abs=5e-3)


def test_another_embedder_finds_nothing(file):
    assert shipped_vectors("another@1", TEXTS, file) == {}


def test_without_the_file_everything_is_embedded(tmp_path, fake_embedder):
    assert shipped_vectors(fake_embedder.id, TEXTS, tmp_path / "none.npz") == {}


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 cut short", b"no archive at all"])
def test_a_damaged_file_counts_as_none_and_is_named(file, fake_embedder, caplog, damage):
    file.write_bytes(damage)
    assert shipped_vectors(fake_embedder.id, TEXTS, file) == {}
    assert str(file) in caplog.text


def test_a_vector_without_any_direction_counts_as_damage(file, fake_embedder, caplog):
    with np.load(file) as kept:
        np.savez(file, keys=kept["keys"], vectors=np.zeros_like(kept["vectors"]), made_from=kept["made_from"])
    assert shipped_vectors(fake_embedder.id, TEXTS, file) == {}
    assert "damaged" in caplog.text


def test_shipping_the_same_twice_gives_the_same_bytes(settings, articles, fake_embedder, tmp_path):
    glossary = load_glossary(ROOT / "corpus" / "roles.yaml")
    path = tmp_path / "vectors.npz"
    ship(settings, fake_embedder, articles, glossary, path)
    first, calls = path.read_bytes(), fake_embedder.calls
    ship(settings, fake_embedder, articles, glossary, path)
    assert (path.read_bytes(), fake_embedder.calls) == (first, calls)


def test_every_shipped_text_has_its_vector(real_embedder):
    """If not: `corner-office bless VERSION --shipped` writes them anew."""
    texts = shipped_texts()
    assert len(shipped_vectors(real_embedder.id, texts)) == len(set(texts))


def test_shipped_vectors_are_the_embedders(real_embedder):
    texts = shipped_texts()[::400]
    found = shipped_vectors(real_embedder.id, texts)
    kept = np.stack([found[cache_key(real_embedder.id, text)] for text in texts])
    assert (kept * real_embedder.embed(texts)).sum(axis=1).min() > 0.9998
