from assistant.answer.sources import NO_MORE, NOTHING, items_of
from assistant.vocabulary import Outcome


def test_the_source_of_an_answer_is_the_articles_that_it_cites(ask):
    answer = ask("Who does the CMO report to?", "Which article says so?")
    assert answer.outcome is Outcome.ANSWERED
    assert answer.text.startswith("That is written in *The chief marketing officer*:")
    assert "A CMO reports to the CEO of the company. [1]" in answer.text


def test_an_answer_without_citations_has_no_source(ask):
    answer = ask("What is the weather on Mars?", "Where is this written?")
    assert (answer.outcome, answer.text) == (Outcome.NOT_COVERED, NOTHING)


def test_a_point_of_the_list_before_is_explained(ask):
    answer = ask("What are the key responsibilities of a CSO?", "Tell me more about the second one.")
    assert answer.standalone_question == "Explain coaching."
    assert answer.text.startswith("- **Coaching:** The CSO coaches the salespeople.")
    again = ask(
        "What are the key responsibilities of a CSO?", "Tell me more about the second one.", "And the last one?"
    )
    assert again.standalone_question == "Explain deals."


def test_a_point_of_which_nothing_else_is_said_ends_with_that(ask):
    answer = ask("What are the key responsibilities of a CSO?", "Explain the third one.")
    assert answer.text.endswith(NO_MORE)


def test_an_answer_without_a_list_has_its_sentences_for_points(ask, library):
    answer = ask("Who does the CMO report to?")
    assert len(items_of(library, answer)) == len(answer.citations)


def test_the_first_one_is_a_role_where_two_were_spoken_of_and_more_is_asked(ask):
    answer = ask("How is a CSO paid?", "And a CMO?", "Who coaches the first one?")
    assert answer.standalone_question == "Who coaches a chief sales officer?"
