"""Benchmark: of the right passage, are the sentences chosen that people chose? Not here: finding the passage.

Only questions that the weights of the choice were not fitted on.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from assistant.text.words import content_stems
from evals.bench import BenchResult, Row, mean, skip
from evals.datasets import SentenceTask, find, read_sentence_tasks
from evals.halves import reported_half
from evals.progress import progress
from evals.ranking import precision_recall_f1

Choose = Callable[[str, str, Sequence[str]], list[int]]  # question, title, sentences -> indexes from 0


def bench_sentences(folder: Path | None, choose: Choose, *, limit: int | None = None) -> BenchResult:
    """Precision, recall, F1 and length on CLAPNQ, for the assistant's choice and three simple ones."""
    path = find(folder, "clapnq", "answerable.jsonl")
    if path is None:
        return skip("sentences", "clapnq")
    tasks = reported_half(read_sentence_tasks(path))[0][:limit]
    rows = sentence_rows("assistant", choose, tasks)
    rows += sentence_rows("most shared words, 3", most_shared, tasks)
    rows += sentence_rows("first 3", first_three, tasks)
    rows += sentence_rows("all", every, tasks)
    return BenchResult(
        bench="sentences",
        about=f"{len(tasks)} questions not fitted on, with their passage, best over annotators",
        rows=tuple(rows),
    )


def sentence_rows(name: str, choose: Choose, tasks: Iterable[SentenceTask]) -> list[Row]:
    """The figures of one way to choose; for each question the annotator is taken who gives the best F1."""
    best, lengths = [], []
    for task in progress(list(tasks), f"sentences, {name}"):
        chosen = set(choose(task.question, task.title, task.sentences))
        best.append(
            max((precision_recall_f1(chosen, wanted) for wanted in task.chosen), key=lambda figures: figures[2])
        )
        lengths.append(word_count(task.sentences[index] for index in chosen) / max(1, word_count(task.sentences)))
    return [
        mean(f"{name}: precision", [precision for precision, _, _ in best]),
        mean(f"{name}: recall", [recall for _, recall, _ in best]),
        mean(f"{name}: F1", [f1 for _, _, f1 in best]),
        mean(f"{name}: words of the passage", lengths, "share"),
    ]


def word_count(sentences: Iterable[str]) -> int:
    """Words of sentences together."""
    return sum(len(sentence.split()) for sentence in sentences)


def most_shared(question: str, _title: str, sentences: Sequence[str]) -> list[int]:
    """The three sentences that share most different stems with the question, earlier ones first among equals."""
    asked = set(content_stems(question))
    return sorted(range(len(sentences)), key=lambda index: -len(asked & set(content_stems(sentences[index]))))[:3]


def first_three(_question: str, _title: str, sentences: Sequence[str]) -> list[int]:
    """The first three sentences."""
    return list(range(min(3, len(sentences))))


def every(_question: str, _title: str, sentences: Sequence[str]) -> list[int]:
    """All sentences."""
    return list(range(len(sentences)))
