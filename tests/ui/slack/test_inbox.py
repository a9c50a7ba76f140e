from dataclasses import replace

import pytest

from ui.slack.asked import Asked, Kind, State
from ui.slack.database import Database
from ui.slack.inbox import Inbox, LostClaimError
from ui.slack.outbox import Outbox
from ui.slack.threads import Answered, Threads


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def database(settings):
    with_tables = Database.from_settings(settings)
    yield with_tables
    with_tables.close()


@pytest.fixture
def inbox(database, clock):
    return Inbox(database, "one", lease=10, clock=clock)


@pytest.fixture
def other(database, clock):
    """The inbox of another process on the same database."""
    return Inbox(database, "other", lease=10, clock=clock)


def question(number: int, thread: str = "", **more) -> Asked:
    ts = f"{number}.1"
    asked = Asked(
        team="T1", event_id=f"Ev{number}", source="C1", ts=ts, channel="C1", thread=thread or ts, user="U1", text="Why?"
    )
    return replace(asked, **more)


def test_the_same_event_is_taken_in_once(inbox) -> None:
    assert inbox.accept(question(1))
    assert not inbox.accept(question(1, ts="2.2"))


def test_the_same_message_is_taken_in_once_under_whatever_event(inbox) -> None:
    assert inbox.accept(question(1))
    assert not inbox.accept(question(1, event_id="Ev9"))


def test_the_same_ids_in_another_workspace_are_another_event(inbox) -> None:
    assert inbox.accept(question(1))
    assert inbox.accept(question(1, team="T2"))


def test_what_is_taken_in_comes_out_as_it_was_oldest_first(inbox) -> None:
    for number in (1, 2):
        inbox.accept(question(number, kind=Kind.PRESSED, user_team="T9", enterprise="E1"))
    first, second = inbox.claim(), inbox.claim()
    assert (first.event_id, second.event_id) == ("Ev1", "Ev2")
    assert replace(first, id=0, accepted=0.0) == question(1, kind=Kind.PRESSED, user_team="T9", enterprise="E1")
    assert inbox.claim() is None


def test_nothing_is_claimed_twice(inbox, other) -> None:
    inbox.accept(question(1))
    assert inbox.claim()
    assert other.claim() is None


def test_one_thread_is_answered_one_after_the_other(inbox) -> None:
    for number in (1, 2, 3):
        inbox.accept(question(number, thread="1.1" if number < 3 else "9.9"))
    first, apart = inbox.claim(), inbox.claim()
    assert (first.event_id, apart.event_id) == ("Ev1", "Ev3")
    assert inbox.claim() is None
    inbox.finish(first, State.DONE)
    assert inbox.claim().event_id == "Ev2"


def test_a_claim_that_is_not_renewed_lapses_and_its_owner_can_no_longer_write(inbox, other, clock) -> None:
    inbox.accept(question(1))
    lost = inbox.claim()
    clock.now += 11
    assert other.claim().event_id == "Ev1"
    with pytest.raises(LostClaimError):
        inbox.finish(lost, State.DONE)


def test_a_renewed_claim_holds(inbox, other, clock) -> None:
    inbox.accept(question(1))
    assert inbox.claim()
    for _ in range(3):
        clock.now += 9
        inbox.renew()
    assert other.claim() is None


def test_no_message_begins_after_the_claim_is_lost(inbox, other, database, clock) -> None:
    inbox.accept(question(1))
    lost = inbox.claim()
    clock.now += 11
    other.claim()
    with pytest.raises(LostClaimError):
        Outbox(database, "one").begin(lost, 0, streamed=False)


def test_a_postponed_question_comes_back_when_it_is_due_and_keeps_its_count(inbox, clock) -> None:
    inbox.accept(question(1))
    inbox.postpone(inbox.claim(), 30)
    assert inbox.claim() is None
    clock.now += 31
    again = inbox.claim()
    assert again.attempts == 1
    inbox.postpone(again, 0, counts=False)
    assert inbox.claim().attempts == 1


