"""Two texts as one, with the words that stay, go and come. Not here: which texts are compared (`changes`), HTML (`prose`)."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz.distance import Indel

TOKEN = re.compile(r"\[\d+\]|\w+|\s+|[^\w\s]")
MOST_PAIRS = 20_000  # equal tokens of two texts to be tried as partners: up to a tenth of a second
MOST_TOKENS = 20_000  # a short book

Block = tuple[list[str], list[str]]  # tokens of a stretch before and after; equal where nothing changed
Stretch = tuple[int, int, int, int]  # from and to in the old text, from and to in the new one
Crumb = Callable[[Block, Block, Block], bool]


class Mark(StrEnum):
    """What happened to a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of text and what happened to it."""

    mark: Mark
    text: str


def tokens(text: str) -> list[str]:
    """Words, markers, signs and stretches of space; joined they give the text."""
    return TOKEN.findall(text)


def word_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as one, whole words marked; SAME and ADDED pieces joined give `after`, SAME and REMOVED `before`."""
    old, new = tokens(before), tokens(after)
    blocks = [(old[low:high], new[left:right]) for low, high, left, right in aligned(old, new)]
    # spaces first, so that `slight` sees changes as long as they read
    blocks = joined(joined(blocks, wordless), slight)
    return tuple(piece for block in blocks for piece in block_pieces("".join(block[0]), "".join(block[1])))


def aligned(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Stretch]:
    """Stretches of `old` beside those of `new`, in order and gapless: equal ones and changes."""
    head = shared(old, new)
    tail = shared(old[head:][::-1], new[head:][::-1])
    one, other = old[head : len(old) - tail], new[head : len(new) - tail]
    middle = [(low + head, high + head, left + head, right + head) for low, high, left, right in compared(one, other)]
    found = [(0, head, 0, head), *middle, (len(old) - tail, len(old), len(new) - tail, len(new))]
    return [(low, high, left, right) for low, high, left, right in found if low < high or left < right]


def compared(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Stretch]:
    """Like `aligned`: by the longest stretches that stay, which reads best, where that is quick.

    On texts that repeat a few words without end it would take minutes: there by the longest common
    subsequence, and on whole books not at all.
    """
    counts = Counter(token for token in old if not is_space(token))
    if sum(counts[token] for token in new) <= MOST_PAIRS:
        return [found[1:] for found in SequenceMatcher(is_space, old, new, autojunk=False).get_opcodes()]
    if max(len(old), len(new)) <= MOST_TOKENS:
        found = Indel.opcodes(old, new)
        return [(one.src_start, one.src_end, one.dest_start, one.dest_end) for one in found]
    return [(0, len(old), 0, len(new))]


def is_space(token: Hashable) -> bool:
    """Whether a token is space within a line, which is no reason to see two stretches as the same."""
    return isinstance(token, str) and token.isspace() and "\n" not in token


def shared(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """How many items the two begin with alike."""
    return next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def joined(blocks: Sequence[Block], crumb: Crumb) -> list[Block]:
    """The blocks, with each crumb that stays between two changes taken into them.

    A few words that happen to stay in a sentence that is another one would otherwise tear the change to pieces.
    """
    kept: list[Block] = []
    for place, (gone, come) in enumerate(blocks):
        follows = bool(kept) and kept[-1][0] != kept[-1][1]
        between = gone == come and follows and place + 1 < len(blocks) and not any("\n" in token for token in come)
        if follows and (gone != come or (between and crumb((gone, come), kept[-1], blocks[place + 1]))):
            kept[-1] = (kept[-1][0] + gone, kept[-1][1] + come)
        else:
            kept.append((gone, come))
    return kept


def wordless(stays: Block, _before: Block, _after: Block) -> bool:
    """Whether what stays is a space or a sign."""
    return size(stays) == 0


def slight(stays: Block, before: Block, after: Block) -> bool:
    """Whether what stays has fewer words than both changes beside it."""
    return size(stays) < min(size(before), size(after))


def size(block: Block) -> int:
    """The words of the longer side of a block."""
    return max(sum(token.isalnum() for token in side) for side in block)


def block_pieces(gone: str, come: str) -> Iterator[Piece]:
    """One stretch as pieces: the same, or what goes before what comes."""
    if gone == come:
        yield Piece(mark=Mark.SAME, text=come)
        return
    for mark, text in ((Mark.REMOVED, gone), (Mark.ADDED, come)):
        if text:
            yield Piece(mark=mark, text=text)
