import pytest

from ui.archive.records import Feedback, Reason, State, Thumb


@pytest.fixture
def turn(archive, answer):
    return archive.turns.add(archive.conversations.start("ann", "Chiefs").id, "Who?", answer())


def test_feedback_is_kept_with_the_version_and_the_evidence(archive, turn):
    given = archive.feedback.give(
        Feedback(answer=turn.id, person="bob", thumb=Thumb.DOWN, reason=Reason.SOURCE, comment=" No\0. ")
    )
    assert given.comment == "No."
    assert given.version == "v1"
    assert [citation["quote"] for citation in given.evidence] == ["The CMO reports to the CEO."]
    assert archive.feedback.by("bob", [turn.id, "other"]) == (given,)
    assert archive.feedback.by("ann", [turn.id]) == ()


def test_one_person_has_one_opinion_of_an_answer_and_may_change_or_take_it_back(archive, turn):
    archive.feedback.give(Feedback(answer=turn.id, person="bob", thumb=Thumb.DOWN, reason=Reason.WRONG))
    archive.feedback.give(Feedback(answer=turn.id, person="ann", thumb=Thumb.DOWN))
    archive.feedback.give(Feedback(answer=turn.id, person="bob", thumb=Thumb.UP))
    assert [one.thumb for one in archive.feedback.by("bob", [turn.id])] == [Thumb.UP]
    assert archive.feedback.take_back(turn.id, "bob")
    assert not archive.feedback.take_back(turn.id, "bob")
    assert archive.feedback.by("bob", [turn.id]) == ()
    assert [rated.feedback.person for rated in archive.feedback.bad()] == ["ann"]


def test_there_is_no_feedback_on_an_answer_that_is_not_kept(archive):
    assert archive.feedback.give(Feedback(answer="nothing", person="bob", thumb=Thumb.UP)) is None


def test_bad_ratings_wait_for_an_editor_until_they_are_settled_or_given_anew(archive, turn):
    archive.feedback.give(Feedback(answer=turn.id, person="bob", thumb=Thumb.DOWN, comment="No."))
    assert [(rated.turn, rated.feedback.comment) for rated in archive.feedback.bad()] == [(turn, "No.")]
    assert archive.feedback.settle([turn.id]) == 1
    assert archive.feedback.bad() == ()
    assert len(archive.feedback.bad(State.DONE)) == 1
    archive.feedback.give(Feedback(answer=turn.id, person="bob", thumb=Thumb.DOWN, comment="Still no."))
    assert [rated.feedback.comment for rated in archive.feedback.bad()] == ["Still no."]


def test_thumbs_go_with_the_conversations_to_whom_they_are_handed_over(archive, turn, answer):
    other = archive.turns.add(turn.conversation, "And the CSO?", answer())
    third = archive.turns.add(turn.conversation, "And the CRO?", answer())
    archive.feedback.give(Feedback(answer=turn.id, person="browser", thumb=Thumb.DOWN, reason=Reason.WRONG))
    archive.feedback.give(Feedback(answer=other.id, person="browser", thumb=Thumb.UP))
    archive.feedback.give(Feedback(answer=other.id, person="eve", thumb=Thumb.DOWN))
    archive.feedback.give(Feedback(answer=third.id, person="bob", thumb=Thumb.DOWN))
    archive.conversations.hand_over("browser", "eve")
    asked = [turn.id, other.id, third.id]
    assert archive.feedback.by("browser", asked) == ()
    # What she had said herself stands; nobody else's thumbs move.
    assert {one.answer: (one.thumb, one.reason) for one in archive.feedback.by("eve", asked)} == {
        turn.id: (Thumb.DOWN, Reason.WRONG),
        other.id: (Thumb.DOWN, None),
    }
    assert len(archive.feedback.by("bob", asked)) == 1
