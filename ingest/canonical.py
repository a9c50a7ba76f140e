"""Blocks into canonical text, which citation offsets count in, and the parts of that text with their offsets.

Not here: sentences (`sentences`) and passages (`passages`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.vocabulary import Section
from ingest.blocks import Block, Heading, Item, ListBlock, Paragraph, Table, squeeze

ROLE = re.compile(r"\b(chief|officer|director|president|manager|head of|founder|[csv]-?level)\b", re.IGNORECASE)
ACRONYM = re.compile(r"([A-Z]{2,5}|E?S?VP)s?( of .+)?|.*\([A-Z]{2,5}s?\)")
ENDED = re.compile(r"[.!?:]$")
HEADER_WORDS = 5  # of a cell of a header
LONGER = 1.5  # times as many words as its header has every cell under a telling one
TELLING = re.compile(
    r"\b(description|describes?|meaning|means?|definition|details?|explanation|importance|purpose|what|why|how|example|"
    r"examples|notes?|tells?|shows?|measures?|used for|significance)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class HeadingPart:
    """A heading line. The article's title has level 0."""

    start: int
    end: int
    level: int
    text: str


@dataclass(frozen=True, kw_only=True)
class ParagraphPart:
    """A paragraph."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class ItemPart:
    """The text of an item; `label_start` is where its label begins, and equals `start` without one."""

    start: int
    end: int
    item: int
    label: str
    label_start: int


@dataclass(frozen=True, kw_only=True)
class ListPart:
    """A list, from its first mark to the end of its last item."""

    start: int
    end: int
    items: tuple[ItemPart, ...]


@dataclass(frozen=True, kw_only=True)
class CellPart:
    """A cell that is not empty, with the label of its row and the header over it."""

    start: int
    end: int
    item: int
    label: str
    column: str


@dataclass(frozen=True, kw_only=True)
class TablePart:
    """A table from its header line on."""

    start: int
    end: int
    cells: tuple[CellPart, ...]


Part = HeadingPart | ParagraphPart | ListPart | TablePart


@dataclass(frozen=True, kw_only=True)
class Canonical:
    """An article's canonical text and its parts in order; the first part is the title's heading."""

    text: str
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]


def canonical(title: str, blocks: Sequence[Block]) -> Canonical:
    """Write blocks as light Markdown without inline marks, below the title; the same input gives the same bytes."""
    writer = _Writer()
    writer.heading(0, title)
    titled = False
    for block in blocks:
        if not titled and isinstance(block, Heading) and block.level == 1 and same(block.text, title):
            titled = True
            continue
        writer.block(block)
    text = "".join(writer.pieces) + "\n"
    return Canonical(text=text, parts=tuple(writer.parts), sections=tuple(sections(writer.parts, len(text))))


def with_paths(parts: Sequence[Part]) -> Iterator[tuple[Part, tuple[str, ...]]]:
    """Each part with the heading path that it stands under, from the title down; a heading's own is in its path."""
    stack: list[HeadingPart] = []
    for part in parts:
        if isinstance(part, HeadingPart):
            while stack and stack[-1].level >= part.level:
                stack.pop()
            stack.append(part)
        yield part, tuple(heading.text for heading in stack)


def sections(parts: Sequence[Part], length: int) -> Iterator[Section]:
    """The sections in order of their headings; the title's takes in the whole text."""
    paths = [(part, path) for part, path in with_paths(parts) if isinstance(part, HeadingPart)]
    ends: list[int] = []
    after: list[HeadingPart] = []  # the headings below, nearest last, of which each is of a higher level than the last
    for heading, _path in reversed(paths):
        while after and after[-1].level > heading.level:
            after.pop()
        ends.append(after[-1].start if after else length)
        after.append(heading)
    for (heading, path), end in zip(paths, reversed(ends), strict=True):
        yield Section(path=path, start=heading.start, end=end)


def same(one: str, other: str) -> bool:
    """Whether two headings read the same, case and spacing aside."""
    return squeeze(one).casefold() == squeeze(other).casefold()


def names_role(header: str) -> bool:
    """Whether a column's header reads as the name or the acronym of a position."""
    return ROLE.search(header) is not None or ACRONYM.fullmatch(header) is not None


def is_parallel(table: Table) -> bool:
    """Whether the columns stand side by side, as in `CSO | CMO`, so that the first does not label the rows."""
    header = table.header
    if not header or not all(header):
        return False
    if all(names_role(cell) for cell in header):
        return True
    if len(header) != 2 or TELLING.search(header[1]):
        return False
    words = [sum(len(row[at].split()) for row in table.rows if at < len(row)) for at in (0, 1)]
    return words[0] >= 4 * len(table.rows) and words[0] >= 0.6 * words[1]


