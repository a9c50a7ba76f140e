"""Files of questions to fit on are read strictly, and fit the shipped articles."""

import pytest

from evals.case import CaseError, Evidence, Stratum
from evals.lessons import TUNE, load_all, read_lessons, training_files, tune_lessons
from evals.load import load_cases, read_cases
from evals.spans import places
from ingest.load import load_articles

GOOD = """\
questions:
  - turns: ["What is at sea?", "Who leads?"]
    stratum: answerable
    answers:
      - {article: crew, quote: "The captain leads."}
    also:
      - {article: crew, quote: "He is in charge."}
  - turns: ["How tall is he?"]
    stratum: fact_absent
"""
CASES = """\
cases:
  - {id: a, group: a, split: tune, tier: must, stratum: answerable, turns: [Who?], expect: answered,
     evidence: [{article: crew, quote: The captain leads.}]}
  - {id: b, group: b, split: report, tier: must, stratum: vague, turns: [Eh?], expect: clarify}
"""


def test_questions_are_read_with_their_file_and_place():
    first, second = read_lessons(GOOD, "sea.yaml", "sea")
    assert (first.source, first.place, second.place) == ("sea", "sea.yaml:2", "sea.yaml:8")
    assert first.stratum is Stratum.ANSWERABLE
    assert first.answers == (Evidence(article="crew", quote="The captain leads."),)
    assert first.also == (Evidence(article="crew", quote="He is in charge."),)
    assert (first.question.text, first.question.earlier) == ("Who leads?", ("What is at sea?",))
    assert (second.stratum, second.answers, second.also) == (Stratum.FACT_ABSENT, (), ())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    stratum: fact_absent", "    strata: fact_absent", r"9: unknown key `strata`.*turns, stratum, answers, also"),
        ("    stratum: fact_absent", "    stratum: unknown", r"9: `unknown` is no stratum"),
        ("    stratum: fact_absent", "    stratum: answerable", r"8: an answerable question without answers"),
        ("stratum: answerable", "stratum: off_subject", r"2: a question that is off_subject has answers"),
        ("    stratum: fact_absent\n", "", r"8: missing `stratum`"),
        ('["How tall is he?"]', "[]", r"8: `turns` is empty"),
        ('["How tall is he?"]', "How tall is he?", r"8: a list is expected"),
        ('["How tall is he?"]', '[""]', r"8: a text is expected"),
        ("quote: \"He", "text: \"He", r"7: unknown key `text`"),
        ("questions:", "cases:", r"1: unknown key `cases`"),
        ("questions:", "questions: [", r"\d+: not valid YAML"),
    ],
)  # fmt: skip
def test_what_breaks_the_schema_is_refused_with_file_and_line(old, new, message):
    assert old in GOOD
    with pytest.raises(CaseError, match=r"sea\.yaml:" + message):
        read_lessons(GOOD.replace(old, new, 1), "sea.yaml", "sea")


def test_an_empty_file_is_refused():
    with pytest.raises(CaseError, match=r"sea\.yaml:1: the file is empty"):
        read_lessons("", "sea.yaml", "sea")


def test_a_folder_without_files_is_named(tmp_path):
    with pytest.raises(CaseError, match=str(tmp_path)):
        training_files(tmp_path)


def test_only_the_tuning_half_of_the_cases_is_fitted_on():
    (lesson,) = tune_lessons(read_cases(CASES, "crew.yaml"))
    assert (lesson.source, lesson.turns) == (TUNE, ("Who?",))
    assert lesson.answers == (Evidence(article="crew", quote="The captain leads."),)


def test_the_shipped_questions_quote_the_shipped_articles(settings):
    texts = {article.id: article.text for article in load_articles(settings.articles, max_bytes=1_000_000)}
    lessons = load_all(training_files(), ())
    assert len(lessons) > 100
    missing = [
        (lesson.place, quote.article, quote.quote)
        for lesson in lessons
        for quote in lesson.answers + lesson.also
        if not places(quote.quote, texts.get(quote.article, ""))
    ]
    assert missing == []


def test_no_shipped_question_is_one_of_the_cases_that_are_reported_on():
    reported = {case.turns for case in load_cases() if case.split == "report"}
    assert [lesson.place for lesson in load_all(training_files(), ()) if lesson.turns in reported] == []
