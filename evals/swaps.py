"""Sentences of the articles made wrong by machine: a figure, a role, a "not", a certainty changed. No chance in it.

Not here: whether the check of written sentences catches them (`bench_check`), and spoilt articles (`mutations`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.question.roles import RoleBook


@dataclass(frozen=True, kw_only=True)
class Swap:
    """A sentence, what it was changed into, and the kind of change."""

    kind: str
    sentence: str
    changed: str


FIGURES = {
    "one": "four", "two": "five", "three": "seven", "four": "nine", "five": "ten", "first": "third", "both": "all three",
    "million": "billion", "day": "month", "days": "months", "daily": "yearly", "months": "days", "month": "decade",
    "years": "weeks", "year": "week", "quarter": "week",
}  # fmt: skip
NUMBERS = ("two", "three", "seven", "12", "25")
PLURAL = re.compile(
    r"\b(?:of|by|with|in|to) (?=(?:sales teams|teams|deals|leads|campaigns|channels|strategies|metrics|customers|executives|plans)\b)"
)
NOT_BE = re.compile(r"\b(is|are|can|may|must|should|could|might|will)\b(?! not\b)")
VERB = re.compile(r"(?<=[\w)] )(?=[a-z]{3,}s [a-z])")
DROPPED = (
    (re.compile(r"\bdoes not (\w+)"), r"does \1"),
    (re.compile(r"\b(?:and|but)? ?not (?=\w)"), "and "),
    (re.compile(r"\bcannot\b"), "can"),
    (re.compile(r"\bwithout\b"), "with"),
    (re.compile(r"\bWithout\b"), "With"),
    (re.compile(r"\bNeither\b(.*)\bnor\b"), r"Both\1and"),
    (re.compile(r"\bNobody knows\b"), "Everybody knows"),
    (re.compile(r"\brather than\b"), "as well as"),
    (re.compile(r"\binstead of\b"), "as well as"),
    (re.compile(r"\bnever\b"), "always"),
)
CONTRARY = {
    "increase": "decrease", "increases": "decreases", "more": "less", "less": "more", "higher": "lower", "before": "after",
    "after": "before", "long-term": "short-term", "short-term": "long-term", "top": "bottom", "bottom": "top",
    "often": "rarely", "usually": "seldom", "always": "never", "improve": "worsen", "improves": "worsens", "strong": "weak",
    "early": "late", "later": "earlier", "long": "short", "short": "long", "broad": "narrow", "broader": "narrower",
    "strengthen": "weaken", "maximize": "minimize", "direct": "indirect", "directly": "indirectly", "positive": "negative",
    "better": "worse", "raise": "lower", "raises": "lowers", "grow": "shrink", "builds": "destroys", "high": "low",
    "typically": "rarely", "best": "worst", "stronger": "weaker", "strategic": "tactical", "tactical": "strategic",
    "different": "identical", "distinct": "identical", "faster": "slower", "slower": "faster", "with": "without",
}  # fmt: skip
STRONGER = {
    "may": "must", "might": "must", "can": "must", "could": "must", "often": "always", "usually": "always", "typically": "always",
    "generally": "always", "frequently": "always", "some": "all", "sometimes": "always", "most": "all", "many": "all",
}  # fmt: skip
SIDE_BY_SIDE = re.compile(
    r"\b(?:and|or|between|both|jointly|together|with|nor|each other|the same|versus|vs)\b", re.IGNORECASE
)


def swaps(sentences: Sequence[str], book: RoleBook) -> dict[str, list[Swap]]:
    """All changes of the sentences that are not sentences of the articles again, by kind, in the sentences' order."""
    there = {plain(sentence) for sentence in sentences}
    makers: dict[str, Callable[[str], Iterator[str]]] = {
        "figures": figures,
        "roles": lambda sentence: roles(sentence, book),
        "negations": negations,
        "certainty": certainty,
    }
    found: dict[str, list[Swap]] = {kind: [] for kind in makers}
    for sentence in dict.fromkeys(sentences):
        for kind, make in makers.items():
            changed = dict.fromkeys(one for one in make(sentence) if plain(one) not in there)
            found[kind] += [Swap(kind=kind, sentence=sentence, changed=one) for one in changed]
    return found


def plain(sentence: str) -> str:
    """A sentence as it is compared."""
    return sentence.casefold().strip(" .")


