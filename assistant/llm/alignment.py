"""How far the words of a sentence are found in its sources: the signals that its score is made of.

Not here: weighing them (`score`), and what rules say of figures, roles and negations.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.llm.likeness import Likeness
from assistant.text.words import FUNCTION_WORDS, Word, stem, words

SIGNALS = ("worst2", "worst3", "alike", "alike_weighed", "names", "pairs", "chunk")

# Where a sentence falls into parts that may be true each on its own.
PARTS = re.compile(
    r"[,;:()]| (?:and|but|while|which|who|that|where|when|after|before|as|with|in|on|at|by|for|from|to|of) "
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Sources:
    """Sentences read once for all claims that cite them."""

    stems: tuple[frozenset[str], ...]
    pairs: frozenset[tuple[str, str]]
    content: tuple[str, ...]


def read(texts: Sequence[str]) -> Sources:
    """Sources, ready to be compared with."""
    rows = [list(words(text)) for text in texts]
    stems = [[stem(word.norm) for word in row] for row in rows]
    content = dict.fromkeys(word.norm for row in rows for word in row if word.norm not in FUNCTION_WORDS)
    return Sources(
        stems=tuple(frozenset(row) for row in stems),
        pairs=frozenset(pair for row in stems for pair in zip(row, row[1:], strict=False)),
        content=tuple(content),
    )


def content_words(text: str) -> list[Word]:
    """The words that say what a sentence is about; all its words if none does."""
    every = [word for word in words(text) if len(word.norm) > 1 or word.norm.isdigit()]
    return [word for word in every if word.norm not in FUNCTION_WORDS] or every


def signals(claim: str, sources: Sources, likeness: Likeness) -> NDArray[np.float64]:
    """The signals of a claim, of shape (len(SIGNALS),), in their order; all 0 without a source or a word.

    For each word of content its likeness to the nearest word of the sources, 1 for the same stem: `worst2`, `worst3`
    mean over the least alike, `alike` over all, `alike_weighed` by the words' weights, `chunk` the worst part of the
    claim. `names` counts (below 0) words in capitals that no source has, `pairs` is the share of word pairs found.
    """
    said = content_words(claim)
    if not said or not sources.content:
        return np.zeros(len(SIGNALS))
    stems = [stem(word.norm) for word in said]
    every = frozenset().union(*sources.stems)
    hit = np.array([one in every for one in stems])
    weight = np.array([likeness.weight(word.norm) for word in said])
    alike = np.where(hit, 1.0, likeness.best([word.norm for word in said], sources.content))
    row = [stem(word.norm) for word in words(claim)]
    bigrams = list(zip(row, row[1:], strict=False))
    names = [at for at, word in enumerate(said) if word.start and word.text[0].isupper()]
    found = {
        "worst2": np.sort(alike)[:2].mean(),
        "worst3": np.sort(alike)[:3].mean(),
        "alike": alike.mean(),
        "alike_weighed": (alike * weight).sum() / weight.sum(),
        "names": -float(sum(not hit[at] for at in names)),
        "pairs": sum(pair in sources.pairs for pair in bigrams) / max(1, len(bigrams)),
        "chunk": min(float(np.average(alike[part], weights=weight[part])) for part in parts(claim, said)),
    }
    return np.array([found[name] for name in SIGNALS], dtype=np.float64)


def parts(claim: str, said: Sequence[Word]) -> list[list[int]]:
    """The words of content of each part of a claim, as indexes; parts without any are left out."""
    ends = [match.start() for match in PARTS.finditer(claim)]
    grouped: dict[int, list[int]] = {}
    for at, word in enumerate(said):
        grouped.setdefault(sum(end < word.start for end in ends), []).append(at)
    return list(grouped.values())
