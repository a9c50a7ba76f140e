import numpy as np
import pytest

from assistant.evidence.choose import BIAS, choose_sentences, sentence_signals, shipped, within

WORDS = ("tide", "moon", "salt", "price")


class CountsWords:
    """Vectors that count four words; a text without any points elsewhere."""

    id = "counts-words"

    def embed(self, texts):
        rows = np.array([[*(text.lower().count(word) for word in WORDS), 0.2] for text in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


SENTENCES = ("The moon pulls the tide.", "Salt has a price.", "Each tide follows the moon.")


def test_sentences_on_the_question_are_chosen_in_their_order():
    assert choose_sentences(CountsWords(), "What has the moon to do with the tide?", "Sea", SENTENCES) == [0, 2]


def test_at_least_one_sentence_is_chosen():
    assert choose_sentences(CountsWords(), "Who sails?", "Sea", SENTENCES[1:2]) == [0]


def test_nothing_is_chosen_of_nothing():
    assert choose_sentences(CountsWords(), "Who sails?", "Sea", ()) == []


@pytest.mark.parametrize(("scores", "chosen"), [([0.9, 0.2, 0.6], [0, 2]), ([0.1, 0.01], [0]), ([], [])])
def test_what_comes_near_the_best_is_chosen(scores, chosen):
    assert within(scores) == chosen


def test_every_weight_has_its_signal():
    signals = sentence_signals(CountsWords(), "tide?", "Sea", SENTENCES)
    assert all(set(found) | {BIAS} == set(shipped()) for found in signals)
