import numpy as np
import pytest

from ui.archive.records import Feedback, Reason, State, Thumb
from ui.archive.review import Asked, bad_groups, case_seed, grouped, unanswered_groups


@pytest.fixture
def ask(archive, answer):
    def asked(question, outcome="not_covered", conversation=None):
        conversation = conversation or archive.conversations.start("ann", question).id
        given = {**answer(outcome=outcome), "standalone_question": question}
        return archive.turns.add(conversation, question, given)

    return asked


def test_questions_that_are_alike_are_one_group_and_the_largest_comes_first(archive, ask, fake_embedder):
    ask("the weather in Paris")
    first = ask("pay of a CMO in Canada")
    second = ask("a CMO pay in Canada")
    third = ask("pay of a CMO in Canada")
    largest, other = unanswered_groups(archive, fake_embedder)
    assert largest.answers == (third.id, second.id, first.id)
    assert largest.question == "pay of a CMO in Canada"
    assert other.question == "the weather in Paris"
    assert fake_embedder.calls == 1


def test_what_was_settled_or_answered_is_in_no_group(archive, ask, fake_embedder):
    done = ask("pay in Canada")
    ask("what does a CMO do", outcome="answered")
    archive.turns.settle([done.id])
    assert unanswered_groups(archive, fake_embedder) == ()
    assert [group.answers for group in unanswered_groups(archive, fake_embedder, State.DONE)] == [(done.id,)]


def test_bad_ratings_are_grouped_with_what_readers_said_and_one_answer_is_counted_once(archive, ask, fake_embedder):
    turn = ask("who reports to whom", outcome="answered")
    for person, reason, comment in (
        ("ann", Reason.WRONG, "No."),
        ("bob", Reason.WRONG, ""),
        ("cy", Reason.SOURCE, "?"),
    ):
        archive.feedback.give(Feedback(answer=turn.id, person=person, thumb=Thumb.DOWN, reason=reason, comment=comment))
    (group,) = bad_groups(archive, fake_embedder)
    assert group.answers == (turn.id,)
    assert group.reasons == {Reason.WRONG: 2, Reason.SOURCE: 1}
    assert group.comments == ("?", "No.")


def test_a_question_joins_the_group_that_it_is_most_like():
    class Angles:
        def embed(self, texts):
            angles = np.radians([float(text) for text in texts])
            return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)

    asked = [Asked(turn=turn_called(text)) for text in ("0", "80", "50", "10")]
    assert [[one.wording for one in group.asked] for group in grouped(asked, Angles(), alike=0.8)] == [
        ["0", "10"],
        ["80", "50"],
    ]


def turn_called(text):
    from ui.archive.records import Turn

    return Turn(id=text, conversation="c", number=0, question=text, answer={}, version="", outcome="", asked=0.0)


def test_a_case_begins_with_the_reader_s_messages_and_what_was_answered(archive, ask, fake_embedder):
    one = archive.conversations.start("ann", "Chiefs").id
    ask("What does a CMO do?", outcome="answered", conversation=one)
    turn = ask("And in Canada?", conversation=one)
    ask("Something later?", outcome="answered", conversation=one)
    archive.feedback.give(
        Feedback(answer=turn.id, person="ann", thumb=Thumb.DOWN, reason=Reason.MISSING, comment="The pay.")
    )
    (group,) = bad_groups(archive, fake_embedder)
    seed = case_seed(archive, group.asked[0])
    assert seed.turns == ("What does a CMO do?", "And in Canada?")
    assert (seed.outcome, seed.version, seed.notes) == ("not_covered", "v1", ("missing: The pay.",))
    assert [quote["quote"] for quote in seed.quotes] == ["The CMO reports to the CEO."]


def test_wordings_of_one_question_are_alike_to_the_real_embedder_and_other_questions_are_not(real_embedder):
    texts = (
        "How many people should a sales team have?",
        "How big should our sales team be?",
        "Which CRM software should we buy?",
        "What CRM tool do you recommend?",
        "What does a CMO earn in Canada?",
    )
    groups = grouped([Asked(turn=turn_called(text)) for text in texts], real_embedder)
    assert [len(group.asked) for group in groups] == [2, 2, 1]
