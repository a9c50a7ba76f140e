import pytest

from assistant.abstention.abstain import assess, attribute_absent
from assistant.abstention.missing import (
    coming,
    names_unknown,
    never_mentioned,
    only_in_passing,
    unknown_compounds,
    unknown_terms,
    unknown_words,
    unsaid,
)


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["HubSpot's"], "The articles never mention HubSpot."),
        (["chief growth officer"], "The articles never mention “chief growth officer”."),
        (["COO", "SAP"], "The articles never mention COO or SAP."),
    ],
)
def test_names_are_told_without_their_possessive_and_small_letters_in_quotes(names, sentence):
    assert never_mentioned(names) == sentence


def test_a_term_whose_words_never_stand_side_by_side_is_unknown(library, look):
    understanding, evidence = look("What is market planning?")
    assert unknown_terms(library, understanding) == ("market planning",)
    assert assess(library, evidence, understanding).missing == ("The articles never mention “market planning”.",)


@pytest.mark.parametrize(
    "text", ["What is market research?", "What is the base salary?", "What is a win rate?", "What is a CMO?"]
)
def test_a_term_that_the_articles_use_is_not_unknown(library, look, text):
    assert unknown_terms(library, look(text)[0]) == ()


def test_a_thing_that_nobody_is_said_to_get_is_missing(library, look):
    understanding, evidence = look("Does a CSO get stock warrants?")
    assert unknown_compounds(library, understanding, given=True) == ("stock warrants",)
    assert not assess(library, evidence, understanding).covered


@pytest.mark.parametrize(
    "text", ["Does a CSO get a base salary?", "Are they just two badges?", "Who draws up plans herself?"]
)
def test_no_thing_that_somebody_gets_is_missing_where_none_is_asked_for(library, look, text):
    assert unknown_compounds(library, look(text)[0], given=True) == ()


def test_pay_that_no_article_gives_for_either_role_is_missing(library, look):
    understanding, _ = look("Who earns more, the CMO or the director?")
    assert attribute_absent(library, understanding).startswith(
        "The articles say nothing on the pay of a chief marketing officer"
    )
    assert attribute_absent(library, look("Who earns more, the CSO or the director?")[0]) == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("How often do the CSO and the CMO meet?", "The articles do not say how often."),
        ("At how many employees is the job split?", "The articles do not say at what size."),
        ("Who is the CSO?", ""),
    ],
)
def test_how_often_and_at_what_size_are_said_to_be_missing(look, text, sentence):
    assert unsaid(look(text)[0]) == sentence


def test_the_words_of_one_name_are_named_together(library, look):
    assert names_unknown(library, look("Has Coca-Cola a CMO, or Acme Foods?")[0]) == ("Coca-Cola", "Acme Foods")


def test_positions_mentioned_in_passing_lend_a_question_no_department(library, look):
    understanding = look("What is the difference between a sales manager and the CEO?")[0]
    assert understanding.roles == ()
    assert only_in_passing(library, understanding) == (
        "The articles mention the sales manager and the chief executive officer (CEO) only in passing and do not describe the jobs."
    )


def test_when_there_comes_to_be_a_role_asks_no_more_than_when_it_fits(read):
    assert "creat" in coming(read("When is a CSO created?"))
    assert not coming(read("Who creates the plan of a CSO?"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What does a CMO owe under German law?", "German law"),
        ("What does the French labour code say of a CMO?", "the French labour code"),
        ("Does a CMO work in Milan offices?", "Milan offices"),
        ("Does a CMO use Salesforce daily?", "Salesforce"),
    ],
)
def test_a_name_that_is_an_adjective_is_told_with_its_noun(library, read, text, name):
    assert names_unknown(library, read(text)) == (name,)


def test_a_thing_asked_for_by_which_is_told(library, read):
    assert unknown_words(library, read("Which languages should a CMO speak?")) == ("languages",)


def test_what_is_asked_of_a_role_that_has_none_is_named(library, read):
    assert "qualifications of a chief revenue officer" in attribute_absent(
        library, read("Which degree does a CRO need?")
    )
