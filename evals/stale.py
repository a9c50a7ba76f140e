"""Cases that can be judged no longer, since the articles do not hold their quotes. Not here: what follows (`gate`)."""

from collections.abc import Iterable

from evals.case import Case, Evidence
from evals.runner import CaseResult
from evals.score import Texts
from evals.spans import collapsed
from evals.verdict import Stale


def stale_cases(results: Iterable[CaseResult], texts: Texts) -> tuple[Stale, ...]:
    """One entry for each case with a quote that its article does not hold; the first such quote is named."""
    stand = {article: collapsed(text) for article, text in texts.items()}
    found = []
    for result in results:
        gone = next((one for one in result.evidence if not stands(one, stand)), None)
        if gone:
            missing = gone.article not in texts
            found.append(Stale(case=result.id, article=gone.article, quote=gone.quote, article_gone=missing))
    return tuple(found)


def about_other_articles(cases: Iterable[Case | CaseResult], texts: Texts) -> bool:
    """Whether no quote of any case stands in these articles: then the cases were written for others."""
    stand = {article: collapsed(text) for article, text in texts.items()}
    quotes = [evidence for case in cases for evidence in case.evidence]
    return bool(quotes) and not any(stands(one, stand) for one in quotes)


def stands(evidence: Evidence, stand: Texts) -> bool:
    """Whether an article holds a quote; `stand` holds collapsed texts."""
    return collapsed(evidence.quote) in stand.get(evidence.article, "")
