import pytest

from assistant.text.words import content_stems, norms, singular, stem, words


def test_words_know_their_place_in_the_text():
    text = "What's the CMO’s job, e.g. in Köln?"
    found = words(text)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert [word.norm for word in found] == ["what", "the", "cmo", "job", "eg", "in", "köln"]


@pytest.mark.parametrize(("written", "norm"), [("C.M.O.", "cmo"), ("VP's", "vp"), ("chiefs'", "chiefs"), ("Q4", "q4")])
def test_dots_of_an_acronym_and_possessives_are_dropped(written, norm):
    assert words(written)[0].norm == norm


@pytest.mark.parametrize("text", ["", "   ", "?!…", "\n\t", "🙂 🙂"])
def test_a_text_without_letters_has_no_words(text):
    assert words(text) == ()
    assert content_stems(text) == ()


def test_words_of_other_scripts_are_found():
    assert [word.text for word in words("Кто такой 首席")] == ["Кто", "такой", "首席"]


def test_only_words_with_meaning_leave_stems():
    assert content_stems("What does the boss actually do?") == ("boss",)
    assert content_stems("targets and Targets") == ("target", "target")


def test_inflected_forms_share_a_stem():
    assert stem("leads") == stem("leading") == stem("lead")


@pytest.mark.parametrize(
    ("one", "other"),
    [("marketing", "market"), ("officer", "office"), ("executive", "execution"), ("personality", "person")],
)
def test_words_that_only_look_related_keep_their_own_stems(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("officers", "officer"),
        ("strategies", "strategy"),
        ("sales", "sales"),
        ("business", "business"),
        ("us", "us"),
        ("cmos", "cmo"),
    ],
)
def test_plurals_become_singular_and_sales_stays(plural, expected):
    assert singular(plural) == expected


@pytest.mark.parametrize("text", ["The C.M.O.’s CFO's sales & 3.5 KPIs", "市场 Überblick", "...", ""])
def test_the_norms_of_a_text_are_those_of_its_words(text):
    assert norms(text) == [word.norm for word in words(text)]
