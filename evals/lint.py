"""Whether cases are sound: quotes stand in their articles, vital facts in the quotes, no stratum is thin.

Not here: the schema (`load`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from evals.case import Case, Stratum
from evals.spans import places, says

# A case set with fewer says little about a stratum: 10 negatives without a false answer still allow 28 % of them.
MINIMUM = {
    Stratum.ANSWERABLE: 100,
    Stratum.OFF_SUBJECT: 20,
    Stratum.NEAR_SUBJECT: 20,
    Stratum.FACT_ABSENT: 20,
    Stratum.FALSE_PREMISE: 10,
    Stratum.VAGUE: 10,
}
IDENTIFIER = re.compile(r"[\w.:#/-]*\d[\w.:#/-]*|[0-9a-f]{8,}")


def lint(
    cases: Iterable[Case], texts: Mapping[str, str], minimum: Mapping[Stratum, int] | None = None
) -> tuple[str, ...]:
    """One message for each thing that is wrong, in the order of the cases; empty when all is well.

    `texts` maps an article's id to its canonical text; `minimum` says how many cases each stratum needs.
    """
    cases = tuple(cases)
    quotes = (message for case in cases for message in lint_quotes(case, texts))
    return (*quotes, *lint_cases(cases), *lint_strata(cases, minimum or {}))


def lint_quotes(case: Case, texts: Mapping[str, str]) -> list[str]:
    """A message for each quote that its article does not hold."""
    where = f"{case.place}: {case.id}"
    messages = []
    for evidence in case.evidence:
        if evidence.article not in texts:
            messages.append(
                f"{where}: there is no article {evidence.article}. Choose among {', '.join(sorted(texts))}."
            )
        elif not places(evidence.quote, texts[evidence.article]):
            messages.append(
                f"{where}: the quote {evidence.quote[:60]!r} does not stand in {evidence.article}. "
                f"Copy it anew from: corner-office show {evidence.article}"
            )
    return messages


def lint_cases(cases: Iterable[Case]) -> tuple[str, ...]:
    """What is wrong with cases whatever the articles hold."""
    return tuple(message for case in cases for message in lint_case(case))


def lint_case(case: Case) -> list[str]:
    """The messages for one case, each with its place and what mends it."""
    where = f"{case.place}: {case.id}"
    quotes = [evidence.quote for evidence in case.evidence]
    messages = [
        f"{where}: the quote {quote!r} looks like the name of a passage, and those change. Copy the article's words."
        for quote in quotes
        if IDENTIFIER.fullmatch(quote)
    ]
    for fact in case.vital:
        if not any(says(quote, wording) for quote in quotes for wording in fact.accept):
            messages.append(
                f"{where}: no accepted wording of the vital fact {fact.fact[:60]!r} occurs in a quote of the case. "
                "Add the quote that says it, or a wording from it."
            )
    if case.stratum == Stratum.ANSWERABLE and not case.evidence:
        messages.append(f"{where}: an answerable case without evidence. Add the quotes that answer it.")
    return messages


def lint_strata(cases: Iterable[Case], minimum: Mapping[Stratum, int]) -> list[str]:
    """A message for each stratum with too few cases."""
    counts = Counter(case.stratum for case in cases)
    return [
        f"There are {counts[stratum]} cases of the stratum {stratum}, and {wanted} are needed. Add some."
        for stratum, wanted in minimum.items()
        if counts[stratum] < wanted
    ]
