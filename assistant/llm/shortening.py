"""Is a sentence made of its source's own words, in their order, and shortened at its joints alone?

What passes here cannot say more than its source: nothing is put in, and nothing that turns the meaning is left out.
Not here: what speaks against a sentence (`check`), or what becomes of one that is said more freely (`author`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from assistant.text.names import Mention
from assistant.text.reading import Reading
from assistant.text.words import stem, words

# Words that may be put in or left out anywhere; "and" joins what has a comma between it in the source.
FREE, AND = frozenset("a an the also".split()), "and"
# Other forms of one small word.
FORMS = {
    **dict.fromkeys("is are was were be been being".split(), "be"),
    **dict.fromkeys("has have had having".split(), "have"),
    **dict.fromkeys("do does did".split(), "do"),
    **dict.fromkeys("that which who whom".split(), "that"),
}
# What a sentence cannot leave out without saying more: no and only, how often and of how many, or, when, other than.
TURNING = frozenset(
    """not no never none nobody nothing neither nor without except but unless until if when whenever where wherever once
    whether provided only just solely exclusively merely than rather instead unlike versus against or either may might
    can could should would will must need needs possibly perhaps potentially probably likely sometimes occasionally
    often usually typically generally frequently commonly normally mostly mainly largely primarily partly almost nearly
    hardly rarely seldom barely few fewer little less least most many some several certain each every all any both case
    cases example instance tend tends under during before after while although though however lack lacks fail fails
    avoid avoids prevent prevents risk risks cannot""".split()
)
# A part that begins with one of these says where, when or for whom the rest holds.
SCOPE = frozenset(
    """in at for on with by from as to of within across through throughout among between beyond inside outside into
    over upon toward towards about because due given""".split()
)
# Those of them that are often said again behind "and".
AGAIN = frozenset("in at for on with by from as to of".split())
# A sentence may lose such a beginning.
CONNECTING = frozenset(
    """in essence short turn fact addition also therefore thus hence so then moreover furthermore however nevertheless
    consequently accordingly as a result for this that reason the end ultimately and but similarly likewise finally
    first second third on other hand contrast by""".split()
)
POINTING = frozenset("it its they their them this these those such he she his her here there former latter".split())
# What holds of two things together holds of neither alone.
TOGETHER = re.compile(
    r"\b(?:between|both|among|together|joint|combin|balanc|bridg|integrat|align|link|join|merg|differ|versus|mix|gap)",
    re.IGNORECASE,
)
OF_COMPANY = re.compile(
    r"\)? (?:of|in) (?:the|an?|its|your) (?:company|organi[sz]ation|business|firm)\b(?!['’-])", re.IGNORECASE
)
# "The CSO is the executive who leads sales" says that the CSO leads sales.
DEFINING = re.compile(
    r"\bis (?:the|an?) (?:\w+ )?(?:executive|officer|person|leader|manager|one|someone) who\b", re.IGNORECASE
)
EDGE = re.compile(r"[.!?](?=\s|$)|[,;:()]|\s[–—-]\s")
ENDS = frozenset(".!?")
JOINTS = re.compile(r"[,;]?\s+(?:and|while|whereas)\s+|;\s+")
START = "^"
SHORTEST = 2  # words that are left at least, a role's name counted as one


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A word, or a role's name, as it is compared; `edge` is the mark before it, empty inside of a part."""

    key: str
    norm: str
    edge: str = ""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A source's units in order; `apart` says whether what "and" joins holds of each alone, `whole` that all has to stay."""

    units: tuple[Unit, ...]
    apart: bool
    whole: bool = False

    @cached_property
    def keys(self) -> frozenset[str]:
        """What its units are compared by."""
        return frozenset(unit.key for unit in self.units)

    def turned(self) -> Iterator["Stretch"]:
        """The source as it is, and with what stands behind one of its joints put first: "a CSO helps in a crisis"."""
        yield self
        first, *rest = self.units
        for at, unit in enumerate(rest):
            if unit.edge:
                moved = (replace(unit, edge=START), *rest[at + 1 :], replace(first, edge=","), *rest[:at])
                yield Stretch(units=moved, apart=self.apart, whole=True)


def shortens(claim: Reading, sources: Sequence[Reading]) -> bool:
    """Does a claim say what a source says, or two of them one after the other, in no words but theirs?"""
    said = units(claim.text, claim.mentions)
    lines = [line for source in sources for line in stretches_of(source.text, source.mentions)]
    if any(held(said, line) for line in lines):
        return True
    return len(lines) > 1 and any(
        held(left, one) and any(held_behind(left, right, other) for other in lines if other is not one)
        for left, right in halves(claim, said)
        for one in lines
    )


