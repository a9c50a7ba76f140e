"""What an operator can see of the bot: figures for Prometheus. Not here: the routes that show them (`http`)."""

from collections.abc import Callable

from prometheus_client import Counter, Gauge, Histogram

from ui.metrics import Metrics

ACK_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3)  # seconds; Slack waits 3
ANSWER_BUCKETS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)


class Watch(Metrics):
    """The counters of a bot's process, beside those that the page has too."""

    def __init__(self) -> None:
        super().__init__()
        counters = {
            "events": ("Requests from Slack, by what became of them", ("result",)),
            "delivered": ("Answers brought to Slack, by how", ("way",)),
            "limited": ("429 answers from Slack, by method", ("method",)),
            "fallbacks": ("Answers that could not be streamed, by Slack's code", ("code",)),
            "refused": ("Answers that Slack did not take, by its code", ("code",)),
            "feedback": ("Answers rated, by verdict", ("verdict",)),
        }
        self.events, self.delivered, self.limited, self.fallbacks, self.refused, self.feedback = (
            Counter(f"corner_office_slack_{name}", text, labels, registry=self.registry)
            for name, (text, labels) in counters.items()
        )
        self.ack = Histogram(
            "corner_office_slack_ack_seconds",
            "Time until a request of Slack's is acknowledged",
            buckets=ACK_BUCKETS,
            registry=self.registry,
        )
        self.whole = Histogram(
            "corner_office_slack_answer_seconds",
            "Time from a question's arrival until its answer stands in Slack",
            buckets=ANSWER_BUCKETS,
            registry=self.registry,
        )
        self._waiting = Gauge("corner_office_slack_waiting", "Questions not answered yet", registry=self.registry)
        self._connected = Gauge("corner_office_slack_connected", "1 while Slack is connected", registry=self.registry)

    def look(self, waiting: Callable[[], float], connected: Callable[[], bool]) -> None:
        """Read these whenever the figures are asked for."""
        self._waiting.set_function(waiting)
        self._connected.set_function(lambda: float(connected()))
