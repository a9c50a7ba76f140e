import hashlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import SettingsError, VersionError
from assistant.store import vectors as module
from assistant.store.index import open_index
from assistant.store.vectors import (
    PASSAGES,
    SENTENCES,
    EmbeddedStore,
    Rows,
    ServerStore,
    StoredVectors,
    in_order,
    open_store,
    unit_rows,
)
from assistant.vocabulary import Glossary
from ingest.build import build
from ingest.load import load_articles
from ingest.publish import promote, prune

VERSION = "0123456789ab"


def make_rows(count: int, *, prefix: str = "id") -> Rows:
    vectors = np.random.default_rng(0).normal(size=(count, 16))
    return Rows(
        ids=tuple(f"{prefix}{n}" for n in range(count)),
        vectors=(vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32),
        texts=tuple(f"Text {n}." for n in range(count)),
        metadata=tuple(
            {"article": "a", "section": "One > Two", "start": n, "end": n + 1, "kind": "prose"} for n in range(count)
        ),
    )


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of a Chroma server of this test module alone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = Path(sys.executable).parent / "chroma"
    arguments = ["run", "--path", str(tmp_path_factory.mktemp("chroma")), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen([command, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, "chroma run ended"
                time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(params=["embedded", "server"])
def store(request, tmp_path):
    if request.param == "embedded":
        yield EmbeddedStore(tmp_path)
    else:
        it = ServerStore(request.getfixturevalue("server"))
        yield it
        it.delete(VERSION)


def test_what_is_written_is_read_back(store):
    rows = make_rows(30)
    store.write(VERSION, PASSAGES, rows)
    stored = store.read(VERSION, PASSAGES)
    assert np.allclose(in_order(stored, rows.ids), rows.vectors, atol=1e-6)
    assert stored.vectors.dtype == np.float32


def test_more_rows_than_a_batch_are_all_kept(store, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 7)
    rows = make_rows(30)
    store.write(VERSION, PASSAGES, rows)
    assert np.allclose(in_order(store.read(VERSION, PASSAGES), rows.ids), rows.vectors, atol=1e-6)


def test_writing_again_replaces_what_stood_there(store):
    store.write(VERSION, PASSAGES, make_rows(5, prefix="old"))
    store.write(VERSION, PASSAGES, make_rows(3, prefix="new"))
    assert set(store.read(VERSION, PASSAGES).ids) == {"new0", "new1", "new2"}


def test_passages_and_sentences_stand_apart(store):
    store.write(VERSION, PASSAGES, make_rows(2, prefix="p"))
    store.write(VERSION, SENTENCES, make_rows(4, prefix="s"))
    assert (len(store.read(VERSION, PASSAGES).ids), len(store.read(VERSION, SENTENCES).ids)) == (2, 4)


def test_the_stores_own_search_finds_a_row_by_its_vector(store):
    rows = make_rows(20)
    store.write(VERSION, PASSAGES, rows)
    assert store.nearest(VERSION, PASSAGES, rows.vectors[[3, 11]]) == ("id3", "id11")


def test_no_rows_are_read_back_as_none(store):
    store.write(VERSION, PASSAGES, make_rows(0))
    assert store.read(VERSION, PASSAGES).ids == ()


def test_what_is_not_there_is_named_with_its_remedy(store):
    with pytest.raises(VersionError, match="corner-office ingest"):
        store.read(VERSION, PASSAGES)


def test_a_deleted_version_is_gone_and_another_stays(store):
    store.write(VERSION, PASSAGES, make_rows(2))
    store.write("ba9876543210", PASSAGES, make_rows(2))
    store.delete(VERSION)
    store.delete(VERSION)
    with pytest.raises(VersionError):
        store.read(VERSION, PASSAGES)
    assert len(store.read("ba9876543210", PASSAGES).ids) == 2
    store.delete("ba9876543210")


@pytest.mark.filterwarnings("ignore:legacy embedding function config:DeprecationWarning")
def test_the_collection_is_useful_by_itself(tmp_path):
    import chromadb

    EmbeddedStore(tmp_path).write(VERSION, PASSAGES, make_rows(3))
    with chromadb.PersistentClient(str(tmp_path / VERSION / "chroma"), settings=module.chroma_settings()) as client:
        collection = client.get_collection(PASSAGES, embedding_function=None)
        found = collection.get(where={"start": 1}, include=["documents", "metadatas"])
        assert collection.configuration["hnsw"]["space"] == "cosine"
        assert collection.configuration["hnsw"]["sync_threshold"] >= 1_000_000
    assert found["documents"] == ["Text 1."]
    assert found["metadatas"] == [{"article": "a", "section": "One > Two", "start": 1, "end": 2, "kind": "prose"}]


def test_reading_changes_no_file_and_needs_no_write_access(tmp_path):
    store = EmbeddedStore(tmp_path)
    rows = make_rows(10)
    store.write(VERSION, PASSAGES, rows)
    before = hashes(tmp_path)
    store.read(VERSION, PASSAGES)
    store.nearest(VERSION, PASSAGES, rows.vectors[:1])
    assert hashes(tmp_path) == before


def test_a_version_can_be_moved_after_it_was_written(tmp_path):
    EmbeddedStore(tmp_path / "aside").write(VERSION, PASSAGES, make_rows(3))
    (tmp_path / "aside").rename(tmp_path / "versions")
    assert len(EmbeddedStore(tmp_path / "versions").read(VERSION, PASSAGES).ids) == 3


def test_a_folder_that_is_no_database_is_an_error_to_read(tmp_path):
    EmbeddedStore(tmp_path).write(VERSION, PASSAGES, make_rows(3))
    database = tmp_path / VERSION / "chroma" / "chroma.sqlite3"
    database.write_bytes(b"no database" * 1000)
    with pytest.raises(VersionError, match=VERSION):
        EmbeddedStore(tmp_path).read(VERSION, PASSAGES)
    shutil.rmtree(database.parent)
    with pytest.raises(VersionError, match=VERSION):
        EmbeddedStore(tmp_path).read(VERSION, PASSAGES)


def test_a_server_that_does_not_answer_is_named():
    with pytest.raises(VersionError, match=r"127\.0\.0\.1:9.*CORNER_OFFICE_CHROMA_URL"):
        ServerStore("http://127.0.0.1:9").read(VERSION, PASSAGES)


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://localhost", "http://"])
def test_an_address_that_is_none_is_refused(url):
    with pytest.raises(SettingsError, match="CORNER_OFFICE_CHROMA_URL"):
        ServerStore(url).read(VERSION, PASSAGES)


def test_the_setting_chooses_the_store(tmp_path):
    assert isinstance(open_store("", tmp_path), EmbeddedStore)
    assert isinstance(open_store("http://127.0.0.1:8000", tmp_path), ServerStore)


def test_vectors_are_put_in_the_order_of_the_ids_and_locked():
    stored = StoredVectors(ids=("b", "a"), vectors=np.eye(2, dtype=np.float32))
    vectors = in_order(stored, ["a", "b"])
    assert vectors.tolist() == [[0, 1], [1, 0]]
    with pytest.raises(ValueError, match="read-only"):
        vectors[0, 0] = 1


@pytest.mark.parametrize("ids", [("a",), ("a", "b", "c"), ("a", "c"), ("a", "a")])
def test_ids_that_do_not_match_are_refused(ids):
    with pytest.raises(ValueError, match="2 vectors"):
        in_order(StoredVectors(ids=("a", "b"), vectors=np.eye(2, dtype=np.float32)), ids)


def test_only_finite_rows_of_unit_length_count_as_vectors():
    assert unit_rows(np.eye(3, dtype=np.float32))
    assert not unit_rows(np.full((1, 2), np.nan))
    assert not unit_rows(np.full((1, 2), np.inf))
    assert not unit_rows(np.zeros((1, 2)))


def test_versions_on_a_server_are_built_kept_and_removed_like_those_in_folders(
    server, settings, fake_embedder, tmp_path, proved_here
):
    settings = settings.model_copy(update={"chroma_url": server, "kept_versions": 2})
    store = ServerStore(server)

    def stage(text: str) -> str:
        (tmp_path / "cmo.md").write_text(f"# What a CMO does\n\n{text}\n", encoding="utf-8")
        return build(settings, fake_embedder, load_articles(tmp_path, max_bytes=1_000_000), Glossary()).version

    versions = [stage(f"A CMO owns {number} brands.") for number in ("one", "two", "three")]
    assert not (settings.home / "versions" / versions[0] / "chroma").exists()
    promote(settings.home, versions[0])
    assert [sentence.text for sentence in open_index(settings).sentences] == ["A CMO owns one brands."]

    calls = fake_embedder.calls
    assert stage("A CMO owns three brands.") == versions[2]
    assert fake_embedder.calls == calls

    assert prune(settings) == (versions[1],)
    with pytest.raises(VersionError):
        store.read(versions[1], PASSAGES)

    store.delete(versions[2])
    with pytest.raises(VersionError, match=versions[2]):
        open_index(settings, versions[2])
    stage("A CMO owns three brands.")
    assert open_index(settings, versions[2]).version == versions[2]

    embedded = settings.model_copy(update={"chroma_url": ""})
    with pytest.raises(VersionError, match="corner-office ingest"):
        open_index(embedded, versions[2])
    for version in versions:
        store.delete(version)


def test_what_a_killed_build_left_on_a_server_is_removed(server, settings, fake_embedder, tmp_path):
    settings = settings.model_copy(update={"chroma_url": server})
    ServerStore(server).write(VERSION, PASSAGES, make_rows(2))
    (settings.home / "versions" / f".building-{VERSION}-1" / VERSION).mkdir(parents=True)
    (tmp_path / "cmo.md").write_text("# What a CMO does\n\nA CMO leads marketing.\n", encoding="utf-8")
    version = build(settings, fake_embedder, load_articles(tmp_path, max_bytes=1_000_000), Glossary()).version
    with pytest.raises(VersionError):
        ServerStore(server).read(VERSION, PASSAGES)
    ServerStore(server).delete(version)
