"""Benchmark: does search find the paragraph that answers a question? Not here: multi-turn (`bench_conversation`).

Weights are tuned on `squad2` and reported on `xquad`; the same function measures both.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from evals.baseline import Bm25
from evals.bench import BenchError, BenchResult, Row, mean, skip
from evals.datasets import Pool, find, read_squad
from evals.pool import SEARCHED, built, ranked_ids
from evals.progress import progress
from evals.ranking import ndcg, recall_at, reciprocal_rank
from evals.subject import Build, Searches, Subject

FILES = {"xquad": "xquad.en.json", "squad2": "dev.json"}


Variants = Mapping[str, Callable[[Subject], Searches]]  # name -> the built assistant with other weights

AS_BUILT: Variants = {"search": lambda assistant: assistant}


def bench_retrieval(
    folder: Path | None,
    build: Build,
    *,
    dataset: str = "xquad",
    variants: Variants = AS_BUILT,
    limit: int | None = None,
) -> BenchResult:
    """Each paragraph an article; nDCG@10, MRR@10 and recall at 1 and 5 of search, and of BM25 in the same run.

    `dataset` is a key of FILES. `variants` measures several settings on one build, for tuning; that is
    refused on `xquad`. `limit` takes only the first questions.

    Raises:
        BenchError: other variants than the assistant as built are asked for on xquad.
    """
    if dataset == "xquad" and variants is not AS_BUILT:
        raise BenchError("xquad is for reporting; weights tuned on it would flatter. Tune on squad2 instead.")
    path = find(folder, dataset, FILES[dataset])
    if path is None:
        return skip("retrieval", dataset)
    pool = read_squad(path, dataset)
    rows: list[Row] = []
    with built(build, pool.texts) as (assistant, ids):
        for name, variant in variants.items():
            rows += retrieval_rows(name, variant(assistant), ids, pool, limit=limit)
    rows += baseline_rows(pool, limit=limit)
    return BenchResult(
        bench="retrieval",
        about=f"{dataset}: {len(pool.texts)} paragraphs as articles, {len(pool.answerable)} answerable questions",
        rows=tuple(rows),
    )


def retrieval_rows(
    name: str, searcher: Searches, ids: dict[str, str], pool: Pool, *, limit: int | None = None
) -> list[Row]:
    """The figures of search; `ids` maps article ids to the pool's text ids."""
    questions = progress(pool.answerable[:limit], f"{name} {pool.name}")
    return figures(
        name,
        [(ranked_ids(searcher.search(question.text, SEARCHED), ids), question.relevant) for question in questions],
    )


def baseline_rows(pool: Pool, *, limit: int | None = None) -> list[Row]:
    """The figures of BM25."""
    bm25 = Bm25(pool.texts)
    return figures(
        "bm25",
        [
            ([found for found, _ in bm25.rank(question.text, 10)], question.relevant)
            for question in pool.answerable[:limit]
        ],
    )


def figures(name: str, runs: list[tuple[list[str], frozenset[str]]]) -> list[Row]:
    """The four figures of ranked lists beside what is relevant to each."""
    return [
        mean(f"{name} nDCG@10", [ndcg(ranked, relevant) for ranked, relevant in runs]),
        mean(f"{name} MRR@10", [reciprocal_rank(ranked, relevant) for ranked, relevant in runs]),
        mean(f"{name} recall@1", [recall_at(ranked, relevant, 1) for ranked, relevant in runs]),
        mean(f"{name} recall@5", [recall_at(ranked, relevant, 5) for ranked, relevant in runs]),
    ]
