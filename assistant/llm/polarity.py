"""Yes and no: negations and opposites of a claim against its sources. Not here: how certain it is (`modality`)."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.llm.likeness import Likeness
from assistant.llm.overlap import Match
from assistant.llm.reading import Clause, Reading, carries, root
from assistant.words import Word, stem

NEGATIONS = frozenset(
    "not no never without nor neither none nobody nothing cannot cant dont doesnt isnt arent wont rarely hardly seldom scarcely barely "
    "lack lacks lacking fail fails unable unlike nowhere unless".split()
)
WHOLE = frozenset("neither nor none nobody nothing".split())  # they deny all of their clause
NOT_MEANT = re.compile(
    r"\b(?:not (?:only|just|merely|simply|least)|no (?:later|longer|more|less|fewer) than|whether or not|not to mention)\b"
    r"|\b(?:nobody|no one|none|nothing)\b.*\b(?:better|above|more|higher|greater|than)\b",
    re.IGNORECASE,
)
INSTEAD = re.compile(r"\b(?:rather than|instead of|as opposed to)\b", re.IGNORECASE)
LIGHT = re.compile(r"ly$")
AUXILIARY = frozenset(
    "need needs have has had do does did be being been is are get gets make makes likely usually typically normally often generally "
    "inherently really actually directly necessarily primarily mainly".split()
)
CLOSE = 0.85  # overlap from which on a claim repeats its source, so that each negation counts
SAID = 0.45  # overlap from which on a clause is held against its source for a contrary word
ALIKE = 0.6  # likeness from which on a word says what another says
# Words that a negation may put in other words: "the main one" is "no other is".
SCANT = frozenset(
    "neglect neglects prevent prevents avoid avoids eliminate eliminates remove removes starve starves hard difficult challenging struggle "
    "main most best highest sole only alone exclusively distinct different separate superior impossible little slight few indirect ends stop "
    "stops free without less fewer rejects reject missing gap gaps short vulnerable waste".split()
)
PREFIXES = ("un", "in", "im", "non", "dis", "il", "ir")

OPPOSITES = """
increase decrease reduce lower cut shrink | raise lower reduce | grow shrink decline fall | rise fall drop decline
| gain lose | more less fewer | higher lower | high low | long short | longer shorter | longer-term shorter-term
| before after | first last | early late | earlier later | early-stage late-stage | top bottom | broad narrow
| broader narrower | wide narrow | wider narrower | internal external | inside outside | direct indirect | directly
indirectly | strong weak | stronger weaker | best worst | better worse | easy difficult hard | easier harder | simple
complex | positive negative | success failure | succeed fail | advantage disadvantage | pro con | strength weakness
| benefit drawback | include exclude | included excluded | many few | most few | maximum minimum | maximize minimize
| large small | larger smaller | big small | major minor | fast slow | faster slower | quick slow | immediate delayed
| strategic tactical operational | tactical strategic | accept reject | allow prevent forbid | enable prevent
| encourage discourage | agree disagree | create destroy | build destroy erode dismantle | strengthen weaken | improve
worsen | expand contract | start end finish | begin end | same different distinct | identical different | similar
different | similarity difference | identical distinct | separate joint shared | together separately apart | new old
| old new | proactive reactive | active passive | temporary permanent | formal informal | centralized decentralized
| expensive cheap | cost-effective expensive | stable volatile | safe risky | quantitative qualitative | superior
inferior | above below | over under | junior senior | online offline | maintain abandon | hire fire dismiss | profit
loss | acquire lose | retain lose | attract repel | important unimportant trivial | essential optional | required
optional | mandatory optional | possible impossible | likely unlikely | necessary unnecessary | qualified unqualified
| consistent inconsistent | predictable unpredictable | effective ineffective | efficient inefficient | sustainable
unsustainable | ahead behind | majority minority | generic specific | general specific | upstream downstream | inbound
outbound | push pull | local global | national international | individual collective | one-to-one one-to-many
| one-to-few one-to-many | front back | central marginal peripheral | full partial empty | complete incomplete partial
| exact approximate | clear vague unclear | clearer vaguer | primary secondary | praise criticize | trust distrust
| simple complicated | rigid flexible | loyal disloyal | deep shallow | deeper shallower | heavy light | heavily
lightly
"""


@dataclass(frozen=True, kw_only=True)
class Side:
    """What one side of a comparison has and the other has not."""

    roots: frozenset[str]
    roles: frozenset[str]


Sides = tuple[Side, Side]


def opposites() -> dict[str, frozenset[str]]:
    """Each stem with the stems that say its contrary."""
    pairs: dict[str, set[str]] = {}
    for group in OPPOSITES.replace("\n", " ").split("|"):
        first, *rest = [stem(word) for word in group.split()] or [""]
        for other in rest:
            pairs.setdefault(first, set()).add(other)
            pairs.setdefault(other, set()).add(first)
    return {one: frozenset(others) for one, others in pairs.items()}


OPPOSITE = opposites()


def denies(word: Word, text: str) -> bool:
    """Does a word deny what follows it?"""
    if word.norm.endswith("n't") or word.norm.replace("'", "") in NEGATIONS:
        return not any(match.start() <= word.start < match.end() for match in NOT_MEANT.finditer(text))
    return False


def denied(reading: Reading) -> frozenset[str]:
    """The roots that a sentence denies: the first word of content behind each negation, or all of its clause."""
    found: set[str] = set()
    for clause in reading.clauses:
        words = [word for word in reading.words if clause.start <= word.start < clause.start + len(clause.text)]
        for at, word in enumerate(words):
            if denies(word, reading.text):
                found |= set(clause.roots) if word.norm in WHOLE else reach(words[at + 1 :])
        for match in INSTEAD.finditer(clause.text):
            found |= reach([word for word in words if word.start >= clause.start + match.end()])
    return frozenset(found)


def reach(following: Sequence[Word]) -> set[str]:
    """What a negation before these words denies: the first that carries meaning, and the next if that is an adverb."""
    found: set[str] = set()
    for word in following:
        if not carries(word) or word.norm in AUXILIARY:
            continue
        found.add(root(stem(word.norm)))
        if not LIGHT.search(word.norm):
            break
    return found


def odd(reading: Reading) -> bool:
    """Is the number of a sentence's negations odd? Two of them cancel out: "cannot do without"; "neither ... nor" is one."""
    there = [word.norm for word in reading.words if denies(word, reading.text)]
    pairs = min(there.count("neither"), there.count("nor"))
    return bool((len(there) - pairs + len(INSTEAD.findall(reading.text))) % 2)


