"""Sentences of a canonical text with exact offsets, kinds, groups and labels.

Boundaries come from the Punkt model that LlamaIndex ships, mended for abbreviations and parentheses.
Not here: the passages that sentences stand in.
"""

import hashlib
import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Protocol

from assistant.vocabulary import Sentence, SentenceKind
from ingest.canonical import Canonical, HeadingPart, ListPart, ParagraphPart, TablePart

Span = tuple[int, int]

# What NLTK takes up where it is there, in four fifths of its own time; Punkt needs none of it.
UNUSED = ("scipy.sparse", "scipy.stats", "sklearn")
WINDOW = 2500  # characters; Punkt's time grows with the square of a text without sentences
LONGEST_ASIDE = 600  # characters of a parenthesis that is kept whole; a longer one is rather a forgotten bracket
ENDING = re.compile(r"[.!?…][\"'’”)\]]*\s+(?=\S)")
LEADING_IN = re.compile(r"\b(following|follows?|includ(?:es?|ing)|are|below|these)\b", re.IGNORECASE)
# fmt: off
GO_ON = frozenset((
    "vs.", "e.g.", "i.e.", "cf.", "mr.", "mrs.", "ms.", "dr.", "prof.", "approx.", "incl.", "esp.", "viz.",
))
# fmt: on
COUNTED = frozenset(("no.", "nos.", "p.", "pp.", "vol.", "fig."))
# fmt: off
NAMES = frozenset((
    "inc.", "u.s.", "u.k.", "e.u.", "ltd.", "co.", "corp.", "jr.", "sr.", "llc.", "d.c.",
))
STARTERS = frozenset((
    "a", "an", "and", "as", "at", "both", "but", "by", "each", "for", "from", "he", "however", "if", "in", "it",
    "its", "many", "most", "no", "on", "or", "other", "our", "she", "so", "some", "such", "that", "the", "their",
    "then", "there", "these", "they", "this", "those", "to", "we", "what", "when", "where", "while", "who", "with",
    "you", "your",
))
# fmt: on


class Tokenizer(Protocol):
    """What is needed of NLTK's Punkt tokenizer."""

    def span_tokenize(self, text: str) -> Iterator[Span]:
        """Spans of the sentences, in order."""


@contextmanager
def without(names: Iterable[str]) -> Iterator[None]:
    """Let no module of these names be imported anew in the block."""
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


@cache
def punkt() -> Tokenizer:
    """The English Punkt model from LlamaIndex's package; no network, and LlamaIndex itself is not imported."""
    with without(UNUSED):
        import nltk.data  # type: ignore[import-untyped]  # noqa: PLC0415
        from nltk.tokenize.punkt import PunktTokenizer  # type: ignore[import-untyped]  # noqa: PLC0415

    spec = importlib.util.find_spec("llama_index.core")
    if spec and spec.origin:
        folder = str(Path(spec.origin).parent / "_static" / "nltk_cache")
        if folder not in nltk.data.path:
            nltk.data.path.append(folder)
    tokenizer: Tokenizer = PunktTokenizer("english")
    return tokenizer


def spans(text: str) -> list[Span]:
    """The sentences of one line of text: in order, none empty, and only white space between them."""
    found: list[Span] = []
    start = 0
    while start < len(text):
        end = window_end(text, start)
        found += window_spans(text, start, end)
        start = end
    return found


def window_end(text: str, start: int) -> int:
    """Where the stretch ends that is split at once: after a sentence or a word."""
    if len(text) - start <= WINDOW:
        return len(text)
    ends = [match.end() for match in ENDING.finditer(text, start, start + WINDOW)]
    space = text.rfind(" ", start + 1, start + WINDOW)
    return ends[-1] if ends else space + 1 if space > start else start + WINDOW


def window_spans(text: str, start: int, end: int) -> list[Span]:
    """The sentences between two offsets."""
    piece = text[start:end]
    asides = asides_of(piece)
    merged: list[Span] = []
    for first, last in punkt().span_tokenize(piece):
        if merged and belongs(piece, merged[-1], (first, last), asides):
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return [(start + first, start + last) for first, last in merged]


