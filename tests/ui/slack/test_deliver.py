import time

import pytest
from fake_slack import FakeSlack
from workspace import Script, running, texts, wait_for

from ui.slack import deliver
from ui.slack.api import RefusedError, UnreachableError
from ui.slack.pace import Pace


@pytest.fixture
def slack():
    with FakeSlack() as fake:
        yield fake


@pytest.fixture
def script():
    return Script()


@pytest.fixture
def bot(slack, script):
    with running(slack, script, http=True, lease=0.6) as bot:
        yield bot


def answered(slack, bot) -> None:
    wait_for(lambda: all(delivery.acked for delivery in slack.deliveries))
    wait_for(lambda: bot.inbox.waiting() == 0)


def whole(message) -> str:
    """The Markdown of an answer, streamed or posted."""
    blocks = [block["text"] for block in message.get("blocks", ()) if block["type"] == "markdown"]
    return "\n\n".join(blocks) or message["text"]


def test_a_long_answer_is_streamed_in_pieces_that_lose_nothing(slack, bot) -> None:
    ts = slack.say("Something long")
    answered(slack, bot)
    (answer,) = slack.answers(ts)
    assert len(slack.called("chat.appendStream")) > 1
    assert "part 0." in answer["text"]
    assert answer["text"].rstrip().endswith("part 39.")
    assert slack.streams == {}


def test_answers_above_the_pace_are_posted(slack, script) -> None:
    with running(slack, script, http=True, streams=2) as bot:
        for number in range(5):
            slack.say(f"Question {number}")
        answered(slack, bot)
    assert len(slack.called("chat.startStream")) == 2
    assert len(slack.called("chat.postMessage")) == 3
    assert len(slack.answers()) == 5


@pytest.mark.parametrize("code", ["channel_type_not_supported", "missing_recipient_user_id", "method_deprecated"])
def test_where_streaming_is_refused_one_message_is_posted(slack, bot, code) -> None:
    slack.fault("chat.startStream", code=code)
    ts = slack.say("Something long")
    answered(slack, bot)
    (answer,) = slack.answers(ts)
    assert whole(answer).rstrip().endswith("part 39.")


def test_a_limited_start_of_a_stream_is_not_waited_for(slack, bot) -> None:
    slack.fault("chat.startStream", status=429, seconds=30)
    ts = slack.say("What is a CMO?")
    wait_for(lambda: slack.answers(ts), seconds=5)


def test_a_stream_that_breaks_off_is_replaced_by_the_whole_answer(slack, bot) -> None:
    slack.fault("chat.stopStream", code="message_not_in_streaming_state")
    ts = slack.say("Something long")
    answered(slack, bot)
    (answer,) = slack.answers(ts)
    assert whole(answer).rstrip().endswith("part 39.")
    assert "feedback" in texts([answer])


def test_a_429_is_waited_out_for_as_long_as_it_says(slack, bot) -> None:
    slack.fault("chat.appendStream", status=429, seconds=1)
    ts = slack.say("What is a CMO?")
    answered(slack, bot)
    first, second = slack.called("chat.appendStream")
    assert second.at - first.at >= 1
    assert [answer["text"] for answer in slack.answers(ts)] == ["An answer to What is a CMO?"]


def test_a_stream_that_grows_old_is_closed_and_continued(slack, bot, monkeypatch) -> None:
    monkeypatch.setattr(deliver, "OLDEST_STREAM", 0.0)
    ts = slack.say("Something long")
    answered(slack, bot)
    answers = slack.answers(ts)
    assert len(answers) > 1
    told = "".join(answer["text"] for answer in answers)
    assert [told.count(f"part {number}.") for number in range(40)] == [1] * 40
    assert ["feedback" in texts([answer]) for answer in answers] == [False] * (len(answers) - 1) + [True]


def test_stop_ends_the_stream_where_it_is(slack, bot) -> None:
    ts = slack.say("Something long")
    slack.fault("chat.appendStream", status=429, seconds=1)
    wait_for(lambda: slack.called("chat.appendStream"))
    slack.event({"type": "agent_session_stopped", "channel": "D1", "thread_ts": ts, "user": "U1"})
    answered(slack, bot)
    (answer,) = slack.answers(ts)
    assert "part 39." not in answer["text"]
    assert slack.streams == {}
    wait_for(lambda: slack.called("agents.sessions.setStatus"))


