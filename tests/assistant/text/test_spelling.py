import pytest

from assistant.text.spelling import Shelves, Speller, close, misspelled

SPELLER = Speller(
    ["marketing", "officer", "chief", "responsibilities", "sales", "campaign", "cost"],
    frozenset({"cheap", "chef", "customer", "market", "coast", "walk", "orange"}),
)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("cheif markeitng oficer", "chief marketing officer"),
        ("resposibilities", "responsibilities"),
        ("What are campagin cost?", "What are campaign cost?"),
        ("wat does teh chief do", "what does the chief do"),
        ("hcief", "chief"),
    ],
)
def test_typos_are_mended_and_the_rest_stays_as_typed(typed, mended):
    assert SPELLER.correct(typed) == mended


@pytest.mark.parametrize(
    "text",
    [
        "The chef walks the coast",  # common words that are near a word of the articles
        "walking, walked, rewalk",
        "Acme Zyx GmbH",
        "ROI of CHEIF",
        "a1b2 2026 x",
        "  spaces\tand\nlines  ",
        "",
        "Что это?",
    ],
)
def test_common_words_names_acronyms_and_signs_are_left_alone(text):
    assert SPELLER.correct(text) == text


def test_short_words_and_far_words_are_close_to_nothing():
    assert close("cos", {"cost"}) is None
    assert close("orange", {"chief", "officer"}) is None


def test_the_first_letter_must_agree_or_be_swapped():
    assert close("dhief", {"chief"}) is None
    assert close("hcief", {"chief"}) == "chief"


def test_of_two_equally_close_words_the_first_in_the_alphabet_is_taken():
    assert close("cosst", {"coast", "coost"}) == close("cosst", {"coost", "coast"})


def test_correcting_twice_changes_nothing_more():
    once = SPELLER.correct("the cheif oficer's campagin")
    assert SPELLER.correct(once) == once


def test_typos_are_told_from_other_words_by_one_edit():
    known = {"chief", "strategy", "customer", "core"}
    assert misspelled({"cheif", "stratgy", "custommer", "chore", "strategist", "core"}, known) == {
        "cheif",
        "stratgy",
        "custommer",
    }


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("edu and exp of a chief", "education and experience of a chief"),
        ("works w/ which depts w/o mktg", "works with which departments without marketing"),
        ("compens of a chief", "compensation of a chief"),
        ("sal of a chief", "sal of a chief"),
        ("respo of a chief", "respo of a chief"),
    ],
)
def test_clipped_words_are_made_whole_where_only_one_word_begins_so(typed, whole):
    clipped = {"compensation", "compensations", "salary", "responsible", "respondent"}
    assert Speller(["chief", "marketing"], frozenset({"works", "which"}), clipped).correct(typed) == whole


@pytest.mark.parametrize("typed", ["cheif", "markeitng", "oficer", "resposibilities", "camapign", "ocst", "xylophone"])
def test_the_words_that_may_be_meant_hold_the_one_found_among_all(typed):
    known = ["marketing", "officer", "chief", "responsibilities", "sales", "campaign", "cost", "chef", "market"]
    near = Shelves(known).near(typed)
    assert close(typed, near) == close(typed, known)
    assert len(near) < len(known)
