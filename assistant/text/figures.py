"""Figures of a sentence: numbers in digits or words, percentages, money, dates, spans of time. Not here: other words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.reading import Reading
from assistant.text.words import FUNCTION_WORDS, Word, stem
from assistant.text.words import words as split

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VALUES = {word: value for value, word in enumerate(ONES)} | {word: 10 * (at + 2) for at, word in enumerate(TENS)}
VALUES |= {"dozen": 12, "dozens": 12, "twice": 2, "double": 2, "doubles": 2, "thrice": 3, "triple": 3, "triples": 3}
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES |= {f"{word}s": value for word, value in SCALES.items()}
LETTERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9}
ORDINALS = "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
MONTHS = "january february march april june july august september october november december".split()
MONTHS += "jan feb mar apr jun jul aug sep sept oct nov dec".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SPANS = {
    "day": "day", "days": "day", "daily": "day", "week": "week", "weeks": "week", "weekly": "week", "month": "month",
    "months": "month", "monthly": "month", "quarter": "quarter", "quarters": "quarter", "quarterly": "quarter",
    "year": "year", "years": "year", "yearly": "year", "annual": "year", "annually": "year", "hour": "hour",
    "hours": "hour", "hourly": "hour", "minute": "minute", "minutes": "minute", "decade": "decade",
    "decades": "decade", "century": "century", "centuries": "century",
}  # fmt: skip
PER_CENT = re.compile(r"\s?(?:%|per ?cent\b|percent\b)", re.IGNORECASE)
CURRENCY = {
    "$": "$",
    "€": "€",
    "£": "£",
    "dollar": "$",
    "dollars": "$",
    "usd": "$",
    "euro": "€",
    "euros": "€",
    "eur": "€",
}
CURRENCY |= {"pound": "£", "pounds": "£", "gbp": "£"}
NUMERAL = re.compile(
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<letter>bn|mn|k|m|b)?(?=\b|st\b|nd\b|rd\b|th\b|s\b|\D|$)", re.IGNORECASE
)

# Spans of time and ranks that count nothing.
IDIOM = re.compile(
    r"\b(?:these days|the end of the day|one day|in the first place|at first|first come|all year round|at the last minute|for years to come|in seconds)\b",
    re.IGNORECASE,
)

# "The two roles": a count of those whom the source names one by one.
COUNTED = re.compile(
    r"^\W*(?:(?:different|distinct|separate|main|key|sales|marketing|commercial|senior|executive|c-suite)\W+)*"
    r"(?:roles?|positions?|leaders?|executives?|officers?|jobs?|titles?|chiefs?|heads?|of them|functions?|departments?"
    r"|teams?|sides?|sit\b|work\b|are\b|share\b|differ\b|have\b|must\b|both\b|should\b|need\b|alike\b)",
    re.IGNORECASE,
)
PAIR = re.compile(
    r"\b(?:both|two|pair|each other|either|neither|together|between|respectively|joint(?:ly)?)\b", re.IGNORECASE
)
EARLIEST = frozenset(
    "first initial initially primary primarily main mainly earliest early begin begins beginning start starting starts "
    "foremost chief original originally top before".split()
)
AT_LEAST = (  # what stands before a figure, and behind it
    re.compile(
        r"\b(?:at least|(?:no|not) (?:less|fewer) than|minimum(?: of)?|more than|over|above|upwards of|exceed\w*) (?:about )?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:\W+\w+)?(?:\W+(?:or (?:more|longer|above|over)|plus\b|at (?:a|the) minimum|at least|upwards)|\+)",
        re.IGNORECASE,
    ),
)
AT_MOST = (
    re.compile(
        r"\b(?:at most|(?:no|not) more than|up to|maximum(?: of)?|less than|fewer than|under|below) (?:about )?$",
        re.IGNORECASE,
    ),
    re.compile(r"(?:\W+\w+)?\W+(?:or (?:less|fewer|below|under)|at (?:a|the) maximum|at most)", re.IGNORECASE),
)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure: its value in one spelling, as it is written, and the stems of the words that follow it."""

    value: str
    text: str
    start: int
    end: int
    of: frozenset[str] = frozenset()


def figures(reading: Reading) -> tuple[Figure, ...]:
    """The figures of a text in order; "five" and "5" have one value, "5 %" and "5" have not."""
    return figures_of(reading.text)


@lru_cache(maxsize=4096)
def figures_of(text: str) -> tuple[Figure, ...]:
    """The figures of a text, found once."""
    found: list[Figure] = []
    idle = [(match.start(), match.end()) for match in IDIOM.finditer(text)]
    words = [word for word in split(text) if not any(start <= word.start < end for start, end in idle)]
    at = 0
    while at < len(words):
        length, value = number(words, at, text)
        if length:
            last = words[at + length - 1]
            found.append(_figure(text, value, words[at].start, last.end))
        else:
            value = named(words, at, text)
            if value:
                found.append(_figure(text, value, words[at].start, words[at].end))
        at += length or 1
    return tuple(found)


