"""`eval --draft`: reads articles and puts out first cases for them. Not here: how cases are made (`evals.draft`)."""

from typing import TYPE_CHECKING

from ui.console import put_text, say

if TYPE_CHECKING:
    from assistant.settings import Settings


def put_draft(settings: "Settings") -> None:
    """Put out a file of drafted cases for the articles that the settings name. Raises ArticleError."""
    from evals.draft import draft_cases  # noqa: PLC0415
    from evals.load import read_cases  # noqa: PLC0415
    from ingest.build import MB, roles_file  # noqa: PLC0415
    from ingest.glossary import load_glossary  # noqa: PLC0415
    from ingest.load import load_articles  # noqa: PLC0415

    articles = load_articles(settings.articles, max_bytes=settings.max_article_mb * MB)
    text = draft_cases(articles, load_glossary(roles_file(settings, settings.articles)))
    put_text(text)
    say(
        f"{len(read_cases(text, 'draft'))} cases are drafted from {settings.articles}. Put them into a file such as "
        "draft.yaml in the folder that CORNER_OFFICE_CASES names, correct them, and then run: corner-office update"
    )
