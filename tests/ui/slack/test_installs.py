import time
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.fernet import Fernet, MultiFernet
from fake_slack import FakeSlack
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from workspace import Script, served, settings_for, wait_for

from assistant.errors import SettingsError
from assistant.settings import Settings
from ui.slack.bot import Bot
from ui.slack.database import Database
from ui.slack.installs import InstalledTokens, SealedStore, WideStore, open_installs, seal_of

KEY, OLDER = Fernet.generate_key().decode(), Fernet.generate_key().decode()
OAUTH = {
    "slack_bot_token": "",
    "slack_client_id": "1.2",
    "slack_client_secret": "hush",
    "slack_encryption_key": KEY,
    "slack_url": "https://bot.example",
}


@pytest.fixture
def slack():
    with FakeSlack() as fake:
        fake.tokens.clear()
        fake.codes["code-1"] = "xoxb-installed"
        yield fake


@pytest.fixture
def many(slack):
    """A bot that workspaces install, and its address."""
    settings = settings_for(slack, **OAUTH)
    bot = Bot(settings, Script())
    bot.start()
    with served(slack, bot, settings) as address:
        yield bot, address
    bot.stop()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def get(url: str, **headers: str) -> tuple[int, Any]:
    """Status and headers of a page; redirects are not followed."""
    opener = urllib.request.build_opener(NoRedirect)
    try:
        with opener.open(urllib.request.Request(url, headers=headers)) as page:
            return page.status, page.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers


def install(address: str, code: str = "code-1", state: str = "") -> int:
    """Go through an install as a browser does; the status of its last page."""
    status, headers = get(f"{address}/slack/install")
    assert status == 302
    query = parse_qs(urlsplit(headers["location"]).query)
    assert query["redirect_uri"] == ["https://bot.example/slack/oauth_redirect"]
    assert {"chat:write", "app_mentions:read", "im:history"} <= set(query["scope"][0].split(","))
    cookie = headers["set-cookie"].split(";")[0]
    return get(f"{address}/slack/oauth_redirect?code={code}&state={state or query['state'][0]}", cookie=cookie)[0]


def test_a_workspace_installs_the_bot_and_gets_answers(slack, many) -> None:
    bot, address = many
    assert bot.tokens.speaker("T1", "") is None
    assert install(address) == 200
    ts = slack.say("What is a CMO?")
    wait_for(lambda: slack.answers(ts))
    assert {call.token for call in slack.called("chat.startStream")} == {"xoxb-installed"}


def test_a_state_that_was_not_given_out_installs_nothing(many) -> None:
    bot, address = many
    assert install(address, state="forged") >= 400
    assert bot.tokens.speaker("T1", "") is None


def test_no_token_stands_readable_in_the_database(many, home) -> None:
    bot, address = many
    assert install(address) == 200
    assert bot.tokens.speaker("T1", "").token == "xoxb-installed"
    stored = b"".join(file.read_bytes() for file in home.glob("slack.sqlite3*"))
    assert b"slack_installations" in stored
    assert b"xoxb-installed" not in stored
    assert b"xoxe-" not in stored


def test_a_token_about_to_end_is_replaced_and_the_new_one_kept(slack, settings) -> None:
    slack.codes["xoxe-first"] = "xoxb-fresh"
    settings = settings_for(slack, **OAUTH)
    database = Database.from_settings(settings)
    store = open_installs(settings, database).store
    store.save(installation(bot_token="xoxb-old", bot_refresh_token="xoxe-first", bot_token_expires_in=3600))
    assert InstalledTokens.from_settings(settings, store).speaker("T1", "").token == "xoxb-fresh"
    kept = store.find_bot(enterprise_id=None, team_id="T1")
    assert kept.bot_token == "xoxb-fresh"
    assert kept.bot_token_expires_at > time.time() + 40_000
    assert InstalledTokens.from_settings(settings, store).speaker("T1", "").token == "xoxb-fresh"
    assert len(slack.called("oauth.v2.access")) == 1
    database.close()


def test_a_token_that_cannot_be_replaced_is_used_while_it_lasts(slack) -> None:
    settings = settings_for(slack, **OAUTH)
    database = Database.from_settings(settings)
    store = open_installs(settings, database).store
    store.save(installation(bot_token="xoxb-old", bot_refresh_token="xoxe-used", bot_token_expires_in=3600))
    assert InstalledTokens.from_settings(settings, store).speaker("T1", "").token == "xoxb-old"
    database.close()


@pytest.mark.parametrize(
    ("event", "leaves"),
    [
        ({"type": "app_uninstalled"}, True),
        ({"type": "tokens_revoked", "tokens": {"bot": ["UBOT"], "oauth": []}}, True),
        ({"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}}, False),
    ],
)
def test_a_workspace_that_leaves_has_no_token_any_more(slack, many, event, leaves) -> None:
    bot, address = many
    assert install(address) == 200
    delivery = slack.event(event)
    wait_for(lambda: delivery.acked)
    assert (bot.tokens.speaker("T1", "") is None) == leaves


def test_a_key_is_replaced_by_putting_the_new_one_first(settings) -> None:
    database = Database.from_settings(settings)
    below = WideStore("1.2", database.engine)
    below.metadata.create_all(database.engine)
    SealedStore(below, MultiFernet([Fernet(OLDER)])).save(installation(bot_token="xoxb-1"))
    both = SealedStore(below, seal_of(Settings.load(slack_encryption_key=f"{KEY}, {OLDER}")))
    assert both.find_bot(enterprise_id=None, team_id="T1").bot_token == "xoxb-1"
    alone = SealedStore(below, seal_of(Settings.load(slack_encryption_key=KEY)))
    with pytest.raises(SettingsError, match="sealed with another key"):
        alone.find_installation(enterprise_id=None, team_id="T1")
    database.close()


@pytest.mark.parametrize("key", ["", "short", "x" * 44])
def test_what_is_no_key_is_refused_with_the_way_to_make_one(key) -> None:
    with pytest.raises(SettingsError, match="openssl rand"):
        seal_of(Settings.load(slack_encryption_key=key))


def test_sealed_tokens_fit_into_the_columns() -> None:
    long = Fernet(KEY).encrypt(b"xoxe.xoxb-1-" + b"x" * 170).decode()
    narrow = SQLAlchemyInstallationStore.build_bots_table.__func__
    assert len(long) > 200
    from sqlalchemy import MetaData

    assert narrow(SQLAlchemyInstallationStore, MetaData(), "t").c.bot_token.type.length == 200
    assert WideStore.build_bots_table(MetaData(), "t").c.bot_token.type.length is None


def installation(**more) -> Installation:
    return Installation(app_id="A1", team_id="T1", bot_id="BBOT", bot_user_id="UBOT", user_id="U1", **more)
