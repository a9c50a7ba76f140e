"""What all commands share: errors in one line, exit codes, JSON lines in and out. Not here: what a command does."""

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, NoReturn, TypeVar

import click

logger = logging.getLogger(__name__)

BLOCKED = 1  # exit code: the gate lets a version not pass
USAGE = 2  # exit code: usage or configuration error
NOT_MEASURABLE = 3  # exit code: something broke, so that there is nothing to judge
INTERRUPTED = 130  # exit code: ctrl-c, as shells have it
PIPE_CLOSED = 141  # exit code: whoever read our output has gone, as shells have it
OUR_FAULT = "This is a fault of the program: CORNER_OFFICE_LOG_LEVEL=DEBUG shows where."
LONGEST_LINE = 10_000_000  # bytes of one JSON line

Value = TypeVar("Value")
Done = TypeVar("Done")


class Commands(click.Group):
    """A group whose usage errors are one line, like all others."""

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run the command line and exit."""
        try:
            code = super().main(*args, **extra | {"prog_name": self.name, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(USAGE)
        except click.ClickException as error:
            context = getattr(error, "ctx", None)
            path = context.command_path if context else self.name
            fail(f"{error.format_message().rstrip('.')}. `{path} --help` says how it is used.")
        except click.Abort:
            sys.exit(INTERRUPTED)
        sys.exit(code if isinstance(code, int) else 0)


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """End a command that raises with one line on standard error and an exit code."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            leave_pipe()
        except click.ClickException:
            raise
        except Exception as error:
            explain(error)

    return run


def explain(error: Exception) -> NoReturn:
    """End with what an error means to the person who ran the command."""
    from assistant.errors import CornerOfficeError  # noqa: PLC0415 (loads the whole assistant)

    if isinstance(error, CornerOfficeError):
        fail(str(error))
    if isinstance(error, OSError):
        fail(f"{error.strerror or error}: {error.filename or 'a file'}. Mend it and run the command again.")
    logger.debug("the command broke", exc_info=error)
    fail(f"{type(error).__name__}: {error}. {OUR_FAULT}", NOT_MEASURABLE)


def fail(message: str, code: int = USAGE) -> NoReturn:
    """End with one line on standard error and an exit code."""
    click.echo("Error: " + " ".join(message.split()), err=True)
    sys.exit(code)


def leave_pipe() -> NoReturn:
    """End quietly when standard output is closed; Python would complain when it flushes what is left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(PIPE_CLOSED)


def say(message: str) -> None:
    """Tell the person something without touching standard output."""
    click.echo(message, err=True)


def put_json(value: Any) -> None:
    """One JSON value on a line of standard output, in UTF-8 whatever the locale, flushed."""
    click.echo(json.dumps(value, ensure_ascii=False).encode())


def put_text(text: str) -> None:
    """Text on standard output, in UTF-8 whatever the locale, its last line ended."""
    click.echo(text.encode(), nl=not text.endswith("\n"))


def json_lines(read: Callable[[Any], Value]) -> Iterator[Value]:
    """What `read` makes of each JSON line of standard input, as they come.

    A line that is no JSON, or that `read` refuses with a QuestionError, ends the command with its number.
    """
    from assistant.errors import QuestionError  # noqa: PLC0415

    number = 0
    while line := sys.stdin.buffer.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            fail(f"Line {number} of standard input is longer than {LONGEST_LINE:,} bytes. Send one question a line.")
        if not line.strip():
            continue
        try:
            value = read(json.loads(line))
        except QuestionError as error:
            fail(f"Line {number} of standard input: {error}")
        except (ValueError, RecursionError) as error:
            fail(f"Line {number} of standard input is not JSON ({error}). Send one JSON object a line, in UTF-8.")
        yield value


def each(values: Iterable[Value], work: Callable[[Value], Done]) -> Iterator[Done]:
    """What `work` makes of each value; a fault of the program in one costs the others nothing.

    After the last value such faults end the command with one line. An error that says what to do ends it at once.
    """
    from assistant.errors import CornerOfficeError  # noqa: PLC0415

    faults: list[str] = []
    for number, value in enumerate(values, start=1):
        try:
            done = work(value)
        except (CornerOfficeError, OSError):
            raise
        except Exception as error:
            logger.debug("question %d broke", number, exc_info=error)
            faults.append(f"{number} ({type(error).__name__}: {error})")
            continue
        yield done
    if faults:
        fail(f"No answer to question {', '.join(faults)}. {OUR_FAULT}", NOT_MEASURABLE)


def set_up_logging(level: str) -> None:
    """Log to standard error from `level` up; set on the handler too, since libraries set levels of their own."""
    handler = logging.StreamHandler()
    handler.setLevel(level)
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s", handlers=[handler])