def asides_of(text: str) -> list[Span]:
    """The spans of closed parentheses, the outermost of nested ones, up to LONGEST_ASIDE characters each."""
    opened: list[int] = []
    closed: list[Span] = []
    for match in re.finditer(r"[()]", text):
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if match.end() - start <= LONGEST_ASIDE:
                while closed and closed[-1][0] > start:
                    closed.pop()
                closed.append((start, match.end()))
    return closed


def belongs(text: str, before: Span, after: Span, asides: list[Span]) -> bool:
    """Whether the boundary between two spans is none."""
    follower = text[after[0] : after[1]]
    if follower[0].islower() or not any(character.isalnum() for character in follower):
        return True
    if any(start < after[0] < end for start, end in asides):
        return True
    word = text[before[0] : before[1]].split()[-1].lstrip("([{\"'“‘").lower()
    if word in COUNTED:
        return follower[0].isdigit()
    return word in GO_ON or (word in NAMES and follower.split()[0].strip(",’'").lower() not in STARTERS)


def mark_sentences(article: str, canonical: Canonical) -> tuple[Sentence, ...]:
    """All sentences of an article in order; their `passage` is still empty. Headings hold none."""
    made: list[Sentence] = []
    parts = canonical.parts
    group = -1
    for part, below in zip(parts, [*parts[1:], None], strict=True):
        if isinstance(part, HeadingPart):
            continue
        group += 1
        if isinstance(part, ParagraphPart):
            introduces = isinstance(below, ListPart | TablePart)
            made += paragraph_sentences(article, canonical.text, part, group, introduces=introduces)
        elif isinstance(part, ListPart):
            made += item_sentences(article, canonical.text, part, group)
        else:
            made += cell_sentences(article, canonical.text, part, group)
    return tuple(made)


def paragraph_sentences(
    article: str, text: str, part: ParagraphPart, group: int, *, introduces: bool
) -> Iterator[Sentence]:
    """A paragraph's sentences. The last one is a lead-in, of the next group, if it introduces what follows."""
    found = [(part.start + start, part.start + end) for start, end in spans(text[part.start : part.end])]
    for start, end in found:
        quote = text[start:end]
        leads = introduces and end == part.end and (quote.endswith(":") or LEADING_IN.search(quote) is not None)
        yield Sentence(
            id=content_id(article, start, end, quote),
            article=article,
            passage="",
            start=start,
            end=end,
            text=quote,
            kind=SentenceKind.LEAD_IN if leads else SentenceKind.PROSE,
            group=group + int(leads),
            label_start=start,
        )


def item_sentences(article: str, text: str, part: ListPart, group: int) -> Iterator[Sentence]:
    """The sentences of a list's items; the label stands before the first one of its item."""
    for item in part.items:
        for at, (first, last) in enumerate(spans(text[item.start : item.end])):
            start, end = item.start + first, item.start + last
            yield Sentence(
                id=content_id(article, start, end, text[start:end]),
                article=article,
                passage="",
                start=start,
                end=end,
                text=text[start:end],
                kind=SentenceKind.ITEM,
                group=group,
                item=item.item,
                label=item.label,
                label_start=item.label_start if at == 0 else start,
            )


def cell_sentences(article: str, text: str, part: TablePart, group: int) -> Iterator[Sentence]:
    """A sentence for each cell, whole."""
    for cell in part.cells:
        yield Sentence(
            id=content_id(article, cell.start, cell.end, text[cell.start : cell.end]),
            article=article,
            passage="",
            start=cell.start,
            end=cell.end,
            text=text[cell.start : cell.end],
            kind=SentenceKind.CELL,
            group=group,
            item=cell.item,
            label=cell.label,
            label_start=cell.start,
            column=cell.column,
        )


def content_id(*parts: str | int) -> str:
    """The first 16 hex digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]
