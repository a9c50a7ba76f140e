import pytest

from assistant.conversation.follow import stand_alone
from assistant.conversation.pointed import pair_of

COUNTERPARTS = {"cso": "cmo", "cmo": "cso", "vp": "director", "director": "vp"}


@pytest.fixture
def follow(book):
    return lambda *turns: stand_alone(turns, book, COUNTERPARTS, lambda text: text)


@pytest.mark.parametrize(
    ("last", "role"),
    [
        ("What degree for the first one?", "cso"),
        ("And the budget of the former?", "cso"),
        ("Give me the advantages of the latter.", "cmo"),
        ("What does the second one cost?", "cmo"),
    ],
)
def test_the_first_and_the_second_are_the_roles_in_the_order_they_were_spoken_of(follow, last, role):
    assert follow("How is a CSO paid?", "and a CMO?", last).roles == (role,)
    assert follow("Is a CSO better than a CMO?", last).roles == (role,)


def test_the_order_stays_when_one_of_the_two_is_spoken_of_again(follow):
    assert follow("Compare the CSO and the CMO.", "What about the first one?", "and the second?").roles == ("cmo",)


def test_them_beside_an_ordinal_is_the_other_position_named(follow):
    found = follow("How do a CSO and a CMO work with the sales manager?", "What does the first one give them?")
    assert found.text == "What does a chief sales officer give the sales manager?"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (
            "What does the vice president do?",
            "And the level below?",
            "What does the director of sales and marketing do?",
        ),
        ("What does the director do?", "and one level up?", "What does the VP of sales and marketing do?"),
        ("What does the CMO do?", "And the rank above?", "Who does a chief marketing officer report to?"),
        ("What does the director do?", "the next rung down?", "Who reports to a director of sales and marketing?"),
    ],
)
def test_a_level_is_the_next_title_or_whom_a_role_reports_to(follow, first, last, text):
    assert follow(first, last).text == text


@pytest.mark.parametrize("last", ["And the other way round?", "vice versa?", "and conversely?", "No, the reverse."])
def test_the_other_way_round_swaps_the_two_roles(follow, last):
    found = follow("What are the weak points of a CMO rather than a CSO?", last)
    assert found.text == "What are the weak points of a CSO rather than a CMO?"


def test_the_other_way_round_swaps_departments_and_a_role_alone_with_its_counterpart(follow):
    assert follow("Why does sales need marketing?", "vice versa?").text == "Why does marketing need sales?"
    found = follow("How does the CMO help the sales team?", "and the other way around?")
    assert found.text == "How does the chief sales officer help the marketing team?"


@pytest.mark.parametrize(
    ("last", "aspect"),
    [("Now on the team they lead.", "the team"), ("and in terms of pay?", "pay"), ("on their budgets", "the budgets")],
)
def test_a_comparison_goes_on_with_another_aspect(follow, last, aspect):
    found = follow("Compare the CSO and the CMO on time horizon.", last)
    assert found.text == f"Compare a chief sales officer and a chief marketing officer on {aspect}."


def test_what_only_two_can_do_is_asked_of_both(follow):
    found = follow("How is a CSO paid?", "and a CMO?", "Do they get along?")
    assert found.roles == ("cso", "cmo")
    assert follow("How is a CSO paid?", "and a CMO?", "Who do they report to?").roles == ("cmo",)


def test_which_one_is_asked_of_the_last_two_roles_though_each_had_a_turn_of_its_own(follow):
    found = follow("How is a CSO paid?", "and a CMO?", "Which one earns more?")
    assert found.text == "Which of a chief sales officer and a chief marketing officer earns more?"


def test_who_of_those_two_is_asked_as_which(follow):
    found = follow("How is a CSO paid?", "and a CMO?", "Who starts in PR of those two?")
    assert found.text == "Which of a chief sales officer and a chief marketing officer starts in PR?"


def test_a_pronoun_behind_another_role_is_the_one_spoken_of(follow):
    found = follow("What does the vice president do?", "Is the director below him?")
    assert found.text == "Is the director below a VP of sales and marketing?"
    assert found.roles == ("director",)


def test_what_another_role_shares_is_asked_of_both(follow):
    found = follow("What are the duties of a vice president?", "Which of those does the director share?")
    assert found.text == (
        "What responsibilities do a VP of sales and marketing and a director of sales and marketing share?"
    )


@pytest.mark.parametrize(
    ("turns", "text"),
    [
        (
            ("What tools does a CSO use?", "What do they cost?"),
            "What do the tools of a chief sales officer cost?",
        ),
        (
            ("What does a CMO do?", "I wonder what they earn?"),
            "I wonder what a chief marketing officer earns?",
        ),
        (("Who shapes a CSO?", "them in marketing?"), "Who shapes a chief marketing officer?"),
    ],
)
def test_they_are_things_a_role_in_the_singular_or_the_people_of_a_department(follow, turns, text):
    assert follow(*turns).text == text


@pytest.mark.parametrize("heads", ["the heads of sales and marketing", "our sales and marketing leaders"])
def test_the_heads_of_two_departments_are_two(book, heads):
    text = pair_of(f"What if {heads} argue?", book, {"cso": "cmo", "cmo": "cso"})
    assert text == "What if a chief sales officer and a chief marketing officer argue?"


def test_the_marketing_one_beside_the_sales_head_is_a_head(book):
    text = pair_of("Who decides, the sales head or the marketing one?", book, {})
    assert text == "Who decides, the sales head or the marketing head?"
