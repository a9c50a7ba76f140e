"""Case files are read strictly, and faults are named by file and line."""

from pathlib import Path

import pytest

from assistant.vocabulary import Outcome
from evals.case import Case, CaseError, Evidence, Fact, Split, Stratum, Tier
from evals.load import load_cases, read_cases

WHOLE = """\
cases:
  - id: lead-who
    group: lead
    split: tune
    tier: must
    tags: [definition]
    stratum: answerable
    turns: ["Hello", "Who leads?"]
    expect: [answered, partly_answered]
    evidence:
      - {article: leading, quote: "The captain leads 12 people."}
    vital:
      - {fact: the captain leads, accept: [captain, 12]}
    okay: []
    forbidden: [no]
    note: small
"""

LEAST = "  - {id: b, group: b, split: report, tier: watch, stratum: vague, turns: [Eh], expect: clarify}\n"


def test_a_case_is_read_whole():
    assert read_cases(WHOLE, "crew.yaml") == (
        Case(
            id="lead-who",
            group="lead",
            split=Split.TUNE,
            tier=Tier.MUST,
            tags=frozenset({"definition"}),
            stratum=Stratum.ANSWERABLE,
            turns=("Hello", "Who leads?"),
            expect=frozenset({Outcome.ANSWERED, Outcome.PARTLY_ANSWERED}),
            evidence=(Evidence(article="leading", quote="The captain leads 12 people."),),
            vital=(Fact(fact="the captain leads", accept=("captain", "12")),),
            forbidden=("no",),
            note="small",
            place="crew.yaml:2",
        ),
    )


def test_the_last_turn_is_the_question_and_the_others_come_before_it():
    question = read_cases(WHOLE, "crew.yaml")[0].question
    assert (question.id, question.text, question.earlier) == ("lead-who", "Who leads?", ("Hello",))


def test_one_outcome_may_stand_without_a_list():
    assert read_cases("cases:\n" + LEAST, "b.yaml")[0].expect == {Outcome.CLARIFY}


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("    note: small", "    notes: small", r"crew.yaml:16: unknown key `notes`. Remove it; known are id, "),
        ("    tier: must", "    tier: most", r"crew.yaml:5: `most` is no tier. Choose among must, scored, watch"),
        ("    tier: must\n", "", r"crew.yaml:2: missing `tier`"),
        ("    tier: must", "    tier: must\n    tier: watch", r"crew.yaml:6: the key `tier` stands twice"),
        ('    turns: ["Hello", "Who leads?"]', "    turns: Who leads?", r"crew.yaml:8: a list is expected here"),
        ('    turns: ["Hello", "Who leads?"]', "    turns: []", r"crew.yaml:8: `turns` is empty"),
        ("expect: [answered, partly_answered]", "expect: [refused]", r"crew.yaml:9: `refused` is no outcome"),
        ("expect: [answered, partly_answered]", "expect: []", r"crew.yaml:9: `expect` is empty"),
        ("accept: [captain, 12]", "accept: []", r"crew.yaml:13: `accept` is empty"),
        ("note: small", "note: [", r"crew.yaml:\d+: not valid YAML"),
        ("id: lead-who", "id: ''", r"crew.yaml:2: a text is expected here"),
        ("cases:", "case:", r"crew.yaml:1: unknown key `case`"),
    ],
)
def test_a_fault_is_named_with_file_line_and_remedy(before, after, message):
    with pytest.raises(CaseError, match=message):
        read_cases(WHOLE.replace(before, after), "crew.yaml")


def test_an_empty_file_is_refused():
    with pytest.raises(CaseError, match="a.yaml:1: the file is empty"):
        read_cases("# nothing yet\n", "a.yaml")


def test_two_cases_may_not_share_an_id_even_in_two_files(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("cases:\n" + LEAST, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("cases:\n\n" + LEAST, encoding="utf-8")
    with pytest.raises(CaseError, match=r"b.yaml:3: the id b is taken by a.yaml:2"):
        load_cases(tmp_path)


def test_a_folder_without_case_files_is_refused(tmp_path: Path):
    with pytest.raises(CaseError, match="holds no case files"):
        load_cases(tmp_path)
