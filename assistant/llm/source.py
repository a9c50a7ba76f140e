"""The evidence that a model is given: each sentence so that it stands for itself, and the exact span that it is.

Not here: which sentences they are (`frame`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer.compose import is_fragment
from assistant.store.library import Library
from assistant.vocabulary import Citation, SentenceKind


@dataclass(frozen=True, kw_only=True)
class Source:
    """A span that can be cited, and its text with what it needs to be understood alone."""

    citation: Citation
    text: str


def sources_of(library: Library, citations: Sequence[Citation]) -> tuple[Source, ...]:
    """The evidence of an answer, in its order."""
    rows = {(sentence.article, sentence.end): row for row, sentence in enumerate(library.sentences)}
    return tuple(
        Source(citation=citation, text=standing_alone(library, rows.get((citation.article, citation.end)), citation))
        for citation in citations
    )


def without_context(text: str, sources: Sequence[Source]) -> str:
    """A sentence without the heading or lead-in that a model has copied from before a quote."""
    for source in sources:
        context = source.text.removesuffix(source.citation.quote)
        if context != source.text and context.strip() and text.lower().startswith(context.lower()):
            return text[len(context) :]
    return text


def standing_alone(library: Library, row: int | None, citation: Citation) -> str:
    """A quote behind its lead-in, its table's headers, or, where it names no role, the heading that it is below."""
    if row is None:
        return citation.quote
    sentence = library.sentences[row]
    if sentence.kind is SentenceKind.CELL:
        header = " of ".join(part for part in (sentence.label, sentence.column) if part)
        return f"{header}: {sentence.text}" if header else sentence.text
    if sentence.kind is SentenceKind.ITEM:
        named = citation.start < sentence.start  # the quote has the item's label
        item = f"{sentence.label.rstrip(':.')}: {sentence.text}" if named else sentence.text
        leads = [one for one in library.group_of(row) if library.sentences[one].kind is SentenceKind.LEAD_IN]
        alone = library.book.find(sentence.text) and not is_fragment(sentence)
        return item if alone or not leads else f"{library.sentences[leads[0]].text} {item}"
    section = library.section(row)
    if section and not library.book.find(citation.quote):
        return f"{section[-1]}: {citation.quote}"
    return citation.quote
