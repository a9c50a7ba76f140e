"""Cases are checked against the articles that they quote."""

from dataclasses import replace

from assistant.vocabulary import Outcome
from evals.case import Case, Evidence, Fact, Split, Stratum, Tier
from evals.lint import lint

TEXTS = {"leading": "The captain leads\n12 people. The cook does not."}

CASE = Case(
    id="a",
    group="a",
    split=Split.TUNE,
    tier=Tier.MUST,
    stratum=Stratum.ANSWERABLE,
    turns=("Who leads?",),
    expect=frozenset({Outcome.ANSWERED}),
    evidence=(Evidence(article="leading", quote="The captain leads 12 people."),),
    vital=(Fact(fact="it is the captain", accept=("the skipper", "Captain")),),
    place="crew.yaml:2",
)


def test_a_quote_stands_in_its_article_whatever_the_whitespace():
    assert lint([CASE], TEXTS) == ()


def test_a_quote_that_the_article_has_no_more_is_named():
    case = replace(CASE, evidence=(Evidence(article="leading", quote="The captain leads 13 people."),))
    (message,) = lint([case], TEXTS)
    assert message.startswith("crew.yaml:2: a: the quote 'The captain leads 13 people.' does not stand in leading.")
    assert "corner-office show leading" in message


def test_an_article_that_is_not_there_is_named():
    (message,) = lint([replace(CASE, evidence=(Evidence(article="cooking", quote="captain"),))], TEXTS)
    assert "there is no article cooking. Choose among leading." in message


def test_a_vital_fact_has_to_stand_in_a_quote_of_its_case():
    (message,) = lint([replace(CASE, vital=(Fact(fact="it is the cook", accept=("cook",)),))], TEXTS)
    assert "no accepted wording of the vital fact 'it is the cook'" in message


def test_an_answerable_case_needs_evidence():
    (message,) = lint([replace(CASE, evidence=(), vital=())], TEXTS)
    assert "without evidence" in message


def test_the_name_of_a_passage_is_no_quote():
    case = replace(CASE, evidence=(*CASE.evidence, Evidence(article="leading", quote="leading#12")))
    messages = lint([case], TEXTS)
    assert any("'leading#12' looks like the name of a passage" in message for message in messages)


def test_a_stratum_with_too_few_cases_is_named():
    (message,) = lint([CASE], TEXTS, {Stratum.ANSWERABLE: 1, Stratum.VAGUE: 2})
    assert message == "There are 0 cases of the stratum vague, and 2 are needed. Add some."
