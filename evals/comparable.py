"""Whether two runs may be compared: the same program asked the same cases. Not here: comparing them (`rules`)."""

from collections.abc import Mapping

from evals.fingerprint import Fingerprint
from evals.report import EvalReport
from evals.runner import CaseResult
from evals.verdict import Reason

NAMED = 5  # cases that a message names

PARTIAL = Reason(
    rule="partial",
    words="Only a part of the cases was run, or the run does not say what it was made from.",
    remedy="Run all cases: corner-office eval",
)
FOREIGN = Reason(
    rule="foreign",
    words="No case is about these articles: not one quote of the cases stands in them.",
    remedy=(
        "Write cases for them in a folder that CORNER_OFFICE_CASES names (evals/README.md says how), "
        "or go live without: corner-office promote VERSION --unchecked --reason TEXT"
    ),
)
NO_BASELINE = Reason(
    rule="baseline",
    words="There is no baseline yet to compare with.",
    remedy="Read the report; if the answers are good, make them the baseline: corner-office bless VERSION --reason TEXT",
)
ANEW = (
    "If that was meant, read the report and make the new results the baseline: "
    "corner-office bless VERSION --reason TEXT"
)


def program_reasons(report: EvalReport, baseline: EvalReport | None) -> tuple[Reason, ...]:
    """Why the two runs cannot be compared at all; empty if they can."""
    if baseline is None or baseline.fingerprint is None or report.fingerprint is None:
        return (NO_BASELINE,)
    now, then = report.fingerprint, baseline.fingerprint
    return tuple(
        Reason(rule="program", words=f"The baseline was measured with {what}.", remedy=ANEW)
        for what in differences(now, then)
    )


def differences(now: Fingerprint, then: Fingerprint) -> tuple[str, ...]:
    """What the earlier run had that this one has not, in words; content and cases aside."""
    found = []
    if now.mode != then.mode:
        found.append(f"the mode {then.mode}, this version with {now.mode}")
    if now.embedder != then.embedder:
        found.append(f"the embedder {then.embedder}, this version with {now.embedder}")
    for name in sorted({*now.settings, *then.settings}):
        one, other = then.settings.get(name, "none"), now.settings.get(name, "none")
        if one != other:
            found.append(f"the setting {name} at {one}, this version with {other}")
    if now.code != then.code:
        found.append(f"another state of the program ({then.code}, now {now.code})")
    return tuple(found)


def case_reasons(report: EvalReport, baseline: EvalReport | None) -> tuple[Reason, ...]:
    """Cases that were edited or removed since the baseline: a weaker question must not pass unseen."""
    if not (baseline and baseline.fingerprint and report.fingerprint):
        return ()
    now, then = report.fingerprint.cases, baseline.fingerprint.cases
    edited = [case for case in then if case in now and now[case] != then[case]]
    removed = [case for case in then if case not in now]
    found = []
    for cases, what in ((edited, "edited"), (removed, "removed")):
        if cases:
            words = (
                f"{len(cases)} case{'s were' if len(cases) > 1 else ' was'} {what} since the baseline: {named(cases)}."
            )
            found.append(Reason(rule="cases", words=words, remedy=ANEW))
    return tuple(found)


def same_cases(report: EvalReport, baseline: EvalReport | None) -> Mapping[str, CaseResult]:
    """The baseline's results by case, of the cases that ask now what they asked then."""
    if not (baseline and baseline.fingerprint and report.fingerprint):
        return {}
    now, then = report.fingerprint.cases, baseline.fingerprint.cases
    return {result.id: result for result in baseline.results if now.get(result.id) == then.get(result.id)}


def named(names: list[str]) -> str:
    """The first few names, and how many more there are."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
