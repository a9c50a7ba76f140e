"""A corpus of one article, with cases of its own: all that an editor needs."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result
from small_corpus import BODY, CASES

from assistant.settings import PREFIX
from assistant.store.versions import live_version


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """The article and its cases on disk, and the command on them."""

    article: Path
    cases: Path
    home: Path
    ready: Path  # where the first blessed state is kept for other tests
    run: object

    def __call__(self, *arguments: str) -> Result:
        return self.run(*arguments)

    def edit(self, old: str, new: str) -> None:
        text = self.article.read_text(encoding="utf-8")
        assert old in text
        self.article.write_text(text.replace(old, new), encoding="utf-8")

    def blessed(self) -> str:
        """The article as it stands, blessed and live; returns the version."""
        if self.ready.exists():
            shutil.copytree(self.ready, self.home, dirs_exist_ok=True)
            return live_version(self.home)
        version = self("ingest").stdout.strip()
        assert self("bless", version, "--reason", "first").exit_code == 0
        assert self("promote", version).exit_code == 0
        shutil.copytree(self.home, self.ready)
        return version


@pytest.fixture(scope="session")
def ready(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("blessed") / "home"


@pytest.fixture
def corpus(tmp_path, run, monkeypatch, home, ready, proved_here) -> Corpus:
    article, cases = tmp_path / "articles" / "cmo.md", tmp_path / "cases" / "cmo.yaml"
    for path, text in ((article, BODY), (cases, CASES)):
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    monkeypatch.setenv(PREFIX + "ARTICLES", str(article.parent))
    monkeypatch.setenv(PREFIX + "CASES", str(cases.parent))
    return Corpus(article=article, cases=cases, home=home, ready=ready, run=run)


@pytest.fixture
def staged(home, shared_home, shipped_version):
    """A home in which the shipped articles are built, and nothing is live."""
    shutil.copytree(shared_home / "versions", home / "versions")
    return home
