"""Answers, hits and versions as text for people."""

from assistant.store.versions import VersionInfo, VersionState
from assistant.vocabulary import Answer, Citation, Hit, Nearest, Outcome, Passage, PassageKind, Question
from ui.terminal import WIDTH, answer_text, hits_text, versions_text

CITATION = Citation(marker=1, article="two-chiefs", title="Two chiefs", section="Pay", quote="A bonus.", start=0, end=8)


def answer(text: str, outcome: Outcome = Outcome.ANSWERED, **parts) -> Answer:
    return Answer(question=Question(text="?"), standalone_question="?", outcome=outcome, text=text, **parts)


def test_an_answer_is_plain_text_with_its_sources_and_what_to_ask_next():
    shown = answer_text(answer("They get **a bonus**. [1]", citations=(CITATION,), follow_ups=("And holidays?",)))
    assert shown == (
        'They get a bonus. [1]\n\nSources\n[1] Two chiefs > Pay: "A bonus."\n\nYou could ask next\n  And holidays?'
    )


def test_a_table_becomes_a_list_under_each_of_its_rows():
    table = "| Aspect | CSO | CMO |\n|---|---|---|\n| Pay | A bonus \\| a car | |"
    assert answer_text(answer(table)) == "Aspect\n  - CSO\n  - CMO\n\nPay\n  - A bonus | a car"


def test_escaped_marks_stay_and_emphasis_goes():
    assert answer_text(answer("5 \\* 3 is *fifteen*, \\[sic\\]")) == "5 * 3 is fifteen, [sic]"


def test_long_lines_are_wrapped_and_items_indented():
    lines = answer_text(answer("- " + "word " * 60)).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert [line[:2] for line in lines[1:]] == ["  "] * (len(lines) - 1)


def test_the_nearest_sections_are_named_when_nothing_is_covered():
    nearest = (Nearest(article="two-chiefs", section="Pay"), Nearest(article="two-chiefs", section=""))
    shown = answer_text(answer("The articles do not say.", Outcome.NOT_COVERED, nearest=nearest))
    assert shown.endswith("Nearest in the articles\n  two-chiefs > Pay\n  two-chiefs")


def test_hits_are_ranked_with_score_and_place():
    passage = Passage(
        id="p", article="two-chiefs", section=("Work", "Pay"), start=0, end=8, text="A bonus.", kind=PassageKind.PROSE
    )
    assert hits_text([Hit(passage=passage, score=0.5)]) == "1. 0.500  two-chiefs > Work > Pay\n   A bonus."
    assert hits_text([]) == "No passage matches."


def test_versions_are_a_line_each():
    info = VersionInfo(
        version="0123456789ab", state=VersionState.LIVE, created="2026-01-01", articles=1, passages=2, sentences=3
    )
    assert versions_text([info]) == "0123456789ab  live     2026-01-01  1 articles, 2 passages, 3 sentences"
    assert "corner-office ingest" in versions_text([])
