"""Markdown tables as Slack's `table` blocks, their citations as links. Not here: the text around them (`blocks`)."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from markdown_it.token import Token

from ui.render import MARKDOWN, MARKER
from ui.slack.escape import entities, literal

ROWS = 100  # of one table, the header among them
COLUMNS = 20
CHARACTERS = 10_000  # in all cells of one message's tables
STYLES = {"strong": "bold", "em": "italic", "s": "strike"}

Block = dict[str, Any]
Link = Callable[[int], str | None]  # the address of a citation's passage, "" without a page, None for no citation


def pieces(text: str, link: Link) -> Iterator[str | list[Block]]:
    """The Markdown in order: stretches of text, and the blocks of each table that Slack can show as one."""
    lines = text.splitlines(keepends=True)
    tokens = MARKDOWN.parse("".join(lines))
    done = 0
    for place, token in enumerate(tokens):
        if token.type != "table_open" or token.level or token.map is None:
            continue
        blocks = table_blocks(rows(tokens[place:], link))
        if blocks:
            first, last = token.map
            yield "".join(lines[done:first])
            yield blocks
            done = last
    yield "".join(lines[done:])


def rows(tokens: Iterable[Token], link: Link) -> list[list[Block]]:
    """The cells of the table that the tokens begin with, row by row."""
    found: list[list[Block]] = []
    for token in tokens:
        if token.type == "tr_open":
            found.append([])
        elif token.type == "inline":
            found[-1].append(cell(token.children or (), link))
        elif token.type == "table_close":
            break
    return found


def cell(tokens: Sequence[Token], link: Link) -> Block:
    """One cell: formatted where it has bold words or citations."""
    elements: list[Block] = []
    style: dict[str, bool] = {}
    for token in tokens:
        name, _, edge = token.type.rpartition("_")
        if edge == "open" and name in STYLES:
            style = {**style, STYLES[name]: True}
        elif edge == "close" and name in STYLES:
            style = {key: value for key, value in style.items() if key != STYLES[name]}
        elif token.type in ("softbreak", "hardbreak"):
            elements.append(run("\n", style))
        elif token.content:
            elements += cited(token.content, style, link)
    elements = [element for element in elements if element["text"]]
    if all(element.keys() == {"type", "text"} for element in elements):
        return {"type": "raw_text", "text": "".join(element["text"] for element in elements) or " "}
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def cited(text: str, style: dict[str, bool], link: Link) -> Iterator[Block]:
    """A cell's text, its markers as links to their passages."""
    begin = 0
    for found in MARKER.finditer(text):
        yield run(text[begin : found.start()], style)
        address = link(int(found[1]))
        marker = f"[{int(found[1])}]"
        if address:
            yield {**run(" ", style)}
            yield {"type": "link", "url": address, "text": marker}
        elif address is not None:
            yield run(f" {marker}", style)
        begin = found.end()
    yield run(text[begin:], style)


def run(text: str, style: dict[str, bool]) -> Block:
    """A stretch of one style."""
    return {"type": "text", "text": literal(text)} | ({"style": style} if style else {})


def table_blocks(found: list[list[Block]]) -> list[Block]:
    """Tables within Slack's limits, the header repeated on each; none if one row is more than Slack can show."""
    header, body = found[0], found[1:]
    width = size([header])
    if len(header) > COLUMNS or any(width + size([row]) > CHARACTERS for row in body):
        return []
    tables: list[list[list[Block]]] = [[header]]
    for row in body:
        if len(tables[-1]) == ROWS or size(tables[-1]) + size([row]) > CHARACTERS:
            tables.append([header])
        tables[-1].append(row)
    wrapped = [{"is_wrapped": True}] * len(header)
    return [{"type": "table", "rows": table, "column_settings": wrapped} for table in tables]


def size(table: Iterable[Sequence[Block]]) -> int:
    """The characters of cells."""
    return sum(len(text) for row in table for one in row for text in texts(one))


def texts(value: Any) -> Iterator[str]:
    """Every text in a block or a part of one, in order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def plain(table: Block) -> str:
    """A table as lines of `mrkdwn`, for where blocks are not shown."""
    lines = [" | ".join("".join(texts(one)).strip() for one in row) for row in table["rows"]]
    return entities(re.sub(r"[ \t]+", " ", "\n".join(lines)))
