"""Streams to sentences: whole ones only, with the evidence that they name, however a model writes it."""

import pytest

from assistant.llm.transcript import Drafted, Transcript


def read(text: str, size: int = 3, *, whole: bool = True) -> list[Drafted]:
    transcript = Transcript()
    found = [one for at in range(0, len(text), size) for one in transcript.feed(text[at : at + size])]
    return found + transcript.rest(whole=whole)


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize(
    "text",
    [
        "The CMO leads marketing. [S1] The CSO leads sales [S2].",
        "The CMO leads marketing [S1]. The CSO leads sales. [S2]",
        "The CMO leads marketing (S1). The CSO leads sales [2].",
        "[S1] The CMO leads marketing. [S2] The CSO leads sales.",
        "S1: The CMO leads marketing.\nS2: The CSO leads sales.",
        "- The CMO leads marketing. [S1]\n- The CSO leads sales. [S2]",
        "1. The CMO leads marketing. [S1]\n2. The CSO leads sales. [S2]",
        "According to [S1], the CMO leads marketing. As stated in [S2], the CSO leads sales.",
        "According to S1, the CMO leads marketing. According to S2, the CSO leads sales.",
        "<think>S9 says. No. Hm.</think>The CMO leads marketing. [S1] The CSO leads sales. [S2]",
    ],
)
def test_each_sentence_has_the_evidence_that_it_names_and_no_id_in_its_text(text, size):
    assert [(one.text.lower(), one.cited) for one in read(text, size)] == [
        ("the cmo leads marketing.", (0,)),
        ("the cso leads sales.", (1,)),
    ]


def test_a_sentence_is_handed_on_once_the_next_one_begins():
    transcript = Transcript()
    assert transcript.feed("The CMO leads marketing.") == []
    assert transcript.feed(" [S1]") == []
    (first,) = transcript.feed(" The")
    assert first == Drafted(text="The CMO leads marketing.", cited=(0,), opens=True)


@pytest.mark.parametrize(
    "text",
    ["It costs 3.5 million e.g. in the U.S. market. [S1]", "Dr. Smith, i.e. the chair, said so. [S1]"],
)
def test_an_abbreviation_or_a_number_ends_no_sentence(text):
    assert len(read(text)) == 1


def test_several_ids_and_those_out_of_range_are_kept_for_the_check():
    assert read("Both report to the CEO [S1, S3; S12].")[0].cited == (0, 2, 11)


def test_ids_that_are_joined_leave_no_word_behind():
    assert read("The CMO leads marketing [S1] and [S2].") == [
        Drafted(text="The CMO leads marketing.", cited=(0, 1), opens=True)
    ]


@pytest.mark.parametrize(
    "text", ["A CSO spends the day on [S1] and [S2].", "The sources of it are [S1].", "It is [S2]."]
)
def test_a_sentence_in_which_an_id_stands_for_words_has_a_gap(text):
    assert [one.gap for one in read(text)] == [True]


def test_what_breaks_off_is_no_sentence():
    assert [one.text for one in read("The CMO leads. [S1] The CSO is the one who", whole=False)] == ["The CMO leads."]


def test_bullets_and_paragraphs_are_told_apart_from_line_ends():
    found = read("The CMO leads. [S1]\nThe CSO sells. [S2]\n\nBoth talk. [S3]\n- One. [S1]\n")
    assert [(one.opens, one.bullet) for one in found] == [(True, False), (False, False), (True, False), (False, True)]
