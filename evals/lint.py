"""Whether cases fit the articles: quotes stand in them, vital facts in the quotes. Not here: the schema (`load`)."""

from collections.abc import Iterable, Mapping

from evals.case import Case, Stratum
from evals.spans import places, says


def lint(cases: Iterable[Case], texts: Mapping[str, str]) -> tuple[str, ...]:
    """One message for each thing that does not fit, in the order of the cases; empty when all is well.

    `texts` maps an article's id to its canonical text.
    """
    return tuple(message for case in cases for message in lint_case(case, texts))


def lint_case(case: Case, texts: Mapping[str, str]) -> list[str]:
    """The messages for one case, each with its place and what mends it."""
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
    quotes = [evidence.quote for evidence in case.evidence]
    for fact in case.vital:
        if not any(says(quote, wording) for quote in quotes for wording in fact.accept):
            messages.append(
                f"{where}: no accepted wording of the vital fact {fact.fact[:60]!r} occurs in a quote of the case. "
                "Add the quote that says it, or a wording from it."
            )
    if case.stratum == Stratum.ANSWERABLE and not case.evidence:
        messages.append(f"{where}: an answerable case without evidence. Add the quotes that answer it.")
    return messages