def test_a_stream_that_slack_has_stopped_is_left_alone(slack, bot) -> None:
    slack.fault("chat.appendStream", code="stopped_by_user")
    ts = slack.say("Something long")
    answered(slack, bot)
    assert [answer["text"] for answer in slack.answers(ts)] == [""]
    assert slack.called("chat.update") == []


@pytest.mark.parametrize("method", ["chat.startStream", "chat.appendStream", "chat.stopStream", "chat.postMessage"])
def test_a_call_that_was_done_but_not_confirmed_is_not_done_twice(slack, script, method) -> None:
    streams = 0 if method == "chat.postMessage" else 20
    with running(slack, script, http=True, streams=streams) as bot:
        slack.fault(method, status=502, code="internal_error")
        ts = slack.say("Something long")
        answered(slack, bot)
    (answer,) = slack.answers(ts)
    told = whole(answer)
    assert [told.count(f"part {number}.") for number in range(40)] == [1] * 40


def test_slack_is_tried_again_until_it_answers(slack, bot) -> None:
    slack.fault("chat.startStream", times=2, status=502, code="fatal_error")
    ts = slack.say("What is a CMO?")
    answered(slack, bot)
    assert len([answer for answer in slack.answers(ts) if whole(answer)]) == 1


def test_an_answer_that_slack_does_not_take_is_given_up_and_a_retry_takes_it_up(slack, bot) -> None:
    slack.fault("chat.startStream", code="not_in_channel")
    slack.fault("chat.postMessage", code="not_in_channel")
    ts = slack.ts()
    event = {"type": "message", "channel": "D1", "channel_type": "im", "user": "U1", "text": "Why?", "ts": ts}
    slack.event(event, "Ev77")
    answered(slack, bot)
    assert slack.answers(ts) == []
    slack.event(event, "Ev77")
    wait_for(lambda: slack.answers(ts))


def test_blocks_that_slack_refuses_are_left_out(slack, script) -> None:
    with running(slack, script, http=True, streams=0) as bot:
        slack.fault("chat.postMessage", code="invalid_blocks")
        ts = slack.say("What is a CMO?")
        answered(slack, bot)
    assert "An answer to What is a CMO?" in texts(slack.answers(ts))


def test_the_end_of_the_program_does_not_wait_out_a_429_and_the_next_one_takes_it_up(slack, script) -> None:
    with running(slack, script, http=True, lease=0.6):
        slack.fault("chat.appendStream", status=429, seconds=60)
        ts = slack.say("Something long")
        wait_for(lambda: slack.called("chat.appendStream"))
        began = time.monotonic()
    assert time.monotonic() - began < 5
    with running(slack, script, http=True, lease=0.6) as bot:
        wait_for(lambda: bot.inbox.waiting() == 0)
    (answer,) = slack.answers(ts)
    assert whole(answer).rstrip().endswith("part 39.")
    assert len(script.asked) == 1


def test_the_pace_counts_a_minute_for_each_workspace() -> None:
    now = [0.0]
    pace = Pace(2, clock=lambda: now[0])
    assert [pace.stream("T1"), pace.stream("T1"), pace.stream("T1"), pace.stream("T2")] == [True, True, False, True]
    now[0] = 60.0
    assert pace.stream("T1")


def test_what_slack_refuses_and_what_passes_are_told_apart(slack) -> None:
    from slack_sdk import WebClient

    from ui.slack.api import SlackApi

    api = SlackApi(WebClient("xoxb-1", base_url=slack.api))
    with pytest.raises(RefusedError, match="channel_not_found"):
        api.post("CNO", "", "x", ())
    slack.fault("chat.postMessage", code="service_unavailable")
    with pytest.raises(UnreachableError):
        api.post("C1", "", "x", ())
    with pytest.raises(UnreachableError):
        SlackApi(WebClient("xoxb-1", base_url="http://127.0.0.1:1/api/")).post("C1", "", "x", ())
