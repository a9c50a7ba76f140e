"""The verdict as JUnit XML: errors apart from failures, red exactly where the gate is."""

import xml.etree.ElementTree as ET
from dataclasses import replace

from assistant.vocabulary import Outcome
from evals.case import Split, Stratum, Tier
from evals.junit import junit_xml
from evals.report import EvalReport
from evals.runner import CaseResult
from evals.score import Score
from evals.verdict import Reason, Stale, Verdict

BLOCKS = Reason(rule="must", words="Must-pass case a fails.", remedy="Mend it.", case="a")
ASKS = Reason(rule="stale", words="Case b rests on a quote that is gone.", remedy="Waive it.", case="b")


def result(id_, passed=True, **fields):
    return CaseResult(
        id=id_,
        group=id_,
        split=Split.TUNE,
        tier=Tier.SCORED,
        turns=("Who leads?",),
        **{
            "stratum": Stratum.ANSWERABLE,
            "answer": "The captain.",
            "outcome": Outcome.ANSWERED,
            "scores": (
                Score(name="outcome_right", value=float(passed), reason="" if passed else "it is wrong"),
                Score(name="milliseconds", value=20.0),
            ),
            **fields,
        },
    )


CRASH = result("c", outcome=None, answer="", scores=(), error="RuntimeError: out of crackers")
REPORT = EvalReport(
    results=(
        result("a", passed=False),
        result("b"),
        CRASH,
        result("d", passed=False),
        result("e"),
        result("f", stratum=Stratum.VAGUE),
    ),
    version="v1",
    mode="extractive",
    created="2026-11-22T10:00:00.123456+00:00",
)


def verdict(*reasons, **fields):
    return Verdict(version="v1", mode="extractive", baseline="v0", reasons=reasons, **fields)


def outcomes(xml):
    """Test name -> what it holds: failure, error, skipped or nothing."""
    return {case.get("name"): "".join(child.tag for child in case) for case in ET.fromstring(xml).iter("testcase")}


def test_what_blocks_is_a_failure_and_what_asks_or_crashed_is_an_error():
    assert outcomes(junit_xml(REPORT, verdict(BLOCKS, ASKS))) == {
        "verdict": "failure",
        "a": "failure",
        "b": "error",
        "c": "error",
        "d": "skipped",
        "e": "",
        "f": "",
    }


def test_a_verdict_that_asks_for_a_person_is_an_error():
    assert outcomes(junit_xml(REPORT, verdict(ASKS)))["verdict"] == "error"


def test_nothing_is_red_when_the_gate_passes_and_no_case_crashed():
    calm = replace(REPORT, results=tuple(one for one in REPORT.results if not one.error))
    waived = Stale(case="b", article="crew", quote="gone", waived="the captain left")
    found = outcomes(junit_xml(calm, verdict(stale=(waived,))))
    assert {"failure", "error"}.isdisjoint(found.values())
    assert (found["verdict"], found["b"]) == ("", "skipped")


def test_reasons_without_a_case_of_this_run_stand_in_the_suite_of_the_gate():
    floor = Reason(rule="floor", words="Too low.", remedy="Mend it.")
    gone = Reason(rule="cases", words="Case z is gone.", remedy="Bless it.", case="z")
    found = outcomes(junit_xml(REPORT, verdict(floor, gone)))
    assert (found["floor"], found["cases z"]) == ("failure", "error")


def test_each_suite_counts_its_own():
    suites = ET.fromstring(junit_xml(REPORT, verdict(BLOCKS, ASKS))).findall("testsuite")
    assert [suite.get("name") for suite in suites] == [
        f"corner-office eval: {name}" for name in ("gate", "answerable", "vague")
    ]
    counts = [suites[1].get(name) for name in ("tests", "failures", "errors", "skipped", "time")]
    assert counts == ["5", "1", "2", "1", "0.080"]


def test_a_failure_tells_question_answer_reason_and_way_out():
    (failure,) = [
        one for one in ET.fromstring(junit_xml(REPORT, verdict(BLOCKS))).iter("failure") if one.get("type") == "must"
    ]
    assert failure.get("message") == BLOCKS.words
    for part in ("> Who leads?", "The captain.", "outcome_right 0.00: it is wrong", "Mend it."):
        assert part in failure.text


def test_the_parts_of_a_suite_come_in_the_order_that_the_schemas_ask_for():
    root = ET.fromstring(junit_xml(REPORT, verdict(BLOCKS)))
    assert root.attrib == {}
    for place, suite in enumerate(root):
        tags = [child.tag for child in suite]
        assert tags == ["properties", *["testcase"] * (len(tags) - 3), "system-out", "system-err"]
        assert {"package", "hostname", "time"} <= suite.attrib.keys()
        assert (suite.get("id"), suite.get("timestamp")) == (str(place), "2026-11-22T10:00:00")
        for case in suite.iter("testcase"):
            assert set(case.attrib) == {"name", "classname", "time"}
            assert len(case) <= 1


def test_characters_that_xml_cannot_hold_do_not_break_the_file():
    hostile = "<b>&\x00\x1b[31m\ud800]]>\u202e"
    report = replace(REPORT, results=(result("a", answer=hostile, passed=False),), created="", version=hostile)
    xml = junit_xml(report, verdict(replace(BLOCKS, words=hostile)))
    assert "<b>&" in ET.fromstring(xml).find(".//failure[@type='must']").text
    xml.encode()
