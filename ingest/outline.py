"""The outline of a plain text, once its blocks are known: levels of headings, what is no content, a title.

Not here: which lines are headings (`plaintext`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.blocks import Block, Heading, ListBlock, Paragraph, Table
from ingest.flat import cut_alike, cut_list
from ingest.lines import ends_sentence, is_title_case

WORD = re.compile(r"\w+(?:-\w+)*")
SUB = 3  # level of headings within a section
SHORTEST_CAPTION = 3  # words; a shorter heading is repeated by chance
FEWEST_REPEATED = 3  # headings that a table names again, so that they and it belong to the section above them
LONGEST_NAME = 4  # words of a signature
FEWEST_SECTIONS = 3  # headings of a text whose last section may be a signature


def outline(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with their headings at the levels that the text shows."""
    return lower_teasers(lower_repeated(without_signature(part_columns(without_captions(blocks)))))


def title_of(blocks: Sequence[Block]) -> str:
    """The heading most of whose pairs of words stand in other headings and the opening too; empty if none shares any.

    Pairs, and not words, so that `Sales vs Marketing` counts for more than `Pros of Sales` where both are repeated.
    """
    headings = [block for block in blocks if isinstance(block, Heading)]
    texts = [block.text for block in (*headings, *blocks[:1]) if isinstance(block, Heading | Paragraph)]
    total = Counter(both for text in texts for both in pairs(text))
    best, title = 0.0, ""
    for heading in headings:
        found = pairs(heading.text)
        score = sum(total[both] for both in found) / max(1, len(found)) ** 0.5
        if heading.level <= 2 and score > best and any(total[both] > 1 for both in found):
            best, title = score, heading.text
    return title


def pairs(text: str) -> frozenset[tuple[str, str]]:
    """The pairs of words that follow each other, in lower case."""
    words = WORD.findall(text.lower())
    return frozenset(pairwise(words))


def without_captions(blocks: Sequence[Block]) -> list[Block]:
    """Drop headings that hold nothing and repeat words of one above: the captions of images that were lost."""
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) and at + 1 < len(blocks) and isinstance(blocks[at + 1], Heading):
            above = [heading.text.casefold() for heading in kept if isinstance(heading, Heading)]
            repeats = any(block.text.casefold() in text for text in above)
            if repeats and len(block.text.split()) >= SHORTEST_CAPTION and not block.text.endswith("?"):
                continue
        kept.append(block)
    return kept


def part_columns(blocks: Sequence[Block]) -> list[Block]:
    """Two headings on one line above one list, which stood side by side, each with its own part of it."""
    words = frozenset(word for block in blocks for word in WORD.findall(text_of(block).lower()))
    kept: list[Block] = []
    for block in blocks:
        above = kept[-1] if kept else None
        if isinstance(block, ListBlock) and isinstance(above, Heading) and above.level > 1:
            headings, lists = cut_alike(above.text), cut_list(block, words)
            if headings and lists:
                kept.pop()
                nested = any(isinstance(other, Heading) and other.level > 1 for other in kept)
                for heading, part in zip(headings, lists, strict=True):
                    kept += [Heading(level=SUB if nested else above.level, text=heading, line=above.line), part]
                continue
        kept.append(block)
    return kept


def text_of(block: Block) -> str:
    """All words of a block."""
    if isinstance(block, ListBlock):
        return " ".join(f"{item.label} {item.text}" for item in block.items)
    if isinstance(block, Table):
        return " ".join(cell for row in (block.header, *block.rows) for cell in row)
    return block.text


def without_signature(blocks: Sequence[Block]) -> list[Block]:
    """Drop a last section of a longer text that is nothing but a name, such as that of who wrote it."""
    if len(blocks) < 2 or sum(isinstance(block, Heading) for block in blocks) < FEWEST_SECTIONS:
        return list(blocks)
    heading, last = blocks[-2:]
    if not isinstance(heading, Heading) or not isinstance(last, Paragraph) or ends_sentence(last.text):
        return list(blocks)
    named = is_title_case(last.text) and 1 < len(last.text.split()) <= LONGEST_NAME
    return list(blocks[:-2]) if named and last.text.replace(" ", "").isalpha() else list(blocks)


def lower_repeated(blocks: Sequence[Block]) -> list[Block]:
    """Where a table or list names the headings above it again, it sums up their section: they are its subsections."""
    kept = list(blocks)
    for at, block in enumerate(blocks):
        labels = labels_of(block)
        own = at - 1
        while own >= 0 and not isinstance(kept[own], Heading):
            own -= 1
        if len(labels) < FEWEST_REPEATED or own < 0:
            continue
        places = [own]
        for place in range(own - 1, 0, -1):
            heading = kept[place]
            if isinstance(heading, Heading):
                if heading.text.casefold() not in labels:
                    break
                places.append(place)
        if len(places) - 1 == len(labels):
            for place in places:
                heading = kept[place]
                if isinstance(heading, Heading):
                    kept[place] = replace(heading, level=SUB)
    return kept


def labels_of(block: Block) -> frozenset[str]:
    """What the items or rows of a block are called, case aside."""
    if isinstance(block, ListBlock):
        return frozenset(item.label.casefold() for item in block.items if item.label)
    if isinstance(block, Table):
        return frozenset(row[0].casefold() for row in block.rows if len(row) > 1)
    return frozenset()


def lower_teasers(blocks: Sequence[Block]) -> list[Block]:
    """At the end of a text, headings with one paragraph each belong to the heading right above the first of them."""
    start = len(blocks)
    while start >= 2 and is_section(blocks[start - 2]) and isinstance(blocks[start - 1], Paragraph):
        start -= 2
    if len(blocks) - start < 4 or not start or not is_section(blocks[start - 1]):
        return list(blocks)
    below = [replace(block, level=SUB) if isinstance(block, Heading) else block for block in blocks[start:]]
    return [*blocks[:start], *below]


def is_section(block: Block) -> bool:
    """Whether the block is the heading of a section that is in no other."""
    return isinstance(block, Heading) and block.level == SUB - 1
