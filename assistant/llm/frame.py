"""Which part of an extractive answer a model may say in its own words.

What is decided stays as it is: outcome, tables, lists, disagreements, what is missing, the role that is advised.
Not here: the phrasing (`author`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer.compose import plain
from assistant.vocabulary import Answer, AnswerSentence, Citation, Outcome, Support

MARKER = re.compile(r"(?<!\\)\[(\d+)\]")


class BlockKind(StrEnum):
    """What a paragraph of an answer's Markdown is."""

    CONNECTIVE = "connective"
    PARAGRAPH = "paragraph"
    LEAD_IN = "lead_in"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph of an answer's Markdown, and its sentences."""

    kind: BlockKind
    text: str
    sentences: tuple[AnswerSentence, ...]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """An extractive answer with a gap: what stands before and after it, and the evidence that the gap was made of.

    `decided` is the line of advice that stands before the gap, empty without one; `sentences` are those that cite
    anything in the gap, the draft's best first, which what a model writes has to rest on or is followed by.
    """

    before: tuple[Block, ...]
    cited: tuple[Citation, ...]
    after: tuple[Block, ...]
    decided: str = ""
    sentences: tuple[AnswerSentence, ...] = ()

    def said(self, citation: Citation) -> AnswerSentence | None:
        """The sentence of the gap that rests on a span."""
        return next((one for one in self.sentences if citation.marker in one.citations), None)


def frame_of(draft: Answer) -> Frame | None:
    """The part of an answer that may be said in other words; None where there is none."""
    if draft.outcome is not Outcome.ANSWERED or draft.disagreements or not draft.citations:
        return None
    blocks = blocks_of(draft)
    kinds = [block.kind for block in blocks]
    if not blocks or BlockKind.TABLE in kinds:
        return None
    first = next((place for place, kind in enumerate(kinds) if kind is not BlockKind.CONNECTIVE), len(kinds))
    end = first
    while end < len(kinds) and kinds[end] is BlockKind.PARAGRAPH:
        end += 1
    decided = ""
    if end == first and first and first < len(kinds) and kinds[first] is BlockKind.LIST:
        decided, end = plain(blocks[first - 1].text), first + 1
    if end == first:
        return None
    markers = dict.fromkeys(
        marker for block in blocks[first:end] for one in block.sentences for marker in one.citations
    )
    known = {citation.marker: citation for citation in draft.citations}
    return Frame(
        before=blocks[:first],
        cited=tuple(known[marker] for marker in markers),
        after=blocks[end:],
        decided=decided,
        sentences=tuple(one for block in blocks[first:end] for one in block.sentences if one.citations),
    )


def blocks_of(draft: Answer) -> tuple[Block, ...]:
    """The answer's paragraphs with their sentences; none if the two do not fit each other."""
    texts = draft.text.split("\n\n")
    found: list[Block] = []
    place = 0
    for number, text in enumerate(texts):
        count = len(MARKER.findall(text)) or 1
        sentences = draft.sentences[place : place + count]
        place += count
        following = texts[number + 1] if number + 1 < len(texts) else ""
        found.append(Block(kind=kind_of(text, sentences, following), text=text, sentences=sentences))
    return tuple(found) if place == len(draft.sentences) else ()


def kind_of(text: str, sentences: Sequence[AnswerSentence], following: str) -> BlockKind:
    """What a paragraph is, given the one that follows."""
    if text.startswith("|"):
        return BlockKind.TABLE
    if text.startswith("- "):
        return BlockKind.LIST
    if all(sentence.support is Support.CONNECTIVE for sentence in sentences):
        return BlockKind.CONNECTIVE
    return BlockKind.LEAD_IN if following.startswith("- ") and len(sentences) == 1 else BlockKind.PARAGRAPH
