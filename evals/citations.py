"""Measures of evidence: was it found, is it cited, do citations hold, is every sentence verbatim. Not here: content."""

import re
from collections.abc import Iterable

from assistant.vocabulary import Answer, AnswerSentence, Citation, Hit, Support
from evals.case import Case, Evidence
from evals.score import Finding, Texts
from evals.spans import Span, covered, fold, places

MARKER = re.compile(r"\[(\d+)\]")

TOP = 5  # hits that count for evidence recall
EXTRACTIVE = "extractive"


def evidence_recall(case: Case, answer: Answer, texts: Texts) -> Finding | None:
    """Quotes that stand whole in the first five hits / quotes; neighbouring passages count as one stretch."""
    if not case.evidence:
        return None
    spans = joined(answer.hits[:TOP], texts)
    missed = [evidence for evidence in case.evidence if not holds(spans, evidence, texts)]
    return Finding(value=1 - len(missed) / len(case.evidence), reason=listed(f"not in the first {TOP} hits", missed))


def cited_evidence_recall(case: Case, answer: Answer, texts: Texts) -> Finding | None:
    """Quotes of which at least half is cited / quotes."""
    if not case.evidence:
        return None
    missed = [evidence for evidence in case.evidence if not is_cited(evidence, answer.citations, texts)]
    return Finding(value=1 - len(missed) / len(case.evidence), reason=listed("not cited", missed))


def cited_evidence_precision(case: Case, answer: Answer, texts: Texts) -> Finding | None:
    """Citations that overlap a quote by at least half of the shorter of the two / citations.

    A lower bound: a case names the quotes that suffice, not all that could serve.
    """
    if not case.evidence or not answer.citations:
        return None
    gold = [(evidence, span) for evidence in case.evidence for span in found(evidence, texts)]
    beside = [
        citation
        for citation in answer.citations
        if not any(span.article == citation.article and overlaps(citation, span) for _, span in gold)
    ]
    return Finding(
        value=1 - len(beside) / len(answer.citations),
        reason="; ".join(f"[{citation.marker}] rests on other text: {citation.quote[:60]!r}" for citation in beside),
    )


def citation_validity(_case: Case, answer: Answer, texts: Texts) -> Finding | None:
    """Markers that resolve and citations whose quote is its article's text from start to end / both; has to be 1."""
    known = [citation.marker for citation in answer.citations]
    used = sorted(used_markers(answer))
    faults = [f"marker [{marker}] leads nowhere" for marker in used if marker not in known]
    faults += [f"marker [{marker}] is given twice" for marker in sorted(set(known)) if known.count(marker) > 1]
    for citation in answer.citations:
        text = texts.get(citation.article)
        if text is None:
            faults.append(f"[{citation.marker}] names no article: {citation.article}")
        elif not citation.quote or text[citation.start : citation.end] != citation.quote:
            faults.append(f"[{citation.marker}] is not the text of {citation.article} at {citation.start}")
    checked = len(used) + len(known)
    if checked == 0:
        return None
    return Finding(value=max(0.0, 1 - len(faults) / checked), reason="; ".join(faults))


def verbatim_share(_case: Case, answer: Answer, _texts: Texts) -> Finding | None:
    """Claim sentences that stand word for word in a quote they cite / claim sentences; None without such; has to be 1.

    A model's own wording is no verbatim claim: outside extractive mode only sentences that pass for verbatim count.
    """
    quotes = {citation.marker: fold(citation.quote) for citation in answer.citations}
    every = answer.mode == EXTRACTIVE
    claims = [one for one in claim_sentences(answer) if every or one.support == Support.VERBATIM]
    if not claims:
        return None
    loose = [
        sentence
        for sentence in claims
        if not any(bare(sentence.text) in quotes.get(marker, "") for marker in sentence.citations)
    ]
    reason = "; ".join(f"not verbatim: {sentence.text[:80]!r}" for sentence in loose)
    return Finding(value=1 - len(loose) / len(claims), reason=reason)


def cited_share(_case: Case, answer: Answer, _texts: Texts) -> Finding | None:
    """Claim sentences with a citation / claim sentences; None without claims."""
    claims = claim_sentences(answer)
    if not claims:
        return None
    loose = [sentence for sentence in claims if not sentence.citations]
    reason = "; ".join(f"without citation: {sentence.text[:80]!r}" for sentence in loose)
    return Finding(value=1 - len(loose) / len(claims), reason=reason)


def used_markers(answer: Answer) -> set[int]:
    """Every marker that the text, the sentences and the positions of disagreements use."""
    used = {int(number) for number in MARKER.findall(answer.text)}
    used.update(marker for sentence in answer.sentences for marker in sentence.citations)
    used.update(
        marker
        for disagreement in answer.disagreements
        for position in disagreement.positions
        for marker in position.citations
    )
    return used


def claim_sentences(answer: Answer) -> list[AnswerSentence]:
    """The sentences that claim something: all but the connective ones."""
    return [sentence for sentence in answer.sentences if sentence.support != Support.CONNECTIVE]


def bare(text: str) -> str:
    """A sentence folded, without its final punctuation, which a list or a table cell may drop or add."""
    return fold(MARKER.sub("", text)).rstrip(".;:, ")


def joined(hits: Iterable[Hit], texts: Texts) -> list[Span]:
    """The stretches that the hits cover; passages with only whitespace between them become one."""
    spans: list[Span] = []
    known = (hit.passage for hit in hits if hit.passage.article in texts)
    for passage in sorted(known, key=lambda passage: (passage.article, passage.start)):
        last = spans[-1] if spans else None
        if last and last.article == passage.article and not texts[last.article][last.end : passage.start].strip():
            spans[-1] = Span(article=last.article, start=last.start, end=max(last.end, passage.end))
        else:
            spans.append(Span(article=passage.article, start=passage.start, end=passage.end))
    return spans


def holds(spans: Iterable[Span], evidence: Evidence, texts: Texts) -> bool:
    """Whether one of the stretches holds the whole quote."""
    return any(
        span.article == evidence.article and places(evidence.quote, texts[span.article][span.start : span.end])
        for span in spans
    )


def is_cited(evidence: Evidence, citations: Iterable[Citation], texts: Texts) -> bool:
    """Whether citations together cover at least half of the quote at one of its places."""
    cited = [(citation.start, citation.end) for citation in citations if citation.article == evidence.article]
    return any(2 * covered(span.start, span.end, cited) >= span.end - span.start for span in found(evidence, texts))


def overlaps(citation: Citation, span: Span) -> bool:
    """Whether the two share at least half of the shorter one."""
    shared = covered(citation.start, citation.end, [(span.start, span.end)])
    return shared > 0 and 2 * shared >= min(citation.end - citation.start, span.end - span.start)


def found(evidence: Evidence, texts: Texts) -> list[Span]:
    """Where the quote stands in its article."""
    text = texts.get(evidence.article, "")
    return [Span(article=evidence.article, start=start, end=end) for start, end in places(evidence.quote, text)]


def listed(what: str, missed: Iterable[Evidence]) -> str:
    """A reason that names each missed quote."""
    return "; ".join(f"{what}: {evidence.quote[:60]!r} of {evidence.article}" for evidence in missed)