@lru_cache(maxsize=4096)
def units(text: str, mentions: tuple[Mention, ...]) -> tuple[Unit, ...]:
    """A sentence's words in order, each role's name as one, without those that are free: "the CEO (of the company)"."""
    for mention in mentions:
        if idle := OF_COMPANY.match(text, mention.end):
            text = text[: idle.start()] + " " * len(idle.group()) + text[idle.end() :]
    named = {
        word.start: mention for mention in mentions for word in words(text) if mention.start <= word.start < mention.end
    }
    found: list[Unit] = []
    end, edge = 0, START
    last: Mention | None = None
    for word in words(text):
        here = named.get(word.start)
        if here is not None and last is not None and here.id == last.id:
            continue  # of one name, or its acronym behind it
        if found and (mark := EDGE.search(text[end : word.start])):
            edge = mark.group().strip()
        end, last = here.end if here else word.end, here
        if word.norm in FREE and not here:
            continue
        key = f"role {here.id}" if here else FORMS.get(word.norm, stem(word.norm))
        found.append(Unit(key=key, norm="" if here else word.norm, edge=edge))
        edge = ""
    return tuple(found)


@lru_cache(maxsize=4096)
def stretches_of(text: str, mentions: tuple[Mention, ...]) -> tuple[Stretch, ...]:
    """A source, ready to be compared with: each of its sentences."""
    apart = TOGETHER.search(text) is None
    shorter = DEFINING.sub(lambda found: " " * len(found.group()), text)
    lines = []
    for row in {units(text, mentions): None, units(shorter, mentions): None}:
        starts = [at for at, unit in enumerate(row) if unit.edge in {START, *ENDS}]
        ends = [*starts[1:], len(row)]
        lines += [Stretch(units=row[start:end], apart=apart) for start, end in zip(starts, ends, strict=True)]
    return tuple(lines)


def halves(claim: Reading, said: Sequence[Unit]) -> Iterator[tuple[Sequence[Unit], Sequence[Unit]]]:
    """A claim cut in two where it joins two statements."""
    for joint in JOINTS.finditer(claim.text):
        left = tuple(one for one in claim.mentions if one.end <= joint.start())
        place = len(units(claim.text[: joint.start()], left))
        rest = said[place:]
        yield said[:place], rest[1:] if rest and rest[0].norm in {"while", "whereas"} else rest


def held_behind(left: Sequence[Unit], right: Sequence[Unit], line: Stretch) -> bool:
    """Does a source say the second half of a claim, whose subject may be that of the first?"""
    if any(one.norm in POINTING for one in right):
        return False
    subject = next((one for one in left if one.norm != AND), None)
    shared = subject is not None and not subject.norm  # a role
    return held(right, line) or (shared and subject is not None and held((subject, *right), line))


def held(said: Sequence[Unit], line: Stretch) -> bool:
    """Are units those of a source, with nothing left out but whole parts that turn nothing?"""
    mine = [one for one in said if one.norm != AND]
    if len(mine) < SHORTEST or not all(one.key in line.keys for one in mine):
        return False
    return any(follows(mine, turn) for turn in line.turned())


def follows(said: Sequence[Unit], line: Stretch) -> bool:
    """Do units stand in a source one after the other, with no more between them than may be left out?"""
    there = line.units
    pointing = any(one.norm in POINTING for one in said)
    ends = {0}  # how far the source may have been used up by the units so far
    for unit in said:
        ends = {
            at + 1
            for end in ends
            for at in range(end, len(there))
            if there[at].key == unit.key and spared(line, end, at, inside=pointing)
        }
    return any(spared(line, end, len(there), inside=False) for end in ends)


def spared(line: Stretch, start: int, end: int, *, inside: bool) -> bool:
    """May a source's units from one place to another be left out? Not `inside`, where something may point to them."""
    there = line.units
    gone = [unit for unit in there[start:end] if unit.norm != AND]
    if not gone or line.whole:
        return not gone
    if start == 0 and end < len(there):
        return there[end].edge == ":" or (bool(there[end].edge) and all(one.norm in CONNECTING for one in gone))
    if end < len(there) and said_before(there, start, end):
        return True
    if any(one.norm in TURNING for one in gone) or gone[0].norm in SCOPE:
        return False
    joined = there[start].norm == AND
    if not (there[start].edge or joined) or (not line.apart and (joined or end < len(there))):
        return False
    if end == len(there):
        return True
    closed = there[end].edge or there[end].norm == AND or there[end - 1].norm == AND
    return bool(closed) and not inside and all(one.norm for one in gone)


def said_before(there: Sequence[Unit], start: int, end: int) -> bool:
    """Is what is left out but a small word that need not be said again: "aims to sell and (to) grow"?"""
    word = there[end - 1].norm
    joined = start > 0 and (there[start].norm == AND or there[start].edge == "," or there[start - 1].norm == AND)
    return end - start <= 2 and joined and word in AGAIN and any(one.norm == word for one in there[:start])
