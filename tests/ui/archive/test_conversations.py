import pytest

from ui.archive.errors import ArchiveError
from ui.archive.records import Feedback, Thumb


def test_a_conversation_goes_on_where_it_was_and_lists_newest_first(archive, answer):
    first = archive.conversations.start("ann", "What does a CMO do?")
    second = archive.conversations.start("ann", "Who reports to whom?")
    assert [one.id for one in archive.conversations.list("ann")] == [second.id, first.id]
    archive.turns.add(first.id, "What does a CMO do?", answer())
    assert [one.id for one in archive.conversations.list("ann")] == [first.id, second.id]


def test_nobody_sees_changes_or_deletes_another_s_conversation(archive, answer):
    mine = archive.conversations.start("ann", "Mine")
    assert archive.conversations.list("bob") == ()
    assert archive.conversations.get("bob", mine.id) is None
    assert not archive.conversations.rename("bob", mine.id, "Stolen")
    assert not archive.conversations.delete("bob", mine.id)
    assert archive.conversations.get("ann", mine.id) == mine


def test_a_search_finds_all_its_words_in_titles_questions_and_answers_whatever_their_case(archive, answer):
    one = archive.conversations.start("ann", "Straße und GEHALT")
    archive.turns.add(one.id, "What is 100% of a bonus?", answer("Brand awareness."))
    archive.conversations.start("ann", "Something else")
    for search in ("STRASSE", "gehalt brand", "100%", "Bonus  awareness", ""):
        assert one.id in [found.id for found in archive.conversations.list("ann", search)], search
    for search in ("brand quota", "10_%", "%"):
        assert "Something else" not in [found.title for found in archive.conversations.list("ann", search)]
    assert archive.conversations.list("ann", "brand quota") == ()


def test_a_title_is_one_line_and_an_empty_one_is_refused(archive):
    one = archive.conversations.start("ann", "What\n\0does " + "word " * 100)
    assert "\n" not in one.title
    assert len(one.title) <= 120
    assert one.title.endswith("word…")
    assert not archive.conversations.rename("ann", one.id, " \n ")
    assert archive.conversations.rename("ann", one.id, "Chiefs")
    assert archive.conversations.list("ann", "chiefs")[0].title == "Chiefs"


def test_what_is_deleted_is_gone_from_the_files(archive, answer, file):
    one = archive.conversations.start("ann", "Zanzibar")
    turn = archive.turns.add(one.id, "Zanzibar?", answer("Zanzibar is an island."))
    archive.feedback.give(Feedback(answer=turn.id, person="ann", thumb=Thumb.DOWN, comment="Zanzibar!"))
    assert archive.conversations.delete("ann", one.id)
    assert archive.turns.get(turn.id) is None
    assert archive.feedback.bad() == ()
    assert [found.name for found in file.parent.iterdir() if b"anzibar" in found.read_bytes()] == []


def test_conversations_that_nobody_went_on_with_expire(archive, answer, clock):
    old = archive.conversations.start("ann", "Old")
    clock.now += 1000
    new = archive.conversations.start("ann", "New")
    assert archive.conversations.expire(clock.now - 500) == 1
    assert [one.id for one in archive.conversations.list("ann")] == [new.id]
    with pytest.raises(ArchiveError, match="deleted"):
        archive.turns.add(old.id, "More?", answer())
