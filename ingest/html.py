"""HTML into blocks: headings, paragraphs, lists, definition lists and tables of what a reader of the page sees.

Not here: scripts, navigation, forms and hidden parts, which are dropped.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from bs4 import BeautifulSoup, CData, NavigableString, PageElement, Tag

from assistant.errors import ArticleError
from ingest.blocks import Block, Document, Heading, Item, ListBlock, Paragraph, Table, labelled, squeeze

# fmt: off
DROPPED = frozenset((
    "script", "style", "nav", "header", "footer", "aside", "form", "template", "noscript", "svg", "math", "iframe",
    "object", "button", "select", "textarea", "input", "dialog", "audio", "video", "canvas", "head", "title",
))
# fmt: on
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LISTS = frozenset(("ul", "ol", "menu"))
# fmt: off
BLOCKS = frozenset(HEADINGS).union((
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "hr", "html", "li", "main", "ol", "menu", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", "colgroup", "col",
))
# fmt: on
HIDING = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
DEEPEST = 200


def read_html(text: str, path: Path) -> Document:
    """Read cleaned HTML text. Raises ArticleError if it is nested more than DEEPEST levels deep."""
    soup = BeautifulSoup(text, "html.parser")
    refuse_deep(soup, path)
    title = squeeze(soup.title.get_text()) if soup.title else ""
    walker = _Walker()
    walker.walk(soup)
    return Document(blocks=tuple(walker.blocks), title=title)


def refuse_deep(soup: Tag, path: Path) -> None:
    """Raise ArticleError for nesting that would exhaust the stack; this walk itself needs none."""
    layer = [soup]
    for _ in range(DEEPEST):
        layer = [child for tag in layer for child in tag.children if isinstance(child, Tag)]
    if layer:
        raise ArticleError(
            f"{path}, line {line_of(layer[0])}: nested more than {DEEPEST} levels deep. Save a simpler page."
        )


def is_dropped(tag: Tag) -> bool:
    """Whether a reader of the page does not see this element, or it is no part of the article."""
    if tag.name in DROPPED or tag.has_attr("hidden") or HIDING.search(str(tag.get("style", ""))):
        return True
    return tag.name == "sup" and tag.find("a") is not None  # the mark of a footnote


def line_of(tag: Tag) -> int:
    """The source line of an element, 0 if unknown."""
    return tag.sourceline or 0


class _Walker:
    """Collects blocks in reading order. Loose text between blocks becomes paragraphs."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._loose: list[str] = []
        self._line = 0

    def walk(self, parent: Tag) -> None:
        for child in parent.children:
            if not isinstance(child, Tag):
                self._loose.append(string_of(child))
            elif not is_dropped(child):
                self._enter(child)
        if parent.name in BLOCKS or parent.parent is None:
            self._flush()

    def _enter(self, tag: Tag) -> None:
        if tag.name not in BLOCKS:
            if tag.name == "br":
                self._loose.append(" ")
            else:
                self.walk(tag)
            return
        self._flush()
        self._line = line_of(tag)
        if tag.name in HEADINGS:
            self._add(Heading(level=int(tag.name[1]), text=squeeze(self._text(tag.children)), line=self._line))
        elif tag.name in LISTS:
            self._add_list(self._items(tag, 0), tag)
        elif tag.name == "dl":
            self._add_list(self._definitions(tag), tag)
        elif tag.name == "table" and not is_layout(tag):
            self._table(tag)
        else:
            self.walk(tag)

    def _add(self, block: Heading | Paragraph) -> None:
        if block.text:
            self.blocks.append(block)

    def _flush(self) -> None:
        text = squeeze("".join(self._loose))
        self._loose = []
        self._add(Paragraph(text=text, line=self._line))

    def _add_list(self, items: list[Item], tag: Tag) -> None:
        if items:
            self.blocks.append(ListBlock(items=tuple(items), ordered=tag.name == "ol", line=line_of(tag)))

    def _items(self, parent: Tag, level: int) -> list[Item]:
        items: list[Item] = []
        for child in parent.find_all(True, recursive=False):
            if child.name in LISTS:
                items += self._items(child, level + 1)
            elif not is_dropped(child):
                items += self._item(child, level)
        return items

    def _item(self, tag: Tag, level: int) -> list[Item]:
        # The parser nests an item into the one before if that is not closed.
        unclosed = [found.extract() for found in tag.find_all("li", recursive=False)]
        nested = [found for found in tag.find_all(LISTS) if found.find_parent(LISTS) is tag.parent]
        for found in nested:
            found.extract()
        bold, rest = self._bold(tag)
        item = labelled(bold, rest, depth=level, line=line_of(tag))
        items = [item] if item.text else []
        for found in nested:
            if is_dropped(found):
                continue
            items += self._items(found, level + 1)
        for found in unclosed:
            items += self._item(found, level)
        return items

    def _bold(self, tag: Tag) -> tuple[str, str]:
        """The item's bold beginning, and the rest."""
        children = [child for child in tag.children if isinstance(child, Tag) or string_of(child).strip()]
        if children and isinstance(children[0], Tag) and children[0].name in {"strong", "b"}:
            return self._text([children[0]]), self._text(children[1:])
        if children and isinstance(children[0], Tag) and children[0].name in {"p", "span"}:
            bold, rest = self._bold(children[0])
            return bold, f"{rest} {self._text(children[1:])}"
        return "", self._text(children)

    def _definitions(self, parent: Tag) -> list[Item]:
        items: list[Item] = []
        label = ""
        for tag in parent.find_all(("dt", "dd")):
            text = squeeze(self._text(tag.children))
            if tag.name == "dt":
                label = text.removesuffix(":")
            elif text:
                items.append(Item(text=text, label=label, line=line_of(tag)))
        return items

    def _table(self, table: Tag) -> None:
        rows: list[tuple[str, ...]] = []
        header: tuple[str, ...] = ()
        caption = table.find("caption")
        if isinstance(caption, Tag):
            self._add(Paragraph(text=squeeze(self._text(caption.children)), line=line_of(caption)))
        for row in table.find_all("tr"):
            cells = row.find_all(("td", "th"), recursive=False)
            texts = tuple(squeeze(self._text(cell.children)) for cell in cells)
            if not any(texts):
                continue
            if not rows and not header and all(cell.name == "th" for cell in cells):
                header = texts
            else:
                rows.append(texts)
        if rows:
            self.blocks.append(Table(header=header, rows=tuple(rows), line=line_of(table)))

    def _text(self, nodes: Iterable[PageElement]) -> str:
        """The visible text of nodes, with a space where a block or a line ends."""
        pieces: list[str] = []
        for node in nodes:
            if not isinstance(node, Tag):
                pieces.append(string_of(node))
            elif not is_dropped(node):
                inner = self._text(node.children)
                pieces.append(f" {inner} " if node.name in BLOCKS or node.name == "br" else inner)
        return "".join(pieces)


def string_of(node: PageElement) -> str:
    """The text of a string, empty for comments and declarations, which are subclasses."""
    return str(node) if type(node) in {NavigableString, CData} else ""


def is_layout(table: Tag) -> bool:
    """Whether a table only arranges a page: it holds headings or other tables."""
    return table.find(("table", *HEADINGS)) is not None
