"""Evidence: an article's text around a citation as HTML, with the cited span marked.

All article text is escaped here; the only links are to our own evidence. Not here: the
citations inside an answer (`render`) and the addresses' routes (`server`).
"""

import re
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from threading import Lock
from urllib.parse import quote, urlencode

from assistant.vocabulary import Article, Glossary, Section
from ui.desk import Articles

SMALLEST_SURROUNDINGS = 500  # characters; a shorter section is shown with its parent
LARGEST_SURROUNDINGS = 12_000  # characters shown in the panel
KEPT_VERSIONS = 5

HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
ITEM = re.compile(r"[ \t]*(?:[-*+•]|(\d{1,4})[.)])[ \t]+(?=\S)")
RULE_ROW = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*\|?[ \t]*")
INLINE = re.compile(r"\*\*|\\(?=[\\`*_{}\[\]()#+\-.!|<>~])")


@dataclass(frozen=True, kw_only=True)
class Span:
    """A half-open range of characters in an article's canonical text."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Block:
    """A heading, paragraph, list item or table row: `kind` is the HTML element, `parts` its texts."""

    kind: str
    parts: tuple[Span, ...]
    level: int = 0
    number: str = ""


class Shelf:
    """The articles of the versions lately answered from, so that an answer's evidence outlives an update."""

    def __init__(self) -> None:
        self._versions: OrderedDict[str, dict[str, Article]] = OrderedDict()
        self._glossaries: dict[str, Glossary] = {}
        self._lock = Lock()

    def keep(self, index: Articles) -> None:
        """Remember a version's articles; the version used longest ago goes when there are too many."""
        with self._lock:
            if index.version not in self._versions:
                self._versions[index.version] = {article.id: article for article in index.articles}
                self._glossaries[index.version] = index.glossary
            self._versions.move_to_end(index.version)
            while len(self._versions) > KEPT_VERSIONS:
                oldest, _ = self._versions.popitem(last=False)
                del self._glossaries[oldest]

    def article(self, version: str, article: str) -> Article | None:
        """One article as it was in a version, or None if that is no longer known."""
        with self._lock:
            return self._versions.get(version, {}).get(article)

    def articles(self, version: str) -> tuple[Article, ...]:
        """Every article of a version, in its order; none if the version is no longer known."""
        with self._lock:
            return tuple(self._versions.get(version, {}).values())

    def glossary(self, version: str) -> Glossary:
        """What a version calls roles and terms; empty if the version is no longer known."""
        with self._lock:
            return self._glossaries.get(version, Glossary())


def address(version: str, article: str, span: Span | None = None) -> str:
    """The address of a span in an article, or of the article, relative to the page."""
    path = f"evidence/{quote(version, safe='')}/{quote(article, safe='')}"
    return path if span is None else f"{path}?{urlencode({'start': span.start, 'end': span.end})}#co-mark"


def named_section(article: Article, name: str) -> Span | None:
    """Where the section called `name` begins ("Above > Below", with or without the article's title)."""
    for section in article.sections:
        if name in (" > ".join(section.path), " > ".join(section.path[1:])) and section.path[1:]:
            return Span(start=section.start, end=section.start)
    return None


def innermost(article: Article, span: Span) -> tuple[Section, ...]:
    """The sections around a span, the innermost first."""
    around = [section for section in article.sections if section.start <= span.start and span.end <= section.end]
    return tuple(sorted(around, key=lambda section: section.end - section.start))


