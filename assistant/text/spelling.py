"""Mends small typos against the words that the articles use. Not here: the words that role names are made of."""

import re
from collections.abc import Collection, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.text.words import FUNCTION_WORDS, SHORT_FORMS, singular, stem, words

# What people type for the little words of a question.
CHAT_FORMS = {"wat": "what", "wht": "what", "waht": "what", "whats": "what is", "hw": "how", "whos": "who is",
              "whose": "whose", "u": "you", "ur": "your", "r": "are", "b/w": "between", "btw": "between",
              "diff": "difference", "dif": "difference", "resp": "responsibilities", "pls": "please", "n": "and",
              "abt": "about", "wen": "when", "wich": "which", "dont": "do not", "doesnt": "does not",
              "mktg": "marketing", "ppl": "people", "yr": "year", "shd": "should",
              "edu": "education", "educ": "education", "exp": "experience", "exper": "experience", "dept": "department",
              "depts": "departments", "mgmt": "management", "mngmt": "management", "qual": "qualification",
              "quals": "qualifications", "reqs": "requirements", "resps": "responsibilities", "yrs": "years",
              "diffs": "differences", "btwn": "between", "comms": "communication", "b4": "before",
              "teh": "the", "thier": "their", "shud": "should", "shld": "should", "wud": "would"}  # fmt: skip

SLASHED = ((re.compile(r"\bw/o\b", re.IGNORECASE), "without"), (re.compile(r"\bw/\s*", re.IGNORECASE), "with "))
CLIP, CUT = 4, 3  # letters that a clipped word has left at least, and lacks at least

EDITS = 2  # of a typo, at most
SHORT = 5  # letters up to which a typo drops, doubles or swaps letters, but puts none in another's place


def close(word: str, known: Collection[str], *, limit: int | None = None) -> str | None:
    """The known word that `word` is most likely a typo of, or None.

    `limit` is the number of edits (a swap of neighbours counts as one): by default one for words of 4 to 7
    letters, two from 8 letters on. The first letter must agree or be swapped with the second. Ties go to the
    alphabetically first.
    """
    if len(word) < 4:
        return None
    if limit is None:
        limit = 1 if len(word) < 8 else EDITS
    candidates = sorted(
        other
        for other in known
        if abs(len(other) - len(word)) <= limit and same_start(word, other) and not swapped_letter(word, other)
    )
    best = process.extractOne(word, candidates, scorer=OSA.distance, score_cutoff=limit)
    return str(best[0]) if best else None


def misspelled(words_: Collection[str], known: Collection[str]) -> frozenset[str]:
    """Those of some words that are likely typos of known ones: one edit away, of 6 letters or more, or two letters swapped."""
    shorter: dict[str, set[str]] = {}
    for word in known:
        for form in one_less(word):
            shorter.setdefault(form, set()).add(word)
    found = set()
    for word in words_:
        if len(word) >= SHORT and word.isalpha() and word not in known:
            near = {other for form in one_less(word) for other in shorter.get(form, ()) if len(other) >= SHORT}
            candidate = close(word, near, limit=1) if near else None
            if candidate and (len(word) > SHORT or sorted(word) == sorted(candidate)):
                found.add(word)
    return frozenset(found)


def one_less(word: str) -> set[str]:
    """A word and what is left of it without one of its letters; words one edit apart share such a form."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def swapped_letter(word: str, other: str) -> bool:
    """Whether two short words differ by another letter: "bake" is no typo of "base"."""
    return len(word) <= SHORT and len(word) == len(other) and sorted(word) != sorted(other)


def same_start(word: str, other: str) -> bool:
    """Whether two words begin alike, or with the first two letters swapped."""
    return word[0] == other[0] or word[:2] == other[1::-1]


class Shelves:
    """Words by their first letter and their length, so that those which a word may be a typo of are few to look at."""

    def __init__(self, known: Iterable[str]) -> None:
        self._kept: dict[tuple[str, int], list[str]] = {}
        for word in known:
            self._kept.setdefault((word[:1], len(word)), []).append(word)

    def near(self, word: str) -> list[str]:
        """The words that begin with one of a word's first two letters and are as long, but for the edits of a typo."""
        lengths = range(len(word) - EDITS, len(word) + EDITS + 1)
        return [other for start in {*word[:2]} for length in lengths for other in self._kept.get((start, length), ())]


class Speller:
    """Corrects words that neither the articles nor common English know."""

    def __init__(
        self, corpus_words: Iterable[str], common_words: Collection[str], clipped: Collection[str] = ()
    ) -> None:
        """`clipped` are words that readers may cut short: "compens" for "compensation"."""
        self._clipped = sorted(clipped)
        self._known = frozenset(corpus_words)
        self._targets = frozenset(word for word in self._known if len(word) >= 4)
        self._common = common_words
        self._near_targets, self._near_common = Shelves(self._targets), Shelves(common_words)

    def correct(self, text: str) -> str:
        """The text with its typos mended and its clipped words whole; everything else stays as typed."""
        for pattern, whole in SLASHED:
            text = pattern.sub(whole, text)
        mended, end = [], 0
        for word in words(text):
            mended.append(text[end : word.start])
            mended.append(self._mend(word.norm, word.text))
            end = word.end
        return "".join([*mended, text[end:]])

    def _mend(self, norm: str, text: str) -> str:
        if norm in CHAT_FORMS:
            return CHAT_FORMS[norm]
        if len(norm) < 4 or not norm.isalpha() or norm in FUNCTION_WORDS or text.isupper():
            return text
        if norm in self._known or singular(norm) in self._known or norm in self._common or self._inflected(norm):
            return text
        return self._whole(norm) or close(norm, self._near_targets.near(norm)) or text

    def _whole(self, norm: str) -> str:
        """The word that a clipped one stands for: the shortest that begins with it, if all that do are forms of one word."""
        longer = [word for word in self._clipped if word.startswith(norm) and len(word) >= len(norm) + CUT]
        return min(longer, key=len) if len(norm) >= CLIP and len({stem(word) for word in longer}) == 1 else ""

    def is_name(self, norm: str) -> bool:
        """Whether a lower-case word is likely a name: unknown to articles and English, and no typo of an English word."""
        if len(norm) < 5 or not norm.isalpha() or not self._common or norm in self._targets or norm in self._common:
            return False
        if norm in SHORT_FORMS or singular(norm) in SHORT_FORMS or self._inflected(norm):
            return False
        return close(norm, self._near_common.near(norm), limit=1) is None

    def _inflected(self, norm: str) -> bool:
        """Whether a word is a common one with an ending: a rare plural is not a typo."""
        for prefix in ("", "re", "un", "non", "pre", "over"):
            for ending in ("", "s", "es", "d", "ed", "ing", "er", "ers", "ly", "ness"):
                if norm.startswith(prefix) and norm.endswith(ending) and len(prefix) + len(ending) > 0:
                    base = norm[len(prefix) : len(norm) - len(ending)]
                    if (
                        base in self._common
                        or (ending == "ly" and base.endswith("i") and base[:-1] + "y" in self._common)
                        or base + "e" in self._common
                        or (base[-2:-1] == base[-1:] and base[:-1] in self._common)
                    ):
                        return True
        return False
