"""Plain text into blocks, by what its lines look like among each other: there are no marks to go by.

Not here: single lines (`lines`), lines that were broken (`unwrap`), levels of headings and the title (`outline`).
"""

import re
from collections.abc import Callable
from pathlib import Path

from ingest.blocks import LABEL_WORDS, Block, Document, Heading, Item, ListBlock, Paragraph, Table
from ingest.canonical import is_parallel
from ingest.flat import unflatten
from ingest.lines import (
    RULE,
    Line,
    ends_sentence,
    is_heading_like,
    is_numbered,
    is_row,
    is_title_case,
    marked,
    split_lines,
)
from ingest.outline import SUB, labels_of, outline, title_of
from ingest.unwrap import unwrap

LABEL = re.compile(r"(?P<label>[^\s:.!?;][^:.!?;]{0,99}?):\s+(?P<text>\S.*)")
GERUND = re.compile(r"[A-Z][a-z]+ing\b")
JOINT = re.compile(r"[a-z)] [A-Z][a-z]")  # a new cell that begins within a flattened row
LONGEST_ITEM = 250  # characters of an item that has no mark
FEWEST_ROWS = 3


def read_plaintext(text: str, path: Path) -> Document:  # noqa: ARG001 - readers share one form
    """Read cleaned plain text. The title is a first line that reads as one, or the most central heading."""
    blocks = outline(_Reader(unwrap(split_lines(text))).read())
    return Document(blocks=tuple(blocks), title=title_of(blocks))


