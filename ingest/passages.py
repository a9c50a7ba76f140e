"""Passages of a canonical text: what is searched as a whole. Not here: how sentences are found (`sentences`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.vocabulary import Passage, PassageKind, Sentence, SentenceKind
from ingest.canonical import Canonical, HeadingPart, ListPart, ParagraphPart, with_paths
from ingest.sentences import content_id

FULL = 1200  # characters up to which paragraphs are merged; all-MiniLM-L6-v2 reads about as much (256 tokens)
LONGEST = 2 * FULL  # characters from which on one paragraph is cut between sentences


@dataclass(kw_only=True)
class _Stretch:
    """A passage in the making."""

    section: tuple[str, ...]
    start: int
    end: int
    kind: PassageKind


def cut_passages(
    article: str, canonical: Canonical, sentences: Sequence[Sentence]
) -> tuple[tuple[Passage, ...], tuple[Sentence, ...]]:
    """The article's passages in order, none overlapping, and its sentences with their `passage` filled in."""
    passages: list[Passage] = []
    placed: list[Sentence] = []
    rest = iter(sentences)
    sentence = next(rest, None)
    for stretch in stretches(canonical, sentences):
        passage = name(article, stretch, canonical.text)
        passages.append(passage)
        while sentence and sentence.end <= passage.end:
            placed.append(replace(sentence, passage=passage.id))
            sentence = next(rest, None)
    return tuple(passages), tuple(placed)


def name(article: str, stretch: _Stretch, text: str) -> Passage:
    """The passage that a finished stretch is."""
    quote = text[stretch.start : stretch.end]
    return Passage(
        id=content_id(article, "\x1e".join(stretch.section), stretch.start, stretch.end, quote),
        article=article,
        section=stretch.section,
        start=stretch.start,
        end=stretch.end,
        text=quote,
        kind=stretch.kind,
    )


def stretches(canonical: Canonical, sentences: Sequence[Sentence]) -> list[_Stretch]:
    """Merge paragraphs between headings, and keep lists and tables whole with the paragraph that leads them in."""
    lead_ins = {sentence.end for sentence in sentences if sentence.kind is SentenceKind.LEAD_IN}
    ends = [sentence.end for sentence in sentences]
    made: list[_Stretch] = []
    lead: int | None = None
    open_ = False  # whether the last stretch may still grow
    at = 0
    for part, path in with_paths(canonical.parts):
        section = path[1:]
        if isinstance(part, HeadingPart):
            open_ = False
        elif isinstance(part, ParagraphPart):
            while at < len(ends) and ends[at] <= part.start:
                at += 1
            if part.end in lead_ins:
                lead = part.start
                continue
            for start, end in pieces(part, ends, at):
                if open_ and end - made[-1].start <= FULL:
                    made[-1].end = end
                else:
                    made.append(_Stretch(section=section, start=start, end=end, kind=PassageKind.PROSE))
                    open_ = True
        else:
            kind = PassageKind.LIST if isinstance(part, ListPart) else PassageKind.TABLE
            start = part.start if lead is None else lead
            made.append(_Stretch(section=section, start=start, end=part.end, kind=kind))
            lead, open_ = None, False
    return made


def pieces(part: ParagraphPart, ends: Sequence[int], at: int) -> Iterator[tuple[int, int]]:
    """The paragraph whole, or a very long one cut between its sentences, whose ends begin at index `at`."""
    start = part.start
    if part.end - start > LONGEST:
        while at + 1 < len(ends) and ends[at] < part.end:
            if ends[at + 1] - start > FULL:
                yield start, ends[at]
                start = ends[at] + 1
            at += 1
    yield start, part.end
