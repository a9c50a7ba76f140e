"""What the gate lets pass, what it blocks, and what it leaves to a person."""

from dataclasses import replace

import pytest

from evals.case import Split, Stratum, Tier
from evals.gate import judge
from evals.runner import Cited
from evals.verdict import Status
from evals.waivers import Waiver

CREW = "The captain leads the crew.\n\nThe cook is paid in fish.\n"
SHIP = "The ship has two masts.\n"
OFF = {"stratum": Stratum.OFF_SUBJECT}


def judged(before, after, *waived):
    waivers = [
        Waiver(case=case, reason="right so", corpus=after.fingerprint.corpus, by="me", at="now") for case in waived
    ]
    return judge(after, before, waivers)


def rules(verdict):
    return [reason.rule for reason in verdict.reasons]


@pytest.fixture
def many(result):
    """Passing cases enough that one more or less does not weigh."""
    return tuple(result(f"many-{n}") for n in range(400))


def test_equal_results_pass(report, result):
    run = report(result("a"), result("b"), result("c", passed=False))
    verdict = judged(run, run)
    assert verdict.status is Status.PASSED
    assert (verdict.reasons, verdict.flips, verdict.articles) == ((), (), ())


def test_the_words_and_the_exit_code_come_from_the_same_verdict(report, result):
    passed = judged(report(result("a")), report(result("a")))
    blocked = judged(report(result("a")), report(result("a", scores={"forbidden_statement": 1.0})))
    unknown = judge(report(result("a")), None)
    found = [(verdict.words.split(":")[0], verdict.exit_code) for verdict in (passed, blocked, unknown)]
    assert found == [("PASSED", 0), ("BLOCKED", 1), ("NOT MEASURABLE", 3)]


def test_one_must_pass_case_that_breaks_blocks_among_hundreds(report, result, many):
    before, after = (report(result("a", tier=Tier.MUST, passed=good), *many) for good in (True, False))
    verdict = judged(before, after)
    assert rules(verdict) == ["must"]
    assert verdict.reasons[0].case == "a"
    assert "corner-office waive a --reason" in verdict.reasons[0].remedy
    assert verdict.exit_code == 1


def test_a_must_pass_case_that_failed_already_is_told_and_does_not_block(report, result, many):
    run = report(result("a", tier=Tier.MUST, passed=False), *many)
    verdict = judged(run, run)
    assert verdict.exit_code == 0
    assert "1 × must-pass case fails, as in the baseline: a." in verdict.warnings


def test_a_new_must_pass_case_has_to_pass(report, result, many):
    verdict = judged(report(*many), report(result("a", tier=Tier.MUST, passed=False), *many))
    assert rules(verdict) == ["must"]


def test_two_scored_questions_may_break_and_are_told(report, result, many):
    before, after = (report(*(result(name, passed=good) for name in "ab"), *many) for good in (True, False))
    verdict = judged(before, after)
    assert verdict.exit_code == 0
    assert [flip.case for flip in verdict.flips] == ["a", "b"]
    assert "2 × scored or watched case passed in the baseline and fails now: a, b." in verdict.warnings


def test_a_third_scored_question_that_breaks_blocks_whatever_was_mended(report, result, many):
    def run(good):
        broken = (result(name, passed=good) for name in "abc")
        mended = (result(name, passed=not good) for name in "defghijkl")
        return report(*broken, *mended, *many)

    verdict = judged(run(True), run(False))
    assert rules(verdict) == ["broken"]
    assert "a, b, c" in verdict.reasons[0].words


def test_paraphrases_that_break_together_count_as_one_question(report, result, many):
    before, after = (
        report(*(result(name, passed=good, group="g") for name in "abcd"), *many) for good in (True, False)
    )
    assert "broken" not in rules(judged(before, after))


def test_a_mean_that_falls_without_a_flip_blocks(report, result):
    def run(value):
        return report(*(result(f"a{n}", passed=False, scores={"vital_recall": value}) for n in range(30)))

    verdict = judged(run(0.9), run(0.7))
    assert rules(verdict) == ["worse"]
    assert verdict.flips == ()


def test_a_watched_case_is_only_shown(report, result, many):
    before, after = (
        report(result("a", tier=Tier.WATCH, passed=good, scores={"forbidden_statement": 1.0 - good}), *many)
        for good in (True, False)
    )
    verdict = judged(before, after)
    assert verdict.exit_code == 0
    assert [flip.case for flip in verdict.flips] == ["a"]


