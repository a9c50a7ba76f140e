import pytest

from assistant.contract import answer_to_json
from assistant.vocabulary import Answer, Outcome, Question
from ui.archive.errors import ArchiveError
from ui.archive.records import Turn
from ui.history.expiry import DAY, expire
from ui.history.keeper import Keeper, Place, latest_answer
from ui.history.stored import answer_of
from ui.history.tools import tools_html


@pytest.mark.parametrize("text", ["What does a CMO do?", "And in Canada?", "How do they compare?"])
def test_a_stored_answer_comes_back_as_it_was_but_for_its_ranked_passages(desk, text):
    answer = desk.scripted.ask(Question(text=text))
    turn = Turn(
        id="t", conversation="c", number=0, question=text, answer=answer_to_json(answer), version="v1",
        outcome=answer.outcome.value, asked=0.0,
    )  # fmt: skip
    assert answer_of(turn) == answer


def test_an_answer_of_another_program_is_read_as_far_as_it_is_known():
    data = {"answer": "Yes.", "outcome": "guessed", "news": 1, "sentences": [{"text": "Yes.", "support": "felt"}]}
    turn = Turn(
        id="t", conversation="c", number=0, question="Well?", answer=data, version="v9", outcome="guessed", asked=0.0
    )
    answer = answer_of(turn)
    assert (answer.text, answer.outcome, answer.version) == ("Yes.", Outcome.ANSWERED, "v9")


@pytest.fixture
def answer():
    return Answer(question=Question(text="Well?"), standalone_question="Well?", outcome=Outcome.ANSWERED, text="Yes.")


def test_turns_go_into_one_conversation_and_come_back_in_order(archive, answer):
    keeper, place = Keeper(archive), Place(person="ann")
    for text in ("First?", "Second?"):
        assert keeper.keep(place, text, answer) is not None
    assert [turn.question for turn in keeper.turns("ann", place.conversation)] == ["First?", "Second?"]
    assert archive.conversations.list("ann")[0].title == "First?"
    with pytest.raises(ArchiveError, match="no such conversation"):
        keeper.turns("bob", place.conversation)


def test_a_conversation_that_is_another_s_or_gone_is_not_gone_on_with(archive, answer):
    keeper, mine = Keeper(archive), Place(person="ann")
    keeper.keep(mine, "Mine?", answer)
    foreign = Place(person="bob", conversation=mine.conversation)
    keeper.keep(foreign, "Foreign?", answer)
    assert foreign.conversation != mine.conversation
    assert [turn.question for turn in archive.turns.of(mine.conversation)] == ["Mine?"]


def test_a_question_asked_anew_takes_the_place_of_what_stood_behind(archive, answer):
    keeper, place = Keeper(archive), Place(person="ann")
    first = keeper.keep(place, "First?", answer)
    keeper.keep(place, "Second?", answer)
    keeper.keep(Place(person="ann", conversation=place.conversation, after=first.id), "Second, better?", answer)
    assert [turn.question for turn in archive.turns.of(place.conversation)] == ["First?", "Second, better?"]


def test_the_last_kept_answer_of_a_chat_is_read_from_its_link():
    shown = [f"<p>{tools_html(name)}</p>" for name in ("one", "two")]
    assert latest_answer([]) == ""
    assert latest_answer(["question", shown[0], "question", shown[1], "question", "notice"]) == "two"
    assert latest_answer(["question", "notice"]) is None


def test_a_fault_of_the_archive_costs_no_answer(archive, database, answer, monkeypatch):
    monkeypatch.setattr(archive.turns, "add", lambda *_, **__: 1 / 0)
    assert Keeper(archive).keep(Place(person="ann"), "First?", answer) is None
    assert Keeper(None).keep(Place(person="ann"), "First?", answer) is None


def test_conversations_expire_after_their_days_and_never_with_none(archive):
    one = archive.conversations.start("ann", "Old")
    later = one.changed + 10 * DAY
    assert expire(archive.conversations, 0, later) == 0
    assert expire(archive.conversations, 11, later) == 0
    assert expire(archive.conversations, 9, later) == 1
    assert archive.conversations.list("ann") == ()
