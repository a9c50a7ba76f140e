"""The check of the working copy: a version of it is built, asked the cases and judged, in a process of its own.

Nothing of it makes a version live, so it may be ended at any moment. Where it stands is in a file, for every page
and after a restart. Not here: the verdict's wording (`deciding`).
"""

import io
import logging
import multiprocessing
import os
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from assistant.errors import BusyError, CornerOfficeError
from ingest.durable import write_durably
from ingest.lock import held
from ingest.publish import utc_now
from ui.commands.aside import NICE, step_back
from ui.commands.judging import MODE, judge_report, measure, report_store, write_junit, write_page
from ui.commands.workcopy import ARTICLES, FolderCopy
from ui.editors.contents import EditingError
from ui.editors.judgement import Check, Stage
from ui.editors.room import Readings

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.vocabulary import Answer, Question
    from evals.subject import Asks

logger = logging.getLogger(__name__)

CHECK = TypeAdapter(Check)
LOCK = "update.lock"  # the one that `corner-office update` holds: one of both at a time
OFTEN = 0.5  # seconds between two notes of the progress
LOOK = 0.5  # seconds between looks for the server that started the check
INTERRUPTED = "The check was interrupted. What readers get has not changed; start it again."

Note = Callable[[Check], None]


class ProcessChecks:
    """`room.Checks` in a child process, which ends with the server."""

    def __init__(self, settings: "Settings", copy: FolderCopy, readings: Readings) -> None:
        self._settings = settings
        self._copy = copy
        self._readings = readings
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._file = copy.folder / "check.json"

    def start(self, by: str) -> None:
        """Begin. Raises BusyError if one runs already, EditingError if the working copy cannot be built."""
        faults = self._readings.survey().faults
        if faults:
            raise EditingError(f"The working copy cannot be checked yet. {faults[0]}")
        with self._turn:
            if self.state().runs:
                raise BusyError("A check is running already. Wait until it has ended, or cancel it.")
            with held(self._settings.home / LOCK, task="updating"):
                pass  # refused at once while the command `update` runs
            self._copy.forget()
            place = self._copy.folder / "checked"
            check = Check(stage=Stage.READING, by=by, began=utc_now(), state=self._copy.snapshot(place))
            self._note(check)
            context = multiprocessing.get_context("spawn")
            arguments = (self._settings, self._copy.folder, check, NICE)
            self._process = context.Process(target=run_aside, args=arguments, name="check", daemon=True)
            self._process.start()

    def cancel(self) -> None:
        """End the one that runs, if any."""
        with self._turn:
            check = self.state()
            if self._process is None or not self._process.is_alive():
                if check.runs:
                    raise EditingError("Another server runs this check. Cancel it there, or wait until it has ended.")
                return
            self._process.kill()
            self._process.join()
            if (check := self._noted()).runs:
                words = "The check was cancelled. What readers get has not changed."
                self._note(replace(check, stage=Stage.CANCELLED, ended=utc_now(), words=words))

    def state(self) -> Check:
        """The one that runs, or ran last."""
        alive = self._process is not None and self._process.is_alive()
        check = self._noted()
        if not check.runs or alive:
            return check
        try:
            with held(self._settings.home / LOCK, task="updating"):
                check = self._noted()
        except BusyError:  # another server runs it
            return check
        return replace(check, stage=Stage.FAILED, words=INTERRUPTED) if check.runs else check

    def wait(self, seconds: float) -> Check:
        """Where the check stands once it has ended, or after some seconds."""
        if self._process is not None:
            self._process.join(seconds)
        return self.state()

    def _noted(self) -> Check:
        try:
            return CHECK.validate_json(self._file.read_bytes())
        except (FileNotFoundError, ValidationError):
            return Check()

    def _note(self, check: Check) -> None:
        write_durably(self._file, CHECK.dump_json(check))


# ---- from here on: in the child ----


def run_aside(settings: "Settings", folder: Path, check: Check, nice: int) -> None:
    """The child: run the check, and end at once if the server does."""
    step_back(nice)
    threading.Thread(target=end_with_parent, daemon=True).start()
    file = folder / "check.json"
    run_check(settings, folder, check, lambda now: write_durably(file, CHECK.dump_json(now)))


def end_with_parent() -> None:
    """End this process when its parent has gone; a kill at any moment leaves the versions as they were."""
    parent = multiprocessing.parent_process()
    while parent is not None and parent.is_alive():
        time.sleep(LOOK)
    os._exit(1)


def run_check(settings: "Settings", folder: Path, check: Check, note: Note) -> None:
    """Build the copied articles, ask the cases, judge, write the report; whatever happens is noted."""
    heard = io.StringIO()
    own = settings.model_copy(update={"articles": folder / "checked" / ARTICLES, "roles": None})
    try:
        with redirect_stderr(heard), redirect_stdout(heard), held(settings.home / LOCK, task="updating"):
            check = built(own, folder, check, note)
            check = judged(own, check, note)
    except CornerOfficeError as error:
        words = str(error).replace(f"{folder / 'checked'}/", "")
        note(replace(check, stage=Stage.FAILED, ended=utc_now(), words=words))
    except SystemExit:  # as a command ends that has said why
        said = [line.removeprefix("Error: ") for line in heard.getvalue().splitlines() if line.startswith("Error: ")]
        words = said[-1] if said else INTERRUPTED
        note(replace(check, stage=Stage.FAILED, ended=utc_now(), words=words))
    except Exception as error:
        logger.exception("the check failed")
        words = f"The check broke ({type(error).__name__}); the log says why. What readers get has not changed."
        note(replace(check, stage=Stage.FAILED, ended=utc_now(), words=words))


def built(settings: "Settings", folder: Path, check: Check, note: Note) -> Check:
    """Build and stage the version, and keep what it was made from."""
    from assistant.store.embedding import SentenceTransformerEmbedder  # noqa: PLC0415
    from ingest.build import ingest  # noqa: PLC0415

    check = replace(check, stage=Stage.BUILDING)
    note(check)
    manifest = ingest(settings, SentenceTransformerEmbedder.from_settings(settings))
    source = folder / "sources" / manifest.version
    if not source.is_dir():
        source.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(folder / "checked", source)
    return replace(check, version=manifest.version)


def judged(settings: "Settings", check: Check, note: Note) -> Check:
    """Ask the version the cases, judge it, and write the report."""
    from evals.load import load_cases  # noqa: PLC0415

    check = replace(check, stage=Stage.ASKING, of=len(load_cases(settings.cases)))
    note(check)
    report = measure(settings, check.version, again=False, watch=lambda asked: Counted(asked, check, note))
    check = replace(check, stage=Stage.JUDGING, done=check.of)
    note(check)
    verdict = judge_report(settings, report)
    store = report_store(settings)
    write_page(store.path(check.version, MODE, ".html"), settings, report, verdict)
    write_junit(store.path(check.version, MODE, ".xml"), report, verdict)
    check = replace(check, stage=Stage.DONE, ended=utc_now(), words=verdict.words)
    note(check)
    return check


class Counted:
    """Passes questions on, and notes how many there were."""

    def __init__(self, asked: "Asks", check: Check, note: Note) -> None:
        self._asked = asked
        self._check = check
        self._note = note
        self._done = 0
        self._noted = time.monotonic()

    def ask(self, question: "Question", /) -> "Answer":
        """Answer one question."""
        answer = self._asked.ask(question)
        self._done += 1
        if time.monotonic() - self._noted > OFTEN:
            self._noted = time.monotonic()
            self._note(replace(self._check, done=self._done))
        return answer
