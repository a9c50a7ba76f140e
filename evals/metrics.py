"""The metrics of an answer, and the measures of outcome, content, length and disagreement.

Pure functions of (case, answer, texts). Not here: measures of evidence (`citations`), averages (`report`).
"""

import re
from collections.abc import Sequence

from assistant.vocabulary import Answer, Outcome
from evals.case import DISAGREEMENT, UNCOVERED, Case, Fact, Stratum
from evals.citations import (
    MARKER,
    citation_validity,
    cited_evidence_precision,
    cited_evidence_recall,
    cited_share,
    evidence_recall,
    verbatim_share,
)
from evals.score import Finding, Metric, Score, Texts, Unit
from evals.spans import says
from evals.support import fell_back, support_precision

GIVES_CLAIMS = frozenset({Outcome.ANSWERED, Outcome.PARTLY_ANSWERED})
LIST_OR_TABLE = re.compile(r"^\s*(?:[-*+•|]|\d+[.)]\s|#)")


def outcome_right(case: Case, answer: Answer, _texts: Texts) -> Finding:
    """1 when the outcome is one that the case expects."""
    if answer.outcome in case.expect:
        return Finding(value=1.0)
    return Finding(value=0.0, reason=f"outcome {answer.outcome}, expected {' or '.join(sorted(case.expect))}")


def false_answer(case: Case, answer: Answer, _texts: Texts) -> Finding | None:
    """1 when a question that the articles do not cover is answered; None for other questions."""
    if case.stratum not in UNCOVERED:
        return None
    wrong = answer.outcome in GIVES_CLAIMS and answer.outcome not in case.expect
    return Finding(value=float(wrong), reason=f"{answer.outcome}, though {case.stratum}" if wrong else "")


def refused(case: Case, answer: Answer, _texts: Texts) -> Finding | None:
    """1 when a question that the articles answer gets no answer, or a question back; None for other questions."""
    if case.stratum != Stratum.ANSWERABLE:
        return None
    wrong = answer.outcome not in GIVES_CLAIMS and answer.outcome not in case.expect
    return Finding(value=float(wrong), reason=f"{answer.outcome}, though the articles answer it" if wrong else "")


def coverage(case: Case, answer: Answer, _texts: Texts) -> Finding | None:
    """1 when a question that the articles answer gets claims, whole or in part; None for other questions."""
    if case.stratum != Stratum.ANSWERABLE:
        return None
    given = answer.outcome in GIVES_CLAIMS
    return Finding(value=float(given), reason="" if given else f"{answer.outcome}: no claim was made")


def vital_recall(case: Case, answer: Answer, _texts: Texts) -> Finding | None:
    """Vital facts that the answer says / vital facts."""
    return fact_recall(case.vital, answer)


def all_fact_recall(case: Case, answer: Answer, _texts: Texts) -> Finding | None:
    """Facts that the answer says / facts of the case, vital or not."""
    return fact_recall((*case.vital, *case.okay), answer)


def okay_recall(case: Case, answer: Answer, _texts: Texts) -> Finding | None:
    """Facts that would do no harm and that the answer says / such facts."""
    return fact_recall(case.okay, answer)


def fact_recall(facts: Sequence[Fact], answer: Answer) -> Finding | None:
    """Facts said / facts; a fact is said when an accepted wording occurs in the answer, case aside."""
    if not facts:
        return None
    text = plain(answer.text)
    missed = [fact for fact in facts if not any(says(text, wording) for wording in fact.accept)]
    reason = "; ".join(f"not said: {fact.fact}" for fact in missed)
    return Finding(value=1 - len(missed) / len(facts), reason=reason)


def forbidden_statement(case: Case, answer: Answer, _texts: Texts) -> Finding | None:
    """1 when the answer holds a wording that the case forbids; None when it forbids none."""
    if not case.forbidden:
        return None
    text = plain(answer.text)
    said = [wording for wording in case.forbidden if says(text, wording)]
    return Finding(value=float(bool(said)), reason="; ".join(f"forbidden: {wording!r}" for wording in said))


