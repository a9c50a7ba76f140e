import json
import os
import shutil
import threading
import time
from pathlib import Path

import pytest

from assistant.errors import BusyError, VersionError
from assistant.store.versions import list_versions, live_version, read_pointer, versions_folder
from ingest import durable
from ingest.lock import held
from ingest.publish import promote, prune, rollback


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, list[str]]:
    """Where the first test keeps its five versions for the others, and their names."""
    return tmp_path_factory.mktemp("built") / "home", []


@pytest.fixture
def versions(stage, article, home, built) -> list[str]:
    """Five staged versions, oldest first."""
    folder, names = built
    if names:
        shutil.copytree(folder, home, dirs_exist_ok=True)
    else:
        names += [stage((article("cmo", f"A CMO owns {n} brands."),)).version for n in range(5)]
        shutil.copytree(home, folder)
    return list(names)


def test_the_promoted_version_is_live(home, versions):
    pointer = promote(home, versions[0], now=lambda: "2026-01-01T00:00:00+00:00")
    assert live_version(home) == versions[0]
    assert read_pointer(home) == pointer
    assert pointer.since == "2026-01-01T00:00:00+00:00"
    assert pointer.history == ()


def test_an_unchecked_promotion_is_recorded_with_its_reason_until_a_checked_one(home, versions):
    def listed() -> dict[str, tuple[bool, str]]:
        return {info.version: (info.unchecked, info.reason) for info in list_versions(home)}

    promote(home, versions[0], unchecked=True, reason="hot fix")
    promote(home, versions[1])
    assert listed()[versions[0]] == (True, "hot fix")
    assert listed()[versions[1]] == (False, "")
    assert rollback(home) == versions[0]
    assert listed()[versions[0]] == (True, "hot fix")
    promote(home, versions[0])
    assert listed()[versions[0]] == (False, "")


def test_a_pointer_of_an_earlier_release_is_read(home, versions):
    old = {"version": versions[0], "since": "then", "history": [], "retired": [], "unchecked": False, "reason": ""}
    (home / "live.json").write_text(json.dumps(old), encoding="utf-8")
    assert live_version(home) == versions[0]


def test_promoting_what_is_live_changes_nothing(home, versions):
    first = promote(home, versions[0], now=lambda: "then")
    assert promote(home, versions[0], now=lambda: "now") == first


@pytest.mark.parametrize("name", ["0123456789ab", "../../etc", "", ".building-1"])
def test_an_unknown_version_is_not_promoted(home, versions, name):
    with pytest.raises(VersionError, match="There is no version"):
        promote(home, name)
    assert live_version(home) is None


def test_a_damaged_version_is_not_promoted(home, versions):
    promote(home, versions[0])
    (versions_folder(home) / versions[1] / "articles.json").write_bytes(b"[]")
    with pytest.raises(VersionError, match="corner-office ingest"):
        promote(home, versions[1])
    assert live_version(home) == versions[0]


def test_a_promotion_mends_a_damaged_pointer(home, versions):
    (home / "live.json").write_text("{", encoding="utf-8")
    promote(home, versions[0])
    assert live_version(home) == versions[0]


def test_rollback_goes_back_one_version_at_a_time(home, versions):
    for version in versions[:3]:
        promote(home, version)
    assert rollback(home) == versions[1]
    assert rollback(home) == versions[0]
    assert live_version(home) == versions[0]
    with pytest.raises(VersionError, match="corner-office promote"):
        rollback(home)
    assert live_version(home) == versions[0]


def test_what_was_rolled_back_from_can_be_promoted_again(home, versions):
    promote(home, versions[0])
    promote(home, versions[1])
    rollback(home)
    assert {info.version: info.state for info in list_versions(home)}[versions[1]] == "earlier"
    promote(home, versions[1])
    assert read_pointer(home).history == (versions[0],)
    assert read_pointer(home).retired == ()


def test_rollback_skips_a_version_that_is_gone_or_damaged(home, versions):
    for version in versions[:4]:
        promote(home, version)
    (versions_folder(home) / versions[2] / "manifest.json").unlink()
    (versions_folder(home) / versions[1] / "chroma" / "chroma.sqlite3").write_bytes(b"")
    assert rollback(home) == versions[0]


def test_rollback_without_anything_live_says_so(home):
    with pytest.raises(VersionError, match="No usable version"):
        rollback(home)


def test_promotion_and_rollback_take_less_than_a_second(home, versions):
    start = time.perf_counter()
    promote(home, versions[0])
    promote(home, versions[1])
    rollback(home)
    assert time.perf_counter() - start < 3


def test_prune_keeps_the_newest_the_live_one_and_the_one_before(home, settings, versions):
    promote(home, versions[0])
    promote(home, versions[1])
    removed = prune(settings.model_copy(update={"kept_versions": 3}))
    assert set(removed) == {versions[2], versions[3]}
    assert {info.version for info in list_versions(home)} == {versions[0], versions[1], versions[4]}
    assert rollback(home) == versions[0]


def test_prune_without_a_live_version_keeps_the_newest(home, settings, versions):
    prune(settings.model_copy(update={"kept_versions": 2}))
    assert [info.version for info in list_versions(home)] == [versions[4], versions[3]]
    assert {path.name for path in versions_folder(home).iterdir()} == {versions[4], versions[3]}


def test_prune_forgets_removed_versions_in_the_history(home, settings, versions):
    for version in versions:
        promote(home, version)
    prune(settings.model_copy(update={"kept_versions": 2}))
    assert read_pointer(home).history == (versions[3],)


def test_prune_waits_for_no_ingest(home, settings, versions):
    with held(home / "ingest.lock", task="ingesting"), pytest.raises(BusyError, match="ingesting"):
        prune(settings)


def test_a_pointer_that_cannot_be_written_leaves_the_old_one(home, versions, monkeypatch):
    promote(home, versions[0])

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        promote(home, versions[1])
    monkeypatch.undo()
    assert live_version(home) == versions[0]
    assert not [name for name in os.listdir(home) if name.endswith(".new")]


def test_promotions_at_once_lose_none(home, versions):
    threads = [threading.Thread(target=promote, args=(home, version)) for version in versions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pointer = read_pointer(home)
    assert {pointer.version, *pointer.history} == set(versions)
