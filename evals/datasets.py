"""Reading the public data sets that stand beside the repository; none of their text is kept in it.

Not here: what is measured on them (`bench_*`).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

MTRAG_QRELS = {"clapnq": "clapnq", "fiqa": "fiqa", "govt": "govt", "ibmcloud": "cloud"}  # collection -> file


@dataclass(frozen=True, kw_only=True)
class Text:
    """A paragraph or passage of a pool."""

    id: str
    text: str
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class PoolQuestion:
    """A question to a pool; `relevant` holds the ids of the texts that answer it, none when unanswerable."""

    text: str
    relevant: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Pool:
    """Texts, and questions to them, no question twice."""

    name: str
    texts: tuple[Text, ...]
    questions: tuple[PoolQuestion, ...]

    @property
    def answerable(self) -> tuple[PoolQuestion, ...]:
        """The questions that a text answers."""
        return tuple(question for question in self.questions if question.relevant)

    @property
    def unanswerable(self) -> tuple[PoolQuestion, ...]:
        """The questions that no text answers, as far as the annotators saw."""
        return tuple(question for question in self.questions if not question.relevant)


@dataclass(frozen=True, kw_only=True)
class SentenceTask:
    """A question, a passage cut into sentences, and what each annotator chose of them (indexes from 0)."""

    question: str
    title: str
    sentences: tuple[str, ...]
    chosen: tuple[frozenset[int], ...]


@dataclass(frozen=True, kw_only=True)
class ConversationTask:
    """A reader's turns, oldest first, and the ids of the texts that serve the last one."""

    collection: str
    turns: tuple[str, ...]
    relevant: frozenset[str]


def data_folder(beside: Path = ROOT) -> Path | None:
    """`../shared/data` as seen from the repository, or None when it is not there."""
    folder = beside.parent / "shared" / "data"
    return folder if folder.is_dir() else None


def find(folder: Path | None, *parts: str) -> Path | None:
    """A file of the data folder, or None when it is not there."""
    path = folder.joinpath(*parts) if folder else None
    return path if path and path.is_file() else None


def read_squad(path: Path, name: str) -> Pool:
    """Read a file of SQuAD's form (XQuAD too); equal paragraphs and equal questions become one.

    Titles are left out, as in the published retrieval task on XQuAD.
    """
    texts: dict[str, Text] = {}
    relevant: dict[str, set[str]] = {}
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            context = paragraph["context"]
            text = texts.setdefault(context, Text(id=f"p{len(texts):05}", text=context))
            for asked in paragraph["qas"]:
                ids = relevant.setdefault(asked["question"], set())
                if not asked.get("is_impossible", False):
                    ids.add(text.id)
    return Pool(name=name, texts=tuple(texts.values()), questions=pool_questions(relevant))


def read_clapnq(answerable: Path, unanswerable: Path) -> Pool:
    """Read both CLAPNQ files into one pool: every question's passage, and which one answers it."""
    texts: dict[str, Text] = {}
    relevant: dict[str, set[str]] = {}
    for path, answers in ((answerable, True), (unanswerable, False)):
        for row in read_lines(path):
            passage = row["passages"][0]
            text = texts.setdefault(
                passage["text"], Text(id=f"p{len(texts):05}", text=passage["text"], title=passage["title"])
            )
            ids = relevant.setdefault(row["input"].strip(), set())
            if answers:
                ids.add(text.id)
    return Pool(name="clapnq", texts=tuple(texts.values()), questions=pool_questions(relevant))


def read_sentence_tasks(answerable: Path) -> tuple[SentenceTask, ...]:
    """Read CLAPNQ's answerable questions with the sentences that people chose; those without a choice are left out."""
    tasks = []
    for row in read_lines(answerable):
        passage = row["passages"][0]
        sentences = tuple(sentence.strip() for sentence in passage["sentences"])
        choices = []
        for output in row["output"]:
            wanted = {sentence.strip() for sentence in output["selected_sentences"]}
            choices.append(frozenset(index for index, sentence in enumerate(sentences) if sentence in wanted))
        chosen = tuple(choice for choice in choices if choice)
        if chosen:
            tasks.append(
                SentenceTask(question=row["input"], title=passage["title"], sentences=sentences, chosen=chosen)
            )
    return tuple(tasks)


def read_mtrag(folder: Path) -> tuple[dict[str, tuple[Text, ...]], tuple[ConversationTask, ...]]:
    """Read MTRAG's conversations and judgements: the texts of each collection, and the judged tasks."""
    pools: dict[str, dict[str, Text]] = {}
    tasks = []
    judged = {collection: read_qrels(folder / "qrels" / f"{name}.tsv") for collection, name in MTRAG_QRELS.items()}
    for row in read_lines(folder / "dev.jsonl"):
        collection = row["Collection"]
        pool = pools.setdefault(collection, {})
        for context in row["contexts"]:
            text = Text(id=context["document_id"], text=context["text"], title=context.get("title", ""))
            pool.setdefault(text.id, text)
        relevant = judged.get(collection, {}).get(row["task_id"], frozenset())
        turns = tuple(turn["text"] for turn in row["input"] if turn["speaker"] == "user")
        if relevant and turns:
            tasks.append(ConversationTask(collection=collection, turns=turns, relevant=relevant))
    return {collection: tuple(pool.values()) for collection, pool in pools.items()}, tuple(tasks)


def read_qrels(path: Path) -> dict[str, frozenset[str]]:
    """Read a table of (query, text, score) with a header: the texts with a positive score, by query."""
    found: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        query, text, score = line.split("\t")
        if int(score) > 0:
            found.setdefault(query, set()).add(text)
    return {query: frozenset(texts) for query, texts in found.items()}


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def pool_questions(relevant: dict[str, set[str]]) -> tuple[PoolQuestion, ...]:
    """Questions with the texts that answer them, in the order of the file."""
    return tuple(PoolQuestion(text=text, relevant=frozenset(ids)) for text, ids in relevant.items())
