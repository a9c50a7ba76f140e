"""The verdict as JUnit XML, for machines that show test results. Not here: the verdict itself (`gate`).

Red exactly where the gate is: what blocks is a failure, what asks for a person or crashed is an error. A case that
fails without blocking is skipped with its reason, so that the file and the exit code cannot disagree.
"""

import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from evals.case import Stratum
from evals.metrics import MILLISECONDS
from evals.report import EvalReport
from evals.runner import CaseResult
from evals.verdict import BLOCKING, Confirmation, Flip, Reason, Stale, Status, Verdict

NAME = "corner-office eval"
GATE = "gate"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UNDATED = "1970-01-01T00:00:00"  # the schema demands a time


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the file; `kind` is `failure`, `error`, `skipped`, or empty for a success."""

    name: str
    seconds: float = 0.0
    kind: str = ""
    type: str = ""
    message: str = ""
    body: str = ""


def junit_xml(report: EvalReport, verdict: Verdict) -> str:
    """The whole file: a suite for the gate and one for each stratum, valid by the schemas of Ant and Jenkins."""
    by_case: dict[str, list[Reason]] = defaultdict(list)
    for reason in verdict.reasons:
        by_case[reason.case].append(reason)
    waived = waivers(verdict)
    known = {result.id for result in report.results}
    loose = [reason for reason in verdict.reasons if reason.case not in known]
    root = ET.Element("testsuites")
    add_suite(root, GATE, gate_tests(verdict, loose), report)
    for stratum in Stratum:
        chosen = [result for result in report.results if result.stratum == stratum]
        tests = [case_test(result, by_case[result.id], waived.get(result.id, "")) for result in chosen]
        if tests:
            add_suite(root, str(stratum), tests, report)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def waivers(verdict: Verdict) -> Mapping[str, str]:
    """Case id -> why it is waived."""
    marked: tuple[Flip | Stale | Confirmation, ...] = (*verdict.flips, *verdict.stale, *verdict.confirmations)
    return {one.case: one.waived for one in marked if one.waived}


def gate_tests(verdict: Verdict, loose: Iterable[Reason]) -> list[Entry]:
    """The verdict itself, and each reason that names no case of this run."""
    kind = {Status.PASSED: "", Status.BLOCKED: "failure", Status.NOT_MEASURABLE: "error"}[verdict.status]
    body = "\n".join(f"{reason.words} {reason.remedy}" for reason in verdict.reasons)
    head = Entry(name="verdict", kind=kind, type=str(verdict.status), message=verdict.words, body=body)
    return [head, *(reason_test(" ".join(filter(None, (one.rule, one.case))), 0.0, [one], "") for one in loose)]


def case_test(result: CaseResult, reasons: Sequence[Reason], waived: str) -> Entry:
    """One case: an error, a failure, skipped with its reason, or a success."""
    seconds = (result.value(MILLISECONDS) or 0.0) / 1000
    if reasons:
        return reason_test(result.id, seconds, reasons, described(result))
    if result.error:
        return Entry(name=result.id, kind="error", type="crash", message=result.error, body=described(result))
    if waived:
        return Entry(name=result.id, seconds=seconds, kind="skipped", type="waived", message=f"Waived: {waived}")
    if not result.passed:
        names = ", ".join(score.name for score in result.failures)
        message = f"Fails ({names}) without blocking: it counts in the averages."
        return Entry(name=result.id, seconds=seconds, kind="skipped", type="counted", message=message)
    return Entry(name=result.id, seconds=seconds)


def reason_test(name: str, seconds: float, reasons: Sequence[Reason], about: str) -> Entry:
    """What blocks as a failure, anything else as an error; the first reason is the message, all are in the body."""
    blocking = [reason for reason in reasons if reason.rule in BLOCKING]
    first = (blocking or reasons)[0]
    lines = [f"{reason.words} {reason.remedy}" for reason in reasons]
    return Entry(
        name=name,
        seconds=seconds,
        kind="failure" if blocking else "error",
        type=first.rule,
        message=first.words,
        body="\n".join(filter(None, (*lines, about))),
    )


def described(result: CaseResult) -> str:
    """What was asked, what came and what is wrong with it."""
    asked = [f"> {turn}" for turn in result.turns]
    wrong = [f"{score.name} {score.value:.2f}: {score.reason}" for score in result.failures]
    return "\n".join(filter(None, (*asked, result.error or result.answer, *wrong)))


def add_suite(root: ET.Element, name: str, tests: Sequence[Entry], report: EvalReport) -> None:
    """One suite with its counts and tests."""
    kinds = Counter(test.kind for test in tests)
    suite = ET.SubElement(
        root,
        "testsuite",
        name=f"{NAME}: {name}",
        package="evals",
        id=str(len(root)),
        tests=str(len(tests)),
        failures=str(kinds["failure"]),
        errors=str(kinds["error"]),
        skipped=str(kinds["skipped"]),
        time=f"{sum(test.seconds for test in tests):.3f}",
        timestamp=stamp(report.created),
        hostname="localhost",
    )
    properties = ET.SubElement(suite, "properties")
    for key, value in (("version", report.version), ("mode", report.mode)):
        ET.SubElement(properties, "property", name=key, value=clean(value))
    for test in tests:
        case = ET.SubElement(
            suite, "testcase", name=line(test.name), classname=f"evals.{name}", time=f"{test.seconds:.3f}"
        )
        if test.kind:
            found = ET.SubElement(case, test.kind, type=test.type, message=line(test.message))
            found.text = clean(test.body)
    ET.SubElement(suite, "system-out")
    ET.SubElement(suite, "system-err")


def stamp(created: str) -> str:
    """The time of the run in the one form that the schema takes: no fractions, no zone."""
    try:
        return datetime.fromisoformat(created).strftime("%Y-%m-%dT%H:%M:%S")
    except ValueError:
        return UNDATED


def clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return NOT_XML.sub("\ufffd", text)


def line(text: str) -> str:
    """A text in one line."""
    return " ".join(clean(text).split())
