"""The Bolt app: what Slack sends goes into the inbox, and only then is acknowledged. Not here: answers (`worker`).

A listener that fails is not acknowledged, so that Slack sends the same again.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from ui.slack import actions, wording
from ui.slack.api import SlackApi
from ui.slack.asked import Asked, Kind
from ui.slack.errands import Errands
from ui.slack.heard import Envelope, heard, plain
from ui.slack.home import home_view, suggested_prompts
from ui.slack.inbox import Inbox
from ui.slack.modals import comment_of, comment_view
from ui.slack.threads import Threads
from ui.slack.tokens import Speaker, Tokens
from ui.slack.watch import Watch

logger = logging.getLogger(__name__)

ANY = re.compile(".*")


@dataclass(frozen=True, kw_only=True)
class Front:
    """What the listeners hand on to. `channels` are the allowed ones, all if empty; `wake` tells the workers."""

    inbox: Inbox
    threads: Threads
    errands: Errands
    tokens: Tokens
    watch: Watch
    wake: Callable[[Asked], None]
    api: Callable[[Speaker], SlackApi]
    channels: frozenset[str] = frozenset()
    page: str = ""


def build_bolt(front: Front, client: WebClient, signing_secret: str) -> App:
    """The app with all its listeners; it answers within the time of one database write."""

    def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult | None:
        found = front.tokens.speaker(team_id or "", enterprise_id or "")
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=found.bot_user,
            bot_id=found.bot,
            bot_token=found.token,
        )

    app = App(
        name="corner-office",
        client=client,
        authorize=authorize,  # type: ignore[arg-type]  # None says that it is not installed
        signing_secret=signing_secret,
        # Listeners run before the acknowledgement: what is acknowledged is in the database.
        process_before_response=True,
        raise_error_for_unhandled_request=True,  # else the library logs what it does not know, texts and all
    )
    ears = Ears(front)
    app.error(ears.failed)
    for name in ("message", "app_mention"):
        app.event(name)(ears.message)
    app.event("app_home_opened")(ears.home)
    app.event("assistant_thread_started")(ears.assistant)
    app.event("agent_session_stopped")(ears.stop)
    app.event("tokens_revoked")(ears.revoked)
    app.event("app_uninstalled")(ears.uninstalled)
    app.event(ANY)(ears.ignore)
    app.command(wording.COMMAND)(ears.command)
    app.action(actions.ASK)(ears.ask)
    app.action(actions.FEEDBACK)(ears.rate)
    app.action(actions.PERSON)(ears.person)
    app.action(ANY)(ears.ignore)  # buttons that are links
    app.view(actions.COMMENT)(ears.comment)
    return app


class Ears:
    """The listeners. Their parameters are named as Bolt wants them."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def message(self, event: dict[str, Any], body: dict[str, Any], context: BoltContext) -> None:
        """Take in a message that is for the bot, and nothing else."""
        team = context.team_id or ""
        if event.get("subtype") == "message_deleted":
            self._front.threads.forget_message(team, str(event.get("channel")), str(event.get("deleted_ts")))
            return
        envelope = Envelope(
            team=team,
            enterprise=context.enterprise_id or "",
            event_id=str(body.get("event_id") or event.get("ts")),
            bot_user=context.bot_user_id or "",
        )
        asked = heard(event, envelope, lambda channel, thread: self._front.threads.joined(team, channel, thread))
        if asked is None:
            self._front.watch.events.labels("ignored").inc()
        elif event.get("channel_type") != "im" and self._front.channels and asked.channel not in self._front.channels:
            self._front.watch.events.labels("not_allowed").inc()
            if event.get("type") == "app_mention":  # the same message comes as `message` too
                self._do(context, lambda api: api.whisper(asked.channel, asked.user, asked.thread, wording.NOT_HERE))
        else:
            self._take(asked)

    def home(self, event: dict[str, Any], context: BoltContext) -> None:
        """Show the Home tab, or what may be asked in the Messages tab."""
        if event.get("tab") == "messages":
            self._prompt(context, channel_id=event.get("channel"))
        else:
            view = home_view(self._front.page)
            self._do(context, lambda api: api.call("views.publish", user_id=event["user"], view=view))

    def assistant(self, event: dict[str, Any], context: BoltContext) -> None:
        """Show what may be asked in a new thread of an app that was installed before 2026-06-30."""
        thread = event.get("assistant_thread") or {}
        self._prompt(context, channel_id=thread.get("channel_id"), thread_ts=thread.get("thread_ts"))

    def stop(self, event: dict[str, Any], context: BoltContext) -> None:
        """Stop what is being answered in a thread."""
        channel, thread = str(event["channel"]), str(event.get("thread_ts") or "")
        self._front.inbox.stop(context.team_id or "", channel, thread)
        self._do(context, lambda api: api.idle(channel, thread))

    def revoked(self, event: dict[str, Any], context: BoltContext) -> None:
        """Drop a workspace's token."""
        if (event.get("tokens") or {}).get("bot"):
            self._front.tokens.forget(context.team_id or "", context.enterprise_id or "")

    def uninstalled(self, context: BoltContext) -> None:
        """Drop all that is kept of a workspace."""
        self._front.tokens.forget(context.team_id or "", context.enterprise_id or "")
        self._front.threads.forget_team(context.team_id or "")

    def command(self, ack: Ack, command: dict[str, Any], context: BoltContext) -> None:
        """Take in a question that only its asker sees; the answer goes to their direct messages."""
        text = plain(str(command.get("text") or ""))
        if not text:
            ack(wording.COMMAND_HELP)
            return
        self._take(self._private(context, str(command["user_id"]), str(command["trigger_id"]), text))
        ack(wording.COMMAND_ACK)

    def ask(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext) -> None:
        """Take in the question of a button: on the Home tab, or below an answer."""
        user, text, pressed = str(body["user"]["id"]), str(action["value"]), str(action["action_ts"])
        container = body.get("container") or {}
        if container.get("type") == "view":
            self._take(self._private(context, user, f"{pressed}/{action['action_id']}", text))
        else:
            message = body.get("message") or {}
            channel = str((body.get("channel") or {}).get("id") or container.get("channel_id"))
            asked = Asked(
                team=context.team_id or "",
                enterprise=context.enterprise_id or "",
                event_id=f"{user}/{pressed}",
                source=channel,
                ts=pressed,
                kind=Kind.PRESSED,
                channel=channel,
                thread=str(message.get("thread_ts") or message.get("ts") or container.get("message_ts")),
                user=user,
                user_team=str(body["user"].get("team_id") or context.team_id),
                text=text,
            )
            self._take(asked)
        ack()

    def rate(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext) -> None:
        """Keep a rating; a bad one opens a form for a word more."""
        verdict, _, answer = str(action.get("value") or "").partition(":")
        user, team = str(body["user"]["id"]), context.team_id or ""
        answered = self._front.threads.answered(team, answer)
        if verdict in ("good", "bad") and answered is not None:
            self._front.threads.rate(team, answer, user, verdict)
            self._front.watch.feedback.labels(verdict).inc()
            if verdict == "bad":
                view = comment_view(answer, answered.channel, answered.thread)
                self._do(context, lambda api: api.call("views.open", trigger_id=body["trigger_id"], view=view))
            else:
                said = wording.thanks(True)
                self._do(context, lambda api: api.whisper(answered.channel, user, answered.thread, said))
        ack()

    def comment(self, ack: Ack, body: dict[str, Any], view: dict[str, Any], context: BoltContext) -> None:
        """Keep what a reader says to a bad answer."""
        given, user = comment_of(view), str(body["user"]["id"])
        self._front.threads.comment(context.team_id or "", given.answer_id, user, given.text)
        said = wording.thanks(False)
        self._do(context, lambda api: api.whisper(given.channel, user, given.thread_ts, said))
        ack()

    def person(self, ack: Ack, body: dict[str, Any], action: dict[str, Any], context: BoltContext) -> None:
        """Take in that a reader wants to ask a person; once for each answer and reader."""
        user, answer = str(body["user"]["id"]), str(action["value"])
        asked = Asked(
            team=context.team_id or "",
            enterprise=context.enterprise_id or "",
            event_id=f"person/{answer}/{user}",
            source=f"person/{answer}",
            ts=user,
            kind=Kind.PERSON,
            channel="",
            thread="",
            user=user,
            text=answer,
        )
        self._take(asked)
        ack()

    def ignore(self, ack: Ack) -> None:
        """Acknowledge what is of no concern."""
        ack()

    def failed(self, error: Exception) -> None:
        """Note a fault without what was sent; it is not acknowledged, so Slack sends it again."""
        logger.error("a request from Slack failed: %s", type(error).__name__)
        self._front.watch.events.labels("failed").inc()

    def _private(self, context: BoltContext, user: str, trigger: str, text: str) -> Asked:
        return Asked(
            team=context.team_id or "",
            enterprise=context.enterprise_id or "",
            event_id=f"{user}/{trigger}",
            source=f"@{user}",
            ts=trigger,
            kind=Kind.PRIVATE,
            channel="",
            thread="",
            user=user,
            text=text,
        )

    def _take(self, asked: Asked) -> None:
        new = self._front.inbox.accept(asked)
        self._front.watch.events.labels("accepted" if new else "duplicate").inc()
        if new:
            self._front.wake(asked)

    def _prompt(self, context: BoltContext, **where: Any) -> None:
        prompts = suggested_prompts()
        self._do(context, lambda api: api.call("assistant.threads.setSuggestedPrompts", prompts=prompts, **where))

    def _do(self, context: BoltContext, errand: Callable[[SlackApi], object]) -> None:
        found = self._front.tokens.speaker(context.team_id or "", context.enterprise_id or "")
        if found is not None:
            self._front.errands.run(lambda: errand(self._front.api(found)))
