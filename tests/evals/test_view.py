"""What the page shows in which order."""

from assistant.vocabulary import Outcome
from evals.case import Split, Stratum, Tier
from evals.changes import changed_answers, changed_articles
from evals.report import EvalReport
from evals.runner import CaseResult
from evals.score import Score
from evals.verdict import Confirmation, Flip, Reason, Stale, Verdict
from evals.view import CLIPPED, State, answer_groups, blocks, case_views, stale_quotes, to_decide


def result(id_, answer="The captain.", passed=True, **fields):
    return CaseResult(
        id=id_,
        group=id_,
        tier=Tier.SCORED,
        stratum=Stratum.ANSWERABLE,
        turns=("Who leads?",),
        answer=answer,
        **{
            "split": Split.TUNE,
            "outcome": Outcome.ANSWERED,
            "scores": (Score(name="outcome_right", value=float(passed)),),
            **fields,
        },
    )


def verdict(**fields):
    return Verdict(version="v1", mode="extractive", baseline="v0", **fields)


def views(*results, changes=(), show_report=False, **fields):
    report = EvalReport(results=results)
    return case_views(report, verdict(**fields), changes, show_report=show_report)


def test_changed_answers_are_grouped_by_what_they_mean_for_readers():
    before = [result("a"), result("b", passed=False), result("c"), result("d", passed=False), result("e")]
    after = [
        result("a", "New.", passed=False),
        result("b", "New."),
        result("c", "New."),
        result("d", "New.", passed=False),
        result("e"),
    ]
    groups = answer_groups(changed_answers(before, after))
    assert [(group.name, [change.after.id for change in group.changes]) for group in groups] == [
        ("broken", ["a"]),
        ("mended", ["b"]),
        ("fine", ["c"]),
        ("still", ["d"]),
    ]


def test_cases_that_need_eyes_come_first():
    crash = result("crash", outcome=None, answer="", scores=(), error="RuntimeError")
    found = views(
        result("fine"),
        result("failing", passed=False),
        result("mended"),
        result("broken", passed=False),
        result("confirm", passed=False),
        result("stale"),
        crash,
        flips=(
            Flip(case="broken", tier=Tier.SCORED, group="g"),
            Flip(case="mended", tier=Tier.SCORED, group="g", mended=True),
        ),
        confirmations=(Confirmation(case="confirm", articles=("crew",)),),
        stale=(Stale(case="stale", article="crew", quote="gone"),),
    )
    assert [(view.result.id, view.state) for view in found] == [
        ("crash", State.ERROR),
        ("stale", State.STALE),
        ("confirm", State.CONFIRM),
        ("broken", State.BROKEN),
        ("failing", State.FAILING),
        ("mended", State.MENDED),
        ("fine", State.PASSED),
    ]


def test_the_closed_half_is_shown_only_where_it_changed_weighs_or_is_asked_for():
    closed = {"split": Split.REPORT}
    shown, kept = result("shown", passed=False, **closed), result("kept", passed=False, **closed)
    flip = Flip(case="shown", tier=Tier.SCORED, group="g")
    assert {view.result.id: view.closed for view in views(shown, kept, flips=(flip,))} == {"shown": False, "kept": True}
    changes = changed_answers([result("kept", "Old.", **closed)], [kept])
    assert not views(kept, changes=changes)[0].closed
    assert not views(kept, show_report=True)[0].closed


def test_only_answers_that_pass_unchanged_are_cut():
    long = "word " * CLIPPED
    fine, failing = views(result("fine", long), result("failing", long, passed=False))[::-1]
    assert fine.answer.endswith("word …")
    assert len(fine.answer) <= CLIPPED + 2
    assert failing.answer == long


def test_a_lost_quote_is_told_once_with_its_cases_paragraph_and_way_out():
    articles = changed_articles({"crew": "The cook is\npaid."}, {"crew": "The cook is\nnot paid."})
    stale = tuple(Stale(case=case, article="crew", quote="paid.") for case in "ab")
    reason = Reason(rule="stale", words="Gone.", remedy="Put it back.", case="a")
    (found,) = stale_quotes(verdict(stale=stale, reasons=(reason,)), articles)
    assert [one.case for one in found.cases] == ["a", "b"]
    assert found.paragraph.after == "not paid."
    assert found.remedy == "Put it back."


def test_waived_quotes_come_last():
    stale = Stale(case="a", article="crew", quote="one", waived="fine"), Stale(case="b", article="crew", quote="two")
    assert [one.quote for one in stale_quotes(verdict(stale=stale), ())] == ["two", "one"]


def test_reasons_with_a_section_of_their_own_are_not_told_twice():
    reasons = tuple(Reason(rule=rule, words=rule, remedy="") for rule in ("stale", "must", "errors", "confirm"))
    blocking, asking = to_decide(verdict(reasons=reasons))
    assert ([one.rule for one in blocking], [one.rule for one in asking]) == (["must"], ["errors"])


def test_added_paragraphs_that_follow_each_other_share_a_card():
    (article,) = changed_articles({"crew": "Stay one two."}, {"crew": "Stay one three.\n\nNew.\n\nNewer."})
    assert [len(block) for block in blocks(article.paragraphs)] == [1, 2]
    (twice,) = changed_articles({"a": "One two.\nSix seven."}, {"a": "One three.\nSix eight."})
    assert [len(block) for block in blocks(twice.paragraphs)] == [1, 1]
