"""Files of questions in readers' words: those that an article answers, beside it, and those that none answers.

They are embedded and searched, so that everyday questions find sentences that share no word with them, and gaps
are known for gaps. Not here: the articles themselves (`load`), and searching (`assistant.evidence.rank`).
"""

from pathlib import Path

from assistant.errors import ArticleError
from assistant.vocabulary import Wording
from ingest.decode import decode
from ingest.fields import Field, compose
from ingest.sentences import content_id

SUFFIX = ".wordings.yaml"
UNCOVERED = "uncovered.yaml"


def load_wordings(article: Path, article_id: str, text: str) -> tuple[Wording, ...]:
    """The wordings for an article's file, in the order of their quotes; none if no file of them stands beside it.

    `text` is the article's canonical text, in which each quote must stand.

    Raises:
        ArticleError: the file cannot be read, breaks the schema, or holds a quote that the text lacks.
    """
    path = article.with_suffix(SUFFIX)
    if not path.is_file():
        return ()
    fields = compose(read(path), "the file of wordings", path).keys(required=("wordings",))
    return tuple(wording for entry in fields["wordings"].many() for wording in read_entry(entry, article_id, text))


def load_uncovered(articles: Path) -> tuple[str, ...]:
    """The questions that no article answers: `uncovered.yaml` in the articles' folder or beside it; often none.

    Raises:
        ArticleError: the file cannot be read or breaks the schema.
    """
    places = (articles / UNCOVERED, articles.resolve().parent / UNCOVERED)
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        return ()
    return (
        compose(read(path), "the file of uncovered questions", path).keys(required=("uncovered",))["uncovered"].texts()
    )


def read(path: Path) -> str:
    """The text of a file. Raises ArticleError."""
    try:
        return decode(path.read_bytes(), path)
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read ({error.strerror}). Mend its permissions, or remove it.") from error


def read_entry(entry: Field, article_id: str, text: str) -> tuple[Wording, ...]:
    """The wordings of one quote. Raises ArticleError if the quote does not stand in the text."""
    fields = entry.keys(required=("quote", "asked"))
    quote = fields["quote"].text()
    start = text.find(quote)
    if start < 0:
        raise fields["quote"].error(
            f"is {quote!r}, which does not stand in the article", "Copy it from the article, or remove the entry."
        )
    end = start + len(quote)
    return tuple(
        Wording(id=content_id(article_id, "wording", start, asked), text=asked, start=start, end=end)
        for asked in fields["asked"].texts()
    )
