"""Chooses the sentences of one passage that answer a question, when nothing is known but their words.

A logistic score for each sentence, then those within reach of the best; `evals.train_choice` fits the weights. For texts
without roles and headings, such as those of `bench sentences`. Answers on our articles choose by what more is known of
a sentence (`facts`, `lists`): with this choice in their paragraphs the tuning cases had .704 of the vital facts, not .706.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from assistant.store.embedding import Embedder
from assistant.text.words import content_stems, words

WITHIN = 0.55  # a sentence is chosen from this share of the best one's chance on
BIAS = "bias"
WEIGHTS_FILE = Path(__file__).with_name("choose.json")


def choose_sentences(embedder: Embedder, question: str, title: str, sentences: Sequence[str]) -> list[int]:
    """Indexes from 0 of the sentences that answer the question, in order; at least one if there is any."""
    scores = [chance(shipped(), found) for found in sentence_signals(embedder, question, title, sentences)]
    return within(scores)


@cache
def shipped() -> Mapping[str, float]:
    """The weights that stand beside this file."""
    weights: Mapping[str, float] = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["weights"]
    return weights


def within(scores: Sequence[float]) -> list[int]:
    """Indexes of the scores that reach `WITHIN` of the best."""
    least = WITHIN * max(scores, default=0.0)
    return [index for index, score in enumerate(scores) if score >= least]


def chance(weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """A sentence's chance to be part of the answer, 0 to 1."""
    score = sum(weight * (1.0 if name == BIAS else found[name]) for name, weight in weights.items())
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))


def sentence_signals(embedder: Embedder, question: str, title: str, sentences: Sequence[str]) -> list[dict[str, float]]:
    """What is weighed of each sentence: similarity, shared words, likeness to the best sentence, place, length.

    Those named `behind` are 0 for the best sentence and below for the others.
    """
    if not sentences:
        return []
    vectors = embedder.embed([question, *sentences, *(f"{title}: {sentence}" for sentence in sentences)])
    count = len(sentences)
    asked, plain, titled = vectors[0], vectors[1 : count + 1], vectors[count + 1 :]
    similar, similar_titled = plain @ asked, titled @ asked
    best = plain[int(similar.argmax())]
    stems = set(content_stems(question))
    shared = [len(stems & set(content_stems(sentence))) / max(1, len(stems)) for sentence in sentences]
    return [
        {
            "similar": float(similar[index]),
            "behind": float(similar[index] - similar.max()),
            "titled_behind": float(similar_titled[index] - similar_titled.max()),
            "shared_behind": shared[index] - max(shared),
            "like_best": float(plain[index] @ best),
            "rank": float((similar > similar[index]).sum()),
            "place": index / count,
            "alone": 1 / count,
            "length": math.log(1 + len(words(sentence))),
        }
        for index, sentence in enumerate(sentences)
    ]
