"""What an update changed: articles by paragraph, answers. Not here: by word (`pieces`), whether it is good (`gate`)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from evals.case import Evidence
from evals.pieces import Piece, aligned, tokens, word_pieces
from evals.runner import CaseResult
from evals.score import Texts
from evals.spans import places

LINE = re.compile(r"\S.*")  # of canonical text: a paragraph, a list item, a row or a heading
NEAR = 40  # paragraphs to look through for the one that was rewritten
ALIKE = 0.5  # share of words in common from which a paragraph counts as rewritten, not as removed and added


class Kind(StrEnum):
    """What happened to an article or a paragraph."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Effect(StrEnum):
    """What a changed answer means for readers; BROKEN and MENDED change sides, CHANGED stays on its own."""

    BROKEN = "broken"
    MENDED = "mended"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True)
class ParagraphChange:
    """A paragraph, list item or row before and after; one is empty where it was added or removed.

    `start` and `end` are its offsets in the new text; for a removed one, in the old text.
    """

    kind: Kind
    before: str
    after: str
    start: int
    end: int

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The words that stay, go and come."""
        return word_pieces(self.before, self.after)


@dataclass(frozen=True, kw_only=True)
class ArticleChange:
    """An article that came, went or changed, with its changed paragraphs in their order."""

    article: str
    kind: Kind
    paragraphs: tuple[ParagraphChange, ...]


@dataclass(frozen=True, kw_only=True)
class AnswerChange:
    """One case whose answer, outcome or passing differs between two versions."""

    before: CaseResult
    after: CaseResult

    @property
    def effect(self) -> Effect:
        """Broken when it passed before alone, mended when it passes now alone."""
        if self.before.passed == self.after.passed:
            return Effect.CHANGED
        return Effect.MENDED if self.after.passed else Effect.BROKEN

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The words that stay, go and come."""
        return word_pieces(self.before.answer, self.after.answer)


class Rests(Protocol):
    """A case, or its result: it rests on quotes."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The quotes."""


def changed_articles(before: Texts, after: Texts) -> tuple[ArticleChange, ...]:
    """The articles that differ, by id, and in each the paragraphs that do. Spacing alone is no change."""
    changes = []
    for article in sorted({*before, *after}):
        paragraphs = tuple(changed_paragraphs(before.get(article, ""), after.get(article, "")))
        if article not in before:
            changes.append(ArticleChange(article=article, kind=Kind.ADDED, paragraphs=paragraphs))
        elif article not in after:
            changes.append(ArticleChange(article=article, kind=Kind.REMOVED, paragraphs=paragraphs))
        elif paragraphs:
            changes.append(ArticleChange(article=article, kind=Kind.CHANGED, paragraphs=paragraphs))
    return tuple(changes)


def changed_answers(before: Iterable[CaseResult], after: Iterable[CaseResult]) -> tuple[AnswerChange, ...]:
    """The cases that both runs measured and that differ: broken first, then mended, then the rest."""
    known = {result.id: result for result in before}
    changes = [
        AnswerChange(before=known[result.id], after=result)
        for result in after
        if result.id in known and not (result.error or known[result.id].error) and differs(known[result.id], result)
    ]
    order = list(Effect)
    return tuple(sorted(changes, key=lambda change: order.index(change.effect)))


def differs(before: CaseResult, after: CaseResult) -> bool:
    """Whether a reader would see a difference, or the case changed sides."""
    return (before.answer, before.outcome, before.passed) != (after.answer, after.outcome, after.passed)


def unprotected(
    changes: Iterable[ArticleChange], cases: Iterable[Rests], after: Texts
) -> tuple[tuple[str, ParagraphChange], ...]:
    """(article, paragraph) of new and rewritten paragraphs that no case's evidence touches; headings left out."""
    quotes = [(evidence.article, evidence.quote) for case in cases for evidence in case.evidence]
    found = []
    for change in changes:
        text = after.get(change.article, "")
        held = [place for article, quote in quotes if article == change.article for place in places(quote, text)]
        found += [
            (change.article, paragraph)
            for paragraph in change.paragraphs
            if paragraph.kind != Kind.REMOVED
            and says_something(paragraph.after)
            and not any(start < paragraph.end and paragraph.start < end for start, end in held)
        ]
    return tuple(found)


def says_something(paragraph: str) -> bool:
    """Whether a paragraph is more than a heading or the rule of a table."""
    return not paragraph.startswith("#") and any(token.isalnum() for token in tokens(paragraph))


def changed_paragraphs(before: str, after: str) -> Iterator[ParagraphChange]:
    """The paragraphs that differ; a removed and an added one in the same place that are alike count as one rewritten."""
    old, new = (list(LINE.finditer(text)) for text in (before, after))
    told, tells = [words(match[0]) for match in old], [words(match[0]) for match in new]
    for low, high, left, right in aligned(told, tells):
        if told[low:high] != tells[left:right]:
            yield from rewritten(old[low:high], new[left:right])


def rewritten(old: Sequence[re.Match[str]], new: Sequence[re.Match[str]]) -> Iterator[ParagraphChange]:
    """Pair each new paragraph with the first old one that is alike; what is left over was removed or added."""
    left = list(old)
    for match in new:
        twin = next((other for other in left[:NEAR] if alike(other[0], match[0])), None)
        if twin is not None:
            skipped = left[: left.index(twin)]
            yield from (removed(other) for other in skipped)
            left = left[len(skipped) + 1 :]
        yield ParagraphChange(
            kind=Kind.CHANGED if twin else Kind.ADDED,
            before=twin[0] if twin else "",
            after=match[0],
            start=match.start(),
            end=match.end(),
        )
    yield from (removed(other) for other in left)


def removed(match: re.Match[str]) -> ParagraphChange:
    """A paragraph that is gone."""
    return ParagraphChange(kind=Kind.REMOVED, before=match[0], after="", start=match.start(), end=match.end())


def words(text: str) -> tuple[str, ...]:
    """The words and signs of a text, spacing aside."""
    return tuple(token for token in tokens(text) if not token.isspace())


def alike(one: str, other: str) -> bool:
    """Whether two paragraphs share enough words to be one, rewritten: 2 * shared / (words of both)."""
    counts = Counter(words(one)), Counter(words(other))
    return 2 * (counts[0] & counts[1]).total() >= ALIKE * (counts[0].total() + counts[1].total())
