"""Cutting at limits: nothing is lost, and the cuts stand where a reader would pause."""

from hypothesis import given
from hypothesis import strategies as st

from ui.slack.split import STEP, split, steps

WORDS = st.lists(
    st.sampled_from(["A chief.", "What [1] now?", "Pay", "\n\n", "\n", " ", "&lt;", "x" * 500]), max_size=200
)


@given(st.text(), st.integers(300, 3000))
def test_the_parts_of_any_text_join_to_it_and_fit(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert "".join(parts) == text
    assert all(0 < len(part) <= limit for part in parts)


@given(WORDS, st.integers(300, 3000))
def test_the_parts_of_long_texts_join_to_them_and_fit(words: list[str], limit: int) -> None:
    text = " ".join(words)
    parts = split(text, limit)
    assert "".join(parts) == text
    assert all(0 < len(part) <= limit for part in parts)


@given(WORDS)
def test_the_steps_of_a_stream_join_to_its_text(words: list[str]) -> None:
    text = "".join(words)
    assert "".join(steps(text)) == text
    assert all(len(step) <= STEP for step in steps(text))


def test_a_part_ends_at_a_sentence_with_its_citation() -> None:
    text = "The first says much. [1] [[2]](http://page/a?start=1) The second says more. [3] " * 20
    assert all(part.rstrip().endswith(("[1] [[2]](http://page/a?start=1)", "[3]")) for part in split(text, 400))


def test_a_paragraph_end_is_preferred_to_a_sentence_end() -> None:
    first, second = split("One. Two. Three.\n\n" * 10 + "Four. " * 40, 320)[:2]
    assert first.endswith("\n\n")
    assert second.startswith("Four.")


def test_a_character_reference_is_not_cut_in_two() -> None:
    first, second = split("x" * 297 + "&amp;" + "y" * 100, 300)
    assert (first, second) == ("x" * 297, "&amp;" + "y" * 100)


def test_an_empty_text_has_no_parts() -> None:
    assert split("", 300) == ()