def negated(reading: Reading) -> bool:
    """Does a sentence hold any negation?"""
    return any(denies(word, reading.text) for word in reading.words) or bool(INSTEAD.search(reading.text))


def polarity_fault(claim: Reading, sources: Sequence[Reading], matched: Sequence[Match], likeness: Likeness) -> str:
    """What is wrong with a claim's negations and opposites, in words; empty if nothing is."""
    near = closest(matched) or list(sources)
    even = any(odd(claim) == odd(reading) for reading in near[:1])
    flips = [flip for match in matched for flip in flipped(match)]
    if repeats(matched, near):
        flips = flips or exchanged(claim, near[0])
        if not flips and not even and not turned_over(claim, near[0]):
            return "differs from its source by a negation"
    if flips and even and not turned_over(claim, near[0]):
        one, other = flips[0]
        return f"says {one} where its source says {other}"
    return "" if flips else denial(claim, near, likeness)


def turned_over(claim: Reading, there: Reading) -> bool:
    """Do two comparisons name their sides the other way round: "A is more than B", "B is less than A"?"""
    mine, theirs = sides(claim), sides(there)
    if mine is None or theirs is None:
        return False
    return shared(mine, (theirs[1], theirs[0])) > shared(mine, theirs)


def shared(mine: Sides, theirs: Sides) -> tuple[int, int]:
    """How many roles, and how many words, two comparisons have in common on each side."""
    return (
        sum(len(one.roles & other.roles) for one, other in zip(mine, theirs, strict=True)),
        sum(len(one.roots & other.roots) for one, other in zip(mine, theirs, strict=True)),
    )


def sides(reading: Reading) -> Sides | None:
    """The two sides of a sentence's "than" or "as ... as", each without what the other has; None without one."""
    at = [word.start for word in reading.words if word.norm == "than"]
    at = at or [word.start for word in reading.words if word.norm == "as"][1:]
    if not at:
        return None
    halves = []
    for left in (True, False):
        words = [word for word in reading.words if carries(word) and (word.start < at[0]) == left]
        roles = [mention.id for mention in reading.mentions if (mention.start < at[0]) == left]
        halves.append((frozenset(root(stem(word.norm)) for word in words), frozenset(roles)))
    (roots, roles_), (others, other_roles) = halves
    return Side(roots=roots - others, roles=roles_ - other_roles), Side(
        roots=others - roots, roles=other_roles - roles_
    )


