from evals.lint import lint
from evals.load import load_cases
from ingest.load import load_articles


def test_the_shipped_cases_fit_the_shipped_articles(settings):
    articles = load_articles(settings.articles, max_bytes=1_000_000)
    assert lint(load_cases(), {article.id: article.text for article in articles}) == ()
