"""Finds evidence: dense and lexical search over passages and sentences, fused.

Not here: which evidence goes into an answer (`select`), or whether it is enough (`abstain`).
"""

from dataclasses import dataclass

import numpy as np

from assistant.evidence.rank import SIGNALS, Scores, rank, signals
from assistant.question.attributes import BROAD, ORDER, Attribute
from assistant.question.understand import Understanding
from assistant.store.embedding import Embedder, Vectors
from assistant.store.library import Library
from assistant.text.words import content_stems
from assistant.vocabulary import Hit

# Weights of the fusion, chosen on SQuAD 2.0 dev paragraphs (`bench_retrieval(dataset="squad2")` in evals): the share of the
# lexical score, scaled by its maximum for the question, and within the dense share that of the best sentence.
LEXICAL_SHARE = 0.3
SENTENCE_SHARE = 0.7
# Weight of a passage's best ranked sentence, where the ranking knows readers' wordings: recall@5 of the tuning half's
# evidence is .74 without, .84 at .2, .86 at .5 and .87 from 1 on.
RANKED = 0.5
# What a sentence on how two roles work together keeps of its score where one of them is asked about, and the weight from
# which a sentence is one ("How is a CSO measured?" does not ask for the measures of a partnership).
JOINTLY, JOINT_PLACE = 0.35, 0.8
TOGETHER = frozenset(
    {Attribute.ALIGNMENT, Attribute.CONFLICT, Attribute.BENEFITS, Attribute.JOINT, Attribute.TECHNOLOGY}
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Evidence:
    """Scores of every sentence and passage for one question, rows as in the library.

    `dense` is the cosine similarity of question and sentence, `meant` the same of their adapted vectors, and `worded`
    that of the adapted question and the likest wording that the sentence answers; `lexical` is BM25 divided by its
    maximum for this question; `fit` says how well a sentence fits the roles asked about; `attribute` how well it fits
    what is asked of them (each 0 to 1). `score` weighs them all (`rank`) and is what sentences are chosen by.
    """

    question: Vectors
    adapted: Vectors
    dense: Scores
    meant: Scores
    worded: Scores
    lexical: Scores
    fit: Scores
    attribute: Scores
    score: Scores
    passages: Scores
    hits: tuple[Hit, ...]


def alone_share(library: Library, understanding: Understanding) -> Scores:
    """What is left of each sentence's score where one role alone is asked about: less of one on how two work together."""
    share = np.ones(len(library.sentences), dtype=np.float32)
    if len(understanding.roles) == 1 and not TOGETHER & understanding.attributes.keys():
        joint = library.attribute_weights[:, ORDER[Attribute.ALIGNMENT]] >= JOINT_PLACE
        asked = set(understanding.roles)
        own = np.fromiter((set(profile.mentioned) == asked for profile in library.profiles), bool, len(share))
        share[joint & ~own] = JOINTLY
    return share


def search_passages(library: Library, question: Vectors, dense: Scores, stems: tuple[str, ...]) -> Scores:
    """Fused score of every passage; float32 of shape (n_passages,), at most 1."""
    best = np.full(len(library.passages), -1.0, dtype=np.float32)
    np.maximum.at(best, np.asarray(library.sentence_passage, dtype=np.intp), dense)
    whole = library.index.passage_vectors @ question
    similarity = (1 - SENTENCE_SHARE) * whole + SENTENCE_SHARE * np.maximum(best, whole)
    lexical = scaled(library.passage_search.scores(stems))
    return np.asarray((1 - LEXICAL_SHARE) * similarity + LEXICAL_SHARE * lexical, dtype=np.float32)


def with_ranked(library: Library, passages: Scores, score: Scores) -> Scores:
    """The score of every passage with that of its best sentence in it; at most 1."""
    best = np.zeros(len(library.passages), dtype=np.float32)
    np.maximum.at(best, np.asarray(library.sentence_passage, dtype=np.intp), score)
    return np.asarray((passages + RANKED * best) / (1 + RANKED), dtype=np.float32)


def scaled(scores: Scores) -> Scores:
    """Scores divided by their maximum; zeros stay zeros."""
    top = float(scores.max(initial=0.0))
    return np.asarray(scores / top, dtype=np.float32) if top > 0 else scores


def retrieve(library: Library, embedder: Embedder, understanding: Understanding, *, top: int = 10) -> Evidence:
    """Score everything for a question; the hits are the best `top` passages, best first."""
    spelled_out = library.spell_out_terms(understanding.text)
    question = embedder.embed([spelled_out])[0]
    adapted = library.adapt(question)
    dense = (library.index.sentence_vectors @ question).astype(np.float32)
    meant = (library.adapted_sentences @ adapted).astype(np.float32)
    stems = content_stems(spelled_out)
    lexical = scaled(library.sentence_search.scores(stems))
    fit, attribute = fits(library, understanding)
    named = np.maximum(term_fit(library, understanding), other_fit(library, understanding))
    found = signals(
        library,
        understanding,
        question,
        adapted=adapted,
        dense=dense,
        meant=meant,
        fit=fit,
        attribute=attribute,
        named=named,
    )
    worded = found[:, SIGNALS.index("worded")]
    score = rank(found, fit) * alone_share(library, understanding)
    score = score / score.max()
    passages = search_passages(library, question, np.maximum(dense, worded), stems)
    if len(library.index.wordings):
        passages = with_ranked(library, passages, score)
    return Evidence(
        question=question,
        adapted=adapted,
        dense=dense,
        meant=meant,
        worded=worded,
        lexical=lexical,
        fit=fit,
        attribute=attribute,
        score=score,
        passages=passages,
        hits=best_hits(library, passages, top),
    )


def best_hits(library: Library, passages: Scores, top: int) -> tuple[Hit, ...]:
    """The best `top` passages, best first; equal scores stay in the articles' order."""
    order = np.argsort(-passages, kind="stable")[:top]
    return tuple(Hit(passage=library.passages[row], score=float(passages[row])) for row in order)


def fits(library: Library, understanding: Understanding) -> tuple[Scores, Scores]:
    """For every sentence how well it fits the roles asked about, and the attributes asked for."""
    asked = weights(understanding)
    columns = [ORDER[name] for name in asked]
    if not columns:
        return library.fit_to(frozenset(understanding.roles)), np.zeros(len(library.profiles), dtype=np.float32)
    weighed = library.attribute_weights[:, columns] * np.asarray(list(asked.values()), dtype=np.float32)
    return library.fit_to(frozenset(understanding.roles)), weighed.max(axis=1)


def other_fit(library: Library, understanding: Understanding) -> Scores:
    """For every sentence 1 if it, or its place, names a non-core role of the question ("the CFO"), else 0."""
    fit = np.zeros(len(library.sentences), dtype=np.float32)
    for other in understanding.others:
        fit[list(library.naming.get(other, ()))] = 1.0
    return fit


def term_fit(library: Library, understanding: Understanding) -> Scores:
    """For every sentence 1 if its label is a term that a question without a role names, else 0."""
    fit = np.zeros(len(library.sentences), dtype=np.float32)
    if not understanding.roles:
        for term in library.terms.ids(understanding.text):
            fit[list(library.labelled.get(term, ()))] = 1.0
    return fit


def head_attribute(library: Library, row: int, understanding: Understanding) -> float:
    """How well a list's lead-in and heading name what is asked, 0 to 1; `row` is the lead-in or first item."""
    head = library.profiles[row].head
    return max((weight * head.get(name, 0.0) for name, weight in weights(understanding).items()), default=0.0)


def weights(understanding: Understanding) -> dict[Attribute, float]:
    """How much each attribute asked for counts: longer cues are surer, and broad ones give way to others."""
    asked = understanding.attributes
    specific = {name: length for name, length in asked.items() if name not in BROAD} or dict(asked)
    longest = max(specific.values(), default=1)
    return {name: 0.85 + 0.15 * length / longest for name, length in specific.items()}
