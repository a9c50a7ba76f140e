"""The time limit, the rest after a failure, and the trial that no reader waits for."""

import threading
from collections.abc import Callable, Iterator

import pytest

from assistant.llm.breaker import Breaker
from assistant.llm.endpoint import EndpointError, Piece
from assistant.llm.fallback import Fallback, FallbackError
from assistant.llm.line import ATTEMPTS, Line
from assistant.llm.prompt import Prompt

PROMPT = Prompt(system="s", user="u")


class Clock:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Endpoint:
    """Streams what a function gives, and counts how often it is asked."""

    model = "scripted"

    def __init__(self, stream: Callable[[], Iterator[Piece]]) -> None:
        self.act = stream
        self.asked = 0
        self.prompts: list[Prompt] = []

    def stream(self, prompt: Prompt, seconds: float) -> Iterator[Piece]:
        self.asked += 1
        self.prompts.append(prompt)
        assert seconds > 0
        return self.act()


def good() -> Iterator[Piece]:
    yield Piece(text="Yes.")
    yield Piece(finish="stop")


def dead() -> Iterator[Piece]:
    raise EndpointError("connection refused", passing=True)
    yield Piece()


def asked(line: Line) -> list[str] | Fallback:
    try:
        return [piece.text for piece in line.pieces(PROMPT, line.call())]
    except FallbackError as error:
        return error.why


def test_the_text_comes_in_order():
    assert asked(Line(Endpoint(good), seconds=10)) == ["Yes.", ""]


def test_an_endpoint_that_is_away_is_asked_a_few_times_and_then_rests():
    endpoint = Endpoint(dead)
    line = Line(endpoint, seconds=30)
    assert [asked(line) for _ in range(3)] == [Fallback.UNREACHABLE, Fallback.RESTING, Fallback.RESTING]
    assert endpoint.asked == ATTEMPTS


def test_a_read_that_hangs_is_left_behind_when_the_time_is_over():
    release = threading.Event()

    def silent() -> Iterator[Piece]:
        release.wait(30)
        yield from good()

    assert asked(Line(Endpoint(silent), seconds=0.2)) is Fallback.SLOW
    release.set()


def test_time_counts_over_the_whole_answer_and_not_between_pieces():
    clock = Clock()

    def slow() -> Iterator[Piece]:
        for _ in range(5):
            clock.now += 3
            yield Piece(text="word ")
        yield Piece(finish="stop")

    assert asked(Line(Endpoint(slow), seconds=10, clock=clock)) is Fallback.SLOW


def test_an_error_behind_the_first_words_is_not_asked_again():
    def broken() -> Iterator[Piece]:
        yield Piece(text="A ")
        raise EndpointError("reset", passing=True)

    endpoint = Endpoint(broken)
    assert asked(Line(endpoint, seconds=10)) is Fallback.CUT
    assert endpoint.asked == 1


def test_a_listener_who_goes_ends_the_reading_and_is_no_failure():
    given = threading.Event()

    def endless() -> Iterator[Piece]:
        try:
            while True:
                yield Piece(text="word ")
        finally:
            given.set()

    breaker = Breaker()
    line = Line(Endpoint(endless), seconds=30, breaker=breaker)
    pieces = line.pieces(PROMPT, line.call())
    next(pieces)
    pieces.close()
    assert given.wait(10)
    assert breaker.closed


def test_a_rested_endpoint_is_tried_without_a_reader_waiting_and_then_asked_again():
    clock, tried = Clock(), threading.Event()
    endpoint = Endpoint(dead)
    breaker = Breaker(rest=20, clock=clock)
    line = Line(endpoint, seconds=30, breaker=breaker)
    asked(line)

    def well() -> Iterator[Piece]:
        yield from good()
        tried.set()

    endpoint.act = well
    clock.now = 21
    assert asked(line) is Fallback.RESTING
    assert tried.wait(10)
    for thread in threading.enumerate():
        if thread.name == "llm-trial":
            thread.join(10)
    assert breaker.closed
    assert asked(line) == ["Yes.", ""]


def test_it_may_be_let_fail_more_often_and_a_success_begins_the_count_anew():
    breaker = Breaker(failures=2)
    breaker.failed()
    assert breaker.closed
    breaker.succeeded()
    breaker.failed()
    assert breaker.closed
    breaker.failed()
    assert not breaker.closed


@pytest.mark.parametrize("trials", [1, 4])
def test_the_rest_doubles_with_each_failed_trial_and_one_caller_tries(trials):
    clock = Clock()
    breaker = Breaker(rest=10, clock=clock)
    breaker.failed()
    rest = 10.0
    for _ in range(trials):
        clock.now += rest - 0.1
        assert not breaker.trial_is_due()
        clock.now += 0.2
        assert [breaker.trial_is_due() for _ in range(3)] == [True, False, False]
        breaker.failed()
        rest *= 2
    breaker.succeeded()
    assert breaker.closed
