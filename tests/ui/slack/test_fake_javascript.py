"""The small Slack proved by Slack's own libraries for JavaScript, which know neither it nor our bot."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fake_slack import FakeSlack
from fake_web import BOT_USER
from javascript import NODE, Peers
from workspace import texts, wait_for

CLIENT = """
import { WebClient } from '@slack/web-api';
const web = new WebClient('xoxb-1', { slackApiUrl: process.argv[2] });
const { user_id } = await web.auth.test();
const { ts } = await web.chat.postMessage({ channel: 'C1', text: 'a question' });
const stream = web.chatStream({
  channel: 'C1', thread_ts: ts, recipient_user_id: 'U1', recipient_team_id: 'T1', buffer_size: 8,
});
for (const piece of ['An **answer** ', 'in three ', 'pieces.']) await stream.append({ markdown_text: piece });
await stream.stop({ blocks: [{ type: 'divider' }] });
await web.chat.update({ channel: 'C1', ts, text: 'a better question' });
const { messages } = await web.conversations.replies({ channel: 'C1', ts });
let refused = '';
try { await web.chat.update({ channel: 'C1', ts: '1.0', text: 'x' }); } catch (error) { refused = error.data.error; }
console.log(JSON.stringify({ user_id, texts: messages.map((one) => one.text), refused }));
"""

BOT = """
import bolt from '@slack/bolt';
const [api, port, secret] = process.argv.slice(2);
const clientOptions = { slackApiUrl: api };
const socket = { socketMode: true, appToken: 'xapp-1' };
const app = new bolt.App({
  token: 'xoxb-1', clientOptions, ...(port === '0' ? socket : { signingSecret: secret, endpoints: '/slack/events' }),
});
app.event('app_mention', async ({ event, say }) => {
  await say({ text: `heard: ${event.text}`, thread_ts: event.ts });
});
app.command('/corner-office', async ({ command, ack }) => ack(`asked: ${command.text}`));
app.action('press', async ({ action, body, ack, client }) => {
  await ack();
  await client.chat.postMessage({ channel: body.channel.id, text: `pressed: ${action.value}` });
});
await app.start(Number(port));
console.log('ready');
"""


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack(secret="a-signing-secret") as slack:
        yield slack


@contextmanager
def bolt(peers: Peers, folder: Path, slack: FakeSlack, port: int = 0, secret: str = "") -> Iterator[None]:
    """A bot of Slack's own framework, over a socket or at a port, until the block ends."""
    (folder / "bot.mjs").write_text(BOT, encoding="utf-8")
    (folder / "node_modules").symlink_to(peers.folder, target_is_directory=True)
    command = [NODE, "bot.mjs", slack.api, str(port), secret]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            while line and line.strip() != "ready":
                line = process.stdout.readline() if process.stdout else ""
            assert line, "the bot of Slack's framework did not start"
            slack.http = f"http://127.0.0.1:{port}/slack/events" if port else ""
            yield
        finally:
            process.kill()


def acts(slack: FakeSlack) -> None:
    """A mention, a command and a click, each acknowledged and each with what the bot does about it."""
    mention = slack.say(f"<@{BOT_USER}> hello", channel="C1")
    command = slack.command("/corner-office", "why?")
    click = slack.press("press", "it", channel="C1", ts=mention)
    wait_for(lambda: "heard: " in texts(slack.answers(mention)), 20)
    wait_for(lambda: "pressed: it" in texts(slack.answers()), 20)
    wait_for(lambda: all(delivery.acked for delivery in slack.deliveries), 20)
    assert "asked: why?" in str(command.response)
    assert click.acked


def test_slacks_client_posts_streams_reads_and_is_refused(peers: Peers, slack: FakeSlack, tmp_path: Path) -> None:
    (tmp_path / "client.mjs").write_text(CLIENT, encoding="utf-8")
    done = peers.node("client.mjs", slack.api, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "user_id": BOT_USER,
        "texts": ["a better question", "An **answer** in three pieces."],
        "refused": "message_not_found",
    }
    assert slack.answers()[1]["blocks"] == [{"type": "divider"}]


def test_slacks_client_waits_as_long_as_a_429_says(peers: Peers, slack: FakeSlack, tmp_path: Path) -> None:
    slack.fault("chat.postMessage", status=429, seconds=1)
    (tmp_path / "client.mjs").write_text(CLIENT, encoding="utf-8")
    done = peers.node("client.mjs", slack.api, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    refused, taken = slack.called("chat.postMessage")
    assert taken.at - refused.at >= 1


def test_a_bot_of_slacks_framework_works_over_a_socket(peers: Peers, slack: FakeSlack, tmp_path: Path) -> None:
    with bolt(peers, tmp_path, slack):
        acts(slack)


def test_a_bot_of_slacks_framework_works_over_signed_requests(
    peers: Peers, slack: FakeSlack, tmp_path: Path, free_port: int
) -> None:
    with bolt(peers, tmp_path, slack, port=free_port, secret=slack.secret):
        acts(slack)


def test_a_bot_of_slacks_framework_refuses_what_another_secret_has_signed(
    peers: Peers, slack: FakeSlack, tmp_path: Path, free_port: int
) -> None:
    with bolt(peers, tmp_path, slack, port=free_port, secret="another-secret"):
        command = slack.command("/corner-office", "why?")
        wait_for(lambda: command.statuses, 20)
    assert command.statuses[0] == 401
