"""What is kept on versions: reports, baselines and waivers, here written without the care of a real disk."""

import pytest

from evals.case import CaseError
from evals.store import Blessing, ReportStore
from evals.waivers import Waiver

BLESSED = Blessing(reason="good answers", by="me", at="now")
WAIVER = Waiver(case="a", reason="right so: yes", corpus="0123", by="me", at="now")


@pytest.fixture
def store(tmp_path):
    return ReportStore(
        home=tmp_path / "home", cases=tmp_path / "cases", write=lambda path, content: path.write_bytes(content)
    )


def test_a_report_comes_back_as_it_was_kept(store, report, result):
    kept = report(result("a"), result("b", passed=False))
    store.save(kept)
    assert store.load("v", "extractive") == kept
    assert store.load("v", "llm") is None


def test_the_latest_report_of_a_version_takes_the_place_of_the_one_before(store, report, result):
    store.save(report(result("a")))
    store.save(report(result("b")))
    assert [one.id for one in store.load("v", "extractive").results] == ["b"]


def test_a_damaged_report_counts_as_none(store, report, result, caplog):
    store.save(report(result("a"))).write_text("{", encoding="utf-8")
    assert store.load("v", "extractive") is None
    assert store.reports("extractive") == ()
    assert "v-extractive.json" in caplog.text


def test_a_baseline_is_kept_with_its_reason_and_is_no_report(store, report, result):
    store.bless(report(result("a")), BLESSED)
    baseline = store.baseline("extractive", report(result("a")))
    assert (baseline.blessing, baseline.report.version) == (BLESSED, "v")
    assert store.reports("extractive") == ()


def test_a_baseline_keeps_answers_and_no_times(store, report, result):
    timed = report(result("a", scores={"milliseconds": 12.3}))
    [kept] = store.read_baseline(store.bless(timed, BLESSED)).report.results
    assert (kept.answer, kept.citations) == (timed.results[0].answer, timed.results[0].citations)
    assert kept.value("milliseconds") is None


def test_the_same_results_give_the_same_baseline_file(store, report, result):
    first = store.bless(report(result("a"), result("b")), BLESSED, shipped=True).read_bytes()
    again = report(result("b", scores={"milliseconds": 1.0}), result("a"))
    assert store.bless(again, BLESSED, shipped=True).read_bytes() == first


def test_the_home_s_own_baseline_comes_before_the_shipped_one_unless_another_program_made_it(store, report, result):
    store.bless(report(result("a"), version="shipped"), BLESSED, shipped=True)
    assert store.baseline("extractive", report(result("a"))).report.version == "shipped"
    store.bless(report(result("a"), version="own", code="older"), BLESSED)
    assert store.baseline("extractive", report(result("a"))).report.version == "shipped"
    store.bless(report(result("a"), version="own"), BLESSED)
    assert store.baseline("extractive", report(result("a"))).report.version == "own"


def test_with_baselines_of_other_programs_alone_the_home_s_own_is_taken(store, report, result):
    store.bless(report(result("a"), version="own", code="older"), BLESSED)
    store.bless(report(result("a"), version="shipped", code="oldest"), BLESSED, shipped=True)
    assert store.baseline("extractive", report(result("a"))).report.version == "own"


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"blessed": {}}'])
def test_a_baseline_that_cannot_be_read_is_refused_with_a_way_out(store, report, result, content):
    store.bless(report(result("a")), BLESSED).write_text(content, encoding="utf-8")
    with pytest.raises(CaseError, match="corner-office bless"):
        store.baseline("extractive", report(result("a")))


def test_waivers_of_the_home_and_of_the_cases_are_read_together(store):
    store.waive(WAIVER)
    shipped = Waiver(case="b", reason="too", corpus="0123", by="me", at="now")
    store.waive(shipped, shipped=True)
    assert store.waivers() == (WAIVER, shipped)


def test_a_second_waiver_for_the_same_case_and_articles_takes_the_place_of_the_first(store):
    store.waive(WAIVER)
    later = Waiver(case="a", reason="on second thoughts", corpus="0123", by="you", at="then")
    store.waive(later)
    assert store.waivers() == (later,)


@pytest.mark.parametrize(
    "text",
    [
        "waivers: {}",
        "others: []",
        "- a",
        "waivers: [a: b",
        "waivers:\n- {case: a, reason: r, corpus: '0', by: me}",
        "waivers:\n- {case: a, reason: '', corpus: '0', by: me, at: now}",
        "waivers:\n- {case: a, reason: r, corpus: '0', by: me, at: now, forever: 'yes'}",
    ],
)
def test_a_waiver_file_of_another_form_is_refused(store, text):
    store.waive(WAIVER).write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match="waivers.yaml"):
        store.waivers()


def test_reports_of_versions_that_are_gone_are_removed_and_the_baseline_stays(store, report, result):
    for version in ("aaa", "bbb"):
        store.save(report(result("a"), version=version))
        store.put(store.path(version, "extractive", ".html"), b"page")
    store.bless(report(result("a"), version="bbb"), BLESSED)
    store.waive(WAIVER)
    store.prune({"aaa"})
    assert sorted(path.name for path in store.folder.iterdir()) == [
        "aaa-extractive.html",
        "aaa-extractive.json",
        "baseline-extractive.json",
        "waivers.yaml",
    ]
