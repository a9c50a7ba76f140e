"""A second look at a model's sentences: what they cite has to carry them."""

from dataclasses import replace

import pytest

from assistant.model_use import ModelUse
from assistant.vocabulary import Answer, AnswerSentence, Citation, Outcome, Question, Support
from evals.case import Case, Split, Stratum, Tier
from evals.fingerprint import code_files
from evals.support import fell_back, support_precision

CASE = Case(
    id="a",
    group="a",
    split=Split.TUNE,
    tier=Tier.SCORED,
    stratum=Stratum.ANSWERABLE,
    turns=("Who?",),
    expect=frozenset({Outcome.ANSWERED}),
)
QUOTE = "It reports to the CEO and has 12 people."


def answer(*texts: str, support: Support = Support.SUPPORTED) -> Answer:
    quote = Citation(marker=1, article="x", title="Crew", section="The CMO", quote=QUOTE, start=0, end=len(QUOTE))
    return Answer(
        question=Question(text="Who?"),
        standalone_question="Who?",
        outcome=Outcome.ANSWERED,
        text="",
        sentences=tuple(AnswerSentence(text=text, citations=(1,), support=support) for text in texts),
        citations=(quote,),
        mode="llm",
    )


def test_a_carried_sentence_counts_with_the_heading_that_its_passage_is_below():
    assert support_precision(CASE, answer("The CMO reports to the CEO and has 12 people."), {}).value == 1


@pytest.mark.parametrize(
    "loose",
    [
        "The CMO reports to the CEO and has 13 people.",
        "The CSO reports to the CEO.",
        "The CMO sells yellow boats abroad.",
    ],
)
def test_what_is_not_there_is_told(loose):
    finding = support_precision(CASE, answer("The CMO reports to the CEO.", loose), {})
    assert finding.value == 0.5
    assert loose[:20] in finding.reason


def test_an_answer_in_the_articles_words_is_not_measured():
    assert support_precision(CASE, answer("It reports.", support=Support.VERBATIM), {}) is None


@pytest.mark.parametrize(
    ("model", "value"), [(None, None), (ModelUse(name="m"), 0), (ModelUse(name="m", fallback="slow"), 1)]
)
def test_answers_that_a_model_was_to_write_and_did_not_are_counted_with_the_reason(model, value):
    finding = fell_back(CASE, replace(answer("It reports."), model=model), {})
    assert (finding and finding.value) == value
    assert finding is None or finding.reason == model.fallback


def test_what_writes_with_a_model_is_another_program_only_where_it_writes():
    own, with_model = ({path.parent.name for path in code_files(mode)} for mode in ("extractive", "llm"))
    assert "llm" not in own
    assert {"llm", "prompts"} <= with_model
