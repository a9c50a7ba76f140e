"""The cases and the blessed results that ship fit the articles that ship."""

from dataclasses import asdict, replace

import pytest

from assistant.settings import Settings
from assistant.store.versions import ARTICLES, GLOSSARY, VersionFolder, read_content, versions_folder
from evals.fingerprint import fingerprint
from evals.gate import judge
from evals.lint import MINIMUM, lint
from evals.load import CASES, load_cases
from evals.store import ReportStore
from ingest.load import load_articles


def test_the_shipped_cases_fit_the_shipped_articles(settings):
    articles = load_articles(settings.articles, max_bytes=1_000_000)
    assert lint(load_cases(), {article.id: article.text for article in articles}, MINIMUM) == ()


REFRESH = (
    "The shipped results (evals/cases/baseline/extractive.json) are out of date: {}. Read what changed with "
    '`corner-office eval`, then measure them anew with: make baseline REASON="..."'
)


def test_the_shipped_results_are_of_the_shipped_articles_cases_and_program(shared_home, shipped_version):
    settings = Settings.load(home=shared_home)
    content = read_content(VersionFolder(versions=versions_folder(shared_home), version=shipped_version.version))
    now = fingerprint(
        shipped_version,
        ARTICLES.validate_json(content.articles),
        GLOSSARY.validate_json(content.glossary),
        load_cases(),
        settings,
        mode="extractive",
    )
    store = ReportStore(home=shared_home, cases=CASES, write=pytest.fail)
    shipped = store.shipped("extractive")
    assert shipped is not None, REFRESH.format("there are none")
    old = [name for name, value in asdict(now).items() if asdict(shipped.report.fingerprint)[name] != value]
    assert old == [], REFRESH.format(f"they are of other {', '.join(old)}")
    assert store.shipped_path("extractive").stat().st_size < 1_000_000
    assert judge(with_quotes(shipped.report), shipped.report).reasons == ()


def with_quotes(report):
    """The blessed results as a run would give them: a baseline leaves out what the case files hold."""
    quotes = {case.id: case.evidence for case in load_cases()}
    return replace(report, results=tuple(replace(one, evidence=quotes[one.id]) for one in report.results))
