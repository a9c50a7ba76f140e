"""Benchmark: time to answer, memory, ingest and embedding, in this process. Not here: starting the page (`startup`)."""

import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from assistant.store.embedding import Embedder
from assistant.vocabulary import Question
from evals.bench import BenchResult, Row
from evals.case import Case, Split
from evals.intervals import quantile
from evals.progress import progress
from evals.startup import Startup
from evals.subject import Asks

QUESTIONS = 60
WARM_UP = 5
EMBEDDING_RUNS = 5

Clock = Callable[[], float]
Encode = Callable[[Sequence[str]], object]


def bench_speed(
    assistant: Asks,
    cases: Iterable[Case],
    *,
    embedder: Embedder | None = None,
    encode: Encode | None = None,
    passages: Sequence[str] = (),
    ingest: Callable[[], object] | None = None,
    start: Callable[[], Startup] | None = None,
    clock: Clock = time.perf_counter,
) -> BenchResult:
    """All figures of speed for which the parts are given.

    `encode` is the bare model's (see `bare_encode`), `passages` what both embed; `ingest` builds from
    unchanged articles; `start` starts the page (see `startup.start_page`); `clock` counts seconds.
    """
    questions = fixed_questions(cases)
    rows = answer_rows(assistant, questions, clock)
    rows.append(Row(figure="resident memory", value=resident_megabytes(), unit="MB"))
    if encode and questions:
        rows.append(reference_row(encode, questions, clock))
    if ingest:
        rows.append(ingest_row(ingest, clock))
    if embedder and encode and passages:
        rows += embedding_rows(embedder, encode, passages, clock)
    if start:
        began = start()
        rows.append(Row(figure="page answers GET /", value=began.page_seconds, unit="s"))
        rows.append(Row(figure="first answer of POST /api/ask", value=began.answer_seconds, unit="s"))
    return BenchResult(bench="speed", about="in process after warm-up, one question at a time", rows=tuple(rows))


def fixed_questions(cases: Iterable[Case], count: int = QUESTIONS) -> tuple[Question, ...]:
    """Up to `count` questions of the tune split, evenly spread over the ids in their order."""
    chosen = sorted((case for case in cases if case.split == Split.TUNE), key=lambda case: case.id)
    step = max(1.0, len(chosen) / count)
    return tuple(chosen[int(place * step)].question for place in range(min(count, len(chosen))))


def answer_rows(assistant: Asks, questions: Sequence[Question], clock: Clock) -> list[Row]:
    """Median and 95th percentile of the time to answer, after a few questions of warm-up."""
    for question in questions[:WARM_UP]:
        assistant.ask(question)
    times = []
    for question in progress(questions, "ask"):
        began = clock()
        assistant.ask(question)
        times.append(clock() - began)
    return [
        Row(figure="answer, median", value=quantile(times, 0.5) * 1000, unit="ms", n=len(times)),
        Row(figure="answer, 95th percentile", value=quantile(times, 0.95) * 1000, unit="ms", n=len(times)),
    ]


def reference_row(encode: Encode, questions: Sequence[Question], clock: Clock) -> Row:
    """Median time in which the bare model embeds one of the same questions: what the machine allows just now."""
    encode([questions[0].text])
    times = [seconds(partial(encode, [question.text]), clock) for question in questions]
    return Row(figure="bare encode of a question, median", value=quantile(times, 0.5) * 1000, unit="ms", n=len(times))


def ingest_row(ingest: Callable[[], object], clock: Clock) -> Row:
    """Seconds of the second of two builds of the same articles; libraries are loaded by then."""
    ingest()
    return Row(figure="ingest of unchanged articles", value=seconds(ingest, clock), unit="s")


def embedding_rows(embedder: Embedder, encode: Encode, texts: Sequence[str], clock: Clock) -> list[Row]:
    """Texts a second of the embedder and of the bare model, medians of alternating runs, and their ratio."""
    embedder.embed(texts[:8])
    encode(texts[:8])
    ours, bare = [], []
    for _ in progress(range(EMBEDDING_RUNS), "embed"):
        ours.append(len(texts) / seconds(lambda: embedder.embed(texts), clock))
        bare.append(len(texts) / seconds(lambda: encode(texts), clock))
    ratios = [one / other for one, other in zip(ours, bare, strict=True)]
    return [
        Row(figure="embedder", value=quantile(ours, 0.5), unit="texts/s", n=len(ours)),
        Row(figure="bare SentenceTransformer.encode", value=quantile(bare, 0.5), unit="texts/s", n=len(bare)),
        Row(figure="embedder over bare", value=quantile(ratios, 0.5), unit="ratio", n=len(ratios)),
    ]


def bare_encode(folder: Path) -> Encode:
    """SentenceTransformer.encode of the model in a folder, at its defaults on the CPU."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True, trust_remote_code=False)
    return lambda texts: model.encode(list(texts), show_progress_bar=False)


def seconds(work: Callable[[], object], clock: Clock) -> float:
    """How long the work takes."""
    began = clock()
    work()
    return clock() - began


def resident_megabytes(status: Path = Path("/proc/self/status")) -> float:
    """Resident memory of this process in MB (1,000,000 bytes); NaN where the system does not tell."""
    if not status.is_file():
        return float("nan")
    for line in status.read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    return float("nan")
