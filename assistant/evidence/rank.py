"""How well each sentence answers a question: signals of likeness, weighed by one linear model.

`evals.train_rank` fits the weights in `rank.json`. Not here: which roles and attributes a question means
(`understand`), and what of the best sentences goes into an answer (`facts`, `lists`).
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.question.understand import Understanding
from assistant.store.embedding import Vectors
from assistant.store.library import Library
from assistant.vocabulary import SentenceKind

Scores = NDArray[np.float32]

WEIGHTS_FILE = Path(__file__).with_name("rank.json")
SIGNALS = (
    "dense", "meant", "worded", "second", "like", "words", "asked_words", "attribute", "attribute_phrase", "fit", "own",
    "other", "named", "lead", "around", "passage", "lead_in", "prose",
)  # fmt: skip
# Differences of the linear score are divided by this, so that half the best score is about one in sixteen for the model.
TEMPERATURE = 4.0
FOREIGN = 0.4  # what is left of the score of a sentence on another role than those asked about


@cache
def weights() -> Mapping[str, float]:
    """The weight of each signal, as `rank.json` has them."""
    found: dict[str, float] = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["weights"]
    return found


def rank(signals: Scores, fit: Scores) -> Scores:
    """Score of each sentence, above 0; the best has 1.

    `signals` has the shape (n_sentences, len(SIGNALS)); `fit` says how well a sentence fits the roles, 0 to 1.
    """
    linear = signals @ np.asarray([weights()[name] for name in SIGNALS], dtype=np.float32)
    score = np.exp((linear - linear.max()) / TEMPERATURE) * role_share(fit)
    return np.asarray(score / score.max(), dtype=np.float32)


def role_share(fit: Scores) -> Scores:
    """What is left of a sentence's score for its role."""
    return np.asarray(FOREIGN + (1 - FOREIGN) * fit, dtype=np.float32)


def signals(
    library: Library,
    understanding: Understanding,
    question: Vectors,
    *,
    adapted: Vectors,
    dense: Scores,
    meant: Scores,
    fit: Scores,
    attribute: Scores,
    named: Scores,
) -> Scores:
    """The signals of every sentence, columns as in SIGNALS; float32 of shape (n_sentences, len(SIGNALS)).

    `dense` is the likeness to the sentence, `meant` that of the adapted vectors, `worded` and `second` those to the two
    likest wordings that it answers, and `like` the best of the last three. `words` is the share of the question's own words, by weight, that the sentence's
    BM25 score amounts to, `asked_words` the same for its wordings. `lead` is the likeness of a list to its items,
    `around` the best likeness of another sentence in the same paragraph or list.
    """
    worded, second = worded_likeness(library, adapted, meant)
    like = np.maximum(meant, worded)
    lead, around = places(library, like)
    words = lexical_share(library, understanding.topic)
    asked = asked_share(library, understanding.topic, words)
    phrase = max(understanding.attributes.values(), default=0) > 1
    passage = (library.index.passage_vectors @ question)[np.asarray(library.sentence_passage, dtype=np.intp)]
    kinds = library.kinds
    columns = {
        "dense": dense,
        "meant": meant,
        "worded": worded,
        "second": second,
        "like": like,
        "words": words,
        "asked_words": asked,
        "attribute": attribute * (not phrase),
        "attribute_phrase": attribute * phrase,
        "fit": fit,
        "own": fit > 0.95,
        "other": fit < 0.55,
        "named": named,
        "lead": lead,
        "around": around,
        "passage": passage,
        "lead_in": kinds == SentenceKind.LEAD_IN,
        "prose": kinds == SentenceKind.PROSE,
    }
    return np.stack([np.asarray(columns[name], dtype=np.float32) for name in SIGNALS], axis=1)


def worded_likeness(library: Library, adapted: Vectors, meant: Scores) -> tuple[Scores, Scores]:
    """For every sentence the likeness of its two likest wordings, 0 where there is none.

    Where the articles come without wordings, the sentence itself stands for them.
    """
    if not len(library.index.wordings):
        return meant, meant
    likeness = np.append(library.adapted_wordings @ adapted, np.float32(0))[library.wordings_of]
    best = np.partition(likeness, (-2, -1), axis=1)
    return best[:, -1], best[:, -2]


def places(library: Library, like: Scores) -> tuple[Scores, Scores]:
    """For every sentence the likeness of the lead-in over it, and the best of the others in its group."""
    lead, around = np.zeros_like(like), np.zeros_like(like)
    for rows, led in library.group_rows:
        if len(rows) < 2:
            continue
        here = like[rows]
        if led:
            lead[rows[1:]] = here[0]
        first, second = np.argsort(-here, kind="stable")[:2]
        around[rows] = here[first]
        around[rows[first]] = here[second]
    return lead, around


def lexical_share(library: Library, topic: tuple[str, ...]) -> Scores:
    """BM25 of every sentence over the sum of the weights of the question's stems, role names aside."""
    search = library.sentence_search
    total = sum(search.weight(stem) for stem in set(topic))
    if not total:
        return np.zeros(len(library.sentences), dtype=np.float32)
    # A word of its own that a short sentence repeats would count for more than all words of a longer question.
    return np.asarray(np.minimum(search.scores(topic) / np.float32(total), 1), dtype=np.float32)


def asked_share(library: Library, topic: tuple[str, ...], words: Scores) -> Scores:
    """The same for the wordings that a sentence answers, the best of them; its own where there are none at all."""
    search = library.wording_search
    if search is None:
        return words
    total = sum(search.weight(stem) for stem in set(topic))
    if not total:
        return np.zeros(len(library.sentences), dtype=np.float32)
    shares = np.append(np.minimum(search.scores(topic) / np.float32(total), np.float32(1)), np.float32(0))
    return np.asarray(shares[library.wordings_of].max(axis=1), dtype=np.float32)
