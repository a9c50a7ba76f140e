"""How sure it is that the articles answer a question, where they come with questions in readers' words.

A logistic model weighs how like the question is to what the articles answer, and to what they are known not to
answer. `evals.train_coverage` fits it. Not here: articles without such questions (`confidence`), and what exactly is
missing (`abstain`).
"""

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from assistant.abstention.confidence import confidence
from assistant.evidence.retrieve import Evidence
from assistant.question.forms import FORMS
from assistant.question.understand import Understanding
from assistant.question.wanted import Wanted
from assistant.store.library import Library

WEIGHTS_FILE = Path(__file__).with_name("coverage.json")
BEST = 3  # sentences that count as what would be answered with
MOST_WORDS = 12  # a longer question is no surer for it
FITTING = 0.55  # fit from which a sentence is on a role that the question names
RAREST = 6.0  # weight of a word that the articles do not have


@cache
def weights() -> Mapping[str, float]:
    """The weight of each signal, and of `bias`, as `coverage.json` has them."""
    found: dict[str, float] = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["weights"]
    return found


def coverage(library: Library, evidence: Evidence, understanding: Understanding) -> float:
    """How sure the articles answer the question, 0 to 1."""
    signals = coverage_signals(library, evidence, understanding)
    return 1 / (1 + math.exp(-weights()["bias"] - sum(weights()[name] * value for name, value in signals.items())))


def coverage_signals(library: Library, evidence: Evidence, understanding: Understanding) -> dict[str, float]:
    """The signals of one question, by name.

    `sentence`, `meant`, `wording` and `wordings` are the best likeness to a sentence, as embedded and as adapted, to a
    wording, and the mean of the best three; `gap` and `gaps` the same for questions that no article answers. `strange` and `left` are the shares of the
    question's own words, by weight, that no wording has, and that none of the best sentences, their places or
    their wordings have. `foreign` says how much better a wording of other roles than those named fits. `form` says that
    a figure, date or name is asked for and the best sentence has none.
    """
    open_rows = evidence.fit > 0
    worded = np.sort(evidence.worded[open_rows])[::-1] if open_rows.any() else np.zeros(1, dtype=np.float32)
    gaps = np.sort(library.adapted_uncovered @ evidence.adapted)[::-1]
    best = np.argsort(-evidence.score, kind="stable")[:BEST]
    topic = dict.fromkeys(understanding.topic)
    weight = {stem: min(library.sentence_search.weight(stem), RAREST) for stem in topic}
    total = sum(weight.values()) or 1.0
    near = evidence.fit >= FITTING
    held = frozenset().union(*(library.row_stems[row] for row in best))
    return {
        "sentence": float(evidence.dense[open_rows].max(initial=0.0)),
        "meant": float(evidence.meant[open_rows].max(initial=0.0)),
        "wording": float(worded[0]),
        "wordings": float(worded[:BEST].mean()),
        "gap": float(gaps[:1].sum()),
        "gaps": float(gaps[:BEST].mean()) if len(gaps) else 0.0,
        "strange": sum(weight[stem] for stem in topic if stem not in library.worded_stems) / total,
        "foreign": max(
            0.0, float(evidence.worded[~near].max(initial=0.0)) - float(evidence.worded[near].max(initial=0.0))
        ),
        "left": sum(weight[stem] for stem in topic if stem not in held) / total,
        "words": float(min(len(topic), MOST_WORDS)),
        "role": float(bool(understanding.roles)),
        "term": float(understanding.terms),
        "department": float(understanding.departments),
        "confidence": confidence(library, evidence, understanding),
        "form": float(
            understanding.wanted is not Wanted.ANYTHING and not has_form(library, int(best[0]), understanding)
        ),
    }


def has_form(library: Library, row: int, understanding: Understanding) -> bool:
    """Whether a sentence holds what is asked for: a figure, a date, a name."""
    form = FORMS.get(understanding.wanted)
    return form is None or bool(form.search(library.sentences[row].text))
