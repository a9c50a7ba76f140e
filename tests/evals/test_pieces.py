"""Two texts as one: whole words marked, changes not torn into crumbs."""

import time

from hypothesis import given
from hypothesis import strategies as st

from evals.pieces import Mark, word_pieces


def marked(before, after):
    return [(piece.mark, piece.text) for piece in word_pieces(before, after)]


def test_a_changed_word_is_marked_whole_and_alone():
    assert marked("five years of it", "eight years of it") == [
        (Mark.REMOVED, "five"),
        (Mark.ADDED, "eight"),
        (Mark.SAME, " years of it"),
    ]


def test_a_marker_changes_as_a_whole():
    assert marked("So it is. [2]", "So it is. [13]")[1:] == [(Mark.REMOVED, "[2]"), (Mark.ADDED, "[13]")]


def test_a_word_that_happens_to_stay_between_large_changes_goes_with_them():
    was, now = "Gulls sleep near the harbour on cold nights", "Cooks buy fresh fish the whole summer long"
    assert marked(was, now) == [(Mark.REMOVED, was), (Mark.ADDED, now)]


def test_texts_that_repeat_themselves_without_end_are_compared_at_once():
    began = time.perf_counter()
    for many in (130, 5_000, 50_000):
        words = [f"word-{number}" for number in range(many)]
        was, now = " ".join(words), " ".join(words[::-1])
        pieces = marked(was, now)
        assert "".join(text for mark, text in pieces if mark != Mark.ADDED) == was
    assert time.perf_counter() - began < 20


def test_a_line_end_that_stays_parts_two_changes():
    assert [piece for mark, piece in marked("one cat\ntwo dogs", "ten cows\nsix hens") if mark == Mark.SAME] == ["\n"]


def test_a_swapped_phrase_is_marked_as_one():
    pieces = word_pieces("It reports to the chief executive now.", "It reports to a board of owners now.")
    assert [(piece.mark, piece.text) for piece in pieces] == [
        (Mark.SAME, "It reports to "),
        (Mark.REMOVED, "the chief executive"),
        (Mark.ADDED, "a board of owners"),
        (Mark.SAME, " now."),
    ]


text = st.text(alphabet="ab .\n-", max_size=60)


@given(text, text)
def test_the_pieces_hold_both_texts_whole(before, after):
    pieces = word_pieces(before, after)
    assert "".join(piece.text for piece in pieces if piece.mark != Mark.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.mark != Mark.REMOVED) == after
