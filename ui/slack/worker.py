"""The workers: each takes one question out of the inbox, has it answered, and brings the answer to Slack.

Not here: who may ask what (`listen`), and how messages are sent (`deliver`).
"""

import logging
import secrets
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from assistant.errors import CornerOfficeError
from assistant.vocabulary import Question
from ui.desk import Desk, Readiness
from ui.slack import wording
from ui.slack.api import RefusedError, SlackApi, UnreachableError
from ui.slack.asked import Asked, Kind, State
from ui.slack.blocks import Extras
from ui.slack.deliver import Delivery, Place, StoppedError
from ui.slack.errands import Errands
from ui.slack.inbox import Inbox, LostClaimError
from ui.slack.pace import Pace
from ui.slack.plan import Part, from_json, plan, to_json, whole
from ui.slack.threads import Answered, Threads
from ui.slack.tokens import Speaker
from ui.slack.watch import Watch

logger = logging.getLogger(__name__)

IDLE = 1.0  # seconds between looks for what another process has left behind
ATTEMPTS = 12  # tries to bring an answer to Slack; with the growing waits between, about an hour
LONGEST_WAIT = 600.0  # seconds between two tries
LOADING = 1.0  # seconds until a question is tried again while the articles are loaded


class EndingError(Exception):
    """The program is about to end. Not for readers."""


@dataclass(frozen=True, kw_only=True)
class Service:
    """What answering takes, apart from the inbox. `api` speaks for the bot in a workspace."""

    desk: Desk
    threads: Threads
    delivery: Delivery
    pace: Pace
    watch: Watch
    speaker: Callable[[str, str], Speaker | None]
    api: Callable[[Speaker], SlackApi]
    page: str = ""
    help_channel: str = ""


