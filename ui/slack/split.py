"""Cuts long text at paragraph, sentence and line ends, losing nothing. Not here: what is done with the parts."""

import re

SECTION = 3_000  # characters of a text object
MARKDOWN = 12_000  # characters of all markdown blocks of one message together, and of one append to a stream
STEP = 400  # characters after which a reader should see something new
PARAGRAPH = re.compile(r"\n[ \t]*\n+")
SENTENCE = re.compile(r"(?<=[.!?])(?:\s*\[\[?\d+\]\]?(?:\([^\s()]*\))?)*\s+")
LINE = re.compile(r"\n+")
SPACE = re.compile(r"\s+")
# A cut inside one of these would change what is shown: a character reference, a linked marker.
WHOLE = re.compile(r"&#?\w{1,8};|\[\[\d{1,3}\]\]\([^\s()]*\)")


def split(text: str, limit: int) -> tuple[str, ...]:
    """Parts of at most `limit` characters (at least 300), joined equal to `text`; none for an empty text."""
    parts = []
    while len(text) > limit:
        end = cut(text, limit)
        parts.append(text[:end])
        text = text[end:]
    return (*parts, text) if text else tuple(parts)


def cut(text: str, limit: int) -> int:
    """Where to end the first part: after a paragraph, else a sentence, a line, a word; else anywhere."""
    for ending in (PARAGRAPH, SENTENCE, LINE, SPACE):
        ends = [found.end() for found in ending.finditer(text, 0, limit)]
        # A finer ending beats a part that is mostly empty.
        if ends and ends[-1] >= limit // 3:
            return ends[-1]
    for found in WHOLE.finditer(text, max(0, limit - 300), limit + 300):
        if 0 < found.start() < limit < found.end():
            return found.start()
    return limit


def steps(text: str) -> tuple[str, ...]:
    """Parts to reveal one after the other, cut like `split`; joined equal to `text`."""
    return split(text, STEP)
