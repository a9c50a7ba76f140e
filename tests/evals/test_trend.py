"""Figures over versions and their drawing."""

import re
import xml.etree.ElementTree as ET

from assistant.vocabulary import Outcome
from evals.case import Split, Stratum, Tier
from evals.chart import lines, percent, track
from evals.report import EvalReport
from evals.runner import CaseResult
from evals.score import Score
from evals.shares import Share
from evals.trend import KEPT, trend


def report(version, passed=1.0, mode="extractive", created=""):
    results = tuple(
        CaseResult(
            id=str(number),
            group=str(number),
            split=Split.TUNE,
            tier=Tier.SCORED,
            stratum=Stratum.ANSWERABLE,
            turns=("Who?",),
            outcome=Outcome.ANSWERED,
            scores=(Score(name="outcome_right", value=float(number < 10 * passed)),),
        )
        for number in range(10)
    )
    return EvalReport(results=results, version=version, mode=mode, created=created)


def test_each_version_is_one_point_and_this_one_the_last():
    history = [report("a", 0.5), report("b", 0.6), report("a", 0.7), report("c"), report("d", mode="llm")]
    points = trend(history, report("c", 0.9, created="2026-11-22T10:00:00+00:00"))
    assert [(point.version, point.values["passed"]) for point in points] == [("a", 0.7), ("b", 0.6), ("c", 0.9)]
    assert (points[-1].day, points[-1].cases) == ("2026-11-22", 10)


def test_old_points_are_left_out():
    points = trend([report(str(number)) for number in range(50)], report("now"))
    assert len(points) == KEPT
    assert points[-1].version == "now"


def test_one_version_is_no_line():
    assert lines(trend([], report("a"))) == ""


def test_a_line_falls_where_its_share_falls():
    drawing = ET.fromstring(lines(trend([report("a", 0.9), report("b", 0.7)], report("c", 0.8))))
    heights = [float(dot.get("cy")) for dot in drawing.iter("circle")]
    assert heights[0] < heights[2] < heights[1]
    assert drawing.get("role") == "img"
    assert "cases passed: 90 % to 80 %" in drawing.get("aria-label")


def test_a_hostile_version_name_stays_text_in_the_drawing():
    drawing = lines(trend([report("<script>")], report('"><script>')))
    assert "<script" not in drawing
    ET.fromstring(drawing)


def test_a_track_shows_the_share_its_interval_and_live():
    share = Share(metric="passed", stratum="all", n=10, groups=10, value=0.8, low=0.5, high=0.94)
    drawing = ET.fromstring(track(share, 0.9))
    assert drawing.find("line[@class='interval']").get("x1") == "50.0%"
    assert [(dot.get("class"), dot.get("cx")) for dot in drawing.iter("circle")] == [
        ("live", "90.0%"),
        ("dot", "80.0%"),
    ]
    assert drawing.get("aria-label") == "95 % interval 50 % to 94 %"
    assert not re.search("live", track(share, None))


def test_only_a_whole_share_reads_as_100_per_cent():
    assert [percent(share) for share in (0, 0.5, 0.123456, 0.9999, 1)] == ["0 %", "50 %", "12.3 %", "99.9 %", "100 %"]
