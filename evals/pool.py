"""A data set's texts as a folder of articles, and hits on it as ids. Not here: how articles are indexed."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.vocabulary import Hit
from evals.datasets import Text
from evals.subject import Build, Subject

SEARCHED = 30  # passages asked for, so that ten different articles are among them


@contextmanager
def built(build: Build, texts: Sequence[Text]) -> Iterator[tuple[Subject, dict[str, str]]]:
    """An assistant that knows only these texts, and the text id behind each of its article ids.

    The folder lives as long as the context.
    """
    with tempfile.TemporaryDirectory(prefix="corner-office-bench-") as folder:
        ids = write_articles(Path(folder), texts)
        yield build(Path(folder)), ids


def write_articles(folder: Path, texts: Iterable[Text]) -> dict[str, str]:
    """Write each text as a .txt article, its title as the first paragraph; article id -> text id."""
    ids = {}
    for number, text in enumerate(texts):
        article = f"text-{number:05}"
        body = f"{text.title}\n\n{text.text.strip()}" if text.title else text.text.strip()
        (folder / f"{article}.txt").write_text(body + "\n", encoding="utf-8")
        ids[article] = text.id
    return ids


def ranked_ids(hits: Iterable[Hit], ids: dict[str, str]) -> list[str]:
    """The texts behind the hits, best passage of each, best first."""
    return list(dict.fromkeys(ids[hit.passage.article] for hit in hits))
