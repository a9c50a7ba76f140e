import json
import time
import urllib.error
import urllib.request

import pytest
from fake_slack import FakeSlack
from slack_sdk.signature import SignatureVerifier
from workspace import Script, running, served, settings_for, wait_for

from ui.desk import DeskState, Readiness
from ui.slack.bot import Bot

EVENT = {"type": "message", "channel": "D1", "channel_type": "im", "user": "U1", "text": "Why?", "ts": "1.1"}
BODY = json.dumps({"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": EVENT})


@pytest.fixture
def slack():
    with FakeSlack() as fake:
        yield fake


@pytest.fixture
def script():
    return Script()


@pytest.fixture
def bot(slack, script):
    with running(slack, script, http=True) as bot:
        yield bot


@pytest.fixture
def address(slack, bot):
    return slack.http.removesuffix("/slack/events")


def get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def post(url: str, body: bytes, stamp: str, signature: str) -> int:
    headers = {"content-type": "application/json", "x-slack-request-timestamp": stamp, "x-slack-signature": signature}
    request = urllib.request.Request(url, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def signed(body: str, age: float = 0) -> tuple[str, str]:
    stamp = str(int(time.time() - age))
    return stamp, str(SignatureVerifier("secret").generate_signature(timestamp=stamp, body=body))


def test_a_signed_request_is_taken_in(slack, bot) -> None:
    assert post(slack.http, BODY.encode(), *signed(BODY)) == 200
    wait_for(lambda: slack.answers("1.1"))


def test_a_request_that_is_replayed_within_five_minutes_is_answered_once(slack, bot) -> None:
    headers = signed(BODY, age=290)
    assert [post(slack.http, BODY.encode(), *headers) for _ in range(3)] == [200] * 3
    wait_for(lambda: slack.answers("1.1"))
    wait_for(lambda: bot.inbox.waiting() == 0)
    assert len(slack.answers("1.1")) == 1


@pytest.mark.parametrize("age", [310, -310, 86_400])
def test_a_signature_of_another_time_is_refused(slack, bot, age) -> None:
    assert post(slack.http, BODY.encode(), *signed(BODY, age=age)) == 401


@pytest.mark.parametrize("stamp", ["", "abc", "1e9", "-1", "9" * 400, "\xb2"])
def test_a_malformed_time_is_refused_and_breaks_nothing(slack, bot, stamp) -> None:
    assert post(slack.http, BODY.encode(), stamp, signed(BODY)[1]) == 401


@pytest.mark.parametrize("signature", ["", "v0=", "v0=" + "0" * 64, "v0=\xe9\xe9", "v1=abc"])
def test_a_wrong_signature_is_refused(slack, bot, signature) -> None:
    assert post(slack.http, BODY.encode(), signed(BODY)[0], signature) == 401


def test_a_body_that_was_changed_or_is_no_text_is_refused(slack, bot, caplog) -> None:
    caplog.set_level("DEBUG")
    assert post(slack.http, BODY.replace("Why?", "Zanzibar").encode(), *signed(BODY)) == 401
    assert post(slack.http, b"\xff\xfe", *signed(BODY)) == 401
    assert "Zanzibar" not in caplog.text


def test_a_body_that_is_too_large_is_refused(slack, bot) -> None:
    assert post(slack.http, b"x" * 1_100_000, *signed(BODY)) == 413


def test_slack_s_question_whether_the_address_is_ours_is_answered(slack, bot) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a", "token": "t"})
    stamp, signature = signed(body)
    headers = {"content-type": "application/json", "x-slack-request-timestamp": stamp, "x-slack-signature": signature}
    with urllib.request.urlopen(urllib.request.Request(slack.http, body.encode(), headers)) as answer:
        assert "3eZbrw1a" in answer.read().decode()


def test_what_could_not_be_kept_is_not_acknowledged_and_answered_after_the_retry(slack, bot, monkeypatch) -> None:
    slack.retries = (0.2, 0.4)
    real, broken = bot.inbox.accept, [OSError("disk full")]
    monkeypatch.setattr(bot.inbox, "accept", lambda asked: real(asked) if not broken else fail(broken.pop()))
    ts = slack.say("What is a CMO?")
    wait_for(lambda: slack.answers(ts))
    assert slack.deliveries[0].statuses == [500, 200]


def fail(error: Exception) -> bool:
    raise error


def test_health_and_readiness_are_told_apart(address, script) -> None:
    assert get(f"{address}/healthz") == (200, "ok")
    assert get(f"{address}/readyz")[0] == 200
    script.now = DeskState(readiness=Readiness.LOADING)
    assert get(f"{address}/healthz")[0] == 200
    assert get(f"{address}/readyz")[0] == 503


def test_the_figures_count_what_happened(slack, bot, address) -> None:
    ts = slack.say("<@UBOT> What is a CMO?", channel="C1")
    slack.say("Lunch?", channel="C1")
    wait_for(lambda: slack.answers(ts))
    wait_for(lambda: bot.inbox.waiting() == 0 and all(delivery.acked for delivery in slack.deliveries))
    status, text = get(f"{address}/metrics")
    assert status == 200
    for line in (
        'corner_office_slack_events_total{result="accepted"} 1.0',
        'corner_office_slack_events_total{result="duplicate"} 1.0',
        'corner_office_slack_events_total{result="ignored"} 1.0',
        'corner_office_slack_delivered_total{way="stream"} 1.0',
        'corner_office_answers_total{front="slack",outcome="answered"} 1.0',
        "corner_office_slack_ack_seconds_count 3.0",
    ):
        assert line in text


def test_a_bot_on_a_socket_takes_no_requests(slack, script) -> None:
    from starlette.testclient import TestClient

    from ui.slack.http import build_http
    from ui.slack.watch import Watch

    with TestClient(build_http(desk=script, watch=Watch(), connected=lambda: False)) as client:
        assert client.post("/slack/events", content=BODY).status_code == 404
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").json() == {"readiness": "ready", "connected": False}


def test_installs_have_no_routes_for_one_workspace(slack, script) -> None:
    settings = settings_for(slack)
    bot = Bot(settings, script)
    with served(slack, bot, settings) as address:
        assert get(f"{address}/slack/install")[0] == 404
    bot.errands.close()
    bot.database.close()
