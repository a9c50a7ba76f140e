import pytest

from assistant.question.background import as_question, hanging, joined, own_part, sorted_out
from assistant.question.parts import Message, take_apart
from assistant.text.names import NameBook

TERMS = NameBook({"win rate": ("win rate",)})


@pytest.fixture
def hang(book):
    """The first question of a message with what it hangs on; empty if it stands by itself."""

    def find(text):
        message = sorted_out(take_apart(text), book)
        return hanging(message.told, message.questions[0], book, TERMS)

    return find


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "My landlord raises the rent. Do I have to accept that?",
            "My landlord raises the rent: do I have to accept that?",
        ),
        (
            "We need figures on leads. Which ones could we watch?",
            "We need figures on leads: which ones could we watch?",
        ),
        ("The lift is broken again. What should I do?", "The lift is broken again: what should I do?"),
        ("They offer me Head of Legal. What would I do?", "They offer me Head of Legal: what would I do?"),
        (
            "I sell soap. I want to be a CMO. Which way leads there?",
            "I sell soap. I want to be a CMO: which way leads there?",
        ),
        (
            "I read on the win rate. Which part of it is the CSO's?",
            "I read on the win rate: which part of it is the CSO's?",
        ),
        ("I heard of a COO. Does that person lead the CMO?", "I heard of a COO: does that person lead the CMO?"),
    ],
)
def test_a_question_that_points_to_what_was_told_is_read_with_it(hang, text, whole):
    assert hang(text) == whole


@pytest.mark.parametrize(
    "text",
    [
        "We sell machines. Do we need a CSO?",
        "Our CMO is new. Who does she report to?",
        "My boss says that a CMO sells. Is that true?",
        "We are ten people. Is it worth it to have a win rate?",
        "What is a CMO?",
    ],
)
def test_a_question_that_names_what_it_is_on_stands_by_itself(hang, text):
    assert hang(text) == ""


def test_what_something_is_is_asked_of_the_one_name_told(hang):
    assert (
        hang("We saw an advert for a chief revenue officer. What kind of animal is that?")
        == "What is a chief revenue officer?"
    )
    assert hang("They talk of the win rate all day. What does that mean?") == "What is a win rate?"


def test_somebody_elses_question_is_asked_where_the_reader_asks_for_a_reply(book):
    text = "The board asked me yesterday whether a CMO sells, or whether only the CSO does. What can I tell them?"
    assert sorted_out(take_apart(text), book) == Message(told=(), questions=("A CMO sells?",))


def test_a_question_on_my_job_is_asked_of_the_post_taken_up(hang):
    text = "I am a director and may be promoted to vice president. What will my tasks be?"
    assert hang(text) == "What will a VP of sales and marketing's tasks be?"
    assert hang("I met a CMO. What will my tasks be?") == ""


def test_a_person_told_of_some_sentences_ago_is_named(hang):
    text = "We let our CMO go. The posters were ugly. What is the job of that person?"
    assert hang(text) == "What is the job of a chief marketing officer?"


def test_where_somebody_is_from_is_no_part_of_what_is_asked():
    assert own_part("My daughter lives in Graz and wants to know if a CMO sells.") == "if a CMO sells."
    assert own_part("Does a CMO in Graz sell?") == "Does a CMO in Graz sell?"


def test_sources_set_against_each_other_are_asked_whether_they_agree(hang):
    text = "One article says a CMO and a CSO are the same, another that they differ. Do they contradict each other?"
    assert hang(text) == (
        "One article says a CMO and a CSO are the same role, another that they differ: do the articles agree on this?"
    )


def test_a_question_in_a_statement_is_told_from_what_it_tells(book):
    message = sorted_out(take_apart("I work in Vienna, and would like to know how old a CSO is."), book)
    assert message == Message(told=("I work in Vienna.",), questions=("How old a CSO is?",))


@pytest.mark.parametrize(
    "text", ["I want to know what a CMO does", "We have a VP and wonder what sets her apart from a CSO."]
)
def test_a_statement_that_its_question_needs_stays_whole(book, text):
    message = take_apart(text)
    assert sorted_out(message, book) == message


def test_only_so_much_is_told_before_a_question():
    told = ["word " * 40 + "one.", "word " * 30 + "two."]
    assert "two" in joined(told, "Is that so?")
    assert "one" not in joined(told, "Is that so?")


def test_a_clause_becomes_a_question():
    assert as_question("whether or not a CMO sells.") == "A CMO sells?"


def test_a_question_wrapped_in_a_statement_on_one_role_is_found_though_it_names_none(book):
    told = "We appoint a CMO; as a recruiter I need to know what skills I should be screening for."
    message = sorted_out(take_apart(told), book)
    assert message.questions == ("What skills I should be screening for?",)
    assert "CMO" in message.told[0]


@pytest.mark.parametrize("question", ["Which of the two do your articles say?", "Which is it?", "Who is right?"])
def test_which_of_two_things_said_is_true_asks_whether_the_articles_agree_on_them(hang, question):
    text = f"My teacher says a CSO only runs sales; a blog said the CSO has marketing as well. {question}"
    assert hang(text).endswith("has marketing as well: do the articles agree on this?")


@pytest.mark.parametrize(
    "text",
    [
        "Our teams should pull together. What three things must the two chiefs work on to get there?",
        "I want to lead sales one day. Which long ladder of posts lies between my small desk and that office?",
    ],
)
def test_a_question_that_ends_on_what_was_told_hangs_on_it(hang, text):
    assert ": wh" in hang(text)


def test_which_is_right_of_two_things_told_of_one_role_asks_whether_the_articles_agree(hang):
    text = "Our chart has the CSO lead sales only, while my old firm gave the CSO marketing too. Which of the two is right?"
    assert hang(text).endswith("marketing too: do the articles agree on this?")


def test_which_is_right_behind_two_roles_is_left_to_advice(hang):
    assert not hang("We sell gadgets and weigh a CSO and a CMO. Which is right?").endswith(
        "do the articles agree on this?"
    )
