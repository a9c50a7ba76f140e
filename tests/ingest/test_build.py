import logging
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from assistant.errors import ArticleError, BusyError, EmbedderError, VersionError
from assistant.settings import ROOT
from assistant.store.index import open_index
from assistant.store.versions import list_versions, live_version, versions_folder
from ingest.build import ingest, roles_file
from ingest.lock import held
from ingest.publish import promote


def names(home) -> set[str]:
    return {path.name for path in versions_folder(home).iterdir()}


def test_a_built_version_is_staged_and_holds_what_was_given(settings, stage, articles, glossary, fake_embedder):
    manifest = stage(articles)
    index = open_index(settings, manifest.version)
    assert (index.articles, index.glossary, index.manifest) == (articles, glossary, manifest)
    assert (manifest.articles, manifest.passages, manifest.sentences) == (2, 3, 5)
    assert (manifest.dimensions, manifest.embedder) == (64, fake_embedder.id)
    assert live_version(settings.home) is None
    assert [info.state for info in list_versions(settings.home)] == ["staged"]


def test_unchanged_articles_give_the_same_version_without_embedding(settings, stage, articles, fake_embedder):
    first = stage(articles)
    calls = fake_embedder.calls
    start = time.perf_counter()
    assert stage(articles) == first
    assert time.perf_counter() - start < 1
    assert fake_embedder.calls == calls


def test_the_version_depends_on_articles_roles_and_embedder(stage, articles, glossary, fake_embedder):
    first = stage(articles)
    renamed = (replace(articles[0], licence="CC BY 4.0"), articles[1])
    versions = {
        first.version,
        stage(renamed).version,
        stage(articles, glossary=replace(glossary, roles=())).version,
        stage(articles, embedder=replace(fake_embedder, id="other@1")).version,
    }
    assert len(versions) == 4


def test_the_same_articles_give_the_same_version_in_another_home(settings, stage, articles, tmp_path):
    elsewhere = settings.model_copy(update={"home": tmp_path / "elsewhere"})
    assert stage(articles).version == stage(articles, settings=elsewhere).version


def test_only_changed_texts_are_embedded(stage, articles, article, fake_embedder):
    stage(articles)
    seen = []
    real = fake_embedder.embed
    fake_embedder.embed = lambda texts: seen.extend(texts) or real(texts)
    stage((articles[0], article("cso", "A CSO leads sales.", "A CSO owns the number.")))
    assert sorted(seen) == [
        "Duties: A CSO owns the number.",
        "Work > Duties\nA CSO leads sales. A CSO owns the number.",
    ]


def test_a_second_ingest_at_the_same_time_is_refused(settings, stage, articles):
    with held(settings.home / "ingest.lock", task="ingesting"), pytest.raises(BusyError, match="Another process"):
        stage(articles)
    stage(articles)


def test_a_failed_embedder_leaves_nothing_behind_and_live_untouched(settings, stage, articles, article, fake_embedder):
    live = stage(articles).version
    promote(settings.home, live)

    def fail(texts):
        raise EmbedderError("The model is missing.")

    real, fake_embedder.embed = fake_embedder.embed, fail
    changed = (articles[0], article("cso", "Everything is new."))
    with pytest.raises(EmbedderError):
        stage(changed)
    assert names(settings.home) == {live}
    assert open_index(settings).articles == articles
    fake_embedder.embed = real
    assert stage(changed).version != live


def test_a_version_that_cannot_be_opened_is_not_staged(settings, stage, articles):
    def refuse(versions, version, chroma_url):
        raise VersionError("The child crashed.")

    with pytest.raises(VersionError, match="crashed"):
        stage(articles, check=refuse)
    assert names(settings.home) == set()


def test_a_full_disk_is_named_with_the_folder(settings, stage, articles, monkeypatch):
    def full(folder, manifest):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ingest.build.write_manifest", full)
    with pytest.raises(VersionError, match=r"No space left on device.*corner-office ingest"):
        stage(articles)
    assert names(settings.home) == set()


@pytest.mark.parametrize("file", ["manifest.json", "articles.json", "glossary.json", "chroma/chroma.sqlite3"])
@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_damaged_version_is_built_again(settings, stage, articles, file, damage):
    manifest = stage(articles)
    path = versions_folder(settings.home) / manifest.version / file
    path.write_bytes(path.read_bytes()[:-20]) if damage == "cut" else path.unlink()
    with pytest.raises(VersionError):
        open_index(settings, manifest.version)
    assert stage(articles).version == manifest.version
    assert open_index(settings, manifest.version).articles == articles
    assert names(settings.home) == {manifest.version}


def test_leftovers_of_killed_runs_are_removed(settings, stage, articles):
    versions = versions_folder(settings.home)
    for leftover in (".building-0123456789ab-1/0123456789ab/chroma", ".removed-0123456789ab/0123456789ab"):
        (versions / leftover).mkdir(parents=True)
    manifest = stage(articles)
    assert names(settings.home) == {manifest.version}


def test_articles_without_a_sentence_are_refused(stage, articles):
    with pytest.raises(ArticleError, match="no sentence"):
        stage((replace(articles[0], passages=(), sentences=()),))


def test_a_home_that_cannot_be_a_folder_is_named(settings, stage, articles, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(VersionError, match="CORNER_OFFICE_HOME"):
        stage(articles, settings=settings.model_copy(update={"home": tmp_path / "file" / "home"}))


def test_the_roles_file_is_the_settings_else_the_nearest_else_the_shipped_one(settings, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    assert roles_file(settings, folder) == ROOT / "corpus" / "roles.yaml"
    (tmp_path / "roles.yaml").touch()
    assert roles_file(settings, folder) == tmp_path / "roles.yaml"
    (folder / "roles.yaml").touch()
    assert roles_file(settings, folder) == folder / "roles.yaml"
    own = tmp_path / "own.yaml"
    assert roles_file(settings.model_copy(update={"roles": own}), folder) == own


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "cmo.md").write_text(
        "# What a CMO does\n\nA CMO leads marketing. A CMO owns the brand.\n", encoding="utf-8"
    )
    (tmp_path / "roles.yaml").write_text("roles:\n  - id: cmo\n    name: chief marketing officer\n", encoding="utf-8")
    return folder


def test_a_folder_of_files_becomes_a_version(settings, fake_embedder, folder, caplog):
    with caplog.at_level(logging.INFO):
        manifest = ingest(settings, fake_embedder, articles=folder)
    index = open_index(settings, manifest.version)
    assert [article.id for article in index.articles] == ["cmo"]
    assert "A CMO owns the brand." in [sentence.text for sentence in index.sentences]
    assert manifest.version in caplog.text


UNCHANGED = """
import sys, time
from pathlib import Path
from assistant.store.embedding import SentenceTransformerEmbedder
from assistant.settings import Settings
from ingest.build import ingest
settings = Settings.load()
embedder = SentenceTransformerEmbedder.from_settings(settings)
manifest = ingest(settings, embedder, articles=Path(sys.argv[1]))
print(manifest.version, *sorted({"torch", "sentence_transformers", "transformers"}.intersection(sys.modules)))
"""


def test_unchanged_files_are_staged_again_without_loading_the_model(settings, real_embedder, folder):
    manifest = ingest(settings, real_embedder, articles=folder)
    child = subprocess.run(
        [sys.executable, "-c", UNCHANGED, str(folder)], capture_output=True, text=True, check=True, timeout=60
    )
    assert child.stdout.split() == [manifest.version]
