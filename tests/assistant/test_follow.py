import pytest

from assistant.follow import about, article_for, noun_phrase, stand_alone

COUNTERPARTS = {"cso": "cmo", "cmo": "cso", "vp": "director", "director": "vp"}


@pytest.fixture
def follow(book):
    return lambda *turns: stand_alone(turns, book, COUNTERPARTS, lambda text: text)


@pytest.mark.parametrize(
    ("turns", "text"),
    [
        (("What does a CMO do?", "Who do they report to?"), "Who does a chief marketing officer report to?"),
        (("What does a CMO do?", "And how is he paid?"), "How is a chief marketing officer paid?"),
        (("What does a CMO do?", "What are their metrics?"), "What are a chief marketing officer's metrics?"),
        (("What does a CMO do?", "What does this role cost?"), "What does a chief marketing officer cost?"),
    ],
)
def test_pronouns_stand_for_the_role_before(follow, turns, text):
    assert follow(*turns).text == text
    assert follow(*turns).roles == ("cmo",)


@pytest.mark.parametrize(
    "last",
    [
        "What about the CMO?",
        "And the CMO?",
        "the CMO?",
        "How about a CMO",
        "no, I meant the CMO",
        "Sorry, I mean the CMO",
    ],
)
def test_a_bare_role_is_put_into_the_question_before(follow, last):
    found = follow("How is a CSO paid?", last)
    assert found.roles == ("cmo",)
    assert "paid" in found.text
    assert "sales" not in found.text


def test_a_correction_may_name_any_role(follow):
    assert follow("Who does a CSO report to?", "no, I meant the director").text == (
        "Who does a director of sales and marketing report to?"
    )


@pytest.mark.parametrize("last", ["And the other one?", "What about the counterpart?", "the other?"])
def test_the_other_one_is_the_role_that_articles_set_beside_it(follow, last):
    found = follow("What are the drawbacks of a CMO?", last)
    assert found.roles == ("cso",)
    assert "drawbacks" in found.text


@pytest.mark.parametrize(
    ("last", "asked"), [("And the pay?", "pay"), ("the team?", "team"), ("What about the budget?", "budget")]
)
def test_an_attribute_without_an_owner_is_that_of_the_role_before(follow, last, asked):
    found = follow("What does a CMO do?", last)
    assert found.roles == ("cmo",)
    assert asked in found.text.lower()
    assert "chief marketing officer" in found.text


def test_why_repeats_the_question_before(follow):
    assert follow("What does a CMO do?", "Tell me more").text == "What does a CMO do?"


@pytest.mark.parametrize(
    "last",
    [
        "How do I bake bread?",
        "What is an MQL?",
        "What is the capital of France?",
        "How is a director paid?",
    ],
)
def test_earlier_turns_never_leak_into_an_unrelated_question(follow, last):
    found = follow("What does a CMO do?", last)
    assert found.text.rstrip("?") == last.rstrip("?")
    assert "cmo" not in found.roles


def test_a_full_question_on_another_role_is_left_alone(follow):
    found = follow("How is a CSO paid?", "What does a director do?")
    assert (found.text, found.roles) == ("What does a director do?", ("director",))


def test_roles_are_carried_over_several_turns(follow):
    found = follow("What is a CSO?", "And the CMO?", "Who do they report to?", "How are they paid?")
    assert found.roles == ("cmo",)
    assert found.text == "How is a chief marketing officer paid?"


def test_both_stands_for_the_last_two_roles(follow):
    found = follow("What is a CSO?", "And the CMO?", "How is each of them paid?")
    assert set(found.roles) == {"cso", "cmo"}


def test_one_question_stands_alone_as_it_is(follow):
    found = follow("  What is a CSO?  ")
    assert (found.text, found.roles, found.asked) == ("What is a CSO?", ("cso",), "What is a CSO?")


def test_pronouns_without_anybody_before_stay(follow):
    assert follow("Who do they report to?").text == "Who do they report to?"
    assert follow("How do I bake bread?", "Who do they report to?").roles == ()


def test_phrases_have_the_right_article(book):
    assert noun_phrase(("cso", "cmo"), book) == "a chief sales officer and a chief marketing officer"
    assert article_for("officer") == "an"
    assert about("the pay?", ("cso",), book) == "The pay of a chief sales officer?"


def test_no_turn_gives_an_empty_question(follow):
    assert follow().text == ""
    assert follow("", "").text.strip(" ?") == ""
