from assistant.answer.cells import names
from assistant.answer.comparison import Aspect, compare, on_it, what_each_is
from assistant.answer.heart import find_heart
from assistant.question.attributes import Attribute


def cells(library, found):
    return {
        aspect.label: {role: [library.sentences[row].text for row in rows] for role, rows in aspect.cells.items()}
        for aspect in found.aspects
    }


def test_roles_are_compared_by_the_articles_own_rows_under_a_sentence_on_the_difference(library, look, row):
    understanding, evidence = look("What is the difference between a CSO and a CMO?")
    found = compare(library, evidence, understanding)
    assert found.roles == ("cso", "cmo")
    assert found.heart == (row("The main difference is that"),)
    assert cells(library, found)["Time horizon"] == {
        "cso": ["The CSO plans for the quarter."],
        "cmo": ["The CMO plans for several years."],
    }


def test_the_columns_follow_the_question(library, look):
    understanding, evidence = look("CMO vs CSO")
    assert compare(library, evidence, understanding).roles == ("cmo", "cso")


def test_an_aspect_asked_for_is_shown_alone(library, look):
    understanding, evidence = look("How do a CSO and a CMO differ in their time horizon?")
    assert list(cells(library, compare(library, evidence, understanding))) == ["Time horizon"]


def test_a_row_on_which_only_one_role_is_told_of_is_left_out(library, look):
    understanding, evidence = look("Compare a CSO and a CMO")
    assert "Travel" not in cells(library, compare(library, evidence, understanding))


def test_roles_that_no_article_sets_side_by_side_are_not_compared(library, look):
    understanding, evidence = look("Compare a CRO and a director")
    assert compare(library, evidence, understanding) is None


def test_a_cell_stays_empty_where_the_articles_are_silent(library, look):
    understanding, evidence = look("Compare a CSO, a CMO and a director")
    found = compare(library, evidence, understanding)
    assert found.roles == ("cso", "cmo", "director")
    assert all("director" not in aspect.cells for aspect in found.aspects)


def test_a_sentence_on_the_difference_of_other_roles_is_not_the_heart(library, look):
    understanding, evidence = look("CSO vs CRO")
    assert find_heart(library, evidence, understanding) == ()


def test_roles_of_different_articles_are_compared_by_what_each_is(library, look):
    understanding, evidence = look("CSO vs CMO")
    (aspect,) = what_each_is(library, evidence, understanding.roles)
    assert aspect.label == "What it is"
    assert set(aspect.cells) == {"cso", "cmo"}
    assert list(what_each_is(library, evidence, ("cso", "director"))) == []


def test_a_sentence_is_on_what_its_label_names(library, row):
    plans = row("The CSO plans for the quarter.")
    assert names(library, plans, Attribute.HORIZON)
    assert not names(library, plans, Attribute.METRICS)


def test_under_a_label_that_joins_two_each_cell_has_to_be_on_what_is_asked(make_library, make_article):
    text = "# T\n\n## Roles\n\nThe CSO leads the team.\n\nThe CMO guards the brand.\n"
    library = make_library((make_article(text),))
    cells = {"cso": (0,), "cmo": (1,)}
    assert on_it(library, Aspect(label="Team", cells=cells, score=1.0), {Attribute.TEAM})
    assert not on_it(library, Aspect(label="Team and brand", cells=cells, score=1.0), {Attribute.TEAM})


def test_a_sentence_above_the_table_leaves_its_cell():
    aspect = Aspect(label="Pay", cells={"cso": (1, 2), "cmo": (3,)}, score=1.0)
    assert aspect.alone == (3,)
    assert aspect.without((2, 3)).cells == {"cso": (1,)}
