import pytest

from assistant.question.parts import take_apart
from assistant.question.understand import understand
from assistant.question.wishes import DESCRIBED, posts, wants_advice, weighs_persons


@pytest.mark.parametrize(
    "text",
    [
        "Two candidates for CSO: Ann has sold for years, Ben has not. Who fits better?",
        "Candidate for CMO: kind, but weak at figures. Would you take her?",
        "Should I promote my director to vice president?",
        "My sales manager has led a team for years. Would he do as CSO?",
        "We have two applicants for CSO. Which one is right?",
    ],
)
def test_whoever_weighs_persons_is_not_advised_on_a_company(text, library, read):
    message = take_apart(text)
    last = read(message.questions[-1])
    assert weighs_persons(last, message, library.book)
    assert not wants_advice(last, message, library.book)


@pytest.mark.parametrize(
    "text",
    [
        "What should I ask a CMO candidate?",
        "Which skills should a CSO candidate have?",
        "Should we hire a CSO or a CMO?",
        "Two candidates came. Whom should I take?",
    ],
)
def test_a_question_without_persons_or_a_post_weighs_nobody(text, library, read):
    message = take_apart(text)
    assert not weighs_persons(read(message.questions[-1]), message, library.book)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We have eight customers. Which of the two, CSO or CMO, should we bring in?", True),
        ("We have eight customers. Sales or marketing lead?", True),
        ("Which chief for a bakery?", True),
        ("CSO or CMO for a bakery?", True),
        ("We are broke. Should our first hire be in sales or in marketing?", True),
        ("We are in healthcare, does that apply to us?", True),
        ("Does that apply to us?", False),
        ("We sell through resellers. Would that include us?", True),
        ("There is money for one chief. Which one?", True),
        ("We sell tyres. What should be set up?", False),
        ("We argue about leads. What should our CSO and our CMO do?", False),
        ("Do buyers talk to people first?", False),
        ("Our teams quarrel. What should I get the CSO and the CMO to agree on?", False),
        ("We have a farm shop. Which of the two, the CSO or the chief marketing officer, would suit us?", True),
        ("Whose job is it to bring in leads, the CSO's or the CMO's? I have read both.", False),
    ],
)
def test_whom_a_company_needs_is_told_from_what_a_role_does(library, read, text, wanted):
    message = take_apart(text)
    assert wants_advice(read(message.questions[-1]), message, library.book) is wanted


def test_counsel_asked_for_after_a_description_is_advice(library, read):
    message = take_apart("Sales and marketing blame each other. What would you advise about the top structure?")
    assert wants_advice(read(message.questions[-1]), message, library.book)
    alone = take_apart("What would you advise about the top structure?")
    assert not wants_advice(read(alone.questions[-1]), alone, library.book)


def test_the_post_is_the_role_that_persons_are_weighed_for(library):
    assert posts("Two candidates for CSO. One was a CMO.", library.book) == ("cso",)
    assert posts("Our CMO is bored. Would he do as CSO?", library.book) == ("cso",)
    assert posts("Should I promote my director to vice president?", library.book) == ("director", "vp")


def test_what_is_told_of_a_person_behind_the_question_is_told():
    assert take_apart("Is she right as CMO? She is a great storyteller.").told == ("She is a great storyteller.",)


@pytest.mark.parametrize(
    "text",
    [
        "Hiring 40 reps in the next two quarters, CSO or CMO to lead",
        "We are a large firm. Sales and marketing quarrel. Should one person sit above both?",
        "We are a large firm. Sales and marketing quarrel. What kind of leader could we put above both of them?",
        "Cash runs out soon. We can pay for one executive. Who?",
    ],
)
def test_a_choice_behind_a_description_wants_advice_without_saying_so(book, text):
    message = take_apart(text)
    assert wants_advice(understand(message.questions[-1], book), message, book)


def test_who_does_something_is_no_choice_behind_a_description(book):
    assert not DESCRIBED.match("Who brings in the leads, it or it?")


@pytest.mark.parametrize(
    "text",
    [
        "Our investors want growth and we must choose soon: which skills does a CMO need?",
        "We sell to hospitals. Which CRM should our CSO buy?",
        "For our board I need the difference between a CSO and a CMO.",
        "Some firms drop their CMO. What titles do they put in its place?",
    ],
)
def test_a_company_that_is_only_told_of_is_not_advised(text, library, read):
    message = take_apart(text)
    assert not wants_advice(read(message.questions[-1]), message, library.book)
