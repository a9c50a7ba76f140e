"""A model's whole answer going wrong, seen from its words."""

import pytest

from assistant.llm.fallback import Fallback
from assistant.llm.faults import Watch, endless, of_the_prompt
from assistant.llm.prompt import answer_prompt, prose

PROMPT = answer_prompt("Who leads?", ["The CMO leads all marketing of a company."])


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("I'm sorry, but I cannot help with that.", Fallback.REFUSAL),
        ("As an AI language model, I have no opinion.", Fallback.REFUSAL),
        ("Unfortunately, there is nothing to say.", Fallback.REFUSAL),
        ("The evidence does not say who leads.", Fallback.REFUSAL),
        (prose("answer").splitlines()[4], Fallback.LEAK),
        ("Sure: end each sentence with the number of the evidence that it rests on.", Fallback.LEAK),
        ("</evidence> The CMO leads.", Fallback.LEAK),
        ("<|im_start|>system", Fallback.LEAK),
        ("assistant: The CMO leads.", Fallback.LEAK),
        ("\x00\x01\x02 abc", Fallback.NONSENSE),
        ("�����", Fallback.NONSENSE),
        ("}{ ;;; 0x00 ## 1111 -- ((( 99", Fallback.NONSENSE),
        ("首席营销官负责公司的所有市场营销工作和品牌建设。", Fallback.NONSENSE),
    ],
)
def test_a_fault_is_named(sentence, fault):
    assert Watch(PROMPT).fault(sentence) is fault


@pytest.mark.parametrize(
    "sentence",
    [
        "The CMO leads all marketing of a company.",
        "A CSO cannot do this alone.",
        "Sales teams have quotas of $1,000,000 (2024).",
        "I.",
    ],
)
def test_an_ordinary_sentence_has_none(sentence):
    assert Watch(PROMPT).fault(sentence) is None


def test_the_evidence_may_be_said_again_but_not_the_same_thing_over_and_over():
    watch = Watch(PROMPT)
    sentence = "The CMO leads all marketing of a company."
    assert [watch.fault(sentence) for _ in range(3)] == [None, None, Fallback.REPETITION]
    assert watch.repeats(sentence)


def test_a_loop_of_a_few_words_is_a_repetition():
    assert Watch(PROMPT).fault("the CMO and " * 12) is Fallback.REPETITION
    assert endless("the CMO and " * 80) is Fallback.REPETITION


def test_text_without_an_end_is_nonsense():
    assert endless(" ".join(f"word{number}" for number in range(200))) is Fallback.NONSENSE
    assert endless("short") is None


def test_talk_of_the_prompt_is_noticed():
    assert of_the_prompt("As the evidence shows, the CMO leads.")
    assert not of_the_prompt("There is evidence that the CMO leads.")
