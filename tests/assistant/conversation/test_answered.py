import pytest

from assistant.conversation.answered import MARK, asks_source, only_explain, pointed_at, points_nowhere

ITEMS = ["Targets. The CSO sets targets.", "Coaching. The CSO coaches resellers.", "Deals. The CSO closes deals."]


@pytest.mark.parametrize(
    "turn",
    [
        "Which article says so?",
        "Where is this written?",
        "and where exactly is that stated?",
        "What is your source?",
        "Where did you read that?",
        "which source is that from?",
        "Says who?",
        "Can you cite the source?",
        "source please",
        "How do you know that?",
    ],
)
def test_a_turn_that_asks_for_the_source_is_told(turn):
    assert asks_source(turn)


@pytest.mark.parametrize(
    "turn",
    ["Which articles mention the CRO?", "Where does a CSO work?", "Who says what in a meeting?", "What is a source?"],
)
def test_a_question_of_its_own_asks_for_no_source(turn):
    assert not asks_source(turn)


@pytest.mark.parametrize(
    ("turn", "place"),
    [
        ("Tell me more about the third one.", 2),
        ("the second point please", 1),
        ("Explain number 1.", 0),
        ("What about the last one?", 2),
        ("Explain the one about resellers.", 1),
    ],
)
def test_a_point_is_meant_by_its_place_or_its_words(turn, place):
    found = pointed_at(turn, ITEMS)
    assert found is not None
    assert found[0] == place
    assert only_explain(found[1])


@pytest.mark.parametrize("turn", ["CSO or CMO first?", "the ninth one?", "the one about the CSO", "the one about tea"])
def test_what_means_no_single_point_means_none(turn):
    assert pointed_at(turn, ITEMS) is None


def test_a_turn_that_asks_more_of_a_point_keeps_its_question():
    found = pointed_at("How long does the third one take, and does the first matter?", ITEMS)
    assert found is None or not only_explain(found[1])
    assert pointed_at("Is it hard, the third one?", ITEMS) == (2, f"Is it hard, {MARK}?")


def test_a_point_of_no_list_is_pointed_at_in_vain():
    assert points_nowhere("What does the third one mean?")
    assert not points_nowhere("What does sales velocity mean?")
    assert not points_nowhere("Who reports to the third one in line?")
