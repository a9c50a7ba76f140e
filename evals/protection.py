"""Which paragraphs of the articles the cases check, whatever changed. Not here: changed ones alone (`changes`)."""

from collections.abc import Iterable
from dataclasses import dataclass

from evals.case import Case
from evals.changes import LINE, says_something
from evals.score import Texts
from evals.spans import places


@dataclass(frozen=True, kw_only=True)
class Protected:
    """A paragraph, list item, row or heading at `start` to `end` of a canonical text, and the cases that quote it.

    `checkable` is false for what no case could quote: headings, and the rules of tables.
    """

    start: int
    end: int
    cases: tuple[str, ...]
    checkable: bool


def protection(article: str, texts: Texts, cases: Iterable[Case]) -> tuple[Protected, ...]:
    """The paragraphs of an article in order, each with the ids of the cases that have a quote in it."""
    text = texts[article]
    held = [
        (start, end, case.id)
        for case in cases
        for evidence in case.evidence
        if evidence.article == article
        for start, end in places(evidence.quote, text)
    ]
    return tuple(
        Protected(
            start=line.start(),
            end=line.end(),
            cases=tuple(dict.fromkeys(case for start, end, case in held if start < line.end() and line.start() < end)),
            checkable=says_something(line[0]),
        )
        for line in LINE.finditer(text)
    )


def quoting(article: str, cases: Iterable[Case]) -> tuple[str, ...]:
    """The ids of the cases that quote an article."""
    return tuple(case.id for case in cases if any(evidence.article == article for evidence in case.evidence))


def lost(before: str, after: str, article: str, cases: Iterable[Case]) -> dict[str, tuple[str, ...]]:
    """The quotes that stood in an article and do not any more, each with the cases that rest on it."""
    gone: dict[str, list[str]] = {}
    for case in cases:
        for evidence in case.evidence:
            if evidence.article == article and places(evidence.quote, before) and not places(evidence.quote, after):
                gone.setdefault(evidence.quote, []).append(case.id)
    return {quote: tuple(dict.fromkeys(ids)) for quote, ids in gone.items()}