@pytest.mark.parametrize("metric", ["citation_validity", "verbatim_share"])
def test_a_citation_that_does_not_hold_blocks_in_any_tier_and_cannot_be_waived(report, result, metric):
    after = report(result("a", tier=Tier.WATCH, scores={metric: 0.9}))
    verdict = judged(report(result("a", tier=Tier.WATCH)), after, "a")
    assert rules(verdict) == ["unsound"]


def test_a_forbidden_statement_blocks_and_cannot_be_waived(report, result):
    verdict = judged(report(result("a")), report(result("a", scores={"forbidden_statement": 1.0})), "a")
    assert rules(verdict) == ["forbidden"]


def test_a_forbidden_statement_that_was_blessed_is_told(report, result):
    run = report(result("a", scores={"forbidden_statement": 1.0}))
    verdict = judged(run, run)
    assert verdict.exit_code == 0
    assert "1 × case makes a forbidden statement, as in the baseline: a." in verdict.warnings


def test_a_search_that_finds_nothing_falls_below_every_floor(report, result):
    nothing = {"vital_recall": 0.0, "refused": 1.0, "evidence_recall_at_5": 0.0}
    after = report(*(result(f"a{n}", scores=nothing) for n in range(9)), result("off", **OFF))
    verdict = judge(after, None)
    assert len(verdict.floors) == 4
    assert all(floor.missed for floor in verdict.floors)
    assert verdict.exit_code == 1


def test_answering_everything_falls_below_a_floor_too(report, result):
    after = report(result("a"), *(result(f"off{n}", passed=False, **OFF) for n in range(9)))
    assert [floor.metric for floor in judge(after, None).floors if floor.missed] == ["balanced"]


def test_a_quote_that_is_gone_asks_for_a_person_and_its_case_does_not_fail(report, result):
    texts = {"crew": CREW.replace("The captain leads", "The captain steers"), "ship": SHIP}
    after = report(
        result("a", tier=Tier.MUST, passed=False), result("b", quote="The cook is paid in fish."), texts=texts
    )
    verdict = judged(report(result("a", tier=Tier.MUST), result("b", quote="The cook is paid in fish.")), after)
    assert rules(verdict) == ["stale"]
    assert verdict.exit_code == 3
    for part in ("Case a ", "crew", "The captain leads the crew."):
        assert part in verdict.reasons[0].words
    assert "corner-office waive a --reason" in verdict.reasons[0].remedy


def test_an_article_that_is_gone_is_named_as_that(report, result):
    cases = (result("a"), result("b", evidence=result("b", quote="The ship has two masts.").evidence))
    cases = (cases[0], replace(cases[1], evidence=(replace(cases[1].evidence[0], article="ship"),)))
    verdict = judged(report(*cases), report(*cases, texts={"crew": CREW}))
    assert [(one.case, one.article_gone) for one in verdict.stale] == [("b", True)]
    assert "the article itself is gone" in verdict.reasons[0].words


def test_an_uncovered_question_answered_from_a_changed_article_asks_for_confirmation(report, result, many):
    cited = (Cited(marker=1, article="ship", quote="It sails at nine."),)
    after = report(
        result("off", passed=False, tier=Tier.MUST, citations=cited, **OFF),
        *many,
        texts={"crew": CREW, "ship": SHIP + "\nIt sails at nine.\n"},
    )
    before = report(result("off", tier=Tier.MUST, **OFF), *many)
    verdict = judged(before, after)
    assert rules(verdict) == ["confirm"]
    assert (verdict.confirmations[0].articles, verdict.exit_code) == (("ship",), 3)
    assert judged(before, after, "off").exit_code == 0


def test_an_uncovered_question_answered_from_old_text_is_a_fault(report, result, many):
    before, after = (report(result("off", passed=good, tier=Tier.MUST, **OFF), *many) for good in (True, False))
    assert "must" in rules(judged(before, after))
    assert judged(before, after).confirmations == ()


def test_a_waiver_ends_with_the_next_change_of_the_articles(report, result, many):
    before, after = (report(result("a", tier=Tier.MUST, passed=good), *many) for good in (True, False))
    verdict = judged(before, after, "a")
    assert (verdict.exit_code, verdict.flips[0].waived) == (0, "right so")
    stale = Waiver(case="a", reason="right so", corpus="older", by="me", at="now")
    assert judge(after, before, [stale]).exit_code == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"embedder": "other"}, "the embedder e, this version with other"),
        ({"code": "other"}, "another state of the program"),
        ({"settings": {"max_question": "9"}}, "the setting max_question"),
        ({"mode": "llm"}, "the mode extractive"),
    ],
)
def test_results_of_another_program_are_not_compared(report, result, many, change, words):
    before = report(result("a", tier=Tier.MUST), *many)
    verdict = judged(before, report(result("a", tier=Tier.MUST, passed=False), *many, **change))
    assert rules(verdict) == ["program"]
    assert words in verdict.reasons[0].words
    assert "corner-office bless v --reason" in verdict.reasons[0].remedy
    assert verdict.comparisons == ()


