"""Without an endpoint nothing changes, to the byte."""

import json

import pytest

from assistant.contract import answer_to_json
from assistant.converse import Assistant
from assistant.llm.writing import WritingAssistant, with_model
from assistant.model_use import ModelUse
from assistant.settings import Settings
from assistant.vocabulary import Answer, Outcome, Question

KEYS = [
    "id", "question", "standalone_question", "outcome", "answer", "sentences", "citations", "disagreements", "follow_ups",
    "nearest", "hits", "mode", "version", "timings_ms",
]  # fmt: skip


def test_without_an_endpoint_the_assistant_is_the_very_same(assistant, fake_embedder, home):
    assert with_model(assistant, fake_embedder, Settings.load(home=home)) is assistant


def test_with_one_it_is_another(make_writing):
    assert isinstance(make_writing(), WritingAssistant)
    assert isinstance(make_writing(), Assistant)


@pytest.mark.parametrize("question", ["What does a CSO do?", "Who is the CSO's boss?", "How do I bake bread?"])
def test_an_answer_without_a_model_has_the_keys_that_it_always_had(assistant, question):
    data = answer_to_json(assistant.ask(Question(text=question)))
    assert list(data) == KEYS
    assert list(data["timings_ms"]) == ["understand", "retrieve", "write", "total"]
    assert "llm" not in json.dumps(data)


def test_what_a_model_took_and_what_was_removed_are_added_behind_the_rest():
    question = Question(text="q")
    answer = Answer(
        question=question,
        standalone_question="q",
        outcome=Outcome.ANSWERED,
        text="t",
        mode="llm",
        model=ModelUse(name="m"),
    )
    assert list(answer_to_json(answer)) == [*KEYS, "model", "removed"]
