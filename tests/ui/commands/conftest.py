"""A corpus of one article, with cases of its own: all that an editor needs."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result

from assistant.settings import PREFIX
from assistant.versions import live_version

ARTICLE = """\
# What a chief marketing officer does

## Duties of a CMO

A chief marketing officer (CMO) is the executive who leads all marketing of a company. A CMO reports to the chief \
executive officer.

## Pay of a CMO

A CMO earns a base salary and a bonus.
"""

CASES = """\
cases:
- id: def-cmo
  group: def-cmo
  split: tune
  tier: must
  stratum: answerable
  turns: ["What is a CMO?"]
  expect: answered
  evidence:
  - article: cmo
    quote: "A chief marketing officer (CMO) is the executive who leads all marketing of a company."
  vital:
  - fact: leads marketing
    accept: ["leads all marketing"]
- id: cmo-boss
  group: cmo-boss
  split: report
  tier: scored
  stratum: answerable
  turns: ["Whom has the secret CMO as a boss?", "Who does a CMO report to?"]
  expect: answered
  evidence:
  - article: cmo
    quote: "A CMO reports to the chief executive officer."
  vital:
  - fact: the chief executive
    accept: ["reports to the chief executive officer"]
- id: off-capital
  group: off-capital
  split: tune
  tier: scored
  stratum: off_subject
  turns: ["What is the capital of France?"]
  expect: not_covered
- id: absent-hours
  group: absent-hours
  split: tune
  tier: scored
  stratum: fact_absent
  turns: ["How many hours a week does a CMO work?"]
  expect: not_covered
"""


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
def corpus(tmp_path, run, monkeypatch, home, ready) -> Corpus:
    article, cases = tmp_path / "articles" / "cmo.md", tmp_path / "cases" / "cmo.yaml"
    for path, text in ((article, ARTICLE), (cases, CASES)):
        path.parent.mkdir()
        path.write_text(text, encoding="utf-8")
    monkeypatch.setenv(PREFIX + "ARTICLES", str(article.parent))
    monkeypatch.setenv(PREFIX + "CASES", str(cases.parent))
    return Corpus(article=article, cases=cases, home=home, ready=ready, run=run)