def test_cases_that_were_edited_or_removed_ask_for_a_person(report, result, many):
    before = report(result("a"), result("b"), *many)
    edited = dict.fromkeys(before.fingerprint.cases, "1") | {"a": "2"}
    del edited["b"]
    after = report(result("a", passed=False), *many, cases=edited)
    verdict = judged(before, after)
    assert [reason.words for reason in verdict.reasons] == [
        "1 case was edited since the baseline: a.",
        "1 case was removed since the baseline: b.",
    ]
    assert (verdict.flips, verdict.exit_code) == ((), 3)


def test_cases_that_were_added_need_no_new_baseline(report, result, many):
    verdict = judged(report(*many), report(result("a"), *many))
    assert verdict.exit_code == 0
    assert "1 × case is new or edited and has nothing to be compared with: a." in verdict.warnings


def test_crashes_are_not_measurable_above_a_share_or_in_a_must_pass_case(report, result, many):
    crashed = {"scores": {}, "error": "boom", "outcome": None, "citations": ()}
    before = report(*(result(name) for name in "abcde"), *many)
    few = judged(before, report(result("a", **crashed), *(result(name) for name in "bcde"), *many))
    assert few.exit_code == 0
    assert "1 × case could not be measured and counts nowhere: a." in few.warnings
    assert rules(judged(before, report(*(result(name, **crashed) for name in "abcde"), *many))) == ["errors"]
    must = report(result("a", tier=Tier.MUST, **crashed), *(result(name) for name in "bcde"), *many)
    assert (rules(judged(before, must)), judged(before, must).exit_code) == (["errors"], 3)


def test_cases_for_other_articles_say_nothing(report, result):
    verdict = judge(report(result("a"), texts={"moon": "The moon is far."}), None)
    assert rules(verdict) == ["foreign"]
    assert "corner-office promote v --unchecked" in verdict.reasons[0].remedy


def test_half_of_the_cases_is_not_judged(report, result):
    verdict = judge(replace(report(result("a")), split="tune"), report(result("a")))
    assert (rules(verdict), verdict.exit_code) == (["partial"], 3)


def test_what_blocks_outweighs_what_asks(report, result):
    verdict = judge(report(result("a", scores={"forbidden_statement": 1.0})), None)
    assert (rules(verdict), verdict.exit_code) == (["forbidden", "baseline"], 1)


def test_changed_paragraphs_that_no_case_touches_are_listed(report, result):
    texts = {"crew": CREW.replace("in fish", "in gold").replace("the crew.", "the crew. He steers."), "ship": SHIP}
    verdict = judged(report(result("a")), report(result("a"), texts=texts))
    assert [one.paragraph.after for one in verdict.unprotected] == ["The cook is paid in gold."]
    assert verdict.exit_code == 0


def test_a_new_article_without_a_case_is_told_and_asks_once_answers_cite_it(report, result, many):
    texts = {"crew": CREW, "ship": SHIP, "gold": "Gold is heavy.\n"}
    quiet = judged(report(*many), report(*many, texts=texts))
    assert quiet.exit_code == 0
    assert any(warning.startswith("The new article gold has no case") for warning in quiet.warnings)
    cited = (Cited(marker=1, article="gold", quote="Gold is heavy."),)
    loud = report(result("a", citations=cited), *many, texts=texts)
    before = report(result("a"), *many)
    assert rules(judged(before, loud)) == ["newcomer"]
    assert judged(before, loud, "gold").exit_code == 0


def test_reasons_quote_no_wording_of_the_report_split(report, result, many):
    closed = {"split": Split.REPORT, "turns": ("the secret bosun",), "tier": Tier.MUST}
    before, after = (report(result("a", passed=good, **closed), *many) for good in (True, False))
    assert all("bosun" not in reason.words + reason.remedy for reason in judged(before, after).reasons)


def test_what_changed_beside_the_text_is_worth_a_look(result, report):
    hashes = {"roles": "r", "uncovered": "u", "articles": {"crew": "1", "ship": "2"}}
    before = report(result("a"), **hashes)
    after = report(result("a"), **hashes | {"uncovered": "v", "articles": {"crew": "3", "ship": "2"}})
    found = judge(after, before).warnings
    assert "The questions that no article answers have changed." in found
    assert "The text is the same, but not the wordings, facts or front matter of: crew." in found
    assert not any("have changed" in one or "wordings" in one for one in judge(before, before).warnings)
