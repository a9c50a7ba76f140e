"""Streamed text to sentences with the evidence that they name. Not here: whether they are true (`check`)."""

import re
from dataclasses import dataclass

# A sentence's end with the evidence behind it: `... the CEO. [S1]`.
END = re.compile(r"[.!?][\"”’')]*(?:[ ]*[\[(][^\[\]()\n]{0,40}[\])])*")
BARE_END = re.compile(r"[.!?][\"”’')]*")
ABBREVIATED = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|Dr|Mr|Mrs|Ms|Inc|Ltd|Co|No|St|U\.S|U\.K)|\b[A-Z])\.$")
BULLET = re.compile(r"^\s*(?:[-*+•–]|\d{1,2}[.)])\s+")
HEADING = re.compile(r"^\s*#{1,6}\s")
NUMBER = re.compile(r"\d{1,3}")
# `[S1]`, `[S1, S2]`, `(S1 and S3)`, `[1]`: what the prompt asks for, and what models make of it.
NAMED = re.compile(
    r"\[\s*(?:evidence|source)?\s*S?\s?\d{1,3}(?:\s*(?:,|;|&|and|-|–|to)?\s*S?\s?\d{1,3})*\s*\]"
    r"|\(\s*(?:see |evidence |source )?S\s?\d{1,3}(?:\s*(?:,|;|&|and|-|–|to)?\s*S\s?\d{1,3})*\s*\)",
    re.IGNORECASE,
)
LOOSE = re.compile(r"\b(?i:(?:according to|as per|per|from|in|see|evidence|source)\s+)?\[?S\d{1,3}\b\]?\s*[,:–-]?\s*")
# Ids that are words of their sentence: "[S1] and [S2]" behind it are two ids, "according to [S1]" is one.
JOINED = re.compile(rf"({NAMED.pattern})\s*(?:[,;&]|and)+\s*(?={NAMED.pattern})", re.IGNORECASE)
CITING = re.compile(
    rf"(?:^(?:in|from)|\baccording to|\bas per|\bbased on|\bas (?:stated|shown|said|seen|described|explained) in|\bsee)\s+(?={NAMED.pattern})",
    re.IGNORECASE,
)
HANGING = re.compile(
    rf"\b(?:and|or|but|of|by|on|in|at|from|with|for|to|is|are|was|were|as|the|an?|than|between|that|which|about)\s*(?:{NAMED.pattern})",
    re.IGNORECASE,
)
THOUGHTS = re.compile(r"^\s*<think>.*?(?:</think>|\Z)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """A sentence of a model's: `cited` counts the named evidence from 0, and may name some that is not there."""

    text: str
    cited: tuple[int, ...] = ()
    bullet: bool = False
    opens: bool = False  # begins a paragraph
    gap: bool = False  # an id stood where a word of the sentence should


class Transcript:
    """Collects a stream, and gives back each sentence once it is whole and its evidence has come."""

    def __init__(self) -> None:
        self._text = ""
        self._breaks = 2  # line ends since the last sentence

    @property
    def waiting(self) -> str:
        """What has come since the last whole sentence, thoughts aside."""
        return "" if self._text.lstrip().startswith("<think>") else self._text

    def feed(self, text: str) -> list[Drafted]:
        """The sentences that are whole with this piece."""
        self._text += text
        if self._text.lstrip().startswith("<think>") and "</think>" not in self._text:
            return []
        self._text = THOUGHTS.sub("", self._text)
        found = []
        while (end := whole_sentence(self._text)) is not None:
            found += self._take(end)
        return found

    def rest(self, *, whole: bool) -> list[Drafted]:
        """What is left when the stream has ended: a sentence if it is `whole`, else a piece that is dropped."""
        self._text = THOUGHTS.sub("", self._text)
        ended = whole or re.search(r"[.!?][\"”’')\]\s]*$", self._text)
        return self._take(len(self._text)) if ended else []

    def _take(self, end: int) -> list[Drafted]:
        raw, self._text = self._text[:end], self._text[end:]
        body = raw.strip()
        self._breaks += raw[: len(raw) - len(raw.lstrip())].count("\n") if body else raw.count("\n")
        if not body:
            return []
        found = drafted(body, line=self._breaks > 0, opens=self._breaks > 1)
        self._breaks = raw[len(raw.rstrip()) :].count("\n")
        return [found]


def whole_sentence(text: str) -> int | None:
    """Where the first sentence ends, once it is clear that it does."""
    body = len(text) - len(text.lstrip())
    line = text.find("\n", body)
    # Evidence that a model puts before its sentences does not belong to the one before.
    ahead = BULLET.sub("", text[body:])[:1] == "["
    for found in (BARE_END if ahead else END).finditer(text, body):
        if 0 <= line < found.end():
            break
        rest = text[found.end() :]
        following = rest.lstrip(" ")
        if not following or (following[0] in "[(" and not ahead):
            break  # evidence, or more of it, may follow
        if rest[0] not in " \n" or ABBREVIATED.search(text[: found.start() + 1]) or following[0].islower():
            continue
        if not BULLET.fullmatch(text[body : found.end()] + " "):  # "1." is no sentence
            return found.end()
    return line + 1 if line >= 0 else None


def drafted(raw: str, *, line: bool, opens: bool) -> Drafted:
    """A raw sentence taken apart; `line` says whether a line begins with it."""
    bullet = line and BULLET.match(raw) is not None
    text = HEADING.sub("", BULLET.sub("", raw) if line else raw)
    numbers = [int(number) for group in NAMED.findall(text) for number in NUMBER.findall(group)]
    numbers += [int(number) for loose in LOOSE.findall(text) for number in NUMBER.findall(loose)]
    text = JOINED.sub(r"\1 ", CITING.sub("", text))
    gap = HANGING.search(text) is not None
    text = re.sub(r"^[\s,]+", "", LOOSE.sub("", NAMED.sub("", text)))
    text = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(text.split()))
    return Drafted(
        text=text[:1].upper() + text[1:],
        cited=tuple(dict.fromkeys(number - 1 for number in numbers)),
        bullet=bullet,
        opens=opens,
        gap=gap,
    )
