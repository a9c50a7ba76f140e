"""Evidence: an article's text as HTML, with the spans marked that an answer cites.

All article text is escaped here; the only links are to our own evidence. Not here: the
citations inside an answer (`render`), which version an article is from (`reading`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlencode

from assistant.vocabulary import Article, Section

LARGEST_WHOLE = 120_000  # characters; of a longer article the surroundings of the span are shown
SMALLEST_SURROUNDINGS = 500  # characters; a shorter section is shown with its parent
LARGEST_SURROUNDINGS = 12_000  # characters shown of an article that is too long to be shown whole
ANCHOR = 'id="co-mark" tabindex="-1"'
CONTEXT = 110  # characters that a quote is shown with on either side

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


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A span that is to be marked. `number` is its citation's in the answer, 0 without one; `where` its section."""

    span: Span
    number: int = 0
    where: str = ""

    def covers(self, start: int, end: int) -> bool:
        """Whether a range of characters lies in the span."""
        return self.span.start <= start and end <= self.span.end


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


def evidence_html(article: Article, version: str, span: Span | None = None, marks: Sequence[Mark] = ()) -> str:
    """The article's title, kind and section, and its text with `span` marked, and less so the other `marks`."""
    whole = Span(start=0, end=len(article.text))
    shown = surroundings(article, span) if span and len(article.text) > LARGEST_WHOLE else whole
    path = escape(path_of(article, span)) if span else ""
    parts = [f'<p class="co-kind">{escape(described(article))}</p>', f"<h2>{escape(article.title)}</h2>"]
    if path or marks:
        parts.append(f'<p class="co-path"><span class="co-hidden">Section: </span><span>{path}</span></p>')
    parts.append(f'<div class="co-passage">{text_html(article, shown, span, marks)}</div>')
    if shown != whole:
        address_of_whole = escape(address(version, article.id))
        parts.append(f'<p class="co-whole"><a href="{address_of_whole}" target="_blank">Read the whole article</a></p>')
    return "\n".join(parts)


def quote_html(article: Article, span: Span) -> str:
    """A quote by itself: marked, in the words around it, below the names of its article and section."""
    parts = [part for block in blocks(article.text, Span(start=0, end=len(article.text))) for part in block.parts]
    parts = [part for part in parts if part.start < span.end and span.start < part.end]
    if not parts:
        return ""
    start, end = clipped(article.text, Span(start=parts[0].start, end=parts[-1].end), span)
    texts = [
        run_html(article.text, Span(start=max(part.start, start), end=min(part.end, end)), [Mark(span=span)], span)
        for part in parts
    ]
    before, after = "… " * (start > parts[0].start), " …" * (end < parts[-1].end)
    where = " › ".join(text for text in (article.title, path_of(article, span)) if text)
    return (
        f'<p class="co-quote-from">{escape(where)}</p><blockquote>{before}{" ".join(texts)}{after}</blockquote>'
        f'<p class="co-kind">{escape(described(article))}</p>'
    )


def clipped(text: str, around: Span, span: Span) -> tuple[int, int]:
    """Where `CONTEXT` characters around a span begin and end, at words and inside `around`."""
    start = max(around.start, text.find(" ", max(around.start, span.start - CONTEXT), span.start) + 1)
    if span.start - around.start <= CONTEXT or text.count("**", around.start, start) % 2:
        start = around.start
    end = text.rfind(" ", span.end, span.end + CONTEXT)
    return start, around.end if around.end - span.end <= CONTEXT or end < 0 else end


def path_of(article: Article, span: Span) -> str:
    """The names of the sections around a span, below the article's title."""
    sections = innermost(article, span)
    return " › ".join(sections[0].path[1:] if sections else ())


def described(article: Article) -> str:
    """The article's front matter in one line."""
    facts = (
        article.source_kind.capitalize(),
        f"restates “{article.source_title}”" if article.source_title else "",
        f"reviewed {article.reviewed}" if article.reviewed else "",
    )
    return " · ".join(fact for fact in facts if fact) or "Article"


def text_html(article: Article, shown: Span, here: Span | None, marks: Sequence[Mark] = ()) -> str:
    """The blocks of `shown` as HTML; lists and tables are rebuilt from consecutive items and rows.

    `co-mark` is the id of the first mark of `here`, or of the block at `here` if it is empty.
    """
    out: list[str] = []
    opened = ""
    place = here if here and here.start == here.end else None
    if here and not place and all(mark.span != here for mark in marks):
        marks = [Mark(span=here), *marks]
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
        texts = [run_html(article.text, part, marks, here) for part in block.parts]
        if block.level == 1 and texts == [escape(article.title)]:
            continue
        html = block_html(block, texts)
        if place and block.parts[-1].end >= place.start:
            html, place = re.sub(r"^<(\w+)", rf"<\1 {ANCHOR}", html), None
        out.append(html)
    if opened:
        out.append(closing(opened))
    return re.sub(r"<mark(?! class)", f"<mark {ANCHOR}", "\n".join(out), count=1)


def ending(mark: Mark) -> str:
    """The button behind a cited span, which shows what of the answer rests on it."""
    return (
        f'<button type="button" class="co-rests" data-n="{mark.number}" data-where="{escape(mark.where)}">'
        f'<span class="co-hidden">Show what rests on source </span>{mark.number}</button>'
    )


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


def run_html(text: str, part: Span, marks: Sequence[Mark], here: Span | None) -> str:
    """A part's text, escaped, `**` made bold, and what lies in `marks` in mark elements; `co-also` outside `here`."""
    cuts = {part.start, part.end}
    for mark in marks:
        cuts |= {min(max(edge, part.start), part.end) for edge in (mark.span.start, mark.span.end)}
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
        run = "".join(pieces)
        around = [mark for mark in marks if mark.covers(start, end)]
        out.append(marked(run, around, here) if around and run else run)
        out += [ending(mark) for mark in around if mark.number and mark.span.end == end]
    return "".join(out)


def marked(run: str, around: Sequence[Mark], here: Span | None) -> str:
    """A run of text in a mark element that says whose it is."""
    also = "" if any(mark.span == here for mark in around) else ' class="co-also"'
    numbers = " ".join(str(mark.number) for mark in around if mark.number)
    whose = f' data-n="{numbers}"' if numbers else ""
    return f"<mark{also}{whose}>{run}</mark>"


def strong(text: str, bold: bool) -> str:
    """Escaped text, bold or not."""
    return f"<strong>{escape(text)}</strong>" if bold and text else escape(text)
