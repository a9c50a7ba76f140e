"""Negations and opposites of a sentence, and the sides of a comparison. Not here: what follows for a claim (`llm.polarity`, `contradiction`)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.text.reading import Reading, carries, root
from assistant.text.words import Word, stem

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
