import logging
from dataclasses import replace

import pytest

from assistant.errors import VersionError
from assistant.store.versions import (
    MANIFEST,
    POINTER,
    SCHEMA,
    Pointer,
    VersionFolder,
    corpus_hash,
    folder_hash,
    list_versions,
    live_version,
    read_content,
    read_manifest,
    version_id,
    versions_folder,
)
from assistant.vocabulary import Manifest

NAMES = ("aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc")


def put(home, version: str, *, created: str = "2026-01-01T00:00:00+00:00") -> VersionFolder:
    """A version without articles, as far as reading its files goes."""
    folder = VersionFolder(versions=versions_folder(home), version=version)
    folder.chroma.mkdir(parents=True)
    (folder.chroma / "chroma.sqlite3").write_bytes(b"vectors")
    folder.articles.write_bytes(b"[]")
    folder.glossary.write_bytes(b"{}")
    manifest = Manifest(
        version=version,
        created=created,
        corpus=corpus_hash(b"[]", b"{}"),
        embedder="model@1",
        dimensions=2,
        schema=SCHEMA,
        articles=0,
        passages=0,
        sentences=0,
        vectors=folder_hash(folder.chroma),
    )
    folder.manifest.write_bytes(MANIFEST.dump_json(manifest))
    return folder


def point(home, pointer: Pointer) -> None:
    (home / "live.json").write_bytes(POINTER.dump_json(pointer))


def test_nothing_is_live_in_an_empty_home(home):
    assert live_version(home) is None
    assert list_versions(home) == ()


def test_versions_are_listed_newest_first_with_their_state(home):
    for hour, name in enumerate(NAMES):
        put(home, name, created=f"2026-01-01T0{hour}:00:00+00:00")
    point(home, Pointer(version=NAMES[1], since="2026-01-02T00:00:00+00:00", history=(NAMES[0],)))
    assert [(info.version, info.state) for info in list_versions(home)] == [
        (NAMES[2], "staged"),
        (NAMES[1], "live"),
        (NAMES[0], "earlier"),
    ]
    assert live_version(home) == NAMES[1]


def test_a_version_that_was_rolled_back_from_is_an_earlier_one(home):
    for name in NAMES[:2]:
        put(home, name)
    point(home, Pointer(version=NAMES[0], since="2026-01-02T00:00:00+00:00", retired=(NAMES[1],)))
    assert {info.version: info.state for info in list_versions(home)} == {NAMES[0]: "live", NAMES[1]: "earlier"}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 3}', "\0\0\0"])
def test_a_damaged_pointer_is_named_with_its_remedy(home, content):
    (home / "live.json").write_text(content, encoding="utf-8")
    with pytest.raises(VersionError, match=r"live\.json.*corner-office ingest.*corner-office promote"):
        live_version(home)


def test_a_pointer_of_a_later_release_is_read(home):
    (home / "live.json").write_text('{"version": "aaaaaaaaaaaa", "since": "", "more": 1}', encoding="utf-8")
    assert live_version(home) == NAMES[0]


def test_unfinished_and_damaged_versions_are_not_listed(home, caplog):
    put(home, NAMES[0])
    put(home, NAMES[1]).manifest.write_text("{", encoding="utf-8")
    put(home, NAMES[2]).manifest.unlink()
    (versions_folder(home) / ".building-dddddddddddd-1" / "dddddddddddd").mkdir(parents=True)
    (versions_folder(home) / "notes.txt").touch()
    with caplog.at_level(logging.WARNING):
        assert [info.version for info in list_versions(home)] == [NAMES[0]]
    assert NAMES[1] in caplog.text and NAMES[2] in caplog.text


@pytest.mark.parametrize(
    "name", ["dddddddddddd", "", ".", "..", "../versions/aaaaaaaaaaaa", "AAAAAAAAAAAA", "aaaaaaaaaaaa\n"]
)
def test_an_unknown_version_is_named(home, name):
    put(home, NAMES[0])
    with pytest.raises(VersionError, match="corner-office versions"):
        read_manifest(VersionFolder(versions=versions_folder(home), version=name))


@pytest.mark.parametrize("change", [{"schema": SCHEMA + 1}, {"version": NAMES[1]}])
def test_a_manifest_of_another_version_or_schema_is_refused(home, change):
    folder = put(home, NAMES[0])
    manifest = read_manifest(folder)
    folder.manifest.write_bytes(MANIFEST.dump_json(replace(manifest, **change)))
    with pytest.raises(VersionError, match="corner-office ingest"):
        read_manifest(folder)


def test_content_comes_with_its_manifest(home):
    content = read_content(put(home, NAMES[0]))
    assert (content.articles, content.glossary, content.manifest.version) == (b"[]", b"{}", NAMES[0])


@pytest.mark.parametrize("file", ["articles.json", "glossary.json", "chroma/chroma.sqlite3"])
@pytest.mark.parametrize("damage", ["cut", "zeroed", "flipped", "gone", "empty"])
def test_every_damage_to_a_file_is_seen(home, file, damage):
    folder = put(home, NAMES[0])
    path = folder.path / file
    content = path.read_bytes()
    changed = {
        "cut": content[:-1],
        "zeroed": b"\0" * len(content),
        "flipped": bytes([content[0] ^ 1]) + content[1:],
        "empty": b"",
    }
    path.unlink() if damage == "gone" else path.write_bytes(changed[damage])
    with pytest.raises(VersionError, match=f"{NAMES[0]}.*corner-office ingest"):
        read_content(folder)


def test_a_version_is_named_by_corpus_and_embedder():
    assert version_id("a", "m") == version_id("a", "m")
    assert len({version_id("a", "m"), version_id("b", "m"), version_id("a", "n")}) == 3
    assert len(version_id("a", "m")) == 12


def test_the_corpus_hash_tells_articles_from_glossary():
    assert corpus_hash(b"a", b"bc") != corpus_hash(b"ab", b"c")


def test_a_folders_hash_covers_names_and_contents(tmp_path):
    (tmp_path / "a").write_bytes(b"1")
    first = folder_hash(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    assert folder_hash(tmp_path) != first
    assert folder_hash(tmp_path / "missing") == ""
