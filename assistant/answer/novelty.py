"""Tells what repeats: two articles often say the same thing in other words. Not here: what is relevant."""

import re
from collections.abc import Sequence

from assistant.answer.compose import is_fragment
from assistant.store.library import Library
from assistant.text.words import content_stems
from assistant.vocabulary import SentenceKind

# Cosine similarity from which two sentences say the same; restatements of one point by two articles lie above,
# neighbours on one subject below (read off the tuning half of `evals/cases`).
SAME = 0.86
# Share of a sentence's stems that may have been said before.
SAID = 0.8
# Tells what the text itself does: "The guide also explains ...", "The analysis ultimately makes clear ...".
ANNOUNCING = re.compile(
    r"(?:The|This|Our) (?:analysis|article|comparison|guide|overview|section)(?: \w+ly| also| then)?"
    r" (?:covers?|explains?|makes clear|shows?|describes?|sets out|looks at|compares?|discusses?|outlines?)\b",
    re.IGNORECASE,
)


def redundant(library: Library, row: int, chosen: Sequence[int]) -> bool:
    """Whether a sentence says nothing that the chosen ones do not say."""
    if not chosen:
        return False
    # Vectors take in the heading, so sentences of one place are alike whatever they say.
    place = library.section(row)
    elsewhere = [other for other in chosen if library.section(other) != place]
    vectors = library.index.sentence_vectors
    if elsewhere and float((vectors[elsewhere] @ vectors[row]).max()) >= SAME:
        return True
    return same_words(library, row, chosen)


def same_words(library: Library, row: int, chosen: Sequence[int]) -> bool:
    """Whether nearly all content words of a sentence stand in the chosen ones."""
    said = {stem for other in chosen for stem in content_stems(library.sentences[other].text)}
    new = set(content_stems(library.sentences[row].text))
    return bool(new) and len(new & said) / len(new) >= SAID


def usable(library: Library, row: int) -> bool:
    """Whether a sentence can stand alone in an answer; one that announces what its article does answers nothing."""
    sentence = library.sentences[row]
    return (
        sentence.kind is not SentenceKind.LEAD_IN and not is_fragment(sentence) and not ANNOUNCING.match(sentence.text)
    )


def length(library: Library, rows: Sequence[int]) -> int:
    """Words of the sentences together."""
    return sum(len(library.sentences[row].text.split()) for row in rows)
