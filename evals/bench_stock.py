"""Benchmark: evidence found in equal context, side by side with a stock LlamaIndex pipeline, in one run.

Not here: the stock pipeline (`stock`).
"""

import time
from collections.abc import Callable, Iterable, Sequence

from assistant.store.embedding import Embedder
from evals.bench import BenchResult, Row, mean
from evals.case import Case, Stratum
from evals.intervals import quantile
from evals.progress import progress
from evals.score import Texts
from evals.spans import fold
from evals.stock import Search, stock_search, within
from evals.subject import Searches

BUDGETS = (300, 600, 1200)  # words of context
TOP = 40  # chunks asked for; enough to fill the largest budget
SMALL_CHUNK = 256  # tokens; the stock pipeline is also given chunks of about our passages' length


def bench_stock(
    searcher: Searches,
    embedder: Embedder,
    cases: Iterable[Case],
    texts: Texts,
    *,
    clock: Callable[[], float] = time.perf_counter,
) -> BenchResult:
    """Recall of evidence quotes within 300, 600 and 1200 words of context, and milliseconds a question.

    Answerable cases of one turn, both splits. `texts` maps article ids to canonical texts; `clock` counts seconds.
    """
    chosen = [case for case in cases if case.stratum == Stratum.ANSWERABLE and len(case.turns) == 1 and case.evidence]
    systems = (
        ("assistant", passages(searcher)),
        ("stock LlamaIndex", stock_search(texts, embedder)),
        (f"stock LlamaIndex, {SMALL_CHUNK} tokens", stock_search(texts, embedder, chunk_size=SMALL_CHUNK)),
    )
    rows = [row for name, search in systems for row in stock_rows(name, search, chosen, clock)]
    about = f"{len(chosen)} answerable cases of one turn; share of evidence quotes within equal context"
    return BenchResult(bench="stock", about=about, rows=tuple(rows))


def passages(searcher: Searches) -> Search:
    """The assistant's search in the form of the stock one."""

    def search(query: str, top: int) -> list[tuple[str, str]]:
        return [(hit.passage.article, hit.passage.text) for hit in searcher.search(query, top)]

    return search


def stock_rows(name: str, search: Search, cases: Sequence[Case], clock: Callable[[], float]) -> list[Row]:
    """One system's recall at each budget, and its median and 95th percentile of time, after one warm-up question."""
    recalls: dict[int, list[float]] = {budget: [] for budget in BUDGETS}
    times = []
    for case in cases[:1]:
        search(case.turns[-1], TOP)
    for case in progress(cases, name):
        began = clock()
        found = search(case.turns[-1], TOP)
        times.append((clock() - began) * 1000)
        for budget in BUDGETS:
            recalls[budget].append(quote_recall(case, within(found, budget)))
    rows = [mean(f"{name}: {budget} words", values) for budget, values in recalls.items()]
    rows.append(Row(figure=f"{name}: time, median", value=quantile(times, 0.5), unit="ms", n=len(times)))
    rows.append(Row(figure=f"{name}: time, 95th percentile", value=quantile(times, 0.95), unit="ms", n=len(times)))
    return rows


def quote_recall(case: Case, context: dict[str, str]) -> float:
    """Evidence quotes that stand whole in the context / evidence quotes."""
    held = [fold(evidence.quote) in fold(context.get(evidence.article, "")) for evidence in case.evidence]
    return sum(held) / len(held)
