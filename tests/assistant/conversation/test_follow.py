import pytest

from assistant.conversation.follow import stand_alone
from assistant.conversation.phrases import about, noun_phrase
from assistant.text.names import NameBook, article_for

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


@pytest.mark.parametrize(
    ("before", "last", "text"),
    [
        ("How does software help a head of marketing?", "For sales?", "How does software help a chief sales officer?"),
        (
            "What are the risks of letting sales decide?",
            "and of marketing",
            "What are the risks of letting marketing decide?",
        ),
        (
            "Which tools does the marketing team need?",
            "No, I wanted the sales people.",
            "Which tools does the sales team need?",
        ),
        ("Does a CSO need an MBA?", "and does a CMO?", "Does a chief marketing officer need an MBA?"),
        ("What is in the CSO's pay?", "And the CMO's?", "What is in the chief marketing officer's pay?"),
    ],
)
def test_another_department_or_role_is_put_into_the_question_before(follow, before, last, text):
    assert follow(before, last).text == text


@pytest.mark.parametrize(
    ("before", "last", "text"),
    [
        (
            "What is a CMO?",
            "Which companies usually have one?",
            "Which companies usually have a chief marketing officer?",
        ),
        ("What is a CMO?", "When does one come in?", "When does a chief marketing officer come in?"),
        (
            "What is a CMO?",
            "who does the job in small firms?",
            "Who does the job of a chief marketing officer in small firms?",
        ),
    ],
)
def test_one_and_the_job_stand_for_the_role_before(follow, before, last, text):
    assert follow(before, last).text == text


def test_one_is_anybody_where_two_roles_were_spoken_of(follow):
    found = follow("What do the CSO and the CMO have in common?", "Which numbers does one look at?")
    assert "one look" in found.text


def test_departments_spoken_of_are_carried_over_with_what_they_do(follow):
    turns = ("Why should sales and marketing get along at all?", "How would I know whether they do?")
    assert follow(*turns).text == "How would I know whether sales and marketing get along?"
    assert (
        follow(*turns, "What should they do to get there?").text == "What should sales and marketing do to get along?"
    )


def test_a_single_he_is_whoever_was_asked_for(follow):
    found = follow("Who steps in when the CSO and the CMO fight?", "What does he go by?")
    assert found.text.startswith("What does whoever steps in when")
    assert found.text.endswith("fight go by?")


def test_the_two_may_be_what_was_asked_of_each(follow):
    found = follow("What software does marketing use?", "And sales?", "Should those two be linked up?")
    assert found.otherwise == (
        "Should the software of a chief marketing officer and a chief sales officer be linked up?"
    )


def test_a_case_supposed_after_a_choice_asks_the_choice_anew(follow):
    found = follow("CSO or CMO?", "And if instead we ran out of cash?")
    assert (found.text, found.anew) == ("If we ran out of cash: CSO or CMO?", True)
    again = follow("CSO or CMO?", "And if instead we ran out of cash?", "what if we went abroad?")
    assert again.text == "If we went abroad: CSO or CMO?"


def test_nothing_is_supposed_where_no_choice_was_asked_for(follow):
    assert not follow("How is a CSO paid?", "And if we ran out of cash?").anew


@pytest.mark.parametrize("check", ["Is she right?", "Is that true?", "Do the articles agree with her?"])
def test_a_claim_told_before_is_what_gets_checked(follow, check):
    found = follow("My professor says that a CMO is paid by quota.", check)
    assert (found.text, found.roles) == ("Is it true that a CMO is paid by quota?", ("cmo",))


def test_whether_the_articles_agree_is_asked_of_the_question_before(follow):
    found = follow("Is the CSO the same as the CMO?", "Do all the articles say so?")
    assert found.text == "Is the CSO the same as the CMO: do the articles agree?"


def test_a_question_without_its_mark_is_no_statement_to_join(follow):
    found = follow("what are the drawbacks of a CSO", "ok, and who won the cup?")
    assert "drawbacks" not in found.text


def test_which_one_is_asked_of_the_two_roles_before(follow):
    found = follow("Compare the CSO and the CMO.", "Which one coaches the team?")
    assert found.text == "Which of a chief sales officer and a chief marketing officer coaches the team?"


def test_who_is_in_charge_of_something_is_not_asked_of_the_role_before(follow):
    assert follow("What is a CSO?", "So who is in charge of the brand?").text == "Who is in charge of the brand?"


@pytest.mark.parametrize(
    ("before", "last", "text"),
    [
        ("What is an SLA good for?", "When do you need one?", "When do you need an SLA?"),
        ("What is an MQL?", "Who counts them?", "Who counts an MQL?"),
    ],
)
def test_a_term_spoken_of_is_carried_over(book, before, last, text):
    terms = NameBook({"service level agreement": ("SLA",), "marketing qualified lead": ("MQL",)})
    assert stand_alone((before, last), book, COUNTERPARTS, lambda text: text, terms).text == text


def test_another_kind_of_a_term_is_put_into_the_question_before(book):
    terms = NameBook(
        {"marketing qualified lead": ("marketing qualified lead",), "sales accepted lead": ("sales accepted lead",)}
    )
    found = stand_alone(
        ("what's a marketing qualified lead?", "and the sales accepted kind?"),
        book,
        COUNTERPARTS,
        lambda text: text,
        terms,
    )
    assert found.text == "What's a sales accepted lead?"


@pytest.mark.parametrize("last", ["Same question for the CMO.", "and the other role?", "and the other department?"])
def test_the_question_before_is_put_to_the_other_role(follow, last):
    assert "chief marketing officer" in follow("What skills does a CSO need?", last).text


def test_a_pronoun_before_a_role_named_is_not_that_role(follow):
    found = follow("What is a CSO?", "How does she differ from a CMO?")
    assert found.text == "How does a chief sales officer differ from a CMO?"
    assert found.roles == ("cso", "cmo")


def test_they_may_be_what_was_asked_of_a_department(follow):
    found = follow("What tools do sales people use?", "Are they connected?")
    assert found.otherwise == "Are the tools of sales connected?"