def disagreement_shown(case: Case, answer: Answer, _texts: Texts) -> Finding | None:
    """1 when a case about a disagreement gets one with two cited sides or more; None for other cases."""
    if DISAGREEMENT not in case.tags:
        return None
    if any(sum(bool(side.citations) for side in point.positions) >= 2 for point in answer.disagreements):
        return Finding(value=1.0)
    return Finding(value=0.0, reason="the articles differ on this, and the answer does not show it")


def cried_wolf(case: Case, answer: Answer, _texts: Texts) -> Finding | None:
    """1 when an answerable case that is not about a disagreement shows one; None for other cases."""
    if DISAGREEMENT in case.tags or case.stratum != Stratum.ANSWERABLE:
        return None
    topics = [point.topic for point in answer.disagreements]
    return Finding(value=float(bool(topics)), reason=f"shows a disagreement: {', '.join(topics)}" if topics else "")


def word_count(_case: Case, answer: Answer, _texts: Texts) -> Finding:
    """Words outside headings, tables and lists."""
    lines = [line for line in answer.text.splitlines() if not LIST_OR_TABLE.match(line)]
    return Finding(value=float(len(plain("\n".join(lines)).split())))


def plain(text: str) -> str:
    """An answer's text without markers, emphasis and table bars, as far as finding words needs it."""
    return re.sub(r"\*\*|\||\\(?=\W)", " ", MARKER.sub("", text))


MILLISECONDS = "milliseconds"

METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric(name="outcome_right", about="outcome is an expected one", measure=outcome_right, decides=True),
        Metric(
            name="false_answer",
            about="uncovered question answered",
            measure=false_answer,
            lower_is_better=True,
            decides=True,
        ),
        Metric(
            name="refused",
            about="answerable question not answered",
            measure=refused,
            lower_is_better=True,
            decides=True,
        ),
        Metric(name="coverage", about="answerable question given claims", measure=coverage),
        Metric(name="vital_recall", about="vital facts said", measure=vital_recall, decides=True),
        Metric(name="all_fact_recall", about="facts said, vital or not", measure=all_fact_recall),
        Metric(name="okay_recall", about="further facts said", measure=okay_recall),
        Metric(
            name="forbidden_statement",
            about="forbidden wording said",
            measure=forbidden_statement,
            lower_is_better=True,
            decides=True,
        ),
        Metric(name="evidence_recall_at_5", about="evidence quotes in the first 5 hits", measure=evidence_recall),
        Metric(name="cited_evidence_recall", about="evidence quotes cited", measure=cited_evidence_recall),
        Metric(
            name="cited_evidence_precision",
            about="citations that rest on evidence quotes",
            measure=cited_evidence_precision,
        ),
        Metric(name="citation_validity", about="citations that resolve", measure=citation_validity, decides=True),
        Metric(
            name="verbatim_share",
            about="claim sentences word for word from what they cite",
            measure=verbatim_share,
            decides=True,
        ),
        Metric(
            name="support_precision",
            about="a language model's sentences that what they cite carries",
            measure=support_precision,
            decides=True,
        ),
        Metric(
            name="fell_back",
            about="answers in the articles' own sentences that a language model was to write",
            measure=fell_back,
            lower_is_better=True,
        ),
        Metric(name="cited_share", about="claim sentences with a citation", measure=cited_share, decides=True),
        Metric(
            name="disagreement_shown",
            about="disagreement shown with both sides",
            measure=disagreement_shown,
            decides=True,
        ),
        Metric(
            name="cried_wolf",
            about="disagreement shown where the case names none",
            measure=cried_wolf,
            lower_is_better=True,
        ),
        Metric(name="words", about="words outside headings, tables and lists", measure=word_count, unit=Unit.WORDS),
        Metric(name=MILLISECONDS, about="time to answer, by the runner's clock", unit=Unit.MILLISECONDS),
    )
}


def score_answer(case: Case, answer: Answer, texts: Texts) -> tuple[Score, ...]:
    """All metrics that apply, in the order of METRICS. `texts` maps article ids to canonical texts."""
    scores = []
    for metric in METRICS.values():
        finding = metric.measure(case, answer, texts) if metric.measure else None
        if finding is not None:
            scores.append(Score(name=metric.name, value=finding.value, reason=finding.reason))
    return tuple(scores)
