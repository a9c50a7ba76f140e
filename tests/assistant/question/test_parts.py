import pytest

from assistant.question.parts import clean_message, said_before, split_joined, take_apart, tells, without_politeness


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  What   is\ta CMO?  ", "What is a CMO?"),
        ("<b>What</b> is a <i>CMO</i>?", "What is a CMO ?"),
        ("Hi<script>alert('x')</script> there", "Hi there"),
        ("<|im_start|>What is a CMO?<|im_end|>", "What is a CMO?"),
        ("[INST]What is a CMO?[/INST]", "What is a CMO?"),
        ("What\u200b is\u202e a CMO?", "What is a CMO?"),
        ("Is 3 < 4 and 5 > 4?", "Is 3 < 4 and 5 > 4?"),
        ("", ""),
    ],
)
def test_markup_and_invisible_signs_are_taken_off(text, cleaned):
    assert clean_message(text) == cleaned


def test_what_is_told_is_kept_apart_from_what_is_asked():
    message = take_apart("We sell machines. We are ten people. Do we need a CSO?")
    assert message.told == ("We sell machines.", "We are ten people.")
    assert message.questions == ("Do we need a CSO?",)


def test_without_a_question_mark_all_of_it_asks():
    assert take_apart("tasks of a CMO. And of a CSO").questions == ("tasks of a CMO. And of a CSO",)


def test_two_questions_are_both_kept_in_order():
    assert take_apart("What is a CMO? What is a CSO?").questions == ("What is a CMO?", "What is a CSO?")


def test_two_questions_joined_by_and_are_split():
    found = take_apart("How is a CSO paid, and what does a CMO do?").questions
    assert found == ("How is a CSO paid?", "what does a CMO do?")


@pytest.mark.parametrize("text", ["How do sales and marketing work?", "What is the pay and the budget of a CMO?"])
def test_an_and_inside_a_question_does_not_split_it(text):
    assert split_joined(text) == [text]


def test_an_afterthought_belongs_to_the_last_question():
    assert take_apart("What does a CMO do? Tasks please.").questions == ("What does a CMO do: Tasks please.?",)


def test_no_message_asks_more_than_a_few_questions():
    assert 1 <= len(take_apart("What is a CMO? " * 500).questions) <= 5


@pytest.mark.parametrize(
    ("asked", "bare"),
    [
        ("Could you please tell me what a CMO is?", "what a CMO is?"),
        ("Hi, can you explain to me who leads sales?", "who leads sales?"),
        ("Do you know how a CSO is paid?", "how a CSO is paid?"),
        ("I'd like to know how a CSO is paid", "how a CSO is paid"),
        ("How is a CSO paid?", "How is a CSO paid?"),
        ("Tell me?", "Tell me?"),
    ],
)
def test_politeness_is_taken_off(asked, bare):
    assert without_politeness(asked) == bare


@pytest.mark.parametrize("text", ["", "\n\n", "?", "...", "???"])
def test_there_is_always_a_question(text):
    assert len(take_apart(clean_message(text)).questions) >= 1


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("from which jobs do CMOs come? (sorry for my english)", "from which jobs do CMOs come?"),
        ("Quick question: what is a CMO?", "what is a CMO?"),
        ("Hi there, I'm new here. What is an MQL?", "What is an MQL?"),
        ("Sorry for the stupid question, but what is an MQL?", "what is an MQL?"),
        ("What is a CMO? Thanks in advance!", "What is a CMO?"),
        ("What changed (thanks to AI)?", "What changed (thanks to AI)?"),
        ("Sorry, I meant the CSMO.", "Sorry, I meant the CSMO."),
        ("thanks", "thanks"),
    ],
)
def test_courtesies_are_taken_off(text, cleaned):
    assert clean_message(text) == cleaned


@pytest.mark.parametrize(
    "question",
    ["How is a CSO paid, i.e. what is fixed?", "CSO vs. CMO: who is paid more?", "Which metrics, e.g. CAC, count?"],
)
def test_a_shortened_word_ends_no_sentence(question):
    assert take_apart(question).questions == (question,)


def test_a_clause_about_nothing_of_its_own_stays_with_its_question():
    question = "How is a CSO paid, i.e. what is fixed and what moves with results?"
    assert take_apart(question).questions == (question,)


def test_background_before_a_semicolon_is_told():
    found = take_apart("I chair a board for the first time; could you tell me how a CSO is paid?")
    assert (found.told, found.questions) == (("I chair a board for the first time.",), ("how a CSO is paid?",))


def test_background_that_the_question_points_to_stays_with_it():
    question = "A CRO would be of benefit, we hear; what is such a structure to cure?"
    assert take_apart(question).questions == (question,)


def test_what_is_told_of_a_company_after_the_question_is_kept():
    found = take_apart("CSO or CMO first? We sell machines to governments.")
    assert (found.told, found.questions) == (("We sell machines to governments.",), ("CSO or CMO first?",))


def test_earlier_questions_get_their_mark():
    assert said_before("Tell me what a CRO is.") == ("what a CRO is?",)
    assert said_before("what are the drawbacks of a CSO") == ("what are the drawbacks of a CSO?",)


@pytest.mark.parametrize(
    ("text", "told"),
    [("What we lack is someone to run campaigns.", True), ("what does a CMO do all day", False), ("Who leads?", False)],
)
def test_a_sentence_tells_something_even_if_it_begins_as_a_question_does(text, told):
    assert tells(text) is told
