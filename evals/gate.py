"""The gate: results of a version and of the baseline to a verdict. Pure functions of values.

Three tiers. `must`: no case may turn from pass to fail. `scored`: floors, few broken questions, and not worse than the
baseline by more than a margin. `watch`: shown only. Not here: the single rules (`rules`), where reports are (`store`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from evals.case import Tier
from evals.changes import changed_articles, unprotected
from evals.comparable import FOREIGN, PARTIAL, case_reasons, program_reasons, same_cases
from evals.hostile import instruction_reasons
from evals.means import compare, floor_reasons, measure_floors, worse_reasons
from evals.report import EvalReport
from evals.rules import (
    absolute_faults,
    broken_questions,
    confirm_reasons,
    error_reasons,
    find_confirmations,
    find_flips,
    find_newcomers,
    must_faults,
    newcomer_reasons,
    stale_reasons,
)
from evals.stale import about_other_articles, stale_cases
from evals.verdict import Confirmation, Flip, Newcomer, Reason, Stale, Unprotected, Verdict
from evals.waivers import Waiver
from evals.warn import warnings

Finding = TypeVar("Finding", Flip, Stale, Confirmation, Newcomer)


def judge(report: EvalReport, baseline: EvalReport | None, waivers: Iterable[Waiver] = ()) -> Verdict:
    """Judge a whole run against the baseline.

    Waivers that name another state of the articles do nothing. Without a baseline, or with one that another program
    made, only what needs no comparison is judged, and the verdict is never better than not measurable.
    """
    if not report.fingerprint or report.split:
        return refusal(report, baseline, PARTIAL)
    if about_other_articles(report.results, report.texts):
        return refusal(report, baseline, FOREIGN)
    corpus = report.fingerprint.corpus
    return judged(report, baseline, {one.case: one.reason for one in waivers if one.corpus == corpus})


def refusal(report: EvalReport, baseline: EvalReport | None, reason: Reason) -> Verdict:
    """The verdict on a run that says nothing."""
    name = baseline.version if baseline else ""
    return Verdict(version=report.version, mode=report.mode, baseline=name, reasons=addressed([reason], report.version))


def judged(report: EvalReport, baseline: EvalReport | None, waived: Mapping[str, str]) -> Verdict:
    """Every rule applied; `waived` maps cases to the reason of their waiver."""
    watched = {result.id for result in report.results if result.tier is Tier.WATCH}
    texts = baseline.texts if baseline else {}
    other_program = program_reasons(report, baseline)
    before = same_cases(report, None if other_program else baseline)
    articles = changed_articles(texts, report.texts) if baseline else ()

    all_stale = stale_cases(report.results, report.texts)
    blessed = {one.case for one in stale_cases(report.results, texts) if one.case in before}
    stale = marked((one for one in all_stale if one.case not in blessed | watched), waived)
    gone = {one.case for one in all_stale}
    measured = [result for result in report.results if not result.error and result.id not in gone]
    pairs = [(before[result.id], result) for result in measured if result.id in before and not before[result.id].error]

    counted = [result for result in measured if result.id not in watched]
    found = find_confirmations(pairs, {change.article for change in articles})
    confirmations = marked((one for one in found if one.case not in watched), waived)
    asked = {one.case for one in found}
    newcomers = marked(find_newcomers(counted, articles), waived)
    flips = marked(find_flips([pair for pair in pairs if pair[1].id not in asked]), waived)

    aside = asked | watched | waived.keys()
    comparisons = compare([pair for pair in pairs if pair[1].id not in aside])
    floors = measure_floors([result for result in counted if result.id not in asked])
    new = [result for result in counted if before and result.id not in before]
    uncovered = tuple(
        Unprotected(article=article, paragraph=paragraph)
        for article, paragraph in unprotected(articles, report.results, report.texts)
    )
    reasons = (
        *absolute_faults(report.results, before, report.mode),
        *must_faults(flips, new, waived),
        *broken_questions(flips),
        *worse_reasons(comparisons),
        *floor_reasons(floors),
        *other_program,
        *(() if other_program else case_reasons(report, baseline)),
        *error_reasons(report.results),
        *stale_reasons(stale),
        *confirm_reasons(confirmations),
        *newcomer_reasons(newcomers),
        *instruction_reasons(articles),
    )
    return Verdict(
        version=report.version,
        mode=report.mode,
        baseline=baseline.version if baseline else "",
        reasons=addressed(reasons, report.version),
        flips=flips,
        stale=stale,
        confirmations=confirmations,
        newcomers=newcomers,
        articles=articles,
        unprotected=uncovered,
        comparisons=comparisons,
        floors=floors,
        warnings=warnings(report, baseline, before, flips, articles),
    )


def marked(findings: Iterable[Finding], waived: Mapping[str, str]) -> tuple[Finding, ...]:
    """The findings, each with the reason of its waiver if it has one."""
    return tuple(replace(one, waived=waived.get(one.case, "")) for one in findings)


def addressed(reasons: Iterable[Reason], version: str) -> tuple[Reason, ...]:
    """The reasons, with the version's name in the commands that they tell."""
    return tuple(replace(reason, remedy=reason.remedy.replace("VERSION", version)) for reason in reasons)