class Workers:
    """Answers what is in the inbox, so many at a time, until told to stop."""

    def __init__(self, inbox: Inbox, service: Service, errands: Errands, count: int) -> None:
        self._inbox = inbox
        self._service = service
        self._errands = errands
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="slack-worker")
        self._free = threading.Semaphore(count)
        self._wake = threading.Event()
        self._ending = threading.Event()
        self._done = threading.Event()
        self._statuses: dict[str, Future[None]] = {}
        self._threads = [
            threading.Thread(target=self._dispatch, name="slack-dispatch", daemon=True),
            threading.Thread(target=self._hold, name="slack-lease", daemon=True),
        ]

    def start(self) -> None:
        """Begin to take questions."""
        for thread in self._threads:
            thread.start()

    def wake(self, asked: Asked) -> None:
        """Look into the inbox now, and show below the thread that something is being done."""
        if asked.thread and (speaker := self._service.speaker(asked.team, asked.enterprise)) is not None:
            api = self._service.api(speaker)
            shown = self._errands.run(lambda: api.status(asked.channel, asked.thread, wording.STATUS, wording.STATUSES))
            if shown is not None:
                self._statuses[asked.key] = shown
        self._wake.set()

    def stop(self) -> None:
        """Take no more, and wait until what is under way is done; what waits stays in the inbox."""
        self._ending.set()
        self._wake.set()
        self._threads[0].join()
        self._pool.shutdown()
        self._done.set()
        self._threads[1].join()

    def pause(self, seconds: float) -> None:
        """Wait; raises EndingError at once when the program is about to end."""
        if self._ending.wait(seconds):
            raise EndingError

    def _dispatch(self) -> None:
        """Claim in one thread: several would only get in each other's way."""
        while not self._ending.is_set():
            if not self._free.acquire(timeout=IDLE):
                continue
            self._wake.clear()
            try:
                asked = self._inbox.claim()
            except Exception as error:  # a database that is away comes back
                logger.error("the inbox could not be read: %s", type(error).__name__)
                asked = None
            if asked is None:
                self._free.release()
                self._wake.wait(IDLE)
                continue
            self._pool.submit(self._work, asked)

    def _hold(self) -> None:
        while not self._done.wait(self._inbox.lease / 3):
            try:
                self._inbox.renew()
            except Exception as error:
                logger.error("the claims could not be renewed: %s", type(error).__name__)

    def _work(self, asked: Asked) -> None:
        try:
            self._try(asked)
        except LostClaimError:
            logger.warning("another process has taken over an answer")
        except Exception as error:
            logger.error("an event could not be closed: %s", type(error).__name__)
        finally:
            self._statuses.pop(asked.key, None)
            self._free.release()
            self._wake.set()

    def _try(self, asked: Asked) -> None:
        try:
            self._answer(asked)
            self._inbox.finish(asked, State.DONE)
            self._service.watch.whole.observe(max(0.0, time.time() - asked.accepted))
        except StoppedError:
            self._inbox.finish(asked, State.STOPPED)
        except EndingError:
            self._inbox.postpone(asked, 0.0, counts=False)
        except StillLoadingError:
            self._inbox.postpone(asked, LOADING, counts=False)
        except RefusedError as error:
            logger.warning("Slack did not take an answer: %s", error.code)
            self._service.watch.refused.labels(error.code).inc()
            self._inbox.finish(asked, State.REFUSED)
        except UnreachableError as error:
            if asked.attempts + 1 >= ATTEMPTS:
                logger.error("an answer could not be brought to Slack: %s", error)
                self._inbox.finish(asked, State.REFUSED)
            else:
                self._inbox.postpone(asked, min(LONGEST_WAIT, 2.0**asked.attempts))

    def _answer(self, asked: Asked) -> None:
        service = self._service
        speaker = service.speaker(asked.team, asked.enterprise)
        if speaker is None:
            raise RefusedError("not_installed")
        api = service.api(speaker)
        if asked.kind is Kind.PERSON:
            self._pass_on(api, asked, speaker)
            return
        asked, place = self._placed(api, asked, speaker)
        parts = from_json(asked.messages) if asked.messages else self._prepare(asked)
        if (shown := self._statuses.get(asked.key)) is not None and not shown.cancel():
            shown.exception()  # a status that arrived after the answer would stay
        service.delivery.deliver(api, asked, place, parts)
        service.watch.delivered.labels("stream" if any(part.markdown for part in parts) else "post").inc()

    def _placed(self, api: SlackApi, asked: Asked, speaker: Speaker) -> tuple[Asked, Place]:
        """Where the answer goes: its thread, or one that is begun in the direct messages."""
        team = asked.user_team or asked.team
        place = Place(channel=asked.channel, thread=asked.thread, user=asked.user, team=team, bot=speaker.bot_user)
        if asked.thread:
            return asked, place
        place = replace(place, channel=asked.channel or api.open_direct(asked.user))
        root = self._service.delivery.root(api, asked, place, whole(wording.question_root(asked.text)))
        self._inbox.place(asked, place.channel, root)
        return replace(asked, channel=place.channel, thread=root), replace(place, thread=root)

    def _prepare(self, asked: Asked) -> tuple[Part, ...]:
        """The answer as messages, kept before any is sent: a crash must not change what is half said."""
        parts, answer = self._parts(asked)
        if asked.kind is Kind.PRESSED:  # the thread has not seen the question
            parts = (whole(wording.question_root(asked.text)), *parts)
        self._inbox.prepared(asked, to_json(parts), answer)
        return parts

    def _parts(self, asked: Asked) -> tuple[tuple[Part, ...], str]:
        service = self._service
        if not asked.text.strip():
            return (whole(wording.help_message()),), ""
        try:
            if service.desk.state().readiness is Readiness.LOADING:
                raise StillLoadingError
            assistant = service.desk.assistant()
            question = Question(text=asked.text, earlier=service.threads.earlier(asked), id=asked.key)
            answer = service.watch.timed("slack", lambda: assistant.ask(question))
        except StillLoadingError:
            raise
        except Exception as error:
            reference = secrets.token_hex(4)
            told = str(error) if isinstance(error, CornerOfficeError) else where(error)
            logger.error("a question from Slack failed, reference %s: %s", reference, told)
            return (whole(wording.error_message(reference)),), ""
        kept = Answered(
            id=secrets.token_hex(8),
            team=asked.team,
            channel=asked.channel,
            thread=asked.thread,
            user=asked.user,
            question=asked.text,
            text=answer.text,
            outcome=answer.outcome.value,
            version=answer.version,
        )
        service.threads.keep(asked, kept)
        titles = {article.id: article for article in assistant.index.articles}
        extras = Extras(answer_id=kept.id, page=service.page, person=bool(service.help_channel), lookup=titles.get)
        return plan(answer, extras, streamed=service.pace.stream(asked.team)), kept.id

    def _pass_on(self, api: SlackApi, asked: Asked, speaker: Speaker) -> None:
        """Post what a reader wants to ask a person, with the answer that did not do."""
        service = self._service
        answered = service.threads.answered(asked.team, asked.text)
        if answered is None or not service.help_channel:
            raise RefusedError("answer_forgotten")
        place = Place(channel=service.help_channel, thread="", user=asked.user, team=asked.team, bot=speaker.bot_user)
        link = api.permalink(answered.channel, answered.thread)
        message = wording.person_message(
            question=answered.question, answer=answered.text, user=asked.user, permalink=link
        )
        service.delivery.root(api, asked, place, whole(message))
        self._errands.run(lambda: api.whisper(answered.channel, asked.user, answered.thread, wording.PASSED_ON))


class StillLoadingError(Exception):
    """The articles are not loaded yet. Not for readers."""


def where(error: BaseException) -> str:
    """The kind of an error and the lines that it passed, without its text: that may repeat what was asked."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {lines}"
