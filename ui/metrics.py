"""What Prometheus may read: questions by outcome and their time. Not here: the route that serves it."""

import time
from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from assistant.vocabulary import Answer
from ui.model_figures import ModelFigures

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)  # seconds


class Metrics:
    """The counters of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.answers = Counter(
            "corner_office_answers", "Questions answered, by front end and outcome", ("front", "outcome"),
            registry=self.registry,
        )  # fmt: skip
        self.failures = Counter(
            "corner_office_failures",
            "Questions that ended in an error, by front end",
            ("front",),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "corner_office_answer_seconds", "Time to answer, by front end", ("front",), buckets=BUCKETS,
            registry=self.registry,
        )  # fmt: skip

        self.model = ModelFigures(self.registry)

    def timed(self, front: str, answer: Callable[[], Answer], asked: float | None = None) -> Answer:
        """Return what `answer` returns, counted and timed; its error is counted and raised.

        The time counts from now, or from `asked` on the clock of `time.perf_counter`.
        """
        begin = time.perf_counter() if asked is None else asked
        try:
            given = answer()
        except Exception:
            self.failures.labels(front).inc()
            raise
        self.seconds.labels(front).observe(time.perf_counter() - begin)
        self.count(front, given)
        return given

    def followed(self, front: str, answers: Iterator[Answer]) -> Iterator[Answer]:
        """What `answers` gives, the last one counted and timed; an error is counted and raised."""
        begin = time.perf_counter()
        given = None
        try:
            for given in answers:
                yield given
        except Exception:
            self.failures.labels(front).inc()
            raise
        if given is not None:
            self.seconds.labels(front).observe(time.perf_counter() - begin)
            self.count(front, given)

    def count(self, front: str, given: Answer) -> None:
        """Count an answer, and what the language model behind it took."""
        self.answers.labels(front, given.outcome.value).inc()
        self.model.count(given)

    def page(self) -> bytes:
        """All figures in Prometheus' text form."""
        return generate_latest(self.registry)
