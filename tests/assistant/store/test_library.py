import pytest

from assistant.errors import ArticleError


def test_every_row_has_its_profile_and_its_passage(library):
    assert len(library.profiles) == len(library.sentences) == len(library.sentence_passage)
    for sentence, passage in zip(library.sentences, library.sentence_passage, strict=True):
        assert library.passages[passage].id == sentence.passage
        assert sentence.text == library.article(sentence.article).text[sentence.start : sentence.end]


def test_a_group_is_a_whole_paragraph_list_or_table(library, row):
    rows = library.group_of(row("Planning campaigns"))
    texts = [library.sentences[one].text for one in rows]
    assert texts == [
        "The tasks of a chief marketing officer (CMO) include:",
        "Planning campaigns",
        "Running market research",
        "Guarding the brand",
    ]
    assert library.is_list(rows)
    assert not library.is_list(library.group_of(row("CSO pay combines")))
    assert sorted(one for rows in library.groups.values() for one in rows) == list(range(len(library.sentences)))


def test_the_section_is_the_heading_path_below_the_title(library, row):
    assert library.section(row("CSO pay combines")) == ("Pay of the CSO",)


def test_counterparts_are_the_roles_that_articles_name_together(library):
    assert library.counterparts["cso"] == "cmo"
    assert library.counterparts["cmo"] == "cso"
    assert "director" not in library.counterparts


@pytest.mark.parametrize(
    ("word", "known"), [("commissions", True), ("commission", True), ("mql", True), ("zebra", False)]
)
def test_words_of_articles_roles_and_terms_are_known_in_any_form(library, word, known):
    assert library.mentions(word) is known


def test_a_term_called_otherwise_is_followed_by_the_articles_own_name(library):
    assert library.spell_out_terms("How many MQLs?") == "How many MQLs? (marketing qualified lead)"
    assert library.spell_out_terms("What is the win rate?") == "What is the win rate?"


def test_sentences_labelled_with_a_term_are_found_by_it(library, row):
    assert library.labelled["win rate"] == (row("The win rate is the share"),)


def test_the_articles_words_are_the_targets_of_spelling(library):
    assert library.speller.correct("What about comissions?") == "What about commissions?"


def test_an_article_that_is_not_there_is_named(library):
    with pytest.raises(ArticleError, match="nothing"):
        library.article("nothing")


WORDED = "# The ship\n\nA captain steers the ship. A cook makes the soup.\n\nThe holds keep:\n\n- Water\n- Flour\n"
ASKED = {
    "A captain steers the ship.": ["who holds the wheel", "whose hands turn it", "who is at the helm"],
    "The holds keep:": ["what lies below"],
}


def test_each_sentence_knows_the_wordings_that_it_answers_over_all_articles(make_library, make_article):
    articles = make_article(WORDED, "one", ASKED), make_article(WORDED, "two", ASKED)
    library = make_library(articles)
    wordings = library.index.wordings
    found = {
        (sentence.article, sentence.text): [wordings[number].text for number in numbers if number < len(wordings)]
        for sentence, numbers in zip(library.sentences, library.wordings_of, strict=True)
    }
    assert found["one", "A captain steers the ship."] == ASKED["A captain steers the ship."]
    assert found["two", "The holds keep:"] == ["what lies below"]
    assert found["two", "A cook makes the soup."] == []
    assert sum(map(len, found.values())) == len(wordings) == 8
    second = [row for row, sentence in enumerate(library.sentences) if sentence.article == "two"]
    assert library.wordings_of[second].min() == 4


def test_sentences_without_wordings_point_behind_the_last(make_library, make_article):
    library = make_library((make_article(WORDED, asked={}),))
    assert library.wordings_of.shape == (len(library.sentences), 2)
    assert not library.wordings_of.any()
    assert library.wording_search is None
    assert library.worded_stems == frozenset()


def test_a_sentence_has_the_stems_of_its_text_its_place_and_its_wordings(make_library, make_article):
    library = make_library((make_article(WORDED, asked=ASKED),))
    captain, cook = library.row_stems[:2]
    assert {"captain", "steer", "wheel", "helm"} <= captain
    assert "wheel" not in cook
    assert {"wheel", "helm"} <= library.worded_stems
    assert "soup" not in library.worded_stems


def test_groups_say_which_are_led_in(library):
    for rows, led in library.group_rows:
        assert led == (library.sentences[rows[0]].kind == "lead_in")
        assert {library.sentences[row].group for row in rows} == {library.sentences[rows[0]].group}
    assert sum(led for _, led in library.group_rows) > 1
    assert list(library.kinds) == [sentence.kind.value for sentence in library.sentences]
