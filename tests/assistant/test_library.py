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
