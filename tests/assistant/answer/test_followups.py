import pytest

from assistant.answer.followups import suggest, with_article


@pytest.mark.parametrize("text", ["How is a CSO paid?", "What is a CMO?", "What is the weather?", ""])
def test_a_few_questions_are_offered_each_once_and_not_the_one_just_asked(library, read, text):
    found = suggest(library, [read(text)])
    assert 1 <= len(found) <= 3
    assert len(set(found)) == len(found)
    assert text not in found


def test_only_what_the_articles_tell_of_the_role_is_offered(library, read):
    assert not any("paid" in question for question in suggest(library, [read("What is a CMO?")]))


def test_what_was_just_asked_is_not_offered_again(library, read):
    assert not any("paid" in question for question in suggest(library, [read("How is a CSO paid?")]))


def test_the_counterpart_is_offered(library, read):
    found = suggest(library, [read("What is a CMO?")])
    assert "How does a chief marketing officer differ from a chief sales officer?" in found


def test_every_question_offered_is_answered(ask):
    for question in ask("What is a CSO?").follow_ups:
        assert ask(question).outcome == "answered"


def test_roles_have_their_article(library):
    assert with_article(library, "vp") == "a VP of sales and marketing"


def test_without_a_role_asked_about_those_of_the_answer_are_spoken_of(library, read):
    question = read("What is the weather?")
    found = suggest(
        library, [question], ("cmo",), ["The CSO leads the sales team.", "A chief sales officer is paid by quota."]
    )
    assert "chief sales officer" in found[0]


def test_without_those_the_roles_of_the_conversation_are_spoken_of(library, read):
    assert "chief sales officer" in suggest(library, [read("What is the weather?")], ("cso",))[0]


def test_of_two_roles_each_has_its_turn(library, read):
    found = suggest(library, [read("How do a CSO and a CMO differ?")])
    assert "chief sales officer" in found[0]
    assert "chief marketing officer" in found[1]
