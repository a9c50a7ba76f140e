"""What the bot sends, sent to a Slack that was not written for it: posts, replies, updates, views, scopes, installs."""

import json
import urllib.parse
import urllib.request

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from assistant.settings import Settings
from assistant.vocabulary import Answer
from ui.slack import wording
from ui.slack.blocks import Extras
from ui.slack.check import check
from ui.slack.database import Database
from ui.slack.home import home_view
from ui.slack.installs import open_installs
from ui.slack.manifest import BOT_SCOPES, OPTIONAL_SCOPES, Transport
from ui.slack.messages import answer_messages
from ui.slack.modals import comment_view


@pytest.fixture(scope="module")
def slack(emulated) -> WebClient:
    return WebClient(token=emulated.bot, base_url=emulated.api)


@pytest.fixture(scope="module")
def channel(emulated) -> str:
    admin = WebClient(token=emulated.admin, base_url=emulated.api)
    (found,) = [one["id"] for one in admin.conversations_list()["channels"] if one["name"] == "leadership"]
    admin.conversations_join(channel=found)
    return found


@pytest.fixture(scope="module")
def ada(emulated) -> str:
    admin = WebClient(token=emulated.admin, base_url=emulated.api)
    return next(user["id"] for user in admin.users_list()["members"] if user["name"] == "ada")


def test_every_kind_of_answer_is_taken_in_the_thread_and_comes_back_as_sent(
    slack: WebClient, channel: str, any_answer: Answer
) -> None:
    extras = Extras(answer_id="a1", page="https://office.example", person=True)
    root = slack.chat_postMessage(channel=channel, text="Who leads?")["ts"]
    messages = answer_messages(any_answer, extras)
    for message in messages:
        slack.chat_postMessage(
            channel=channel,
            thread_ts=root,
            text=message.text,
            blocks=list(message.blocks),
            unfurl_links=False,
            unfurl_media=False,
        )
    replies = slack.conversations_replies(channel=channel, ts=root)["messages"][1:]
    assert [reply["blocks"] for reply in replies] == [list(message.blocks) for message in messages]
    assert [reply["text"] for reply in replies] == [message.text for message in messages]


def test_an_answer_replaces_what_stood_in_its_place(slack: WebClient, channel: str, answers: dict[str, Answer]) -> None:
    (message,) = answer_messages(answers["plain"], Extras(answer_id="a1"))
    ts = slack.chat_postMessage(channel=channel, text=wording.STATUS)["ts"]
    slack.chat_update(channel=channel, ts=ts, text=message.text, blocks=list(message.blocks))
    (shown,) = [one for one in slack.conversations_history(channel=channel)["messages"] if one["ts"] == ts]
    assert shown["blocks"] == list(message.blocks)


def test_a_command_is_answered_in_the_direct_message_of_who_gave_it(slack: WebClient, ada: str) -> None:
    place = slack.conversations_open(users=[ada])["channel"]["id"]
    root = wording.question_root("What does a CMO do?")
    ts = slack.chat_postMessage(channel=place, text=root.text, blocks=list(root.blocks))["ts"]
    slack.chat_postMessage(channel=place, thread_ts=ts, text="Answer")
    assert [one["text"] for one in slack.conversations_replies(channel=place, ts=ts)["messages"]] == [
        root.text,
        "Answer",
    ]


def test_the_home_and_the_window_for_comments_are_taken(slack: WebClient, ada: str) -> None:
    home = slack.views_publish(user_id=ada, view=home_view("https://office.example"))["view"]
    assert home["blocks"] == home_view("https://office.example")["blocks"]
    trigger = slack.api_call("views.generateTriggerId", params={"user_id": ada})["trigger_id"]
    window = slack.views_open(trigger_id=trigger, view=comment_view("a1", "C1", "1.2"))["view"]
    assert json.loads(window["private_metadata"]) == ["a1", "C1", "1.2"]


def test_the_scopes_of_the_manifest_are_enough_and_fewer_are_not(emulated, channel: str, ada: str) -> None:
    narrow = WebClient(token=emulated.narrow, base_url=emulated.api)
    narrow.chat_postMessage(channel=channel, text="One scope is enough to answer.")
    with pytest.raises(SlackApiError) as refused:
        narrow.conversations_history(channel=channel)
    assert refused.value.response["needed"] == "channels:history"
    with pytest.raises(SlackApiError) as refused:
        narrow.conversations_open(users=[ada])
    assert refused.value.response["needed"] == "im:write"


def test_a_right_token_passes_the_check_as_far_as_this_slack_tells(emulated, channel: str) -> None:
    given = {"transport": Transport.HTTP, "signing_secret": "8f742231b10e8888", "base_url": emulated.api}
    (only,) = check(bot_token=emulated.bot, person_channel=channel, **given)
    assert "did not say which scopes" in only


def test_the_app_is_installed_by_oauth_and_its_token_is_kept_and_has_the_scopes(
    emulated, ada: str, channel: str
) -> None:
    from cryptography.fernet import Fernet
    from slack_bolt import BoltRequest

    settings = Settings.load(
        slack_client_id=emulated.client_id,
        slack_client_secret=emulated.client_secret,
        slack_encryption_key=Fernet.generate_key().decode(),
        slack_url="https://bot.example",
        slack_api_url=emulated.api,
    )
    database = Database.from_settings(settings)
    installs = open_installs(settings, database)
    begun = installs.flow.handle_installation(BoltRequest(body="", query={}, headers={}))
    address = begun.headers["location"][0]
    assert address.startswith(f"{emulated.address}/oauth/v2/authorize?")
    query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
    cookie = begun.headers["set-cookie"][0].split(";")[0]

    assert "Corner Office" in fetched(address)
    back = posted(f"{emulated.address}/oauth/v2/authorize/callback", {**query, "user_id": ada})
    assert back.startswith("https://bot.example/slack/oauth_redirect?")
    returned = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(back).query))
    done = installs.flow.handle_callback(BoltRequest(body="", query=returned, headers={"cookie": [cookie]}))
    assert done.status == 200
    again = installs.flow.handle_callback(BoltRequest(body="", query=returned, headers={"cookie": [cookie]}))
    assert again.status in (400, 401)

    kept = installs.store.find_bot(enterprise_id=None, team_id="T000000001")
    assert kept is not None
    assert set(kept.bot_scopes) == {*BOT_SCOPES, *OPTIONAL_SCOPES}
    installed = WebClient(token=kept.bot_token, base_url=emulated.api)
    assert installed.auth_test()["user_id"] == kept.bot_user_id
    installed.chat_postMessage(channel=channel, text="Installed.")
    database.close()


def fetched(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as response:
        return str(response.read().decode())


def posted(address: str, form: dict[str, str]) -> str:
    """Where a form leads."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    try:
        urllib.request.build_opener(Stay).open(address, urllib.parse.urlencode(form).encode(), timeout=10)
    except urllib.error.HTTPError as error:
        with error:
            return str(error.headers["Location"])
    raise AssertionError("the form led nowhere")
