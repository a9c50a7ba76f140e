import sqlite3

import numpy as np
import pytest

from ingest.cache import cache_key, open_cache

KEYS = [cache_key("model@1", text) for text in ("one", "two", "three")]
VECTORS = np.eye(3, dtype=np.float32)


@pytest.fixture
def path(tmp_path):
    with open_cache(tmp_path / "vectors.sqlite") as cache:
        cache.put(KEYS, VECTORS)
    return tmp_path / "vectors.sqlite"


def test_what_is_put_comes_back_after_reopening(path):
    with open_cache(path) as cache:
        found = cache.get([*KEYS, cache_key("model@1", "four")])
    assert list(found) and set(found) == set(KEYS)
    assert all(np.array_equal(found[key], row) for key, row in zip(KEYS, VECTORS, strict=True))


def test_more_keys_than_a_query_takes_are_all_found(tmp_path):
    keys = [cache_key("m", str(number)) for number in range(1200)]
    with open_cache(tmp_path / "vectors.sqlite") as cache:
        cache.put(keys, np.tile(VECTORS[:1], (1200, 1)))
        assert len(cache.get(keys)) == 1200


def test_the_same_text_has_another_key_with_another_embedder():
    assert cache_key("model@1", "one") != cache_key("model@2", "one")
    assert cache_key("model", "@1one") != cache_key("model@1", "one")


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_file_that_is_no_database_is_set_aside(path, content):
    path.write_bytes(content)
    with open_cache(path) as cache:
        assert cache.get(KEYS) == {}
        cache.put(KEYS, VECTORS)
        assert len(cache.get(KEYS)) == 3
    kept = list(path.parent.glob("*.damaged-*"))
    assert [file.read_bytes() for file in kept] == ([content] if content else [])  # an empty file is an empty database


def test_a_truncated_database_is_set_aside(path):
    path.write_bytes(path.read_bytes()[:5000])
    with open_cache(path) as cache:
        assert cache.get(KEYS) == {}
    assert list(path.parent.glob("*.damaged-1"))


def test_a_damaged_vector_counts_as_unknown(path):
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE vectors SET vector = ? WHERE key = ?", (np.full(3, 7, "<f4").tobytes(), KEYS[0]))
        connection.execute("UPDATE vectors SET vector = ? WHERE key = ?", (b"odd", KEYS[1]))
    connection.close()
    with open_cache(path) as cache:
        assert set(cache.get(KEYS)) == {KEYS[2]}
