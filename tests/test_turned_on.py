"""What a question turns on, asked of the shipped articles: alone, in person, above both, under whom."""

import pytest

from assistant import Assistant
from assistant.vocabulary import Outcome, Question


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        (
            "We are 12,000 people and sales and marketing fight. Whom could we put above both?",
            "chief revenue",
            "marketplace",
        ),
        ("Does a CSO personally close big deals?", "CSO", "None of"),
        ("Which metrics is the CMO alone judged by?", "brand", "alignment are"),
        ("Who does a CRO have under it?", "customer success", "do not cover"),
    ],
)
def test_what_a_question_turns_on_is_heard(shipped: Assistant, question: str, said: str, unsaid: str):
    answer = shipped.ask(Question(text=question))
    assert answer.outcome is Outcome.ANSWERED
    assert said in answer.text
    assert unsaid not in answer.text
