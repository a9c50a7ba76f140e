"""Yes and no: negations and opposites of a claim against its sources. Not here: how certain it is (`modality`)."""

import re
from collections.abc import Sequence

from assistant.llm.overlap import Match
from assistant.llm.reading import Clause, Reading, carries, root
from assistant.words import Word, stem

NEGATIONS = frozenset(
    "not no never without nor neither none nobody nothing cannot cant dont doesnt isnt arent wont rarely hardly seldom scarcely barely "
    "lack lacks lacking fail fails unable unlike nowhere".split()
)
WHOLE = frozenset("neither nor none nobody nothing".split())  # they deny all of their clause
NOT_MEANT = re.compile(
    r"\b(?:not (?:only|just|merely|simply|least)|no (?:later|longer|more|less|fewer) than|whether or not|not to mention)\b",
    re.IGNORECASE,
)
INSTEAD = re.compile(r"\b(?:rather than|instead of|as opposed to)\b", re.IGNORECASE)
LIGHT = re.compile(r"ly$")
AUXILIARY = frozenset(
    "need needs have has had do does did be being been is are get gets make makes likely usually typically normally often generally "
    "inherently really actually directly necessarily primarily mainly".split()
)
PREFIXES = ("un", "in", "im", "non", "dis", "il", "ir")

OPPOSITES = """
increase decrease reduce lower cut shrink | raise lower reduce | grow shrink decline fall | rise fall drop decline | gain lose | more less fewer
higher lower | high low | long short | longer shorter | longer-term shorter-term | before after | first last final | always never rarely seldom
often rarely seldom | usually rarely seldom | frequently rarely seldom | early late | earlier later | early-stage late-stage | top bottom
broad narrow | broader narrower | wide narrow | wider narrower | internal external | inside outside | direct indirect | directly indirectly
strong weak | stronger weaker | best worst | better worse | easy difficult hard | easier harder | simple complex | positive negative
success failure | succeed fail | advantage disadvantage | pro con | strength weakness | benefit drawback | include exclude | included excluded
all none | everyone nobody | everything nothing | both neither | many few | most few | maximum minimum | maximize minimize | large small
larger smaller | big small | major minor | fast slow | faster slower | quick slow | immediate delayed | strategic tactical operational
tactical strategic | accept reject | allow prevent forbid | enable prevent | encourage discourage | agree disagree | create destroy
build destroy erode dismantle | strengthen weaken | improve worsen | expand contract | open close | start end finish | begin end | same different
similar different | similarity difference | identical distinct | separate joint shared | together separately apart | public private | new old
existing new | old new | proactive reactive | active passive | temporary permanent | formal informal | centralized decentralized
expensive cheap | cost-effective expensive | stable volatile | safe risky | quantitative qualitative | superior inferior | above below
over under | junior senior | online offline | past future | maintain abandon | hire fire dismiss | buyer seller | supply demand
profit loss | acquire lose | retain lose | attract repel | win lose | important unimportant trivial | essential optional | required optional
mandatory optional | possible impossible | likely unlikely | able unable | necessary unnecessary | qualified unqualified | consistent inconsistent
predictable unpredictable | effective ineffective | efficient inefficient | sustainable unsustainable | with without | ahead behind | most least
majority minority | generic specific | general specific | upstream downstream | inbound outbound | push pull | local global | national international
individual collective | one-to-one one-to-many | one-to-few one-to-many | front back | central marginal peripheral | full partial empty
complete incomplete partial | exact approximate | clear vague unclear | clearer vaguer | primary secondary | praise criticize | trust distrust
simple complicated | rigid flexible | loyal disloyal | deep shallow | deeper shallower | heavy light | heavily lightly
"""


def opposites() -> dict[str, frozenset[str]]:
    """Each stem with the stems that say its contrary."""
    pairs: dict[str, set[str]] = {}
    for group in OPPOSITES.replace("\n", "|").split("|"):
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


def negated(reading: Reading) -> bool:
    """Does a sentence hold any negation?"""
    return any(denies(word, reading.text) for word in reading.words) or bool(INSTEAD.search(reading.text))


def polarity_fault(claim: Reading, sources: Sequence[Reading], matched: Sequence[Match]) -> str:
    """What is wrong with a claim's negations and opposites, in words; empty if nothing is."""
    near = list({id(reading): reading for match in matched for _, reading in match.near()}.values()) or list(sources)
    flips = [flip for match in matched for flip in flipped(match)]
    mine, theirs = denied(claim), frozenset().union(*map(denied, near))
    said = frozenset().union(*(reading.roots for reading in near)) if near else frozenset()
    if flips and not (mine ^ theirs):
        one, other = flips[0]
        return f"says {one} where its source says {other}"
    if wrong := sorted(one for one in mine - theirs if one in said and not flips):
        return f"denies what its source says ({word_of(wrong[0], claim)})"
    if negated(claim) and not any(map(negated, near)) and not flips and not contrary(claim, near):
        return "denies something that its source does not"
    dropped = sorted(one for one in theirs - mine if one in claim.roots and not flips)
    affirmed = [one for one in dropped if not any(one in reading.roots - denied(reading) for reading in near)]
    if affirmed:
        return f"says as true what its source denies ({word_of(affirmed[0], claim)})"
    return ""


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
        if other[1] is not None and other[0] >= max(0.3, having + 0.1):
            word = next(word.norm for word in other[1].words if stem(word.norm) in against)
            found.append((norms[one], word))
    return found


def stems_of(clause: Clause) -> frozenset[str]:
    """The stems of all words of a clause."""
    return frozenset(stem(word.norm) for word in clause.words)


def contrary(claim: Reading, near: Sequence[Reading]) -> bool:
    """May a claim's negation stand for a single word of its sources: "not the same" for "different", "un-"?"""
    theirs = {word.norm for reading in near for word in reading.words}
    return any(OPPOSITE.get(one, frozenset()) & {stem(word) for word in theirs} for one in claim.stems) or any(
        word.startswith(PREFIXES)
        and any(
            word.removeprefix(prefix) and root(stem(word.removeprefix(prefix))) in claim.roots for prefix in PREFIXES
        )
        for word in theirs
    )


def word_of(one: str, reading: Reading) -> str:
    """The word of a sentence that has a root."""
    return next((word.norm for word in reading.words if root(stem(word.norm)) == one), one)
