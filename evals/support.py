"""The measures of a language model's answers: does what they cite carry them, and how often are they not given? Not here: other evidence (`citations`).

A second look with plain rules, apart from the check that let them through (`assistant.llm.check`).
"""

import re

from assistant.text.words import content_stems
from assistant.vocabulary import Answer, Citation, Support
from evals.case import Case
from evals.score import Finding, Texts

CARRIED = 0.6  # share of a sentence's content stems that its passages must have; chosen, not measured
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")


def support_precision(_case: Case, answer: Answer, _texts: Texts) -> Finding | None:
    """A model's sentences that their passages carry / a model's sentences; None without such; has to be 1.

    A passage counts with its section and title, since a heading names what a sentence speaks of.
    """
    written = [sentence for sentence in answer.sentences if sentence.support == Support.SUPPORTED]
    if not written:
        return None
    known = {citation.marker: citation for citation in answer.citations}
    loose = [
        (sentence.text, fault)
        for sentence in written
        if (fault := fault_of(sentence.text, [known[marker] for marker in sentence.citations if marker in known]))
    ]
    reason = "; ".join(f"{fault}: {text[:80]!r}" for text, fault in loose)
    return Finding(value=1 - len(loose) / len(written), reason=reason)


def fell_back(_case: Case, answer: Answer, _texts: Texts) -> Finding | None:
    """Whether a model was to write the answer, and the articles' own sentences stand there; None where none was to."""
    if answer.model is None:
        return None
    return Finding(value=float(bool(answer.model.fallback)), reason=answer.model.fallback)


def fault_of(text: str, citations: list[Citation]) -> str:
    """What a sentence says that its passages do not; empty if they carry it."""
    there = " ".join(f"{one.title} {one.section} {one.quote}" for one in citations)
    figures = set(FIGURE.findall(text)) - set(FIGURE.findall(there))
    if figures:
        return f"a figure of its own, {min(figures)}"
    acronyms = {found for found in ACRONYM.findall(text) if found not in there}
    if acronyms:
        return f"a name of its own, {min(acronyms)}"
    stems, known = set(content_stems(text)), set(content_stems(there))
    share = len(stems & known) / len(stems) if stems else 1.0
    return "" if share >= CARRIED else f"{share:.0%} of its words are in what it cites"
