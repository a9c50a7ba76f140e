"""A child process that does one piece of work after the other, niced, so that readers' answers are not slowed.

It starts with the first piece, ends when it is idle for long, and is replaced when it crashes or hangs. Not here:
the work.
"""

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from assistant.errors import CornerOfficeError
from ui.editors.contents import EditingError

logger = logging.getLogger(__name__)

IDLE = 300.0  # seconds without work after which the child ends, to give its memory back
PATIENCE = 120.0  # seconds that one piece may take
NICE = 15

Result = TypeVar("Result")


class Aside:
    """Runs functions of a module in the child; arguments and results have to be picklable."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def call(self, work: Callable[..., Result], *arguments: Any) -> Result:
        """What the work returns.

        Raises:
            EditingError: the work raised a CornerOfficeError, took too long or crashed the child.
        """
        with self._turn:
            pipe = self._open()
            try:
                pipe.send((work, arguments))
                if not pipe.poll(self._patience):
                    self._end()
                    raise EditingError(
                        f"This took longer than {self._patience:g} s and was stopped. Try a smaller file."
                    )
                fault, value = pipe.recv()
            except (EOFError, OSError) as error:
                self._end()
                raise EditingError("The program that reads articles ended in the middle. Try it again.") from error
        if fault is None:
            return value  # type: ignore[no-any-return]
        raise EditingError(fault)

    def close(self) -> None:
        """End the child."""
        with self._turn:
            self._end()

    def _open(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self._end()
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs,), name="aside", daemon=True)
            self._process.start()
            theirs.close()
        return self._pipe

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


def serve(pipe: Connection) -> None:
    """The child: do what comes through the pipe until nothing does for long, or the parent has gone."""
    step_back(NICE)
    while pipe.poll(IDLE):
        try:
            work, arguments = pipe.recv()
        except EOFError:
            return
        try:
            answer: tuple[str | None, Any] = None, work(*arguments)
        except CornerOfficeError as error:
            answer = str(error), None
        except Exception as error:
            logger.exception("work aside failed")
            answer = f"This could not be done ({type(error).__name__}); the log says why.", None
        pipe.send(answer)


def step_back(nice: int) -> None:
    """Let everything else go first, and leave ctrl-c to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(nice)