def denial(claim: Reading, near: Sequence[Reading], likeness: Likeness) -> str:
    """A word that a claim denies and its sources do not, or the other way round, in words; empty if there is none."""
    mine, theirs = denied(claim), frozenset().union(*map(denied, near))
    said = frozenset().union(*(reading.roots for reading in near))
    twice = negated(claim) and not odd(claim) and not any(map(negated, near))  # "unless ..., neither ..."
    if not twice and (wrong := sorted((mine - theirs) & said)):
        return f"denies what its source says ({word_of(wrong[0], claim)})"
    if odd(claim) and not any(map(negated, near)) and not contrary(claim, near) and says(claim, mine, near, likeness):
        return "denies something that its source does not"
    affirmed = frozenset().union(*(reading.roots - denied(reading) for reading in near))
    if dropped := sorted(((theirs - mine) & claim.roots) - affirmed):
        return f"says as true what its source denies ({word_of(dropped[0], claim)})"
    return ""


def says(claim: Reading, roots: frozenset[str], near: Sequence[Reading], likeness: Likeness) -> bool:
    """Do sentences say, in a word much like it, what a claim denies?"""
    denied_words = [word.norm for word in claim.words if carries(word) and root(stem(word.norm)) in roots]
    there = [word for reading in near for clause in reading.clauses for word in clause.content]
    return bool(denied_words) and float(likeness.best(denied_words, there).max()) >= ALIKE


def closest(matched: Sequence[Match]) -> list[Reading]:
    """The sentences that the clauses of a claim are about, the best of the first clause first."""
    return list({id(reading): reading for match in matched for _, reading in match.near()}.values())


def repeats(matched: Sequence[Match], near: Sequence[Reading]) -> bool:
    """Does a claim repeat one sentence nearly word for word?"""
    return len(near) == 1 and min((match.best for match in matched if match.claim.stems), default=0.0) >= CLOSE


def exchanged(claim: Reading, there: Reading) -> list[tuple[str, str]]:
    """Words that a claim has once more than the sentence that it repeats, and their contrary once less."""
    mine, theirs = counts(claim), counts(there)
    return [
        (one, other)
        for one in mine
        for other in OPPOSITE.get(one, ())
        if mine[one] > theirs[one] and mine[other] < theirs[other]
    ]


def counts(reading: Reading) -> Counter[str]:
    """How often each stem stands in a sentence."""
    return Counter(stem(word.norm) for word in reading.words)


def flipped(match: Match) -> list[tuple[str, str]]:
    """Words of a clause whose contrary stands in the clause of the sources that it is about, in their place."""
    found = []
    here = match.claim
    norms = {stem(word.norm): word.norm for word in here.words}
    for one in norms:
        against = OPPOSITE.get(one, frozenset()) - norms.keys()
        if not against:
            continue
        having = max((share for share, there, _ in match.found if one in stems_of(there)), default=0.0)
        other = max(
            (
                (share, there)
                for share, there, _ in match.found
                if against & stems_of(there) and one not in stems_of(there)
            ),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )
        if other[1] is not None and other[0] >= max(SAID, having + 0.1):
            word = next(word.norm for word in other[1].words if stem(word.norm) in against)
            found.append((norms[one], word))
    return found


def stems_of(clause: Clause) -> frozenset[str]:
    """The stems of all words of a clause."""
    return frozenset(stem(word.norm) for word in clause.words)


def contrary(claim: Reading, near: Sequence[Reading]) -> bool:
    """May a claim's negation stand for a single word of its sources: "not the same" for "different", "un-"?"""
    theirs = {word.norm for reading in near for word in reading.words}
    return (
        bool(theirs & SCANT)
        or any(OPPOSITE.get(one, frozenset()) & {stem(word) for word in theirs} for one in claim.stems)
        or any(
            word.startswith(PREFIXES)
            and any(
                word.removeprefix(prefix) and root(stem(word.removeprefix(prefix))) in claim.roots
                for prefix in PREFIXES
            )
            for word in theirs
        )
    )


def word_of(one: str, reading: Reading) -> str:
    """The word of a sentence that has a root."""
    return next((word.norm for word in reading.words if root(stem(word.norm)) == one), one)
