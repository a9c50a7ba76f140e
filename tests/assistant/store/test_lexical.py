import numpy as np
import pytest

from assistant.store.lexical import Lexical
from assistant.text.words import content_stems

TEXTS = ["The chief sells machines.", "The chief plans campaigns and campaigns.", "Rain falls.", ""]


@pytest.fixture
def lexical() -> Lexical:
    return Lexical(TEXTS)


def test_the_text_with_the_words_scores_highest(lexical):
    scores = lexical.scores(content_stems("Who is planning a campaign?"))
    assert scores.dtype == np.float32
    assert scores.shape == (4,)
    assert int(scores.argmax()) == 1
    assert list(scores[[2, 3]]) == [0, 0]


def test_unknown_words_score_nothing(lexical):
    assert not lexical.scores(["zebra"]).any()
    assert not lexical.scores([]).any()
    assert list(lexical.scores(["rain", "zebra"])) == list(lexical.scores(["rain"]))


def test_rare_words_weigh_more(lexical):
    assert lexical.weight("rain") > lexical.weight("chief") > 0


def test_texts_of_nothing_but_function_words_can_be_searched():
    assert not Lexical(["the of", ""]).scores(["rain"]).any()


def test_stems_of_a_row_keep_repeats(lexical):
    assert list(lexical.stems(1)).count("campaign") == 2
