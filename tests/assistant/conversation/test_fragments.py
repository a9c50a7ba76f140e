import pytest

from assistant.conversation.follow import stand_alone

COUNTERPARTS = {"cso": "cmo", "cmo": "cso", "vp": "director", "director": "vp"}


@pytest.fixture
def follow(book):
    return lambda *turns: stand_alone(turns, book, COUNTERPARTS, lambda text: text)


@pytest.mark.parametrize(
    ("before", "last", "text"),
    [
        ("What happens in a startup?", "and in a big corporation?", "What happens in a big corporation?"),
        ("Is a CMO common?", "in startups too?", "Is a CMO common in startups?"),
        ("Who judges a CSO?", "on what?", "Who judges a CSO, and on what?"),
        ("What happens in a startup?", "and when it grows?", "What happens in a startup when it grows?"),
        ("Who owns retention?", "and awareness?", "Who owns awareness?"),
        ("Who suits free trials?", "and who wouldn't?", "Who suits free trials, and who wouldn't?"),
    ],
)
def test_a_piece_of_a_question_is_put_into_the_question_before(follow, before, last, text):
    assert follow(before, last).text == text


def test_when_a_role_is_not_the_choice_the_other_one_is(follow):
    assert (
        follow("When is a CSO the better choice?", "and when not?").text
        == "When is a chief marketing officer the better choice?"
    )


@pytest.mark.parametrize(
    "last",
    ["give me an example", "always?", "is that all?", "why is that happening?", "shorter please", "in one sentence"],
)
def test_a_turn_that_asks_for_more_or_less_of_it_keeps_the_question(follow, last):
    found = follow("Who does a CMO report to?", last)
    assert found.text == "Who does a CMO report to?"
    assert found.roles == ("cmo",)


@pytest.mark.parametrize("last", ["How many people work in Paris?", "Is it a good idea to be in Spain this year?"])
def test_a_question_of_its_own_is_no_piece(follow, last):
    assert "free trials" not in follow("Who suits free trials?", last).text.split(":")[-1]


def test_it_behind_a_question_without_a_role_is_what_was_asked_about(follow):
    found = follow("How should data be shared?", "what does sales get out of it?")
    assert found.text == "How should data be shared: what does sales get out of it?"


def test_it_is_never_two_roles(follow):
    found = follow("Why do a CSO and a CMO argue?", "can it be avoided?")
    assert found.text == "Why do a CSO and a CMO argue: can it be avoided?"


def test_which_of_them_asks_of_the_two_spoken_of(follow):
    found = follow("How is a CMO paid?", "And the CSO?", "who of them looks further ahead?")
    assert found.text.endswith("looks further ahead?")
    assert set(found.roles) == {"cmo", "cso"}


def test_what_is_told_besides_goes_with_the_choice_before(follow):
    found = follow("Should we hire a CSO or a CMO?", "Also, we are almost bankrupt.")
    assert found.text == "We are almost bankrupt: should we hire a CSO or a CMO?"
    assert not found.anew


def test_a_role_in_the_plural_stays_in_the_plural(follow):
    assert follow("How do CSOs sell?", "and the CMO?").text == "How do chief marketing officers sell?"


@pytest.mark.parametrize(
    ("before", "last", "text"),
    [
        (
            "Some firms drop the CMO.",
            "What do they put in its place?",
            "Some firms drop the CMO: what do they put in its place?",
        ),
        (
            "When do firms create a CMO?",
            "What do they gain from it?",
            "What do firms gain from a chief marketing officer?",
        ),
        ("Most companies have capable CMOs.", "What do they do?", "What does a chief marketing officer do?"),
    ],
)
def test_they_are_the_firms_that_do_something_with_a_role(follow, before, last, text):
    assert follow(before, last).text == text
