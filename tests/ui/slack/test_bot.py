import re
import time

import pytest
from fake_slack import FakeSlack
from workspace import Script, running, texts, wait_for

from ui.desk import DeskState, Readiness
from ui.slack import wording


@pytest.fixture
def slack():
    with FakeSlack() as fake:
        yield fake


@pytest.fixture
def script():
    return Script()


@pytest.fixture
def bot(slack, script):
    with running(slack, script, http=True, slack_help_channel="CHELP") as bot:
        yield bot


@pytest.fixture(params=["socket", "http"])
def either(slack, script, request):
    with running(slack, script, http=request.param == "http") as bot:
        yield bot


def settled(slack, bot) -> None:
    """Wait until all that was sent is acknowledged and all that was asked is answered."""
    wait_for(lambda: all(delivery.acked for delivery in slack.deliveries))
    wait_for(lambda: bot.inbox.waiting() == 0)
    time.sleep(0.05)


def test_a_direct_message_without_a_thread_is_answered_in_its_thread(slack, either) -> None:
    ts = slack.say("What is a CMO?")
    settled(slack, either)
    (answer,) = slack.answers(ts)
    assert answer["text"] == "An answer to What is a CMO?"


def test_a_mention_is_answered_once_though_slack_tells_it_twice(slack, either) -> None:
    ts = slack.say("<@UBOT> What is a CMO?", channel="C1")
    settled(slack, either)
    assert len(slack.deliveries) == 2
    (answer,) = slack.answers(ts)
    assert answer["text"] == "An answer to What is a CMO?"


def test_streams_name_who_they_are_for(slack, bot) -> None:
    slack.say("<@UBOT> What is a CMO?", channel="C1", user="U7")
    settled(slack, bot)
    (start,) = slack.called("chat.startStream")
    assert (start.args["recipient_user_id"], start.args["recipient_team_id"]) == ("U7", "T1")


def test_follow_ups_need_no_mention_in_a_thread_where_it_was_asked(slack, script, either) -> None:
    ts = slack.say("<@UBOT> What is a CMO?", channel="C1")
    settled(slack, either)
    slack.say("And a CSO?", channel="C1", thread=ts)
    settled(slack, either)
    assert [answer["text"][:23] for answer in slack.answers(ts)] == [
        "An answer to What is a ",
        "An answer to And a CSO?",
    ]
    assert script.asked[-1].earlier == ("What is a CMO?",)


def test_it_is_silent_where_it_is_not_meant(slack, either) -> None:
    root = slack.say("<@UBOT> What is a CMO?", channel="C1")
    settled(slack, either)
    other = slack.say("Lunch?", channel="C1")
    slack.say("Where?", channel="C1", thread=other)
    slack.say("<@U2> what do you think?", channel="C1", thread=root)
    slack.event({"type": "message", "channel": "C1", "ts": slack.ts(), "subtype": "channel_join", "user": "U1"})
    slack.say("I am a bot", channel="C1", thread=root, bot_id="B9")
    slack.event({"type": "message", "channel": "D1", "channel_type": "im", "ts": "9.1", "user": "UBOT", "text": "Mine"})
    settled(slack, either)
    assert len(slack.answers()) == 1


