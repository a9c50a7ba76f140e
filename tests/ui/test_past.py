"""Versions that are not live any more are read from the state folder; those that never were are not."""

import pytest

from ingest.build import ingest
from ingest.publish import promote, rollback
from ui.past import VersionArchive

pytestmark = pytest.mark.usefixtures("proved_here")


def built(settings, embedder, folder, words):
    folder.mkdir(exist_ok=True)
    (folder / "one.md").write_text(f"# One\n\nThe {words} text of an article.\n", encoding="utf-8")
    return ingest(settings, embedder, articles=folder).version


def test_versions_that_were_live_are_given_out_and_those_that_wait_are_not(settings, fake_embedder, tmp_path):
    archive = VersionArchive(settings.home)
    first = built(settings, fake_embedder, tmp_path / "articles", "first")
    assert archive.articles(first) == ()
    promote(settings.home, first)
    second = built(settings, fake_embedder, tmp_path / "articles", "second")
    promote(settings.home, second)
    assert "The first text" in archive.articles(first)[0].text
    assert "The second text" in archive.articles(second)[0].text
    assert {role.id for role in archive.glossary(first).roles} >= {"cmo", "cso"}
    assert archive.live_since(first) == ""
    assert archive.live_since(second).startswith("20")
    assert archive.made(first) <= archive.made(second)
    rollback(settings.home)
    assert "The second text" in archive.articles(second)[0].text


def test_a_damaged_version_an_unknown_one_and_a_path_give_nothing(settings, fake_embedder, tmp_path):
    archive = VersionArchive(settings.home)
    assert archive.articles("0123456789ab") == ()
    assert archive.glossary("0123456789ab") is None
    assert archive.made("../../etc") == ""
    version = built(settings, fake_embedder, tmp_path / "articles", "first")
    promote(settings.home, version)
    articles = settings.home / "versions" / version / "articles.json"
    articles.write_text(articles.read_text(encoding="utf-8").replace("first", "other"), encoding="utf-8")
    assert archive.articles(version) == ()
    articles.unlink()
    assert archive.articles(version) == ()
    (settings.home / "live.json").write_text("{", encoding="utf-8")
    assert archive.articles(version) == ()
    assert archive.live_since(version) == ""
