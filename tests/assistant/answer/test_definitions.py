import pytest

from assistant.answer.definitions import choose_definitions, define_each


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("What is a CSO?", "A chief sales officer (CSO) is the executive who leads"),
        ("Who is the chief marketing officer?", "A chief marketing officer (CMO) is the executive who shapes"),
    ],
)
def test_the_sentence_that_says_what_a_role_is_comes_first(library, look, row, text, begins):
    understanding, evidence = look(text)
    assert choose_definitions(library, evidence, understanding)[:1] == (row(begins),)


def test_no_more_than_one_definition_an_article_and_each_is_on_the_role_alone(library, look):
    understanding, evidence = look("What is a CSO?")
    rows = choose_definitions(library, evidence, understanding)
    articles = [library.sentences[row].article for row in rows]
    assert len(set(articles)) == len(articles)
    assert all(library.profiles[row].subjects == ("cso",) for row in rows)


def test_a_role_that_no_article_defines_has_no_definition(library, look):
    understanding, evidence = look("What is a director of sales and marketing?")
    assert choose_definitions(library, evidence, understanding) == ()


def test_roles_are_defined_by_one_article_if_it_defines_them_all_else_each_by_its_own(library, look, row):
    _, evidence = look("CSO vs CMO")
    assert define_each(library, evidence, ("cso", "cmo")) == {
        "cso": row("A chief sales officer (CSO) is the executive who leads"),
        "cmo": row("A chief marketing officer (CMO) is the executive who shapes"),
    }
    assert define_each(library, evidence, ("cso", "director")) == {}
