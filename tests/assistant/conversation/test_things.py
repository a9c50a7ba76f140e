import pytest

from assistant.conversation.follow import stand_alone

COUNTERPARTS = {"cso": "cmo", "cmo": "cso"}


@pytest.fixture
def follow(book):
    return lambda *turns: stand_alone(turns, book, COUNTERPARTS, lambda text: text)


@pytest.mark.parametrize(
    ("turns", "text"),
    [
        (
            ("How is AI changing the CMO job?", "And for her colleague in sales?", "Will it replace them?"),
            "Will AI replace a chief marketing officer and a chief sales officer?",
        ),
        (("How does AI affect the CSO?", "Does it save time?"), "Does AI save time for a chief sales officer?"),
        (
            ("How do budget cuts hurt the CMO?", "Is it a threat to her?"),
            "Is budget cuts a threat to a chief marketing officer?",
        ),
    ],
)
def test_it_is_the_thing_that_does_something_to_a_role(follow, turns, text):
    assert follow(*turns).text == text


@pytest.mark.parametrize(
    "last", ["Does that happen to sales as well?", "Is that the case for the CSO, too?", "Does it apply to sales?"]
)
def test_what_happens_is_asked_of_the_other_department(follow, last):
    found = follow("Why do marketing budgets get cut?", last)
    assert found.bound
    assert "sales" in found.text
    assert "budgets get cut" in found.text


def test_that_is_what_all_was_asked_for_about(follow):
    turns = ("What do the articles say about sales and marketing being aligned?", "How do you measure that?")
    assert follow(*turns).text == "How do you measure sales and marketing being aligned?"


@pytest.mark.parametrize("last", ["Does it hurt the brand of a CSO?", "What does a CSO cost?"])
def test_a_turn_with_a_role_of_its_own_is_not_on_the_thing(follow, last):
    assert "AI" not in follow("How does AI affect the CMO?", last).text


def test_what_somebody_has_in_another_place_means_nothing_without_the_role_before(follow):
    found = follow("How is a CMO paid?", "And in Peru, what do they earn there?")
    assert (found.text, found.bound) == ("In Peru, what does a chief marketing officer earn there?", True)
