import pytest

from ui.slack.heard import Envelope, heard, plain

ENVELOPE = Envelope(team="T1", enterprise="", event_id="Ev1", bot_user="UBOT")
DIRECT = {"type": "message", "channel": "D1", "channel_type": "im", "user": "U1", "text": "Why?", "ts": "1.1"}
CHANNEL = {**DIRECT, "channel": "C1", "channel_type": "channel"}


def asked(event, joined=False):
    return heard(event, ENVELOPE, lambda channel, thread: joined)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("<@UBOT> Why?", "Why?"),
        ("Why, <@UBOT|corner-office>?", "Why, ?"),
        ("Is <@U2|Ann> a CMO?", "Is @Ann a CMO?"),
        ("See <https://example.com/a?b=c&amp;d|the page> in <#C1|sales>", "See the page in #sales"),
        ("<https://example.com>", "https://example.com"),
        ("<!channel> is R&amp;D &lt; sales?", "is R&D < sales?"),
        ("  two\n lines ", "two lines"),
        ("a < b > c", "a b c"),
        ("", ""),
    ],
)
def test_slack_s_marks_are_taken_out_of_what_a_person_wrote(text, meant) -> None:
    assert plain(text, "UBOT") == meant


def test_a_direct_message_begins_a_thread_or_goes_on_with_one() -> None:
    assert asked(DIRECT).thread == "1.1"
    assert asked({**DIRECT, "thread_ts": "0.9"}).thread == "0.9"


def test_a_message_with_a_file_or_shown_in_the_channel_too_is_a_question() -> None:
    for subtype in ("file_share", "thread_broadcast"):
        assert asked({**DIRECT, "subtype": subtype}) is not None


@pytest.mark.parametrize(
    "event",
    [
        {**DIRECT, "subtype": "message_changed"},
        {**DIRECT, "subtype": "bot_message"},
        {**DIRECT, "bot_id": "B2"},
        {**DIRECT, "user": None},
        CHANNEL,
        {**CHANNEL, "thread_ts": "0.9"},
    ],
)
def test_what_is_not_for_the_bot_is_nothing(event) -> None:
    assert asked(event) is None


def test_a_thread_that_it_was_asked_in_needs_no_mention_unless_somebody_else_is_meant() -> None:
    reply = {**CHANNEL, "thread_ts": "0.9"}
    assert asked(reply, joined=True).thread == "0.9"
    assert asked({**reply, "text": "<@U2> what do you say?"}, joined=True) is None
    assert asked({**reply, "text": "<@U2> and <@UBOT>, what do you say?"}, joined=True) is not None


def test_a_guest_of_another_workspace_is_named_as_such() -> None:
    assert asked({**DIRECT, "user_team": "T9"}).user_team == "T9"
    assert asked(DIRECT).user_team == "T1"
