"""Quotes that an edit of an article loses: what rests on them, their successors, and mending the file of wordings.

Not here: reading files (`readings`).
"""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

import yaml
from rapidfuzz import fuzz

from assistant.vocabulary import Article
from ui.editors.contents import LostQuote

if TYPE_CHECKING:
    from evals.case import Case

ALIKE = 55.0  # share of letters in common, in per cent, from which a new sentence counts as an old one, reworded


def lost_quotes(
    article: Article, before: str, wordings: bytes | None, cases: "Iterable[Case]"
) -> tuple[LostQuote, ...]:
    """The quotes that do not stand in an article any more: of the cases, and of the wordings beside it.

    `before` is the article's text until now; a case's quote that it lacked already is not lost now.
    """
    from evals.protection import lost  # noqa: PLC0415

    asked = lost_wordings(article, wordings)
    resting = lost(before, article.text, article.id, cases)
    return tuple(
        LostQuote(
            quote=quote,
            successor=successor(quote, article, before),
            asked=asked.get(quote, ()),
            cases=resting.get(quote, ()),
        )
        for quote in {**asked, **resting}
    )


def lost_wordings(article: Article, wordings: bytes | None) -> dict[str, tuple[str, ...]]:
    """The quotes of a file of wordings that the article lacks, each with its questions; none if it is no such file."""
    try:
        entries = yaml.safe_load(wordings or b"")["wordings"]
        quotes = {" ".join(str(one["quote"]).split()): tuple(map(str, one["asked"])) for one in entries}
    except (yaml.YAMLError, TypeError, KeyError, UnicodeDecodeError):
        return {}
    return {quote: asked for quote, asked in quotes.items() if quote not in article.text}


def successor(quote: str, article: Article, before: str) -> str:
    """The sentence of an article that is new in it and most like a lost quote; empty if none is like it."""
    texts = (article.text[start : one.end] for one in article.sentences for start in (one.start, one.label_start))
    new = [text for text in dict.fromkeys(texts) if text not in before]
    best = max(new, key=lambda text: fuzz.ratio(quote, text), default="")
    return best if best and fuzz.ratio(quote, best) >= ALIKE else ""


def moved(wordings: bytes, article: Article, before: str) -> bytes:
    """The file of wordings with lost quotes replaced by their successors; entries without one are dropped.

    `before` is the article's text until now. All else stays as it was written. Empty if no entry is left.
    """
    text = wordings.decode("utf-8-sig")
    lost = lost_wordings(article, wordings)
    root = yaml.compose(text, Loader=yaml.SafeLoader) if lost else None
    if root is None:
        return wordings
    entries = next(value for key, value in root.value if key.value == "wordings").value
    kept = len(entries)
    for place in reversed(range(len(entries))):
        quote = next(value for key, value in entries[place].value if key.value == "quote")
        plain = " ".join(str(quote.value).split())
        if plain not in lost:
            continue
        new = successor(plain, article, before)
        if new:
            begin, end = quote.start_mark.index, quote.end_mark.index
            written = text[begin:end]  # a folded text takes its line's end along
            put = json.dumps(new, ensure_ascii=False) + written[len(written.rstrip()) :]
        else:
            begin = line_start(text, entries[place].start_mark.index)
            after = entries[place + 1].start_mark.index if place + 1 < len(entries) else len(text)
            end, put = line_start(text, after) if place + 1 < len(entries) else after, ""
            kept -= 1
        text = text[:begin] + put + text[end:]
    return text.encode() if kept else b""


def line_start(text: str, index: int) -> int:
    """Where the line begins that an index lies in."""
    return text.rfind("\n", 0, index) + 1
