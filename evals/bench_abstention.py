"""Benchmark: can it tell what its articles answer from what they do not? Not here: the cases' own strata (`report`).

"Unanswerable" was judged against one passage, not the whole pool, so a few such questions may have an answer.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.vocabulary import Question
from evals.baseline import Bm25
from evals.bench import BenchResult, Row, mean, skip
from evals.datasets import Pool, Text, find, read_clapnq, read_squad
from evals.metrics import GIVES_CLAIMS
from evals.pool import built
from evals.progress import progress
from evals.ranking import auroc, auroc_interval
from evals.subject import Asks, Build

Confidence = Callable[[str], float]


def bench_abstention(folder: Path | None, build: Build, *, limit: int | None = None) -> BenchResult:
    """AUROC of `confidence` and of BM25's best score on three pools, and how often off-corpus questions are answered.

    `limit` takes only the first questions of each kind.
    """
    squad2 = find(folder, "squad2", "dev.json")
    xquad = find(folder, "xquad", "xquad.en.json")
    answerable, unanswerable = (find(folder, "clapnq", name) for name in ("answerable.jsonl", "unanswerable.jsonl"))
    if not (squad2 and xquad and answerable and unanswerable):
        return skip("abstention", "{squad2,xquad,clapnq}")
    clapnq = read_clapnq(answerable, unanswerable)
    rows: list[Row] = []
    for pool in (read_squad(squad2, "squad2"), clapnq):
        with built(build, pool.texts) as (assistant, _):
            rows += auroc_rows(
                f"{pool.name} fact absent",
                texts(pool, answers=True, limit=limit),
                texts(pool, answers=False, limit=limit),
                assistant.confidence,
                pool.texts,
            )
    corpus = read_squad(xquad, "xquad")
    inside, outside = texts(corpus, answers=True, limit=limit), [question.text for question in clapnq.questions[:limit]]
    with built(build, corpus.texts) as (assistant, _):
        rows += auroc_rows("xquad off corpus", inside, outside, assistant.confidence, corpus.texts)
        rows.append(mean("xquad off corpus: false answers", answered(assistant, outside), "share"))
        rows.append(mean("xquad own questions: answered", answered(assistant, inside), "share"))
    return BenchResult(
        bench="abstention",
        about="answerable against not, by pool; off corpus = CLAPNQ's questions to XQuAD",
        rows=tuple(rows),
    )


def auroc_rows(
    name: str, inside: Sequence[str], outside: Sequence[str], confidence: Confidence, pool: Sequence[Text]
) -> list[Row]:
    """AUROC of a confidence and of BM25's best score, with Hanley and McNeil's interval."""
    bm25 = Bm25(pool)
    rows = []
    for label, score in (("confidence", confidence), ("bm25 best score", bm25.best)):
        high = [score(text) for text in progress(inside, f"{name}, {label}")]
        low = [score(text) for text in progress(outside, f"{name}, {label}")]
        lower, upper = auroc_interval(high, low)
        rows.append(
            Row(
                figure=f"{name}: {label}",
                value=auroc(high, low),
                unit="AUROC",
                n=len(high) + len(low),
                low=lower,
                high=upper,
            )
        )
    return rows


def answered(assistant: Asks, questions: Sequence[str]) -> list[float]:
    """1 for each question that gets an answer, whole or in part, else 0."""
    return [
        float(assistant.ask(Question(text=text)).outcome in GIVES_CLAIMS) for text in progress(questions, "answers")
    ]


def texts(pool: Pool, *, answers: bool, limit: int | None) -> list[str]:
    """The pool's questions of one kind."""
    return [question.text for question in (pool.answerable if answers else pool.unanswerable)[:limit]]
