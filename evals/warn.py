"""What the gate says beside its verdict: worth a look, no reason to stop. Not here: what stops (`rules`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from evals.case import Tier
from evals.changes import ArticleChange, Kind
from evals.comparable import named
from evals.report import EvalReport
from evals.rules import says_forbidden
from evals.runner import CaseResult
from evals.verdict import Flip


def warnings(
    report: EvalReport,
    baseline: EvalReport | None,
    before: Mapping[str, CaseResult],
    flips: Iterable[Flip],
    articles: Sequence[ArticleChange],
) -> tuple[str, ...]:
    """One sentence each; `before` holds the baseline's results by case."""
    broken = [flip.case for flip in flips if not flip.mended and not flip.waived and flip.tier is not Tier.MUST]
    failing = [one.id for one in report.results if one.tier is Tier.MUST and not one.passed and failed(before, one.id)]
    forbidden = [
        one.id for one in report.results if says_forbidden(one) and one.id in before and says_forbidden(before[one.id])
    ]
    added = [one.id for one in report.results if before and one.id not in before]
    return (
        *new_articles(report, articles),
        *changed_beside(report, baseline),
        *counted(broken, "scored or watched case passed in the baseline and fails now"),
        *counted(failing, "must-pass case fails, as in the baseline"),
        *counted(forbidden, "case makes a forbidden statement, as in the baseline"),
        *counted(added, "case is new or edited and has nothing to be compared with"),
        *counted([one.id for one in report.results if one.error], "case could not be measured and counts nowhere"),
    )


def counted(names: list[str], what: str) -> list[str]:
    """A sentence about as many cases as there are; none without any."""
    if not names:
        return []
    return [f"{len(names)} × {what}: {named(list(dict.fromkeys(names)))}."]


def failed(before: Mapping[str, CaseResult], case: str) -> bool:
    """Whether the baseline has a case, failing."""
    return case in before and not before[case].passed


def new_articles(report: EvalReport, articles: Iterable[ArticleChange]) -> tuple[str, ...]:
    """A warning for each new article that no case quotes."""
    quoted = {evidence.article for result in report.results for evidence in result.evidence}
    return tuple(
        f"The new article {change.article} has no case: nothing checks what is answered from it. Add one "
        "(evals/README.md says how)."
        for change in articles
        if change.kind is Kind.ADDED and change.article not in quoted
    )


def changed_beside(report: EvalReport, baseline: EvalReport | None) -> Iterator[str]:
    """A warning for each thing beside the articles' text that changes answers and differs from the baseline's."""
    now, then = report.fingerprint, baseline.fingerprint if baseline else None
    if not (baseline and now and then):
        return
    if now.roles != then.roles:
        yield "The roles file has changed."
    if now.uncovered != then.uncovered:
        yield "The questions that no article answers have changed."
    beside = [
        article
        for article, hashed in now.articles.items()
        if hashed != then.articles.get(article, hashed) and report.texts.get(article) == baseline.texts.get(article)
    ]
    if beside:
        yield f"The text is the same, but not the wordings, facts or front matter of: {named(beside)}."
