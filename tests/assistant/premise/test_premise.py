import pytest

from assistant.conversation.follow import stand_alone
from assistant.premise.premise import premise, premises
from assistant.question.parts import take_apart


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("Why does the CMO own the CRM?", "the CMO own the CRM"),
        ("How come marketing gets faster feedback than sales?", "marketing gets faster feedback than sales"),
        ("Since the CSO reports to the CMO, who sets the targets?", "the CSO reports to the CMO"),
        ("Given that CROs sit in tiny startups, why do enterprises not copy them?", "CROs sit in tiny startups"),
        ("Is it true that a CSO needs no experience?", "a CSO needs no experience"),
        ("so the CSMO only does marketing, right?", "the CSMO only does marketing"),
        ("Why do the articles say the CSO is the superior role?", "the CSO is the superior role"),
        ("When a firm rebrands, why should the CSO be in charge?", "the CSO be in charge When a firm rebrands"),
        ("Doesn't the CMO report to the CFO?", "the CMO report to the CFO"),
        ("Why doesn't the CSO meet clients?", "not the CSO meet clients"),
        ("Why would a CMO be better, as the text says?", "a CMO be better"),
    ],
)
def test_what_a_question_holds_to_be_so_is_taken_out_of_it(question, claim):
    found = premise(question)
    assert found is not None
    assert found.text == claim


@pytest.mark.parametrize(
    "question",
    [
        "Who owns the CRM?",
        "What does a CMO do?",
        "Is a CSO or a CMO better?",
        "Should we hire a CMO?",
        "CSO vs CMO",
        "How is a CSO paid?",
        "Where do people who end up as CMO begin their career?",
    ],
)
def test_a_question_that_holds_nothing_to_be_so_has_no_premise(question):
    assert premise(question) is None


@pytest.mark.parametrize(
    "message",
    [
        "My boss says that the CMO closes deals. Is she right?",
        "I heard that the CMO closes deals. True?",
        "Somebody told me the CMO closes deals. Is that so?",
    ],
)
def test_what_others_are_said_to_say_is_the_premise_where_only_its_truth_is_asked(message, book):
    (found,) = taken(message, book)
    assert found.text == "the CMO closes deals"
    assert found.doubted


def test_what_is_told_before_a_question_of_its_own_is_no_premise(book):
    assert taken("Half of what marketing sends is junk. What does a CSO do about leads?", book) == ()


def test_what_the_articles_are_told_to_say_is_a_premise_whatever_is_then_asked():
    told = ["The articles conclude that the CSO is the superior role.", "The CMO closes deals."]
    found = premises(["What is a good argument?"], told)
    assert [one.text for one in found] == ["the CSO is the superior role"]


def test_a_company_that_is_described_is_no_premise(book):
    assert taken("We sell in the CMO's region. True?", book) == ()


def taken(message, book):
    """The premises of a message, its questions standing alone as the assistant has them."""
    apart = take_apart(message)
    return premises([stand_alone((*apart.told, one), book, {}, str).text for one in apart.questions])
