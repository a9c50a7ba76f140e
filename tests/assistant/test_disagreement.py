import pytest

from assistant.disagreement import find_dispute, row_of


def test_articles_that_differ_are_set_against_each_other(library, read, row):
    found = find_dispute(library, read("Who does a CSO report to?"))
    assert found.topic == "reporting line"
    assert {side.says: side.rows for side in found.sides} == {
        "the owner": (row("In a family firm, a CSO reports"),),
        "the CEO": (row("A CSO reports to the CEO"),),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Who does a CMO report to?",
        "How is a CSO paid?",
        "What is a CSO?",
        "Who does a CSO report to and how is it paid?",
    ],
)
def test_without_differing_facts_on_what_is_asked_there_is_no_dispute(library, read, text):
    assert find_dispute(library, read(text)) is None


def test_articles_that_agree_are_no_dispute(make_library, small_articles, read):
    (sales,) = (article for article in small_articles if article.id == "sales")
    assert find_dispute(make_library((sales,)), read("Who does a CSO report to?")) is None


def test_a_fact_rests_on_the_sentence_that_its_quote_begins_in(library):
    for article in library.index.articles:
        for fact in article.facts:
            sentence = library.sentences[row_of(library, article.id, fact)]
            assert sentence.start <= fact.start < sentence.end
    fact = library.article("sales").facts[0]
    assert row_of(library, "nowhere", fact) is None
