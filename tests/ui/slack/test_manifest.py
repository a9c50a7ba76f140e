"""The manifest against the types that Slack publishes for it, and against what the bot needs."""

import json
import re

import pytest

from assistant.errors import SettingsError
from ui.slack.manifest import BOT_EVENTS, BOT_SCOPES, OPTIONAL_SCOPES, Transport, manifest, missing

ADDRESS = "https://bot.example/"
VARIANTS = {
    "socket": manifest(),
    "http": manifest(transport=Transport.HTTP, address=ADDRESS),
    "oauth": manifest(transport=Transport.HTTP, address=ADDRESS, oauth=True, rotation=True),
    "oauth by socket": manifest(transport=Transport.SOCKET, address=ADDRESS, oauth=True),
}
# Newer than the types: Slack's documentation has both.
UNTYPED = {"assistant:write", "agent_session_stopped"}
# What Slack wants granted before it sends an event.
NEEDED = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "agent_session_stopped": "assistant:write",
}


def type_errors(peers, folder, manifests) -> str:
    kind = "AppsManifestCreateArguments['manifest'][]"
    source = f"""import type {{ AppsManifestCreateArguments }} from '@slack/web-api';
export const made: {kind} = {json.dumps(manifests)};
"""
    return peers.type_errors(source, folder)


def test_every_manifest_is_one_by_slacks_types(peers, tmp_path) -> None:
    typed = json.loads(json.dumps([*VARIANTS.values()]))
    for made in typed:
        for names in (made["oauth_config"]["scopes"]["bot"], made["settings"]["event_subscriptions"]["bot_events"]):
            assert UNTYPED & set(names)
            names[:] = [name for name in names if name not in UNTYPED]
    assert type_errors(peers, tmp_path, typed) == ""


def test_slacks_types_would_notice_an_unknown_scope_event_or_field(peers, tmp_path) -> None:
    scope, event, field = (json.loads(json.dumps(VARIANTS["socket"])) for _ in range(3))
    scope["oauth_config"]["scopes"]["bot"] = ["chat:writes"]
    event["settings"]["event_subscriptions"]["bot_events"] = ["app_mentioned"]
    field["features"]["agent_view"]["description"] = "x"
    found = type_errors(peers, tmp_path, [scope, event, field])
    assert all(word in found for word in ("chat:writes", "app_mentioned", "description"))


@pytest.mark.parametrize("variant", VARIANTS)
def test_texts_are_as_long_as_slack_takes(variant: str) -> None:
    made = VARIANTS[variant]
    shown = made["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert re.fullmatch("#[0-9a-f]{6}", shown["background_color"])
    assert len(made["features"]["agent_view"]["agent_description"]) <= 300
    assert len(made["features"]["agent_view"]["suggested_prompts"]) <= 4
    assert re.fullmatch("[a-z0-9_.-]{1,80}", made["features"]["bot_user"]["display_name"])
    (command,) = made["features"]["slash_commands"]
    assert command["command"] == "/corner-office"


def test_every_event_has_the_scope_that_it_needs_and_no_scope_is_there_twice() -> None:
    asked = manifest()["oauth_config"]["scopes"]
    assert all(NEEDED.get(event, asked["bot"][0]) in asked["bot"] for event in BOT_EVENTS)
    assert set(asked["bot_optional"]) < set(asked["bot"])
    assert sorted(set(asked["bot"])) == asked["bot"]


def test_a_socket_needs_no_address_and_http_sends_everything_to_one() -> None:
    assert "request_url" not in str(VARIANTS["socket"])
    assert VARIANTS["socket"]["settings"]["socket_mode_enabled"] is True
    http = VARIANTS["http"]
    address = "https://bot.example/slack/events"
    assert http["settings"]["socket_mode_enabled"] is False
    assert http["settings"]["event_subscriptions"]["request_url"] == address
    assert http["settings"]["interactivity"]["request_url"] == address
    assert http["features"]["slash_commands"][0]["url"] == address


def test_an_app_for_many_workspaces_names_where_installs_return_to() -> None:
    assert VARIANTS["oauth"]["oauth_config"]["redirect_urls"] == ["https://bot.example/slack/oauth_redirect"]
    assert VARIANTS["oauth"]["settings"]["token_rotation_enabled"] is True
    assert "redirect_urls" not in VARIANTS["http"]["oauth_config"]


@pytest.mark.parametrize("address", ["", "http://bot.example"])
@pytest.mark.parametrize("wanted", [{"transport": Transport.HTTP}, {"oauth": True}])
def test_an_address_that_slack_cannot_use_is_refused_with_the_setting(address: str, wanted) -> None:
    with pytest.raises(SettingsError, match="CORNER_OFFICE_SLACK_URL"):
        manifest(address=address, **wanted)


def test_missing_scopes_are_found() -> None:
    assert missing([scope for scope in BOT_SCOPES if scope != "chat:write"]) == ("chat:write",)
    assert missing([*BOT_SCOPES, "files:read"]) == ()
    assert missing(BOT_SCOPES, OPTIONAL_SCOPES) == OPTIONAL_SCOPES
