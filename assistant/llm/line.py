"""Asks an endpoint within a time limit: retries, a rest after a failure, never a hang. Not here: what is asked."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tenacity import Retrying, retry_if_exception, stop_after_attempt, stop_before_delay, wait_random_exponential
from tenacity.nap import sleep_using_event

from assistant.llm.breaker import Breaker
from assistant.llm.endpoint import Endpoint, EndpointError, Piece
from assistant.llm.fallback import Fallback, FallbackError
from assistant.llm.prompt import Prompt, trial_prompt

logger = logging.getLogger(__name__)

ATTEMPTS = 3  # requests for one answer, while none of its text has come
FIRST_WAIT, LONGEST_WAIT = 0.2, 4.0  # seconds between two requests, random below a doubling bound


@dataclass(kw_only=True, eq=False)
class Call:
    """One answer being asked for: what has come of it, and whether anyone still wants it."""

    deadline: float
    pieces: "queue.SimpleQueue[Piece | None | EndpointError]" = field(default_factory=queue.SimpleQueue)
    unwanted: threading.Event = field(default_factory=threading.Event)
    requests: int = 0
    begun: bool = False


class Line:
    """A line to an endpoint. `seconds` is what one answer may take. Safe to share between threads."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        seconds: float,
        breaker: Breaker | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._endpoint = endpoint
        self._seconds = seconds
        self._breaker = breaker or Breaker()
        self._clock = clock

    @property
    def model(self) -> str:
        """The model's name."""
        return self._endpoint.model

    def call(self) -> Call:
        """A call that has to be over when the time for one answer is."""
        return Call(deadline=self._clock() + self._seconds)

    def pieces(self, prompt: Prompt, call: Call) -> Iterator[Piece]:
        """The model's text as it comes, up to the end of the call's time.

        Raises:
            FallbackError: it does not come, not in time, or not whole; at once while the endpoint rests.
        """
        if not self._breaker.closed:
            if self._breaker.trial_is_due():
                threading.Thread(target=self._try, name="llm-trial", daemon=True).start()
            raise FallbackError(Fallback.RESTING)
        # A thread of its own: a read that hangs can be left behind.
        threading.Thread(target=self._ask, args=(prompt, call), name="llm-call", daemon=True).start()
        try:
            yield from self._heard(call)
        except FallbackError as error:
            self._breaker.failed()
            logger.warning("the language model's endpoint failed: %s", error.why)
            raise
        finally:
            call.unwanted.set()
        self._breaker.succeeded()

    def _heard(self, call: Call) -> Iterator[Piece]:
        finished = False
        while True:
            try:
                piece = call.pieces.get(timeout=max(0.001, call.deadline - self._clock()))
            except queue.Empty:
                raise FallbackError(Fallback.SLOW) from None
            if self._clock() > call.deadline:
                raise FallbackError(Fallback.SLOW)
            if isinstance(piece, EndpointError):
                raise FallbackError(Fallback.CUT if call.begun else Fallback.UNREACHABLE) from piece
            if piece is None:
                if not finished:
                    raise FallbackError(Fallback.CUT)
                return
            finished = finished or bool(piece.finish)
            yield piece

    def _ask(self, prompt: Prompt, call: Call) -> None:
        """Put the text into the call, asking again while nothing of it has come and there is time."""
        left = max(0.001, call.deadline - self._clock())
        try:
            for attempt in Retrying(
                stop=stop_after_attempt(ATTEMPTS) | stop_before_delay(left),
                wait=wait_random_exponential(multiplier=FIRST_WAIT, max=LONGEST_WAIT),
                retry=retry_if_exception(lambda error: getattr(error, "passing", False) and not call.begun),
                sleep=sleep_using_event(call.unwanted),
                reraise=True,
            ):
                if call.unwanted.is_set():
                    return
                with attempt:
                    self._listen(prompt, call)
        except EndpointError as error:
            logger.info("no text from the language model: %s", error)
            call.pieces.put(error)
            return
        except Exception as error:
            logger.exception("the adapter of the language model failed")
            call.pieces.put(EndpointError(type(error).__name__, passing=False))
            return
        call.pieces.put(None)

    def _listen(self, prompt: Prompt, call: Call) -> None:
        call.requests += 1
        stream = self._endpoint.stream(prompt, max(0.1, call.deadline - self._clock()))
        for piece in stream:
            call.begun = call.begun or bool(piece.text)
            call.pieces.put(piece)
            if call.unwanted.is_set():
                return

    def _try(self) -> None:
        """Find out whether the endpoint answers again."""
        call = self.call()
        threading.Thread(target=self._ask, args=(trial_prompt(), call), name="llm-call", daemon=True).start()
        try:
            next(self._heard(call), None)
        except FallbackError:
            self._breaker.failed()
        else:
            self._breaker.succeeded()
        finally:
            call.unwanted.set()
