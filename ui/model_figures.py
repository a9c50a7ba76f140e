"""What Prometheus may read of the language model: calls, tokens, times, what was removed. Not here: answers (`metrics`)."""

from prometheus_client import CollectorRegistry, Counter, Histogram

from assistant.vocabulary import Answer

BUCKETS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60)  # seconds


class ModelFigures:
    """The counters of a language model; all stay at 0 without one."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.answers = Counter(
            "corner_office_llm_answers",
            "Answers that a language model was to write, by what became of them: written, cached, or why not",
            ("result",),
            registry=registry,
        )
        self.calls = Counter("corner_office_llm_calls", "Requests to the language model", registry=registry)
        self.tokens = Counter(
            "corner_office_llm_tokens", "Tokens of the language model, by kind", ("kind",), registry=registry
        )
        self.removed = Counter(
            "corner_office_llm_removed_sentences", "Sentences that did not pass the check", registry=registry
        )
        self.first_token = Histogram(
            "corner_office_llm_first_token_seconds",
            "Time to the language model's first token",
            buckets=BUCKETS,
            registry=registry,
        )

    def count(self, answer: Answer) -> None:
        """Count what one answer took; nothing for an answer without a model."""
        use = answer.model
        if use is None:
            return
        self.answers.labels(use.fallback or ("cached" if use.cached else "written")).inc()
        self.calls.inc(use.calls)
        self.tokens.labels("prompt").inc(use.prompt_tokens)
        self.tokens.labels("completion").inc(use.completion_tokens)
        if not use.cached:
            self.removed.inc(use.removed)
        if "first_token" in answer.timings_ms:
            self.first_token.observe(answer.timings_ms["first_token"] / 1000)
