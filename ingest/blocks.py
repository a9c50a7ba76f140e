"""What every reader yields: a document of blocks in reading order, with the source lines where they are known.

Not here: reading a format, canonical text and offsets (`canonical`), sentences.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.relations import RelationKind

LABEL_WORDS = 12


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading; `level` runs from 1 to 6."""

    level: int
    text: str
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph, on one line."""

    text: str
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Item:
    """An item of a list. `label` has no colon; `depth` counts the lists around the outermost one, from 0."""

    text: str
    label: str = ""
    depth: int = 0
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class ListBlock:
    """A whole list, nested ones flattened in reading order."""

    items: tuple[Item, ...]
    ordered: bool = False
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table. `header` is empty if there is none; rows may be ragged."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int = 0


Block = Heading | Paragraph | ListBlock | Table


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """A fact as the front matter has it: its quote is still to be found in the text. `line` counts from 1."""

    topic: str
    roles: tuple[str, ...]
    says: str
    quote: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A relation as the front matter has it: its quote is still to be found in the text. `line` counts from 1."""

    kind: RelationKind
    roles: tuple[str, ...]
    what: tuple[str, ...]
    when: str
    quote: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Meta:
    """What an article's front matter says; all empty without one."""

    id: str = ""
    title: str = ""
    roles: tuple[str, ...] = ()
    source_title: str = ""
    source_kind: str = ""
    reviewed: str = ""
    licence: str = ""
    facts: tuple[Anchor, ...] = ()
    relations: tuple[Tie, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file as read. `title` is what the format itself names the title, where it does."""

    blocks: tuple[Block, ...]
    meta: Meta = Meta()
    title: str = ""


def squeeze(text: str) -> str:
    """Put text on one line: every run of white space becomes one space, none at the ends."""
    return " ".join(text.split())


def labelled(bold: str, rest: str, *, depth: int = 0, line: int = 0) -> Item:
    """Make an item of its bold beginning and the rest: `Label:` + rest, `Label` + `: rest` or `Label.` + rest.

    Without such a label, or with nothing after it, the whole is the item's text.
    """
    bold, after = squeeze(bold), squeeze(rest)
    label = ""
    if bold.endswith((":", ".")):
        label = bold[:-1].rstrip()
    elif after.startswith(":"):
        label, after = bold, after[1:].lstrip()
    if label and after and len(label.split()) <= LABEL_WORDS:
        return Item(text=after, label=label, depth=depth, line=line)
    return Item(text=squeeze(bold + rest if not rest[:1].isspace() else f"{bold} {rest}"), depth=depth, line=line)


def without_lines(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Forget the source lines of blocks whose format has none of its own."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, ListBlock):
            kept.append(replace(block, line=0, items=tuple(replace(item, line=0) for item in block.items)))
        else:
            kept.append(replace(block, line=0))
    return tuple(kept)
