import pytest

from assistant.question.attributes import Attribute
from assistant.question.clarify import clarifying
from assistant.question.parts import take_apart
from assistant.vocabulary import Outcome


@pytest.fixture
def clarified(library, read, writer):
    def clarify(text):
        message = take_apart(text)
        return clarifying(library, message, read(message.questions[0]), writer)

    return clarify


@pytest.mark.parametrize("text", ["How much do they earn?", "What is the salary?", "Who do they report to?"])
def test_a_question_on_nobody_is_asked_back_with_its_readings(clarified, writer, text):
    found = clarified(text)
    assert found.outcome is Outcome.CLARIFY
    assert writer.text.endswith("?")
    assert writer.citations == ()
    assert any("chief sales officer" in reading for reading in found.follow_ups)
    assert all(reading.endswith("?") for reading in found.follow_ups)


@pytest.mark.parametrize("text", ["Which is better?", "What is the difference?"])
def test_a_choice_between_nobody_is_asked_back_with_pairs(clarified, text):
    found = clarified(text)
    assert found.outcome is Outcome.CLARIFY
    assert "What is the difference between a chief sales officer and a chief marketing officer?" in [
        *found.follow_ups,
        *(
            one.replace("marketing officer and a chief sales", "sales officer and a chief marketing")
            for one in found.follow_ups
        ),
    ]


def test_an_empty_message_is_asked_what_it_wants(clarified, writer):
    assert clarified("").outcome is Outcome.CLARIFY
    assert writer.text.endswith("?")


@pytest.mark.parametrize(
    "text", ["How is a CSO paid?", "What is an MQL?", "How do I bake bread?", "Who is Ada Lovelace?"]
)
def test_a_clear_question_is_not_asked_back(clarified, writer, text):
    assert clarified(text) is None
    assert writer.text == ""


def test_the_readings_leave_nothing_to_be_guessed(clarified):
    readings = clarified("How do they measure it?").follow_ups
    assert readings
    assert not any(word in {"it", "they"} for reading in readings for word in reading.rstrip("?").split())


def test_a_word_alone_is_asked_back_with_questions_whose_answers_speak_of_it(clarified, writer):
    found = clarified("Tell me about revenue.")
    assert found.outcome is Outcome.CLARIFY
    assert writer.text == "What would you like to know about revenue?"
    assert found.follow_ups


@pytest.mark.parametrize("text", ["Tell me about pizza.", "What is revenue?"])
def test_a_word_that_the_articles_lack_or_that_is_asked_about_is_not_asked_back(clarified, text):
    assert clarified(text) is None


def test_of_whom_the_articles_tell_what_is_asked_are_offered(clarified, library):
    told = {role for role, attribute in library.told if attribute is Attribute.PAY}
    readings = clarified("What is the salary?").follow_ups
    assert len(told) < 2 or len(readings) == len(told)


@pytest.mark.parametrize("text", ["Hello", "hi there!", "Good morning", "thanks a lot"])
def test_a_greeting_is_asked_what_it_wants_to_know(ask, text):
    answer = ask(text)
    assert (answer.outcome, answer.text) == (Outcome.CLARIFY, "What would you like to know?")