def test_a_retry_of_a_finished_event_is_dropped_and_of_a_refused_one_taken_up(inbox) -> None:
    for number, state in ((1, State.DONE), (2, State.REFUSED)):
        inbox.accept(question(number))
        inbox.finish(inbox.claim(), state)
        assert not inbox.accept(question(number))
    assert inbox.claim().event_id == "Ev2"


def test_the_text_is_not_kept_in_the_inbox_after_the_answer(inbox, database) -> None:
    inbox.accept(question(1))
    asked = inbox.claim()
    inbox.prepared(asked, '["Why?"]', "a1")
    inbox.finish(asked, State.DONE)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT text || messages FROM slack_events").scalar() == ""


def test_stop_drops_what_waits_in_a_thread_and_marks_what_is_under_way(inbox) -> None:
    for number in (1, 2, 3):
        inbox.accept(question(number, thread="1.1" if number < 3 else "9.9"))
    first = inbox.claim()
    inbox.stop("T1", "C1", "1.1")
    assert inbox.stopped(first)
    inbox.finish(first, State.STOPPED)
    assert inbox.claim().event_id == "Ev3"
    assert inbox.waiting() == 1


def test_text_that_postgresql_refuses_is_cleaned(inbox) -> None:
    inbox.accept(question(1, text="a\0b\ud800c"))
    assert inbox.claim().text == "abc"


def test_a_thread_s_questions_are_remembered_in_order_up_to_twenty(inbox, database, clock) -> None:
    threads = Threads(database, clock=clock)
    for number in range(1, 25):
        inbox.accept(question(number, thread="1.1"))
        asked = inbox.claim()
        threads.keep(asked, answered(asked, f"a{number}", f"Question {number}"))
        inbox.finish(asked, State.DONE)
    inbox.accept(question(99, thread="1.1"))
    assert threads.earlier(inbox.claim()) == tuple(f"Question {number}" for number in range(5, 25))


def test_what_is_older_than_the_retention_is_deleted_unless_it_waits(inbox, database, clock) -> None:
    threads = Threads(database, clock=clock)
    for number in (1, 2):
        inbox.accept(question(number))
    asked = inbox.claim()
    threads.keep(asked, answered(asked, "a1", "Why?"))
    threads.rate("T1", "a1", "U1", "good")
    inbox.finish(asked, State.DONE)
    clock.now += 86_400 * 2
    assert threads.forget_old(3) == 0
    clock.now += 86_400 * 2
    assert threads.forget_old(3) == 1
    with database.reading() as connection:
        counts = [
            connection.exec_driver_sql(f"SELECT count(*) FROM slack_{table}").scalar()
            for table in ("events", "answers", "feedback", "replies")
        ]
    assert counts == [1, 0, 0, 0]


def test_a_rating_counts_once_for_each_reader_and_the_latest_stands(database, clock) -> None:
    threads = Threads(database, clock=clock)
    for verdict in ("good", "bad", "bad"):
        threads.rate("T1", "a1", "U1", verdict)
    threads.rate("T1", "a1", "U2", "good")
    with database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT user, verdict FROM slack_feedback ORDER BY user").all()
    assert [tuple(row) for row in rows] == [("U1", "bad"), ("U2", "good")]


def test_an_answer_is_found_only_by_the_workspace_that_got_it(inbox, database, clock) -> None:
    threads = Threads(database, clock=clock)
    inbox.accept(question(1))
    asked = inbox.claim()
    threads.keep(asked, answered(asked, "a1", "Why?"))
    assert threads.answered("T1", "a1").question == "Why?"
    assert threads.answered("T2", "a1") is None


def test_a_workspace_that_leaves_takes_everything_along(inbox, database, clock) -> None:
    threads = Threads(database, clock=clock)
    for team in ("T1", "T2"):
        inbox.accept(question(1, team=team))
    threads.forget_team("T1")
    assert inbox.claim().team == "T2"
    assert not threads.joined("T1", "C1", "1.1")


def answered(asked: Asked, identity: str, text: str) -> Answered:
    return Answered(
        id=identity, team=asked.team, channel=asked.channel, thread=asked.thread, user=asked.user, question=text,
        text="Because.", outcome="answered", version="v1",
    )  # fmt: skip