class _Reader:
    """Goes down the lines; each `_take_...` looks whether its block begins here, adds it, and says so."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._spaced = is_spaced(lines)
        self._at = 0
        self._questions = False
        self._blocks: list[Block] = []

    def read(self) -> list[Block]:
        self._take_title()
        while self._at < len(self._lines):
            taken = (
                self._take_pipes()
                or self._take_marked()
                or self._take_flat_rows()
                or self._take_bare_list()
                or self._take_heading()
            )
            if not taken:
                line = self._lines[self._at]
                self._add(Paragraph(text=line.text, line=line.number), self._at + 1)
        return self._blocks

    def _add(self, block: Block, at: int) -> bool:
        self._blocks.append(block)
        self._at = at
        return True

    def _add_list(self, lines: list[Line], at: int) -> bool:
        items = tuple(Item(text=line.text, line=line.number) for line in lines)
        return self._add(ListBlock(items=items, line=lines[0].number), at)

    def _take_title(self) -> bool:
        if len(self._lines) < 2 or marked(self._lines[0]) or not is_heading_like(self._lines[0]):
            return False
        line = self._lines[0]
        return self._add(Heading(level=1, text=line.text.removesuffix(":"), line=line.number), 1)

    def _take_pipes(self) -> bool:
        end = self._run(self._at, is_row)
        lines = self._lines[self._at : end]
        rows = [
            tuple(cell.strip() for cell in line.text.strip("|").split("|"))
            for line in lines
            if not RULE.fullmatch(line.text)
        ]
        if not rows:
            return False
        return self._add(Table(header=rows[0], rows=tuple(rows[1:]), line=lines[0].number), end)

    def _take_marked(self) -> bool:
        end = self._at
        while end < len(self._lines) and marked(self._lines[end]):
            first, line = self._lines[self._at], self._lines[end]
            if line.indent <= first.indent and is_numbered(line) != is_numbered(first):
                break
            end += 1
        lines = self._lines[self._at : end]
        if not lines:
            return False
        if self._is_numbered_heading(lines, end):
            text = self._text(lines[0])
            return self._add(Heading(level=2, text=text, line=lines[0].number), end)
        items = self._items(lines)
        if not items:
            self._at = end
            return True
        block = ListBlock(items=items, ordered=is_numbered(lines[0]), line=lines[0].number)
        return self._add(block, end)

    def _is_numbered_heading(self, lines: list[Line], end: int) -> bool:
        """A single number over text, as in `2. Scope`."""
        line = lines[0]
        if len(lines) > 1 or end == len(self._lines) or not is_numbered(line) or not self._text(line):
            return False
        return is_heading_like(Line(text=self._text(line), number=line.number))

    @staticmethod
    def _text(line: Line) -> str:
        mark = marked(line)
        return mark["text"].strip() if mark else line.text

    def _items(self, lines: list[Line]) -> tuple[Item, ...]:
        texts = [self._text(line) for line in lines]
        found = [LABEL.fullmatch(text) for text in texts]
        labels = [match if match and len(match["label"].split()) <= LABEL_WORDS else None for match in found]
        if 2 * sum(label is not None for label in labels) < len(lines):
            labels = [None] * len(lines)
        items: list[Item] = []
        indents: list[int] = []
        for line, text, label in zip(lines, texts, labels, strict=True):
            while indents and indents[-1] > line.indent:
                indents.pop()
            if not indents or indents[-1] < line.indent:
                indents.append(line.indent)
            if text:
                items.append(
                    Item(
                        text=label["text"] if label else text,
                        label=label["label"] if label else "",
                        depth=len(indents) - 1,
                        line=line.number,
                    )
                )
        return tuple(items)

    def _flat_rows(self, at: int) -> list[Line]:
        """A block of short lines where blank lines part all others: a table whose columns are lost, or a list.

        Empty if none begins here.
        """
        if not self._spaced or at >= len(self._lines):
            return []
        end = self._run(at + 1, lambda line: not line.gap and not marked(line) and not is_row(line))
        first, *rows = self._lines[at:end]
        if not first.gap or len(rows) + 1 < FEWEST_ROWS or not is_heading_like(first):
            return []
        if any(len(row.text) > LONGEST_ITEM for row in rows):
            return []
        return [first, *rows] if has_joints(rows) or not any(ends_sentence(row.text) for row in rows) else []

    def _take_flat_rows(self) -> bool:
        lines = self._flat_rows(self._at)
        if not lines:
            return False
        end = self._at + len(lines)
        first, *rows = lines
        if not has_joints(rows):
            return self._add_list(lines, end)
        labels = frozenset(label for block in self._blocks for label in labels_of(block))
        headings = frozenset(block.text.casefold() for block in self._blocks if isinstance(block, Heading))
        table = unflatten(first.text, [row.text for row in rows], labels | headings, first.number)
        if isinstance(self._blocks[-1], Heading) and len(table.header) > 1 and not is_parallel(table):
            # As a list it loses its header, which says what it lists where nothing leads it in.
            self._add(Paragraph(text=f"{table.header[0]}:", line=first.number), self._at)
        return self._add(table, end)

    def _take_bare_list(self) -> bool:
        """Items without marks: short lines alike after a line that leads them in, or under a heading."""
        first = self._lines[self._at]
        if first.text.endswith(":") and not is_heading_like(first):
            items = self._bare_items(self._at + 1)
            if len(items) < 2 or self._flat_rows(self._at + 1):
                return False
            self._add(Paragraph(text=first.text, line=first.number), self._at + 1)
            return self._add_list(items, self._at + len(items))
        end = self._run(self._at, lambda line: not marked(line) and is_plain_heading(line))
        if end < len(self._lines) and end - self._at > 1:
            end -= 1  # the last of them is the heading of what follows
        if self._spaced or end - self._at < 4:
            return False
        self._add_heading(first)
        return self._add_list(self._lines[self._at : end], end)

    def _bare_items(self, start: int) -> list[Line]:
        items: list[Line] = []
        for line in self._lines[start:]:
            if (items and line.gap) or marked(line) or is_row(line) or not is_bare_item(line):
                break
            if len(items) >= 2 and not is_alike(items, line):
                break
            items.append(line)
        return items

    def _take_heading(self) -> bool:
        line = self._lines[self._at]
        if not self._is_heading(self._at):
            return False
        self._add_heading(line)
        return True

    def _is_heading(self, at: int) -> bool:
        if at + 1 >= len(self._lines) or marked(self._lines[at]) or not is_heading_like(self._lines[at]):
            return False
        above = self._blocks[-1] if self._blocks else None
        if not self._spaced or self._lines[at].gap or isinstance(above, Heading):
            return True
        last = self._lines[at - 1]
        return self._lines[at + 1].gap and (marked(last) is not None or ends_sentence(last.text))

    def _add_heading(self, line: Line) -> None:
        """Questions right under a heading, such as `FAQ`, are its subsections, and so is what ends with a colon."""
        if not line.text.endswith("?"):
            below = self._at + 1
            self._questions = self._is_heading(below) and self._lines[below].text.endswith("?")
        inside = line.text.endswith(":") and any(
            isinstance(block, Heading) and block.level == 2 for block in self._blocks
        )
        level = SUB if inside or (self._questions and line.text.endswith("?")) else 2
        self._add(Heading(level=level, text=line.text.removesuffix(":"), line=line.number), self._at + 1)

    def _run(self, start: int, fits: Callable[[Line], bool]) -> int:
        """The end of the run of lines from `start` on that fit."""
        end = start
        while end < len(self._lines) and fits(self._lines[end]):
            end += 1
        return end


def is_spaced(lines: list[Line]) -> bool:
    """Whether blank lines part the paragraphs of this text, so that lines without one between belong together."""
    plain = [line for line in lines if not marked(line) and not is_row(line)]
    return len(plain) > 3 and sum(line.gap for line in plain) >= 0.5 * len(plain)


def has_joints(rows: list[Line]) -> bool:
    """Whether most rows have a capital in mid-sentence, where the next column began."""
    return sum(JOINT.search(row.text) is not None for row in rows) >= 0.8 * len(rows)


def is_plain_heading(line: Line) -> bool:
    """Whether the line could be a heading, and is neither a question nor ended with a colon."""
    return is_heading_like(line) and not line.text.endswith(("?", ":"))


def is_bare_item(line: Line) -> bool:
    """Whether the line could be an item without a mark: no sentence, unless it begins as `Setting` does."""
    if len(line.text) > LONGEST_ITEM or line.text.endswith(":"):
        return False
    return not ends_sentence(line.text) or GERUND.match(line.text) is not None


def is_alike(items: list[Line], line: Line) -> bool:
    """Whether the line has the form of the items above it, and is not the heading of what follows them."""
    if all(GERUND.match(item.text) for item in items):
        return GERUND.match(line.text) is not None
    return all(is_title_case(item.text) for item in items) or not is_title_case(line.text)