def surroundings(article: Article, span: Span) -> Span:
    """The section that a span stands in; its parent if it is short; a part of it, whole lines, if it is long."""
    around = [Span(start=section.start, end=section.end) for section in innermost(article, span)]
    around.append(Span(start=0, end=len(article.text)))
    shown = around[0]
    for wider in around[1:]:
        if shown.end - shown.start >= SMALLEST_SURROUNDINGS or wider.end - wider.start > LARGEST_SURROUNDINGS:
            break
        shown = wider
    if shown.end - shown.start <= LARGEST_SURROUNDINGS:
        return shown
    start = max(shown.start, span.start - LARGEST_SURROUNDINGS // 2)
    end = min(shown.end, start + LARGEST_SURROUNDINGS)
    start = shown.start if start == shown.start else article.text.rfind("\n", shown.start, start) + 1
    line_end = article.text.find("\n", max(end, span.end), shown.end)
    return Span(start=max(start, shown.start), end=shown.end if line_end < 0 else line_end)


def evidence_html(article: Article, version: str, span: Span | None = None) -> str:
    """The article's title, kind and section, and the text around `span` with it marked; all of it without one."""
    shown = Span(start=0, end=len(article.text)) if span is None else surroundings(article, span)
    sections = innermost(article, span) if span else ()
    path = " › ".join(escape(part) for part in (sections[0].path[1:] if sections else ()))
    parts = [f'<p class="co-kind">{escape(described(article))}</p>', f"<h2>{escape(article.title)}</h2>"]
    if path:
        parts.append(f'<p class="co-path"><span class="co-hidden">Section: </span>{path}</p>')
    parts.append(f'<div class="co-passage">{text_html(article, shown, span)}</div>')
    if shown.end - shown.start < len(article.text):
        whole = escape(address(version, article.id))
        parts.append(f'<p class="co-whole"><a class="co-open" href="{whole}">Read the whole article</a></p>')
    return "\n".join(parts)


def described(article: Article) -> str:
    """The article's front matter in one line."""
    facts = (
        article.source_kind.capitalize(),
        f"restates “{article.source_title}”" if article.source_title else "",
        f"reviewed {article.reviewed}" if article.reviewed else "",
    )
    return " · ".join(fact for fact in facts if fact) or "Article"


def text_html(article: Article, shown: Span, marked: Span | None) -> str:
    """The blocks of `shown` as HTML; lists and tables are rebuilt from consecutive items and rows."""
    out: list[str] = []
    opened = ""
    for block in blocks(article.text, shown):
        wanted = {"li": "ol" if block.number else "ul", "td": "table", "th": "table"}.get(block.kind, "")
        if opened and (wanted != opened or block.kind == "th"):
            out.append(closing(opened))
            opened = ""
        if wanted and not opened:
            first = f' start="{int(block.number)}"' if block.number else ""
            out.append('<div class="co-table" tabindex="0" role="group" aria-label="Table"><table>' if wanted == "table"
                       else f"<{wanted}{first}>")  # fmt: skip
            opened = wanted
        texts = [run_html(article.text, part, marked) for part in block.parts]
        if block.level == 1 and not any("<mark>" in text for text in texts) and texts == [escape(article.title)]:
            continue
        out.append(block_html(block, texts))
    if opened:
        out.append(closing(opened))
    return "\n".join(out).replace("<mark>", '<mark id="co-mark" tabindex="-1">', 1)


def closing(element: str) -> str:
    """The end of a list or table."""
    return "</table></div>" if element == "table" else f"</{element}>"


def block_html(block: Block, texts: list[str]) -> str:
    """One block's element around its rendered texts."""
    if block.kind in ("td", "th"):
        scope = ' scope="col"' if block.kind == "th" else ""
        return "<tr>" + "".join(f"<{block.kind}{scope}>{text}</{block.kind}>" for text in texts) + "</tr>"
    element = f"h{min(6, block.level + 1)}" if block.kind == "h" else block.kind
    return f"<{element}>{' '.join(texts)}</{element}>"


def blocks(text: str, shown: Span) -> Iterator[Block]:
    """Split canonical Markdown into blocks, keeping every part's offsets."""
    lines: list[Span] = []
    begin = shown.start
    for written in text[shown.start : shown.end].split("\n"):
        lines.append(Span(start=begin, end=begin + len(written.rstrip())))
        begin += len(written) + 1
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if line.start == line.end:
            continue
        content = text[line.start : line.end]
        if heading := HEADING.match(content):
            yield Block(kind="h", parts=(Span(start=line.start + heading.end(), end=line.end),), level=len(heading[1]))
        elif content.lstrip().startswith("|"):
            following = text[lines[number].start : lines[number].end] if number < len(lines) else ""
            header = "|" in following and RULE_ROW.fullmatch(following) is not None
            number += header
            if not RULE_ROW.fullmatch(content):
                yield Block(kind="th" if header else "td", parts=tuple(cells(text, line)))
        else:
            item = ITEM.match(content)
            parts = [Span(start=line.start + (item.end() if item else 0), end=line.end)]
            while number < len(lines) and continues(text[lines[number].start : lines[number].end]):
                parts.append(lines[number])
                number += 1
            yield Block(kind="li" if item else "p", parts=tuple(parts), number=(item[1] or "") if item else "")


def continues(line: str) -> bool:
    """Whether a line goes on with the paragraph or item above it."""
    return bool(line) and not (HEADING.match(line) or ITEM.match(line) or line.lstrip().startswith("|"))


def cells(text: str, line: Span) -> Iterator[Span]:
    """The cells of a table row, without the space around them; an empty cell is an empty span."""
    row = text[line.start : line.end]
    inner = row.strip().removeprefix("|")
    begin = line.start + row.index("|") + 1
    pieces = re.split(r"(?<!\\)\|", inner.removesuffix("|"))
    for piece in pieces:
        lead = len(piece) - len(piece.lstrip())
        yield Span(start=begin + lead, end=begin + lead + len(piece.strip()))
        begin += len(piece) + 1


def run_html(text: str, part: Span, marked: Span | None) -> str:
    """A part's text, escaped, `**` made bold, and what lies in `marked` in a mark element."""
    cuts = {part.start, part.end}
    if marked:
        cuts |= {min(max(edge, part.start), part.end) for edge in (marked.start, marked.end)}
    out: list[str] = []
    bold = False
    edges = sorted(cuts)
    for start, end in zip(edges, edges[1:], strict=False):
        pieces: list[str] = []
        begin = start
        for token in INLINE.finditer(text, start, end):
            pieces.append(strong(text[begin : token.start()], bold))
            bold ^= token[0] == "**"
            begin = token.end()
        pieces.append(strong(text[begin:end], bold))
        inside = marked is not None and marked.start <= start and end <= marked.end
        run = "".join(pieces)
        out.append(f"<mark>{run}</mark>" if inside and run else run)
    return "".join(out)


def strong(text: str, bold: bool) -> str:
    """Escaped text, bold or not."""
    return f"<strong>{escape(text)}</strong>" if bold and text else escape(text)
