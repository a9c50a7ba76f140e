"""The line in front of the assistant: how many questions are worked on at once, and how many wait.

Not here: how many chats Gradio takes up (`page`), what an answer is (`assistant`).
"""

import time
from functools import partial

from anyio import CapacityLimiter, to_thread

from assistant.vocabulary import Answer, Question
from ui.desk import Answering, Streaming
from ui.metrics import Metrics

# An answer without a language model is work for Python alone, which does one thing at a time: a second one uses
# what the embedder leaves, and every further one only keeps the server's own thread waiting for its turn.
AT_WORK = 2


class Line:
    """Lets so many questions through at once, in the order they came, and takes the time of each with its wait."""

    def __init__(self, metrics: Metrics, at_work: int = AT_WORK) -> None:
        self._metrics = metrics
        self._limiter = CapacityLimiter(at_work)

    async def ask(self, front: str, assistant: Answering, question: Question) -> Answer:
        """The answer, counted for a front end. Raises whatever the assistant raises.

        Whoever writes with a language model waits for that one and not for Python, and so passes the line.
        """
        work = partial(self._metrics.timed, front, partial(assistant.ask, question), time.perf_counter())
        limiter = None if isinstance(assistant, Streaming) else self._limiter
        return await to_thread.run_sync(work, abandon_on_cancel=True, limiter=limiter)

    @property
    def waiting(self) -> int:
        """How many questions wait for others."""
        return self._limiter.statistics().tasks_waiting