def test_nothing_is_kept_of_messages_that_are_not_for_it(slack, bot) -> None:
    slack.say("A secret between us", channel="C1")
    settled(slack, bot)
    with bot.database.reading() as connection:
        for table in ("slack_events", "slack_answers"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0


def test_threads_are_conversations_apart(slack, script, bot) -> None:
    one = slack.say("What is a CMO?")
    two = slack.say("What is a CSO?")
    settled(slack, bot)
    slack.say("And who pays?", thread=two)
    settled(slack, bot)
    assert script.asked[-1].earlier == ("What is a CSO?",)
    assert len(slack.answers(one)) == 1


def test_a_mention_without_a_question_gets_help(slack, script, bot) -> None:
    ts = slack.say("<@UBOT>", channel="C1")
    settled(slack, bot)
    assert "mention" in texts(slack.answers(ts)) or "Ask" in texts(slack.answers(ts))
    assert script.asked == []


def test_the_command_is_answered_in_the_direct_messages(slack, script, either) -> None:
    delivery = slack.command("/corner-office", "What is a CMO?", user="U3")
    settled(slack, either)
    assert wording.COMMAND_ACK in str(delivery.response)
    root, answer = slack.answers()
    assert "What is a CMO?" in root["text"]
    assert answer["thread_ts"] == root["ts"]
    slack.say("And a CSO?", channel="DU3", thread=root["ts"], user="U3")
    settled(slack, either)
    assert script.asked[-1].earlier == ("What is a CMO?",)


def test_an_empty_command_gets_help(slack, script, bot) -> None:
    delivery = slack.command("/corner-office", " ")
    settled(slack, bot)
    assert "Type your question" in str(delivery.response)
    assert script.asked == []


def test_a_question_of_the_home_tab_is_answered_in_the_direct_messages(slack, bot) -> None:
    slack.press("ask:0", "What does a CMO do?", user="U4")
    settled(slack, bot)
    root, answer = slack.answers()
    assert answer["thread_ts"] == root["ts"]
    assert "An answer to What does a CMO do?" in answer["text"]


def test_a_follow_up_button_repeats_its_question_in_the_thread(slack, script, either) -> None:
    ts = slack.say("<@UBOT> What is a CMO?", channel="C1")
    settled(slack, either)
    (answer,) = slack.answers(ts)
    slack.press("ask:0", "And then?", channel="C1", ts=answer["ts"], thread=ts)
    settled(slack, either)
    _, asked, told = slack.answers(ts)
    assert "And then?" in texts([asked])
    assert "An answer to And then?" in texts([told])
    assert script.asked[-1].earlier == ("What is a CMO?",)


def test_the_home_tab_and_suggested_prompts_are_shown(slack, bot) -> None:
    slack.event({"type": "app_home_opened", "user": "U1", "tab": "home", "channel": "D1"})
    slack.event({"type": "app_home_opened", "user": "U1", "tab": "messages", "channel": "D1"})
    slack.event({"type": "assistant_thread_started", "assistant_thread": {"channel_id": "D2", "thread_ts": "5.5"}})
    wait_for(lambda: slack.views and len(slack.called("assistant.threads.setSuggestedPrompts")) == 2)
    places = [call.args for call in slack.called("assistant.threads.setSuggestedPrompts")]
    assert {(place["channel_id"], place.get("thread_ts")) for place in places} == {("D1", None), ("D2", "5.5")}
    assert all(1 <= len(place["prompts"]) <= 4 for place in places)
    assert slack.views[0]["type"] == "home"


def test_a_crash_is_told_with_a_reference_and_not_with_its_text(slack, bot, caplog) -> None:
    ts = slack.say("Does it crash on salaries?")
    settled(slack, bot)
    reference = re.search(r"reference (\w{8})", caplog.text)[1]
    assert reference in texts(slack.answers(ts))
    assert "salaries" not in caplog.text
    assert "RuntimeError" not in texts(slack.answers(ts))


def test_feedback_is_kept_with_its_answer_and_a_bad_one_may_be_explained(slack, bot) -> None:
    ts = slack.say("What is a CMO?")
    settled(slack, bot)
    value = feedback_value(slack.answers(ts)[0], "negative_button")
    slack.press("feedback", value, channel="D1", ts=slack.answers(ts)[0]["ts"], thread=ts)
    view = wait_for(lambda: slack.views)[0]
    view = {**view, "id": "V2", "state": {"values": {"comment": {"comment": {"value": "Too short."}}}}}
    slack.interact({"type": "view_submission", "view": view, "trigger_id": "1"})
    settled(slack, bot)
    with bot.database.reading() as connection:
        query = "SELECT f.verdict, f.comment, a.question, a.text, a.version FROM slack_feedback f JOIN slack_answers a"
        row = connection.exec_driver_sql(f"{query} ON a.id = f.answer").one()
    assert tuple(row) == ("bad", "Too short.", "What is a CMO?", "An answer to What is a CMO?", "v1")


def test_asking_a_person_posts_to_the_help_channel_once(slack, bot) -> None:
    ts = slack.say("What is a CMO?")
    settled(slack, bot)
    answer = slack.answers(ts)[0]
    identity = feedback_value(answer, "positive_button").removeprefix("good:")
    for _ in range(2):
        slack.press("person", identity, channel="D1", ts=answer["ts"], thread=ts)
    settled(slack, bot)
    passed = [call.args for call in slack.called("chat.postMessage") if call.args["channel"] == "CHELP"]
    assert len(passed) == 1
    assert "What is a CMO?" in str(passed[0]["blocks"])
    wait_for(lambda: [call for call in slack.called("chat.postEphemeral") if call.args["text"] == wording.PASSED_ON])


def test_only_allowed_channels_are_answered_and_the_others_are_told(slack, script) -> None:
    with running(slack, script, slack_channels="C2, C3") as bot:
        slack.say("<@UBOT> What is a CMO?", channel="C1")
        allowed = slack.say("<@UBOT> What is a CMO?", channel="C2")
        direct = slack.say("What is a CMO?")
        settled(slack, bot)
        told = wait_for(lambda: slack.called("chat.postEphemeral"))
        assert [(call.args["channel"], call.args["text"]) for call in told] == [("C1", wording.NOT_HERE)]
        assert {answer["thread_ts"] for answer in slack.answers()} == {allowed, direct}


def test_what_is_asked_while_the_articles_load_is_answered_afterwards(slack, script, bot) -> None:
    script.now = DeskState(readiness=Readiness.LOADING)
    ts = slack.say("What is a CMO?")
    time.sleep(0.5)
    assert slack.answers(ts) == []
    script.now = DeskState(readiness=Readiness.READY)
    assert wait_for(lambda: slack.answers(ts))


def test_buttons_are_acknowledged_while_all_workers_are_busy(slack, script, either) -> None:
    script.gate.clear()
    for number in range(20):
        slack.say(f"Question {number}")
    began = time.monotonic()
    delivery = slack.press("open_page", "")
    wait_for(lambda: delivery.acked)
    assert time.monotonic() - began < 3
    script.gate.set()
    settled(slack, either)
    assert len(slack.answers()) == 20


def test_a_deleted_question_is_forgotten(slack, bot) -> None:
    ts = slack.say("What is a CMO?")
    settled(slack, bot)
    slack.event({"type": "message", "subtype": "message_deleted", "channel": "D1", "deleted_ts": ts, "ts": slack.ts()})
    settled(slack, bot)
    with bot.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM slack_answers").scalar() == 0


def test_no_log_line_has_a_message_in_it_at_any_level(slack, script, caplog) -> None:
    caplog.set_level("DEBUG")
    with running(slack, script) as bot:
        slack.say("Tell me of Zanzibar")
        slack.say("<@UBOT> Zanzibar and crash", channel="C1")
        slack.say("Not for you, Zanzibar", channel="C1")
        slack.event({"type": "reaction_added", "user": "Zanzibar"})
        slack.interact({"type": "shortcut", "callback_id": "Zanzibar", "trigger_id": "1"})
        slack.fault("chat.startStream", code="invalid_arguments")
        slack.say("Zanzibar again")
        time.sleep(0.3)
        wait_for(lambda: bot.inbox.waiting() == 0)
    ours = [record for record in caplog.records if not record.name.startswith("uvicorn")]
    assert [record.getMessage() for record in ours if "Zanzibar" in record.getMessage()] == []
    assert [record for record in ours if record.exc_info and "Zanzibar" in str(record.exc_info)] == []


def feedback_value(message, button):
    elements = [element for block in message["blocks"] for element in block.get("elements", ())]
    return next(element[button]["value"] for element in elements if element["type"] == "feedback_buttons")
