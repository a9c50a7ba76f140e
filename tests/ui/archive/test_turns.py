from ui.archive.records import State


def test_turns_come_back_whole_and_in_order(archive, answer):
    one = archive.conversations.start("ann", "Chiefs")
    added = [archive.turns.add(one.id, text, answer(text)) for text in ("First?", "Second?", "Third?")]
    assert archive.turns.of(one.id) == tuple(added)
    assert archive.turns.get(added[1].id) == added[1]
    assert [turn.number for turn in added] == [0, 1, 2]
    assert added[0].answer == answer("First?")


def test_an_answer_s_id_cannot_be_guessed(archive, answer):
    one = archive.conversations.start("ann", "Chiefs")
    ids = {archive.turns.add(one.id, "Again?", answer()).id for _ in range(3)}
    assert len(ids) == 3
    assert all(len(name) == 22 for name in ids)


def test_a_turn_that_is_asked_anew_leaves_the_conversation_and_keeps_its_address(archive, answer):
    one = archive.conversations.start("ann", "Chiefs")
    first, second, third = (archive.turns.add(one.id, text, answer()) for text in ("First?", "Second?", "Third?"))
    again = archive.turns.add(one.id, "Second, in other words?", answer(), after=first.id)
    assert archive.turns.of(one.id) == (first, again)
    assert again.number == 1
    assert archive.turns.get(second.id).question == "Second?"
    assert archive.turns.get(third.id).replaced
    restart = archive.turns.add(one.id, "From the start?", answer(), after="")
    assert archive.turns.of(one.id) == (restart,)


def test_a_turn_after_one_that_is_not_of_the_conversation_is_added_at_its_end(archive, answer):
    one, other = archive.conversations.start("ann", "One"), archive.conversations.start("bob", "Other")
    first = archive.turns.add(one.id, "First?", answer())
    foreign = archive.turns.add(other.id, "Foreign?", answer())
    second = archive.turns.add(one.id, "Second?", answer(), after=foreign.id)
    assert archive.turns.of(one.id) == (first, second)
    assert archive.turns.of(other.id) == (foreign,)


def test_text_that_databases_refuse_is_cleaned_before_it_is_kept(archive, answer):
    one = archive.conversations.start("ann", "Chiefs")
    odd = answer("nul \0 lone \ud800 smile 😀")
    odd["citations"][0]["quote"] = "\udfff\0quote"
    turn = archive.turns.get(archive.turns.add(one.id, "what\0\ud800?", odd).id)
    assert turn.question == "what?"
    assert turn.answer["answer"] == "nul  lone  smile 😀"
    assert turn.answer["citations"][0]["quote"] == "quote"


def test_what_was_not_answered_waits_for_an_editor_until_it_is_settled(archive, answer):
    one = archive.conversations.start("ann", "Chiefs")
    archive.turns.add(one.id, "Answered?", answer())
    partly = archive.turns.add(one.id, "Partly?", answer(outcome="partly_answered"))
    nothing = archive.turns.add(one.id, "Canada?", answer(outcome="not_covered"))
    archive.turns.add(one.id, "Which?", answer(outcome="clarify"))
    assert archive.turns.unanswered() == (nothing, partly)
    assert archive.turns.settle([nothing.id, "unknown"]) == 1
    assert archive.turns.unanswered() == (partly,)
    assert [turn.id for turn in archive.turns.unanswered(State.DONE)] == [nothing.id]
