"""Tables whose columns were lost when a page was saved as text: headers, rows and lists are cut where a column ended.

What cannot be told apart stays whole. Not here: which lines are such a table (`plaintext`).
"""

import re
from collections.abc import Sequence, Set

from ingest.blocks import Item, ListBlock, Table
from ingest.canonical import ACRONYM, TELLING
from ingest.lines import MINOR

Pair = tuple[str, str]

FEWEST = 2  # items on either side of the cut through a list


def unflatten(header: str, rows: Sequence[str], labels: Set[str], line: int) -> Table:
    """The table of two columns that the rows were, or of one if some row shows no cut.

    `labels` are those of earlier lists and tables, which often come back as rows.
    """
    cut = [cut_row(row, labels) for row in rows]
    pairs = [pair for pair in cut if pair]
    if len(pairs) < len(rows):
        return Table(header=(header,), rows=tuple((row,) for row in rows), line=line)
    return Table(header=cut_header(header) or (), rows=tuple(pairs), line=line)


def cut_row(text: str, labels: Set[str]) -> Pair | None:
    """A row as its two cells, or None: after a label known already, else before the capital that begins the second.

    The first cell is a title (`Sales Speed The time that ...`) or runs on in lower case (`Closing deals Playing ...`).
    """
    words = text.split()
    for at in range(len(words) - 1, 0, -1):
        if " ".join(words[:at]).casefold() in labels and words[at][0].isupper():
            return pair(words, at)
    capitals = [at for at, word in enumerate(words) if at and is_capital(word)]
    if not capitals:
        return None
    if len(capitals) == 1:
        return pair(words, capitals[0])
    run = 0
    while run < len(words) and (words[run].strip("()").lower() in MINOR or not words[run].strip("()")[:1].islower()):
        run += 1
    titled = [at for at in capitals if at < run]
    return pair(words, titled[-1] if titled else capitals[0])


def is_capital(word: str) -> bool:
    """Whether a cell may begin with this word: a capital, and no acronym such as `ROI` or `MQLs`."""
    stem = word.rstrip(".,;:s")
    return word[0].isupper() and not (len(stem) > 1 and stem.isupper())


def pair(words: Sequence[str], at: int) -> Pair:
    """The words before a place, and those from it on."""
    return " ".join(words[:at]), " ".join(words[at:])


def cut_header(text: str) -> Pair | None:
    """A header line as two headers, or None: `Metrics Description`, `CSO CMO`, `Skills of a CSO Skills of a CMO`."""
    words = text.split()
    if len(words) == 2 or (len(words) > 2 and TELLING.fullmatch(words[-1])):
        return pair(words, len(words) - 1)
    return cut_alike(text)


def cut_alike(text: str) -> Pair | None:
    """A line as two headers that end or begin with the same word, or of which either is an acronym; else None."""
    words = text.split()
    for at in range(1, len(words)):
        left, right = words[:at], words[at:]
        if not (words[at][0].isupper() and left[0][0].isupper()) or left == right:
            continue
        if left[-1].lower() in MINOR or right[-1].lower() in MINOR:
            continue
        short = len(words) == 2 and all(ACRONYM.fullmatch(word) for word in words)
        if short or left[-1].casefold() == right[-1].casefold() or left[0].casefold() == right[0].casefold():
            return pair(words, at)
    return None


def cut_list(block: ListBlock, words: Set[str]) -> tuple[ListBlock, ListBlock] | None:
    """A list as the two that stood side by side, told by their form: one of actions, one of things. Else None.

    `words` are those of the whole text in lower case: `align` is an action where `aligning` stands too.
    """
    acts = [is_action(item, words) for item in block.items]
    changes = [at for at in range(1, len(acts)) if acts[at] is not acts[at - 1]]
    if len(changes) != 1 or not FEWEST <= changes[0] <= len(acts) - FEWEST:
        return None
    at = changes[0]
    left, right = block.items[:at], block.items[at:]
    return (
        ListBlock(items=left, ordered=block.ordered, line=block.line),
        ListBlock(items=right, ordered=block.ordered, line=right[0].line),
    )


def is_action(item: Item, words: Set[str]) -> bool:
    """Whether an item begins with a verb, as in `Align plans` or `Aligning plans`."""
    first = re.match(r"[^\W\d_]+(?![\w-])", item.label or item.text)
    if not first:
        return False
    verb = first[0].lower()
    return verb.endswith("ing") or not words.isdisjoint(
        {f"{verb}ing", f"{verb.removesuffix('e')}ing", f"{verb}{verb[-1]}ing"}
    )
