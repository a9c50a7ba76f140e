"""The rules of the gate about single cases, one function each. Not here: those about means (`means`), their order (`gate`)."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from evals.case import Tier
from evals.changes import ArticleChange, Kind
from evals.comparable import named
from evals.remedies import FAULT, MEND, WAIVE, stale_remedy
from evals.runner import CaseResult
from evals.verdict import Confirmation, Flip, Newcomer, Reason, Stale

Pair = tuple[CaseResult, CaseResult]  # the baseline's result of a case, and this version's

EXTRACTIVE = "extractive"
MOST_BROKEN = 2  # scored questions (paraphrases count once) that may break before a person has to say that they may
MOST_ERRORS = 0.01  # share of cases that may crash


def find_flips(pairs: Iterable[Pair]) -> tuple[Flip, ...]:
    """The cases that changed sides, must before scored before watch, broken before mended."""
    flips = [
        Flip(
            case=now.id,
            tier=now.tier,
            group=now.group,
            metrics=tuple(score.name for score in now.failures),
            why="; ".join(f"{score.name} {score.value:.2f}: {score.reason}" for score in now.failures),
            mended=now.passed,
        )
        for then, now in pairs
        if then.passed != now.passed
    ]
    return tuple(sorted(flips, key=lambda flip: (flip.mended, list(Tier).index(flip.tier), flip.case)))


def find_confirmations(pairs: Iterable[Pair], changed: Collection[str]) -> tuple[Confirmation, ...]:
    """Uncovered questions that get an answer now and got none before, with evidence from a changed article."""
    found = []
    for then, now in pairs:
        articles = tuple(dict.fromkeys(cited.article for cited in now.citations if cited.article in changed))
        if now.value("false_answer") and not then.value("false_answer") and articles:
            found.append(Confirmation(case=now.id, articles=articles))
    return tuple(found)


def absolute_faults(results: Iterable[CaseResult], before: Mapping[str, CaseResult], mode: str) -> tuple[Reason, ...]:
    """What no version may do: cite what is not there, alter a sentence, say what a case forbids."""
    found = []
    for result in results:
        for metric, words in UNSOUND.items():
            value = result.value(metric)
            if value is not None and value < 1 and (metric != "verbatim_share" or mode == EXTRACTIVE):
                words = f"Case {result.id}: {words}."
                found.append(Reason(rule="unsound", words=words, remedy=FAULT, case=result.id))
        if says_forbidden(result) and not (result.id in before and says_forbidden(before[result.id])):
            words = f"Case {result.id} ({result.tier}): its answer makes a statement that the case forbids."
            found.append(Reason(rule="forbidden", words=words, remedy=f"{MEND}. This cannot be waived", case=result.id))
    return tuple(found)


UNSOUND = {
    "citation_validity": "a citation of its answer does not resolve",
    "verbatim_share": "a sentence of its answer is not word for word from the article that it cites",
}


def says_forbidden(result: CaseResult) -> bool:
    """Whether a case that counts makes a forbidden statement; one that the baseline makes too was blessed with it."""
    return bool(result.value("forbidden_statement")) and result.tier is not Tier.WATCH


def must_faults(flips: Iterable[Flip], new: Iterable[CaseResult], waived: Collection[str]) -> tuple[Reason, ...]:
    """Must-pass cases that fail: they passed in the baseline, or they are new."""
    broken = [flip.case for flip in flips if flip.tier is Tier.MUST and not flip.mended and not flip.waived]
    fresh = [result.id for result in new if result.tier is Tier.MUST and not result.passed and result.id not in waived]
    return tuple(
        Reason(rule="must", words=words, remedy=f"{MEND}, {WAIVE.format(case=case)}", case=case)
        for cases, says in (
            (broken, "Must-pass case {} passed in the baseline and fails now."),
            (fresh, "Must-pass case {} is new and fails."),
        )
        for case in cases
        for words in (says.format(case),)
    )


def broken_questions(flips: Iterable[Flip]) -> tuple[Reason, ...]:
    """More than a few scored questions that broke; what was mended does not make up for them."""
    broken = [flip for flip in flips if flip.tier is Tier.SCORED and not flip.mended and not flip.waived]
    groups = {flip.group for flip in broken}
    if len(groups) <= MOST_BROKEN:
        return ()
    words = (
        f"{len(groups)} questions that passed in the baseline fail now, and at most {MOST_BROKEN} may: "
        f"{named([flip.case for flip in broken])}."
    )
    return (Reason(rule="broken", words=words, remedy=f"{MEND}, {WAIVE.format(case='CASE')}"),)


def error_reasons(results: Sequence[CaseResult]) -> tuple[Reason, ...]:
    """Crashes of a must-pass case, or of more than a small share of all."""
    broken = [result for result in results if result.error]
    if len(broken) <= MOST_ERRORS * len(results) and not any(result.tier is Tier.MUST for result in broken):
        return ()
    words = f"{len(broken)} of {len(results)} cases could not be measured: {named([one.id for one in broken])}."
    return (Reason(rule="errors", words=words, remedy="Run `corner-office eval` again; if it stays so, report it"),)


def stale_reasons(stale: Iterable[Stale]) -> tuple[Reason, ...]:
    """Cases whose quote has gone, unless a person has said that this is right."""
    return tuple(
        Reason(
            rule="stale",
            words=(
                f"Case {one.case} rests on a quote that {one.article} does not hold any more: “{one.quote}”"
                + (" (the article itself is gone)." if one.article_gone else ".")
            ),
            remedy=stale_remedy([one.case]),
            case=one.case,
        )
        for one in stale
        if not one.waived
    )


def confirm_reasons(confirmations: Iterable[Confirmation]) -> tuple[Reason, ...]:
    """Uncovered questions that are answered now, unless a person has said that this is right."""
    return tuple(
        Reason(
            rule="confirm",
            words=f"Case {one.case} was not covered and is answered now, from {', '.join(one.articles)}.",
            remedy=f"Read the answer in the report; if it is right: corner-office waive {one.case} --reason TEXT",
            case=one.case,
        )
        for one in confirmations
        if not one.waived
    )


def find_newcomers(results: Sequence[CaseResult], articles: Iterable[ArticleChange]) -> tuple[Newcomer, ...]:
    """New articles that no case quotes, though answers to cases cite them: nobody has said that they may."""
    quoted = {evidence.article for result in results for evidence in result.evidence}
    found = []
    for article in (change.article for change in articles if change.kind is Kind.ADDED):
        citing = [result.id for result in results if any(cited.article == article for cited in result.citations)]
        if article not in quoted and citing:
            found.append(Newcomer(case=article, cited_by=tuple(citing)))
    return tuple(found)


def newcomer_reasons(newcomers: Iterable[Newcomer]) -> tuple[Reason, ...]:
    """New articles without a case that change answers, unless a person has said that this is right."""
    return tuple(
        Reason(
            rule="newcomer",
            words=(
                f"The new article {one.case} has no case, and the answers of {len(one.cited_by)} cases cite it already: "
                f"{named(list(one.cited_by))}."
            ),
            remedy=f"Add a case that quotes it, {WAIVE.format(case=one.case)}",
        )
        for one in newcomers
        if not one.waived
    )
