import pytest

from assistant.question.parts import take_apart
from assistant.question.reported import IS_IT_TRUE, checked


@pytest.mark.parametrize(
    ("message", "claim"),
    [
        ("Are you sure? I read that they own everything.", "They own everything."),
        ("I don't agree, marketing people never sell anything.", "Marketing people never sell anything."),
        ("I doubt that the CMO owns the CRM.", "The CMO owns the CRM."),
        ("That's wrong. The CMO reports to the CSO.", "The CMO reports to the CSO."),
        ("But I was told a CRO only looks after sales.", "A CRO only looks after sales."),
        ("Really? My boss says the CRO is above both.", "The CRO is above both."),
        ("You are wrong, there is no difference.", "There is no difference."),
    ],
)
def test_what_a_reader_sets_against_an_answer_is_checked(message, claim):
    apart = take_apart(message)
    assert (apart.told, apart.questions) == ((claim,), (IS_IT_TRUE,))


@pytest.mark.parametrize("message", ["I disagree.", "I don't believe that.", "That can't be right", "not true"])
def test_a_bare_doubt_has_the_answer_looked_at_again(message):
    apart = take_apart(message)
    assert (apart.told, apart.questions) == ((), (IS_IT_TRUE,))


@pytest.mark.parametrize(
    "message",
    ["We sell to hospitals. I think the CMO is best", "I need a CMO", "Marketing owns the brand", "No, the CMO"],
)
def test_what_tells_of_a_company_or_names_something_is_no_challenge(message):
    assert take_apart(message).questions != (IS_IT_TRUE,)


def test_a_claim_begins_small_in_the_question_whether_it_is_true():
    assert checked("A CRO replaces the CMO.") == "Is it true that a CRO replaces the CMO?"
