"""The small Slack is proved by clients that do not know it: those of Slack's own SDK."""

import threading
import time

import pytest
from fake_slack import FakeSlack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse
from workspace import wait_for


@pytest.fixture
def slack():
    with FakeSlack(retries=(0.2, 0.4)) as fake:
        yield fake


@pytest.fixture
def web(slack):
    return WebClient("xoxb-1", base_url=slack.api)


@pytest.fixture
def heard(slack):
    """What Slack's client for Socket Mode hears; it acknowledges what is put into `acknowledge`."""
    got, acknowledge = [], threading.Event()
    client = SocketModeClient("xapp-1", web_client=WebClient(base_url=slack.api), ping_interval=1)

    def listen(client, request):
        got.append(request)
        if acknowledge.is_set():
            client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))

    client.socket_mode_request_listeners.append(listen)
    client.connect()
    got_and_acknowledge = got, acknowledge
    yield got_and_acknowledge
    client.close()


def test_the_sdk_posts_reads_and_updates(web) -> None:
    metadata = {"event_type": "answer", "event_payload": {"key": "1"}}
    root = web.chat_postMessage(channel="C1", text="root", metadata=metadata)["ts"]
    reply = web.chat_postMessage(channel="C1", text="reply", thread_ts=root)["ts"]
    web.chat_update(channel="C1", ts=reply, text="new")
    found = web.conversations_replies(channel="C1", ts=root, include_all_metadata=True)["messages"]
    assert [(one["ts"], one["text"]) for one in found] == [(root, "root"), (reply, "new")]
    assert found[0]["metadata"] == metadata


def test_the_sdk_s_own_streamer_streams(web, slack) -> None:
    root = web.chat_postMessage(channel="C1", text="root")["ts"]
    stream = web.chat_stream(
        channel="C1", thread_ts=root, recipient_user_id="U1", recipient_team_id="T1", buffer_size=3
    )
    for piece in ("One. ", "Two. ", "Three."):
        stream.append(markdown_text=piece)
    stream.stop(blocks=[{"type": "divider"}])
    assert slack.answers(root)[0]["text"] == "One. Two. Three."
    assert slack.answers(root)[0]["blocks"] == [{"type": "divider"}]


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda web: web.chat_postMessage(channel="CNO", text="x"), "channel_not_found"),
        (lambda web: web.api_call("chat.postMessage", json={"channel": "C1"}), "no_text"),
        (lambda web: web.chat_update(channel="C1", ts="1.1", text="x"), "message_not_found"),
        (lambda web: web.chat_startStream(channel="C1", thread_ts="1.1"), "missing_recipient_user_id"),
        (lambda web: web.chat_appendStream(channel="C1", ts="1.1", markdown_text="x"), "message_not_found"),
        (lambda web: web.apps_connections_open(app_token="xoxb-1"), "not_allowed_token_type"),
    ],
)
def test_mistakes_get_the_codes_of_slack(web, call, code) -> None:
    with pytest.raises(SlackApiError) as caught:
        call(web)
    assert caught.value.response["error"] == code


def test_a_stream_that_is_open_too_long_ends(web, slack) -> None:
    slack.stream_seconds = 0.0
    root = web.chat_postMessage(channel="C1", text="root")["ts"]
    ts = web.chat_startStream(channel="C1", thread_ts=root, recipient_user_id="U1", recipient_team_id="T1")["ts"]
    time.sleep(0.01)
    with pytest.raises(SlackApiError, match="message_not_in_streaming_state"):
        web.chat_appendStream(channel="C1", ts=ts, markdown_text="x")


def test_a_429_says_how_long_to_wait_and_the_sdk_waits(web, slack) -> None:
    web.retry_handlers.append(RateLimitErrorRetryHandler(max_retry_count=1))
    slack.fault("chat.postMessage", status=429, seconds=1)
    began = time.monotonic()
    assert web.chat_postMessage(channel="C1", text="x")["ok"]
    assert time.monotonic() - began >= 1
    assert len(slack.called("chat.postMessage")) == 2


def test_what_is_not_acknowledged_is_sent_again_with_its_attempt(slack, heard) -> None:
    got, acknowledge = heard
    delivery = slack.event({"type": "app_home_opened", "user": "U1"})
    wait_for(lambda: len(got) == 2)
    acknowledge.set()
    wait_for(lambda: delivery.acked)
    assert [request.retry_attempt for request in got] == [None, 1, 2]
    assert got[0].payload == got[2].payload
    assert got[0].type == "events_api"


def test_what_is_acknowledged_is_sent_once(slack, heard) -> None:
    got, acknowledge = heard
    acknowledge.set()
    delivery = slack.event({"type": "app_home_opened", "user": "U1"})
    wait_for(lambda: delivery.acked)
    time.sleep(0.5)
    assert len(got) == 1


def test_the_sdk_s_socket_comes_back_after_a_disconnect(slack, heard) -> None:
    got, acknowledge = heard
    acknowledge.set()
    slack.disconnect()
    wait_for(lambda: slack.sockets and len(slack.called("apps.connections.open")) == 2)
    slack.event({"type": "app_home_opened", "user": "U1"})
    assert wait_for(lambda: got)