def headed(table: Table) -> Table:
    """The table with its first row as header, if it has none and that row reads as one: short names over longer cells.

    Word files seldom say which row is the header.
    """
    if table.header or len(table.rows) < 3:
        return table
    first, *rest = table.rows
    if len(first) != 2 or any(not cell or len(cell.split()) > HEADER_WORDS or ENDED.search(cell) for cell in first):
        return table
    short = sum(len(row[-1].split()) <= LONGER * len(first[-1].split()) for row in rest)
    telling = TELLING.search(first[-1]) is not None
    if all(names_role(cell) for cell in first) or (telling and short == 0):
        return Table(header=first, rows=tuple(rest), line=table.line)
    return table


class _Writer:
    """Appends to the text and notes where each part begins and ends."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.parts: list[Part] = []
        self._length = 0

    def put(self, text: str) -> tuple[int, int]:
        start = self._length
        self.pieces.append(text)
        self._length += len(text)
        return start, self._length

    def gap(self) -> int:
        """Put a blank line before the next part; returns where it begins."""
        if self._length:
            self.put("\n\n")
        return self._length

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.heading(block.level, squeeze(block.text))
        elif isinstance(block, Paragraph):
            self.paragraph(squeeze(block.text))
        elif isinstance(block, ListBlock):
            self.items([item for item in block.items if squeeze(item.text)], ordered=block.ordered)
        else:
            self.rows(block)

    def heading(self, level: int, text: str) -> None:
        if text:
            start = self.gap()
            _, end = self.put(f"{'#' * max(level, 1)} {text}")
            self.parts.append(HeadingPart(start=start, end=end, level=level, text=text))

    def paragraph(self, text: str) -> None:
        if text:
            self.gap()
            start, end = self.put(text)
            self.parts.append(ParagraphPart(start=start, end=end))

    def items(self, items: Sequence[Item], *, ordered: bool) -> None:
        if not items:
            return
        begin = self.gap()
        parts: list[ItemPart] = []
        counts: list[int] = []
        for at, item in enumerate(items):
            depth = min(item.depth, len(counts))
            counts = [*counts[:depth], counts[depth] + 1 if depth < len(counts) else 1]
            mark = f"{counts[-1]}. " if ordered and depth == 0 else "- "
            self.put("\n" * (at > 0) + "  " * depth + mark)
            parts.append(self.item(at, squeeze(item.label), squeeze(item.text)))
        self.parts.append(ListPart(start=begin, end=self._length, items=tuple(parts)))

    def item(self, at: int, label: str, text: str) -> ItemPart:
        label_start = self._length
        if label:
            self.put(f"{label}: ")
        start, end = self.put(text)
        return ItemPart(start=start, end=end, item=at, label=label, label_start=label_start)

    def rows(self, table: Table) -> None:
        """A table of one or two columns is a list, its header left out, unless its columns are parallel."""
        table = headed(table)
        width = max([len(table.header), *map(len, table.rows)])
        if width <= 2 and not is_parallel(table):
            self.items([as_item(row) for row in table.rows if any(row)], ordered=False)
            return
        header, rows = (table.header, table.rows) if table.header else (table.rows[0], table.rows[1:])
        if any(any(row) for row in rows):
            self.table(pad(header, width), [pad(row, width) for row in rows], labels=not is_parallel(table))

    def table(self, header: tuple[str, ...], rows: Sequence[tuple[str, ...]], *, labels: bool) -> None:
        begin = self.gap()
        self.put(f"| {' | '.join(header)} |\n|{' --- |' * len(header)}")
        cells: list[CellPart] = []
        for item, row in enumerate(rows):
            self.put("\n|")
            for at, text in enumerate(row):
                self.put(" ")
                start, end = self.put(text)
                self.put(" |")
                if text and (at > 0 or not labels):
                    label = row[0] if labels else ""
                    cells.append(CellPart(start=start, end=end, item=item, label=label, column=header[at]))
        self.parts.append(TablePart(start=begin, end=self._length, cells=tuple(cells)))


def as_item(row: Sequence[str]) -> Item:
    """A row of one or two cells as an item; the first is the label if both are filled."""
    filled = [cell for cell in map(squeeze, row) if cell]
    if len(filled) == 2:
        return Item(label=filled[0].removesuffix(":"), text=filled[1])
    return Item(text=filled[0] if filled else "")


def pad(row: Sequence[str], width: int) -> tuple[str, ...]:
    """A row with `width` cells, each on one line."""
    return tuple(map(squeeze, row)) + ("",) * (width - len(row))
