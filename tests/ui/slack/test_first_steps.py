"""The README's way to a working bot, taken step by step with its own commands, against the small Slack."""

import http.client
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fake_slack import FakeSlack
from fake_web import BOT_USER
from starlette.requests import Request
from starlette.responses import Response
from workspace import texts, wait_for

from assistant.settings import PREFIX, ROOT, Settings
from ui.commands.start import build_unchecked
from ui.slack.manifest import Transport, manifest

PATIENCE = 90.0  # seconds; a busy machine is slow
COMMAND = [sys.executable, "-c", "from ui.cli import main; main()"]


def blocks() -> list[str]:
    """The commands of the README's section on Slack, block by block."""
    section = re.search(r"^## Slack$(.*?)^## ", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert section is not None
    return [found.replace("\n   ", "\n").strip() for found in re.findall(r"```\n(.*?)```", section[1], re.DOTALL)]


def lines(block: str) -> list[list[str]]:
    return [shlex.split(line, comments=True) for line in block.splitlines()]


class Workspace(FakeSlack):
    """The small Slack as an administrator leaves it: the app has the scopes that its manifest asks for."""

    scopes: tuple[str, ...] = ()

    async def web(self, request: Request) -> Response:
        response = await super().web(request)
        response.headers["x-oauth-scopes"] = ",".join(self.scopes)
        return response


@pytest.fixture
def slack() -> Iterator[Workspace]:
    with Workspace() as slack:
        yield slack


@pytest.fixture
def environment(slack: Workspace, home: Path, real_embedder, tmp_path: Path) -> dict[str, str]:
    """A small article, live as the shipped ones would be, and the small Slack; everything else is the README's."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "moon.md").write_text("# The moon\n\nThe moon circles the earth. It has no air.\n", encoding="utf-8")
    build_unchecked(Settings.load(home=home, articles=folder), real_embedder)
    own = {"HOME": str(home), "ARTICLES": str(folder), "SLACK_API_URL": slack.api, "SLACK_PORT": "0"}
    return {**os.environ, **{PREFIX + name: value for name, value in own.items()}}


def run(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


@contextmanager
def started(arguments: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([*COMMAND, *arguments], env=environment, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_the_readmes_steps_lead_to_a_bot_that_answers(slack: Workspace, environment: dict[str, str]) -> None:
    printing, starting = map(lines, blocks())
    ((program, *arguments, redirected, file),) = printing
    assert (program, redirected, file) == ("corner-office", ">", "manifest.json")
    printed = run(arguments, environment)
    assert (printed.returncode, printed.stderr) == (0, "")
    assert json.loads(printed.stdout) == manifest(transport=Transport.SOCKET)

    slack.scopes = tuple(json.loads(printed.stdout)["oauth_config"]["scopes"]["bot"])
    exports = dict(line[1].split("=") for line in starting if line[0] == "export")
    slack.tokens = {exports[f"{PREFIX}SLACK_BOT_TOKEN"]: slack.team}
    environment |= exports
    checking, serving = [line[1:] for line in starting if line[0] == "corner-office"]

    checked = run(checking, environment)
    assert (checked.returncode, checked.stderr) == (0, "The bot can start.\n")

    with started(serving, environment) as process:
        wait_for(lambda: slack.sockets, PATIENCE)
        direct = slack.say("What circles the earth?")
        mentioned = slack.say(f"<@{BOT_USER}> What has no air?", channel="C1")
        slack.command("/corner-office", "What circles the earth?")
        wait_for(lambda: "circles the earth" in texts(slack.answers(direct)), PATIENCE)
        wait_for(lambda: "has no air" in texts(slack.answers(mentioned)), PATIENCE)
        wait_for(lambda: [one for one in slack.answers() if "You asked" in texts([one])], PATIENCE)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=PATIENCE)
    assert "Slack is connected" in said
    assert "Traceback" not in said
    assert process.returncode in (0, 130, 143)


def test_a_token_that_slack_refuses_is_one_sentence_in_the_check_and_at_the_start(
    slack: Workspace, environment: dict[str, str]
) -> None:
    environment |= {f"{PREFIX}SLACK_BOT_TOKEN": "xoxb-wrong", f"{PREFIX}SLACK_APP_TOKEN": "xapp-1"}
    checked = run(["slack", "--check"], environment)
    assert checked.returncode == 2
    (line,) = checked.stderr.splitlines()
    assert line.startswith(
        f"Error: {PREFIX}SLACK_BOT_TOKEN does not work, Slack does not know it: install the app again"
    )
    begun = run(["slack"], environment)
    assert begun.returncode == 2
    assert begun.stderr.count("Error: ") == 1
    assert "Traceback" not in begun.stderr


def test_missing_scopes_are_found_before_the_start(slack: Workspace, environment: dict[str, str]) -> None:
    slack.scopes = ("chat:write", "app_mentions:read")
    environment |= {f"{PREFIX}SLACK_BOT_TOKEN": "xoxb-1", f"{PREFIX}SLACK_APP_TOKEN": "xapp-1"}
    checked = run(["slack", "--check"], environment)
    assert checked.returncode == 2
    assert "lacks the scope assistant:write, commands, im:history, im:write: " in checked.stderr


def served(process: subprocess.Popen[str], slack: Workspace) -> str:
    """The address of a bot that takes requests, once it has said that it does; the small Slack is told."""
    line = process.stderr.readline()
    while line and "/slack/events, port" not in line:
        line = process.stderr.readline()
    assert line, "the bot ended before it took requests"
    address = f"http://127.0.0.1:{line.split('port ')[1].split('.')[0]}"
    slack.http = f"{address}/slack/events"
    return address


def test_with_an_address_and_a_signing_secret_the_same_commands_work_over_http(
    slack: Workspace, environment: dict[str, str]
) -> None:
    own = {"SLACK_URL": "https://bot.example", "SLACK_SIGNING_SECRET": slack.secret, "SLACK_BOT_TOKEN": "xoxb-1"}
    environment |= {PREFIX + name: value for name, value in own.items()}
    printed = json.loads(run(["slack", "--http", "--manifest"], environment).stdout)
    assert printed == manifest(transport=Transport.HTTP, address="https://bot.example")
    slack.scopes = tuple(printed["oauth_config"]["scopes"]["bot"])
    assert run(["slack", "--http", "--check"], environment).stderr == "The bot can start.\n"
    with started(["slack", "--http"], environment) as process:
        served(process, slack)
        asked = slack.say("What circles the earth?")
        wait_for(lambda: "circles the earth" in texts(slack.answers(asked)), PATIENCE)
        assert {status for delivery in slack.deliveries for status in delivery.statuses} == {200}
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) in (0, 130, 143, -signal.SIGTERM)


def test_with_a_client_id_and_a_key_many_workspaces_can_install_it(
    slack: Workspace, environment: dict[str, str]
) -> None:
    key = subprocess.run("openssl rand -base64 32 | tr +/ -_", shell=True, capture_output=True, text=True, check=True)
    own = {
        "SLACK_URL": "https://bot.example",
        "SLACK_SIGNING_SECRET": slack.secret,
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "client-secret",
        "SLACK_ENCRYPTION_KEY": key.stdout.strip(),
    }
    environment |= {PREFIX + name: value for name, value in own.items()}
    printed = json.loads(run(["slack", "--http", "--manifest"], environment).stdout)
    assert printed["oauth_config"]["redirect_urls"] == ["https://bot.example/slack/oauth_redirect"]
    assert run(["slack", "--http", "--check"], environment).stderr == "The bot can start.\n"
    with started(["slack", "--http"], environment) as process:
        bot = http.client.HTTPConnection(urllib.parse.urlsplit(served(process, slack)).netloc, timeout=10)
        bot.request("GET", "/slack/install")
        leads_to = urllib.parse.urlsplit(bot.getresponse().headers["Location"])
        bot.close()
    asked = dict(urllib.parse.parse_qsl(leads_to.query))
    assert leads_to.path == "/oauth/v2/authorize"
    assert asked["client_id"] == "1.2"
    assert sorted(asked["scope"].split(",")) == printed["oauth_config"]["scopes"]["bot"]
    assert [asked["redirect_uri"]] == printed["oauth_config"]["redirect_urls"]