def number(words: Sequence[Word], at: int, text: str) -> tuple[int, str]:
    """How many words from one on make a number, and its value: (2, "5000000") for "five million"; (0, "") for none."""
    first = words[at].norm
    if not (first[0].isdigit() or first in VALUES or first in SCALES):
        return 0, ""
    total = part = 0.0
    length = 0
    for word in words[at:]:
        between = text[words[at + length - 1].end : word.start] if length else ""
        grouped = between == "," and re.fullmatch(r"\d{3}", word.norm)
        if not grouped and between.strip(" -") not in {"", "and"}:
            break
        norm = word.norm
        digits = NUMERAL.fullmatch(re.sub(r"(?<=\d)(?:st|nd|rd|th|s)$", "", norm.replace("'", "")))
        if grouped:
            part = part * 1000 + int(norm)
        elif digits and not length:
            part = float(digits["digits"].replace(",", "")) * LETTERS.get((digits["letter"] or "").lower(), 1)
        elif norm in SCALES:
            part = (part or 1) * SCALES[norm]
            if SCALES[norm] > 100:
                total, part = total + part, 0
        elif norm in VALUES and not (length and part and (part % 10 or VALUES[norm] > 9)):
            part += VALUES[norm]
        else:
            break
        length += 1
    if not length or (length == 1 and words[at].norm == "one" and not counts_one(words, at, text)):
        return 0, ""
    return length, f"{total + part:g}" if total + part < 10**6 else f"{total + part:.0f}"


def counts_one(words: Sequence[Word], at: int, text: str) -> bool:
    """Is "one" a number there: before a span of time or a part of a hundred, and not "one of", "the one who"?"""
    after = words[at + 1].norm if at + 1 < len(words) else ""
    return after in SPANS or after in SCALES or bool(PER_CENT.match(text[words[at].end :]))


def named(words: Sequence[Word], at: int, text: str) -> str:
    """The value of a single word that is a date, a rank, a part or a span of time; empty for any other."""
    word = words[at]
    if word.norm in SPANS:
        return f"span {SPANS[word.norm]}"
    if word.norm in ORDINALS:
        return f"rank {ORDINALS.index(word.norm) + 2}"
    if word.norm == "first" and not re.match(r"(?i)first(?:-?hand|,| of all| and foremost)", text[word.start :]):
        return "rank 1"
    if word.text[0].isupper() and word.norm in MONTHS:
        return f"month {word.norm[:3]}"
    if word.norm == "may" and re.match(r"May \d", text[word.start :]):
        return "month may"
    if word.norm in DAYS:
        return word.norm
    return "half" if word.norm in {"half", "halves", "halve"} else ""


def _figure(full: str, value: str, start: int, end: int) -> Figure:
    before, after = full[:start].rstrip(), full[end:]
    if PER_CENT.match(after):
        value += " %"
    money = CURRENCY.get(before[-1:]) or next(
        (CURRENCY[w] for w in re.findall(r"^\W*([a-z]+)", after.lower()) if w in CURRENCY), ""
    )
    following = [word for word in split(full) if word.start >= end][:3]
    of = frozenset(stem(word.norm) for word in following if word.norm not in FUNCTION_WORDS)
    text = full[start:end] + (" %" if value.endswith("%") else "")
    return Figure(value=value + money, text=text, start=start, end=end, of=of)


def absent_figure(claim: Reading, sources: Sequence[Reading]) -> str:
    """A figure of a claim that no source has, in words; empty if there is none."""
    there = {figure.value for source in sources for figure in figures(source)}
    for figure in figures(claim):
        if figure.value not in there and not excused(figure, claim, sources):
            return f"names a figure, {figure.text}, that its source does not have"
    return ""


def exchanged_figure(claim: Reading, sources: Sequence[Reading]) -> str:
    """A figure that the sources have, but of something else or with the other bound, in words; empty if there is none."""
    there = [(source, figure) for source in sources for figure in figures(source)]
    for figure in figures(claim):
        same = [(source, one) for source, one in there if one.value == figure.value]
        others = [
            one for _, one in there if one.value != figure.value and kind(one) == kind(figure) and one.of & figure.of
        ]
        if same and others and not any(one.of & figure.of for _, one in same):
            return f"says {figure.text} of what its source says {others[0].text} of"
        if same and all(bound(claim.text, figure) * bound(source.text, one) < 0 for source, one in same):
            return f"turns the bound on {figure.text} around"
    return ""


def kind(figure: Figure) -> str:
    """What sort of figure it is: a span, a rank, a month, or a number by default."""
    name, _, rest = figure.value.partition(" ")
    return name if rest and not name[0].isdigit() else "number"


def excused(figure: Figure, claim: Reading, sources: Sequence[Reading]) -> bool:
    """Is a figure that no source has counted from one, or only a way to put it?"""
    if figure.value == "rank 1":
        return any(word.norm in EARLIEST for source in sources for word in source.words)
    after = claim.text[figure.end :]
    alone = re.search(r"(?i)\b(?:the|these|those) $", claim.text[: figure.start]) and re.match(
        r"\W*(?:$|[,.;]|(?:is|are|has|have|was|does|do|differ|share|work|need|must|can|should)\b)", after
    )
    if alone and figure.value in {"2", "3"}:  # "of the two": nothing is counted
        return True
    if figure.value in {"2", "3"} and COUNTED.match(after):
        named_there = [source.roles for source in sources]
        return any(len(roles) == int(figure.value) for roles in named_there) or (
            figure.value == "2" and any(PAIR.search(source.text) for source in sources)
        )
    return figure.value == "2" and figure.text == "two" and after.startswith("-way")


def bound(text: str, figure: Figure) -> int:
    """1 for a lower bound, -1 for an upper one, 0 for neither."""
    before, after = text[: figure.start], text[figure.end :]
    for sign, left, right in ((-1, *AT_MOST), (1, *AT_LEAST)):
        if left.search(before) or right.match(after):
            return sign
    return 0
