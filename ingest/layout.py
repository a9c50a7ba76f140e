"""Pages of a PDF, set out with spaces as they are printed, into plain text: tables get pipes, lists their bullets.

Not here: reading the PDF (`pdf`), and what the plain text means (`plaintext`).
"""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.lines import BULLET, NUMBER, ends_sentence

Cell = tuple[int, str]  # the column of the page at which the cell begins, and its text

CELL = re.compile(r"\S+(?: {1,2}\S+)*")
NUMBERED = re.compile(r"^( *)(\d{1,2})[.)]? {2,}(?=\S)")
MARKED = re.compile(r"^( *[•◦▪‣·●○■□➢►✓✔❖\uf0b7\uf0a7\x7f]|^ *\d{1,2}[.)]) {2,}(?=\S)")
FEWEST_ROWS = 3  # lines with the same columns
NEAR = 2  # characters by which a column may be off
LARGE = 25  # characters of a cell that may rather be a line of a text column
BODY = 0.1  # of the lines at least stand at the left edge
HEADER_WORDS = 5  # of a cell of a header
MOST_COLUMNED = 0.4  # of the lines of a text whose columns are not those of tables


def is_columned(pages: Sequence[str]) -> bool:
    """Whether the text runs in columns side by side, so that lines must not be read across the page."""
    lines = [cells_of(mend(line)) for page in pages for line in page.split("\n") if line.strip()]
    wide = sum(len(cells) > 1 and all(len(text) > LARGE for _, text in cells) for cells in lines)
    return wide > MOST_COLUMNED * len(lines)


def set_plain(printed: Sequence[str]) -> list[str]:
    """Lines with their columns and indents as plain text has them."""
    lines = [mend(line) for line in printed]
    made: list[str] = []
    at = 0
    while at < len(lines):
        end = table_end(lines, at)
        if end > at:
            made += ["", *rows_of([cells_of(line) for line in lines[at:end] if line.strip()]), ""]
            at = end
        else:
            made.append(lines[at])
            at += 1
    return with_bullets(made)


def mend(line: str) -> str:
    """A line whose mark stands close to its text, so that it is no column of its own."""
    line = NUMBERED.sub(lambda match: f"{match[1]}{match[2]}. ", line.expandtabs(4).rstrip())
    return MARKED.sub(lambda match: f"{match[1]} ", line)


def cells_of(line: str) -> list[Cell]:
    """The parts of a line that three or more spaces keep apart."""
    return [(match.start(), match[0]) for match in CELL.finditer(line)]


def table_end(lines: Sequence[str], start: int) -> int:
    """The end of the table that begins at a line, or `start` if none does."""
    if len(cells_of(lines[start])) < 2:
        return start
    end, wide, last = start, 0, start
    begins = set[int]()
    while end < len(lines) and (end == start or any(line.strip() for line in lines[end - 1 : end + 1])):
        cells = cells_of(lines[end])
        if len(cells) > 1:
            wide += 1
            begins |= {column for column, _ in cells}
            last = end + 1
        elif cells and not any(abs(cells[0][0] - column) <= NEAR for column in begins):
            break
        elif cells and lines[end - 1].strip() and (cells[0][0] > min(begins) + NEAR or len(cells[0][1]) <= 2 * LARGE):
            last = end + 1
        elif cells:
            break
        end += 1
    return last if wide >= FEWEST_ROWS else start


def rows_of(lines: Sequence[Sequence[Cell]]) -> list[str]:
    """The rows of a table with pipes; lines that go on with a row are joined to it."""
    columns = columns_of(lines)
    rows: list[list[str]] = []
    for line in lines:
        cells = [""] * len(columns)
        for begin, text in line:
            place = max((at for at, column in enumerate(columns) if column <= begin + NEAR), default=0)
            cells[place] = f"{cells[place]} {text}".strip()
        if not rows or (begins_row(cells) and (len(rows) == 1 or is_complete(rows))):
            rows.append(cells)
        else:
            rows[-1] = [f"{above} {below}".strip() for above, below in zip(rows[-1], cells, strict=True)]
    if any(ends_sentence(cell) or len(cell.split()) > HEADER_WORDS for cell in rows[0]):
        rows.insert(0, [""] * len(columns))
    return [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]


def columns_of(lines: Sequence[Sequence[Cell]]) -> list[int]:
    """Where the columns begin: the places at which several lines have a cell, near ones taken together."""
    counts = Counter(begin for line in lines for begin, _ in line)
    often = sorted(begin for begin, count in counts.items() if count >= max(2, len(lines) // 4))
    columns: list[int] = []
    for begin in often or sorted(counts):
        if not columns or begin - columns[-1] > NEAR:
            columns.append(begin)
    return columns


def begins_row(cells: Sequence[str]) -> bool:
    """Whether no cell of a line goes on with what stands above it."""
    return all(cell[0].isupper() or cell[0].isdigit() for cell in cells if cell)


def is_complete(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the last row may end here: its text ends as a sentence, or the table holds no sentences."""
    texts = [cell for cell in rows[-1][1:] if cell]
    return all(map(ends_sentence, texts)) or not any(ends_sentence(cell) for row in rows[:-1] for cell in row)


def with_bullets(lines: Sequence[str]) -> list[str]:
    """Mark the items of lists whose bullets are drawn and not written: lines further in, after one with a colon."""
    plain = [line for line in lines if line.strip() and not line.startswith("|")]
    indents = Counter(map(indent_of, plain))
    body = min((indent for indent, count in indents.items() if count >= BODY * len(plain)), default=0)
    edge = max(map(len, plain), default=0)
    made: list[str] = []
    above, first, listed = "", "", False
    for line in lines:
        if not line.strip():
            made.append("" if not listed else line)
            continue
        text = line.strip()
        inside = indent_of(line) > body + 1 and not (BULLET.match(text) or NUMBER.match(text) or line.startswith("|"))
        listed = inside and (listed or above.endswith(":"))
        fits = ends_sentence(above) or len(above) + 1 + len(text.split()[0]) <= edge
        fresh = above.endswith(":") or (fits and not (text[0].islower() and first.isupper()))
        first = text[0] if above.endswith(":") else first
        if listed and fresh:
            made.append(f"{' ' * indent_of(line)}• {text}")
        elif listed:
            made.append(f"{' ' * (indent_of(line) + 2)}{text}")
        else:
            made.append(line)
        above = line
    return made


def indent_of(line: str) -> int:
    """The spaces before the text of a line."""
    return len(line) - len(line.lstrip(" "))
