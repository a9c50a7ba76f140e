"""The advice form: its choices come from the articles, and what it asks is an ordinary question."""

import pytest

from assistant.answer.advice import MOST
from assistant.relations import Relation, RelationKind
from assistant.vocabulary import Article, Glossary, Role
from ui.guide import composed, guide, guide_html

GLOSSARY = Glossary(roles=(Role(id="cso", name="chief sales officer"), Role(id="am", name="account manager")))


def article(*said):
    relations = tuple(Relation(kind=kind, roles=(role,), what=(what,), start=0, end=1) for kind, role, what in said)
    return Article(id="a", title="A", text="A.", relations=relations)


FORM = guide(
    [
        article(
            (RelationKind.FITS_MARKET, "cso", "Our market is mature."),
            (RelationKind.FITS_STAGE, "am", "We are new."),
            (RelationKind.FITS_STAGE, "cso", "We are new."),
            (RelationKind.LEADS, "cso", "sales"),
        )
    ],
    GLOSSARY,
)


def test_each_field_offers_what_articles_name_once_in_the_form_s_order():
    assert FORM.choices == {
        RelationKind.FITS_STAGE: ("We are new.",),
        RelationKind.FITS_MARKET: ("Our market is mature.",),
    }


def test_the_question_names_the_roles_that_situations_speak_for():
    assert FORM.asked == "Whom do we need first, a chief sales officer or an account manager?"
    assert guide([], GLOSSARY).asked == "Whom do we need first?"


@pytest.mark.parametrize(
    ("chosen", "more", "told"),
    [
        (["We are new.", "Our market is mature."], "", "We are new. Our market is mature."),
        ([], "  We sell shoes ", "We sell shoes."),
        (["We are new."], "Is that bad?", "We are new. Is that bad?"),
    ],
)
def test_what_is_told_stands_before_the_question(chosen, more, told):
    assert composed(FORM, chosen, more) == f"{told} {FORM.asked}"


def test_nothing_told_asks_nothing():
    assert composed(FORM, ["", " "], "") == ""


def test_articles_without_situations_say_so_instead_of_an_empty_form():
    assert "<form" not in guide_html(guide([article()], GLOSSARY))
    assert "Ask in your own words" in guide_html(guide([article()], GLOSSARY))


def test_choices_are_escaped():
    form = guide([article((RelationKind.FITS_DEAL, "cso", '"><script>x</script>'))], GLOSSARY)
    assert "<script>" not in guide_html(form)


def test_no_more_can_be_chosen_than_an_answer_weighs():
    assert f'data-most="{MOST}"' in guide_html(FORM)
    assert f"Choose up to {MOST}" in guide_html(FORM)
