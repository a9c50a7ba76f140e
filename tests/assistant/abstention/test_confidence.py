import math

import pytest

from assistant.abstention.confidence import BIAS, HEADS, confidence, contradictions, lacks_form, shipped, signals, weigh


def sure(library, look, text):
    understanding, evidence = look(text)
    return confidence(library, evidence, understanding)


def test_what_the_articles_tell_is_surer_than_another_subject(library, look):
    told = sure(library, look, "Who leads the sales team?")
    assert 0 <= sure(library, look, "How do I bake bread with rye?") < told <= 1


def test_every_signal_is_a_finite_number_that_a_head_weighs(library, look):
    understanding, evidence = look("How is a CSO paid?")
    found = signals(library, evidence, understanding)
    assert set(found) == {name for names in HEADS.values() for name in names}
    assert all(math.isfinite(value) for value in found.values())


def test_a_question_without_words_has_signals_too(library, look):
    understanding, evidence = look("xq zv wk")
    found = signals(library, evidence, understanding)
    assert (found["words"], found["scattered"]) == (0.0, 0.0)


def test_the_shipped_weights_are_those_of_the_heads():
    assert {head: set(weights) - {BIAS} for head, weights in shipped().items()} == {
        head: set(names) for head, names in HEADS.items()
    }


@pytest.mark.parametrize("signal", ["denial", "opposite", "figures", "form"])
def test_what_speaks_against_an_answer_makes_less_sure(signal):
    calm = dict.fromkeys((name for names in HEADS.values() for name in names), 0.3)
    assert weigh(shipped(), {**calm, signal: 1.0}) < weigh(shipped(), {**calm, signal: 0.0})


SENTENCE = "The largest mill opened in 1850 and Henry Wood ran it."


@pytest.mark.parametrize(
    ("question", "signal"),
    [
        ("Which mill did not open?", "denial"),
        ("Which mill didn't open?", "denial"),
        ("Which is the smallest mill?", "opposite"),
        ("What opened in 1870?", "figures"),
    ],
)
def test_what_the_sentence_contradicts_is_counted(question, signal):
    found = contradictions(question, SENTENCE)
    assert found == {**dict.fromkeys(("denial", "opposite", "figures"), 0.0), signal: 1.0}


def test_what_the_sentence_says_too_is_no_contradiction():
    assert not any(contradictions("Was the largest mill opened in 1850?", SENTENCE).values())


@pytest.mark.parametrize(
    ("question", "lacks"),
    [
        ("Who ran the mill?", False),
        ("Who ran it beside Henry Wood?", True),
        ("When did it open?", False),
        ("When did it open, if not in 1850?", True),
        ("Why did it open?", False),
    ],
)
def test_an_answer_of_the_form_asked_for_must_be_new(question, lacks):
    assert lacks_form(question, SENTENCE) is lacks