def figures(sentence: str) -> Iterator[str]:
    """Each figure or span of time changed, and a figure put before what had none."""
    for match in re.finditer(r"[A-Za-z]+", sentence):
        other = FIGURES.get(match.group())
        hyphen = sentence[match.end() : match.end() + 1] == "-" or sentence[match.start() - 1 : match.start()] == "-"
        idiom = re.match(r"one (?:who|of|and|that|is|key|common|of)\b", sentence[match.start() :])
        if other and not hyphen and not idiom:
            yield put(sentence, match.start(), match.end(), other)
    for digits in re.finditer(r"\d+", sentence):
        yield put(sentence, digits.start(), digits.end(), str(int(digits.group()) + 3))
    for at, match in enumerate(PLURAL.finditer(sentence)):
        yield put(sentence, match.end(), match.end(), NUMBERS[(len(sentence) + at) % len(NUMBERS)] + " ")


def roles(sentence: str, book: RoleBook) -> Iterator[str]:
    """CSO and CMO exchanged, VP and director exchanged, and subject and object where two roles stand apart."""
    mentions = [mention for mention in book.find(sentence) if mention.id in PARTNER]
    named = dict.fromkeys(mention.id for mention in mentions)
    if len(named) == 1:
        partner = PARTNER[mentions[0].id]
        yield renamed(sentence, [(m.start, m.end, partner) for m in mentions])
    if len(named) == 2:
        one, two = named
        gap = sentence[mentions[0].end : next(m.start for m in mentions if m.id == two)]
        apart = [
            gap
            for m, n in zip(mentions, mentions[1:], strict=False)
            if m.id != n.id
            for gap in [sentence[m.end : n.start]]
        ]
        if all(len(re.findall(r"\w+", g)) > 2 for g in apart) and not SIDE_BY_SIDE.search(gap):
            yield renamed(sentence, [(m.start, m.end, two if m.id == one else one) for m in mentions])
    for mention in [m for m in book.find(sentence) if m.id in {"ceo", "cfo", "cro", "csmo"}][:1]:
        if not mentions or SIDE_BY_SIDE.search(sentence) is None:
            yield renamed(sentence, [(mention.start, mention.end, "cmo" if "cmo" not in named else "cso")])


PARTNER = {
    "cso": "cmo",
    "cmo": "cso",
    "vp-sales-marketing": "director-sales-marketing",
    "director-sales-marketing": "vp-sales-marketing",
}
NAMES = {
    "cso": "CSO", "cmo": "CMO", "vp-sales-marketing": "VP of sales and marketing",
    "director-sales-marketing": "director of sales and marketing",
}  # fmt: skip


def renamed(sentence: str, changes: Sequence[tuple[int, int, str]]) -> str:
    """A sentence with roles under other names; spelt out with its acronym, a role is named once."""
    for start, end, role in reversed(changes):
        plural = sentence[start:end].endswith("s") and role in {"cso", "cmo"} and sentence[start:end] != "sales"
        sentence = put(sentence, start, end, NAMES[role] + ("s" if plural else ""))
    sentence = re.sub(r"\b(C[SM]Os?) \(\1(['’]s)?\)", r"\1", sentence)
    return re.sub(r"\b(VP|vice president) \((VP|director) of sales and marketing\)", r"\2", sentence)


def negations(sentence: str) -> Iterator[str]:
    """A "not" or "never" put in, one taken out, and words turned into their contrary."""
    if (be := NOT_BE.search(sentence)) is not None:
        yield put(sentence, be.end(), be.end(), " not")
    if (verb := VERB.search(sentence)) is not None and re.search(
        r"(?:CSO|CMO|CRO|\(C[SMR]O\)|sales team) $", sentence[: verb.start()]
    ):
        yield put(sentence, verb.start(), verb.start(), "never ")
    for pattern, instead in DROPPED:
        changed = pattern.sub(instead, sentence, count=1)
        if changed != sentence:
            yield changed
    for match in re.finditer(r"[A-Za-z]+(?:-[a-z]+)?", sentence):
        if match.group() in CONTRARY:
            yield put(sentence, match.start(), match.end(), CONTRARY[match.group()])


def certainty(sentence: str) -> Iterator[str]:
    """What may or is often so made into what must or always is."""
    for match in re.finditer(r"[A-Za-z]+", sentence):
        if match.group() in STRONGER and usable(sentence, match):
            yield put(sentence, match.start(), match.end(), STRONGER[match.group()])


def usable(sentence: str, match: re.Match[str]) -> bool:
    """Is a word meant as one that limits: not in "one-to-many", "the most", "most closely", "can only"?"""
    before, after = sentence[: match.start()], sentence[match.end() :]
    if match.group() == "most" and (before.endswith(("the ", "'s ", "succeed ")) or not re.match(r" [a-z]+s\b", after)):
        return False
    return not before.endswith(("-", "more ", "at ", "as ")) and not after.startswith(" only")


def put(sentence: str, start: int, end: int, words: str) -> str:
    """A sentence with other words in a place."""
    return sentence[:start] + words + sentence[end:]
