"""A sentence read for its check: words, clauses, and which roles each clause speaks of. Not here: comparing two."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.question.roles import RoleBook
from assistant.text.names import Mention, unique
from assistant.text.words import FUNCTION_WORDS, OWN_STEMS, Word, stem, words

ROOT = 6  # letters after which two stems are taken for the same word: "strategi" and "strateg"
OWN = frozenset(OWN_STEMS.values())

CLAUSE = re.compile(r"[;:.!?](?=\s|$)|\s[–—-]\s|,? (?:while|whereas|but|although|though|yet|however|because|so that)\b")
# What stands between a role and the one before it when a new clause begins with it.
OPENING = re.compile(
    r"(?:,| and| or|, and|,? then| that| which| when| where| if)(?: (?:the|a|an|each|every|any|future|modern|successful))* ?$"
)
# Roles named beside the one that is spoken of: "than the CSO", "unlike a CMO".
BESIDE = re.compile(
    r"\b(?:than|unlike|versus|vs\.?|over|against|(?:compared|relative|next|contrast) (?:to|with)|rather than|instead of|in place of"
    r"|as opposed to|in contrast (?:to|with)|other than|besides|set against) (?:(?:an?|the|that|those|of|for|is|its|what) )*$",
    re.IGNORECASE,
)
JOINED = re.compile(
    r"^(?:['’]s?|s)?\)?,? ?(?:and|or|&|/|as well as|along with|together with|nor|-|–) ?(?:(?:a|an|the|of|by|both|role|either) ?)*$",
    re.IGNORECASE,
)
AGENT = re.compile(r"\b(?:by|from|under) (?:(?:a|an|the) )?$", re.IGNORECASE)
SHARED_TITLE = re.compile(
    r"\b\w+ and \w+ (?:chief|leader|head|boss|director|officer|person|lead)(?:e?s)\b", re.IGNORECASE
)
APART = re.compile(r"[,;:.!?](?=\s+(?:the|an?|its|their|his|her)\b)|[;:!?.](?=\s|$)", re.IGNORECASE)
PASSIVE = re.compile(
    r"\b(?:is|are|be|been|being|was|were|gets?)\b(?: \w+){0,3}? \w+(?:ed|en|un|pt|ld|ught|de|ne|ven|led)\b",
    re.IGNORECASE,
)
MUTUAL = re.compile(
    r"\b(?:with|between|among|differ\w*|collaborat\w*|cooperat\w*|co-operat\w*|align\w*|together|jointly|each other|both|alliance"
    r"|partner\w*|share[sd]?|known as|called?|calls|title[ds]?|names?|same as|identical|unlike|versus|vs|counterpart)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A part of a sentence that has one subject.

    `subjects` are the roles that it says something of, `others` those that it names besides; `stems` its words of
    content without the roles' names, repeats kept. `mutual` says that it could be turned around: "works with".
    """

    text: str
    start: int
    words: tuple[Word, ...]
    stems: tuple[str, ...]
    subjects: frozenset[str]
    others: frozenset[str]
    passive: bool = False
    mutual: bool = False

    @cached_property
    def root_row(self) -> tuple[str, ...]:
        """The stems, cut so that derived words meet, in order."""
        return tuple(map(root, self.stems))

    @cached_property
    def roots(self) -> frozenset[str]:
        """Each root once."""
        return frozenset(self.root_row)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The words of content as they are written, in lower case, in the order of `stems`."""
        return tuple(word.norm for word in self.words if carries(word))


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A sentence, read."""

    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    clauses: tuple[Clause, ...]

    @cached_property
    def roles(self) -> frozenset[str]:
        """Ids of all roles that it names."""
        return frozenset(mention.id for mention in self.mentions)

    @cached_property
    def norms(self) -> frozenset[str]:
        """Its words in lower case."""
        return frozenset(word.norm for word in self.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(stem(word.norm) for word in self.words)

    @cached_property
    def roots(self) -> frozenset[str]:
        """The roots of its words of content, roles' names left out."""
        return frozenset(one for clause in self.clauses for one in clause.roots)


def root(one: str) -> str:
    """A stem cut to its first letters, unless cutting would confuse it in this field."""
    return one if one in OWN else one[:ROOT]


def carries(word: Word) -> bool:
    """Does a word carry meaning?"""
    return word.norm not in FUNCTION_WORDS and len(word.norm) > 1


def read_sentence(text: str, book: RoleBook) -> Reading:
    """Read a sentence; roles that share a title are spelt out: "sales and marketing chiefs"."""
    text = SHARED_TITLE.sub(lambda match: book.spell_out(match.group()), text)
    mentions = find_roles(text, book)
    named = [(mention.start, mention.end) for mention in mentions]
    every = words(text)
    free = tuple(word for word in every if not any(start <= word.start < end for start, end in named))
    ends = [*cuts(text, mentions), len(text)]
    clauses: list[Clause] = []
    start = 0
    for end in ends:
        inside = [mention for mention in mentions if start <= mention.start < end]
        mine = tuple(word for word in free if start <= word.start < end)
        if end == len(text) or any(map(carries, mine)):
            clauses.append(_clause(text, start, end, mine, inside, clauses[-1] if clauses else None))
            start = end
    return Reading(text=text, words=every, mentions=mentions, clauses=tuple(clauses))


def find_roles(text: str, book: RoleBook) -> tuple[Mention, ...]:
    """The roles that a text names; none across a comma with an article behind it: "higher sales, the chief ..."."""
    found: list[Mention] = []
    start = 0
    for end in [*(match.start() for match in APART.finditer(text)), len(text)]:
        found += [
            Mention(id=one.id, start=start + one.start, end=start + one.end) for one in book.find(text[start:end])
        ]
        start = end
    return tuple(found)


def cuts(text: str, mentions: Sequence[Mention]) -> list[int]:
    """Where clauses end, in order."""
    last = len(text.rstrip(" .!?:;\"'”’)"))
    found = [match.start() for match in CLAUSE.finditer(text) if 0 < match.start() < last]
    for before, after in zip(mentions, mentions[1:], strict=False):
        gap = text[before.end : after.start]
        opening = OPENING.search(gap)
        if opening and not JOINED.match(gap):
            found.append(before.end + opening.start())
    return sorted(set(found))


def _clause(
    text: str, start: int, end: int, free: tuple[Word, ...], inside: Sequence[Mention], earlier: Clause | None
) -> Clause:
    part = text[start:end]
    passive = bool(PASSIVE.search(part))
    leading, others = leads(text, start, inside)
    if passive and (agents := [m.id for m in inside if AGENT.search(text[start : m.start])]):
        others, leading = (leading | others) - frozenset(agents), frozenset(agents)
    if not leading and not others and earlier:
        leading = earlier.subjects
    return Clause(
        text=part, start=start, words=free, stems=tuple(stem(word.norm) for word in free if carries(word)),
        subjects=leading, others=others, passive=passive, mutual=bool(MUTUAL.search(part)),
    )  # fmt: skip


def leads(text: str, start: int, inside: Sequence[Mention]) -> tuple[frozenset[str], frozenset[str]]:
    """The roles that a clause speaks of, and the others that it names."""
    beside = [mention for mention in inside if BESIDE.search(text[start : mention.start])]
    spoken = [mention for mention in inside if mention not in beside] or list(inside)
    chosen = [spoken[0].id] if spoken else []
    for before, after in zip(spoken, spoken[1:], strict=False):
        gap = text[before.end : after.start]
        if not (before.id == after.id and len(gap) <= 3) and not JOINED.match(gap):
            break
        chosen.append(after.id)
    leading = frozenset(chosen)
    return leading, frozenset(unique(mention.id for mention in inside)) - leading
