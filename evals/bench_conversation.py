"""Benchmark: is the right passage found for the last turn of a conversation? Not here: lone questions.

The pool is what the data set's own readers were shown, far smaller than the published corpora: not their figures.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.vocabulary import Question
from evals.baseline import Bm25
from evals.bench import BenchResult, Row, mean, skip
from evals.datasets import ConversationTask, find, read_mtrag
from evals.pool import SEARCHED, built, ranked_ids
from evals.progress import progress
from evals.ranking import recall_at
from evals.subject import Build, Subject

TOP = 5

Retrieve = Callable[[Sequence[str], int], list[str]]  # turns, top -> text ids, best first


def bench_conversation(folder: Path | None, build: Build) -> BenchResult:
    """Recall@5 on MTRAG by collection and by place of the turn, beside BM25 over the last turn and the last two."""
    if not find(folder, "mtrag", "dev.jsonl") or folder is None:
        return skip("conversation", "mtrag")
    pools, tasks = read_mtrag(folder / "mtrag")
    found: dict[str, list[tuple[ConversationTask, float]]] = {}
    for collection, texts in sorted(pools.items()):
        chosen = [task for task in tasks if task.collection == collection]
        bm25 = Bm25(texts)
        with built(build, texts) as (assistant, ids):
            for name, retrieve in (
                ("assistant", asking(assistant, ids)),
                ("bm25 last two turns", joining(bm25, 2)),
                ("bm25 last turn", joining(bm25, 1)),
            ):
                found.setdefault(name, []).extend(recalls(retrieve, chosen, f"{collection}, {name}"))
    return BenchResult(
        bench="conversation",
        about=f"MTRAG, {len(tasks)} conversations, recall@{TOP} within {sum(map(len, pools.values()))} passages",
        rows=tuple(row for name, measured in found.items() for row in conversation_rows(name, measured)),
    )


def asking(assistant: Subject, ids: dict[str, str]) -> Retrieve:
    """Retrieval as a conversation with the assistant: the hits of its answer to the last turn.

    The ten hits of an answer may come from fewer than five texts; the rest is what the same search finds beyond.
    """

    def retrieve(turns: Sequence[str], top: int) -> list[str]:
        *earlier, last = turns
        answer = assistant.ask(Question(text=last, earlier=tuple(earlier)))
        more = assistant.search(last, SEARCHED, earlier=earlier)
        return ranked_ids((*answer.hits, *more), ids)[:top]

    return retrieve


def joining(bm25: Bm25, turns_joined: int) -> Retrieve:
    """Retrieval by BM25 with the last turns joined into one query."""

    def retrieve(turns: Sequence[str], top: int) -> list[str]:
        return [found for found, _ in bm25.rank(" ".join(turns[-turns_joined:]), top)]

    return retrieve


def recalls(retrieve: Retrieve, tasks: Sequence[ConversationTask], label: str) -> list[tuple[ConversationTask, float]]:
    """Recall@5 of each task."""
    return [(task, recall_at(retrieve(task.turns, TOP), task.relevant, TOP)) for task in progress(tasks, label)]


def conversation_rows(name: str, measured: Sequence[tuple[ConversationTask, float]]) -> list[Row]:
    """The means over all tasks, over first and later turns, and over each collection."""
    rows = [
        mean(f"{name}: all", [recall for _, recall in measured]),
        mean(f"{name}: first turns", [recall for task, recall in measured if len(task.turns) == 1]),
        mean(f"{name}: later turns", [recall for task, recall in measured if len(task.turns) > 1]),
    ]
    for collection in sorted({task.collection for task, _ in measured}):
        rows.append(
            mean(f"{name}: {collection}", [recall for task, recall in measured if task.collection == collection])
        )
    return rows
