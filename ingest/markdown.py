"""Markdown into blocks: CommonMark with tables. Inline marks become plain text; images and raw HTML are dropped.

Not here: the front matter's schema.
"""

import logging
from collections.abc import Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.blocks import Block, Document, Heading, Item, ListBlock, Paragraph, Table, labelled, squeeze
from ingest.frontmatter import split_front_matter

logger = logging.getLogger(__name__)


def read_markdown(text: str, path: Path) -> Document:
    """Read cleaned Markdown text. Raises ArticleError if its front matter is broken."""
    meta, body, above = split_front_matter(text, path)
    reader = _Reader(path, above)
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        reader.take(token)
    return Document(blocks=tuple(reader.blocks), meta=meta)


def plain(tokens: Sequence[Token]) -> tuple[str, str]:
    """Inline tokens as text: the bold beginning (empty if the text does not begin bold), and the rest."""
    bold, rest, depth = "", "", 0
    for token in tokens:
        if token.type == "strong_open" and not squeeze(rest):
            depth += 1
        elif token.type == "strong_close" and depth:
            depth -= 1
        piece = _piece(token)
        if depth:
            bold += piece
        else:
            rest += piece
    return bold, rest


def _piece(token: Token) -> str:
    if token.type in {"text", "text_special", "code_inline"}:
        return token.content
    breaks = token.type in {"softbreak", "hardbreak"} or token.content.lower().startswith("<br")
    return " " if breaks else ""


class _Open:
    """A list item that is still being read."""

    def __init__(self, depth: int, line: int) -> None:
        self.depth = depth
        self.line = line
        self.bold = ""
        self.rest = ""

    def add(self, bold: str, rest: str) -> None:
        if self.bold or self.rest:
            self.rest += f" {bold}{rest}"
        else:
            self.bold, self.rest = bold, rest


class _Reader:
    """Takes block tokens one by one, in order; a loop and not a recursion, so that no nesting can exhaust the stack."""

    def __init__(self, path: Path, above: int) -> None:
        self.blocks: list[Block] = []
        self._path = path
        self._above = above
        self._heading = 0
        self._ordered = False
        self._depth = 0
        self._items: list[_Open] = []
        self._open: list[_Open] = []
        self._rows: list[list[str]] = []
        self._start = 0

    def take(self, token: Token) -> None:
        line = token.map[0] + 1 + self._above if token.map else 0
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            self._open_list(token.type == "ordered_list_open", line)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._close_list()
        elif token.type == "list_item_open":
            self._open.append(_Open(self._depth - 1, line))
            self._items.append(self._open[-1])
        elif token.type == "list_item_close":
            self._open.pop()
        elif token.type == "table_open":
            self._rows, self._start = [], line
        elif token.type == "table_close":
            self._close_table()
        elif token.type == "tr_open":
            self._rows.append([])
        elif token.type == "heading_open":
            self._heading = int(token.tag[1:])
        elif token.type == "heading_close":
            self._heading = 0
        else:
            self._take_text(token, line)

    def _take_text(self, token: Token, line: int) -> None:
        if token.type == "html_block":
            logger.warning("%s, line %d: raw HTML is dropped", self._path, line)
        elif token.type in {"fence", "code_block"}:
            self._add("", token.content, line)
        elif token.type == "inline":
            self._add(*plain(token.children or []), line)

    def _add(self, bold: str, rest: str, line: int) -> None:
        text = squeeze(bold + rest)
        if self._rows:
            self._rows[-1].append(text)
        elif self._open:
            self._open[-1].add(bold, rest)
        elif text and self._heading:
            self.blocks.append(Heading(level=self._heading, text=text, line=line))
        elif text:
            self.blocks.append(Paragraph(text=text, line=line))

    def _open_list(self, ordered: bool, line: int) -> None:
        if self._depth == 0:
            self._items, self._ordered, self._start = [], ordered, line
        self._depth += 1

    def _close_list(self) -> None:
        self._depth -= 1
        if self._depth:
            return
        made = [labelled(item.bold, item.rest, depth=item.depth, line=item.line) for item in self._items]
        items: tuple[Item, ...] = tuple(item for item in made if item.text)
        if items:
            self.blocks.append(ListBlock(items=items, ordered=self._ordered, line=self._start))

    def _close_table(self) -> None:
        rows, self._rows = self._rows, []
        if self._open:
            self._open[-1].add("", " ".join(cell for row in rows for cell in row))
        elif any(cell for row in rows for cell in row):
            header, *body = (tuple(row) for row in rows)
            self.blocks.append(Table(header=header, rows=tuple(body), line=self._start))
