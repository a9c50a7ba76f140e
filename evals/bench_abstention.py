"""Benchmark: can it tell what its articles answer from what they do not? Not here: the cases' own strata (`report`).

Only questions that the weights of the confidence were not fitted on. "Unanswerable" was judged against one passage,
not the whole pool, so a few such questions may have an answer.
"""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from assistant.vocabulary import Question
from evals.baseline import Bm25
from evals.bench import BenchResult, Row, mean, skip
from evals.datasets import PoolQuestion, Text, find, read_clapnq, read_squad
from evals.halves import fitted_on
from evals.metrics import GIVES_CLAIMS
from evals.pool import built
from evals.progress import progress
from evals.ranking import auroc, auroc_interval
from evals.subject import Asks, Build

Confidence = Callable[[str], float]


def bench_abstention(folder: Path | None, build: Build, *, limit: int | None = None) -> BenchResult:
    """AUROC of `confidence` and of BM25's best score on three pools, and which share of each kind gets an answer.

    The shares are those of the assistant as it stands: one operating point for all pools. `limit` takes only the
    first questions of each kind.
    """
    squad2 = find(folder, "squad2", "dev.json")
    xquad = find(folder, "xquad", "xquad.en.json")
    answerable, unanswerable = (find(folder, "clapnq", name) for name in ("answerable.jsonl", "unanswerable.jsonl"))
    if not (squad2 and xquad and answerable and unanswerable):
        return skip("abstention", "{squad2,xquad,clapnq}")
    fitted = fitted_on(squad2, answerable, unanswerable)
    clapnq, corpus = read_clapnq(answerable, unanswerable), read_squad(xquad, "xquad")
    rows: list[Row] = []
    for name, pool, others in (
        ("squad2 fact absent", read_squad(squad2, "squad2"), None),
        ("clapnq fact absent", clapnq, None),
        ("xquad off corpus", corpus, clapnq.questions),
    ):
        inside = texts(pool.answerable, fitted, limit=limit)
        outside = texts(pool.unanswerable if others is None else others, fitted, limit=limit)
        with built(build, pool.texts) as (assistant, _):
            rows += auroc_rows(name, inside, outside, assistant.confidence, pool.texts)
            rows.append(mean(f"{name}: answerable answered", answered(assistant, inside), "share"))
            rows.append(mean(f"{name}: false answers", answered(assistant, outside), "share"))
    return BenchResult(
        bench="abstention",
        about="answerable against not, by pool; off corpus = CLAPNQ's questions to XQuAD; none that weights were fitted on",
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


def texts(questions: Sequence[PoolQuestion], fitted: Collection[str], *, limit: int | None) -> list[str]:
    """The wording of the questions that no weights were fitted on."""
    return [question.text for question in questions if question.text not in fitted][:limit]
