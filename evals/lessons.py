"""What weights for our own articles are fitted on: the questions of `training/*.yaml`, and the cases' tuning half.

Files are read as strictly as cases are. Not here: the fitting (`train_rank`, `train_coverage`).
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml

from assistant.evidence.retrieve import Evidence as Found
from assistant.question.understand import Kind, Understanding
from assistant.store.library import Library
from assistant.vocabulary import Question
from evals.case import Case, CaseError, Evidence, Split, Stratum
from evals.load import Reader
from evals.progress import progress
from evals.spans import places

TRAINING = Path(__file__).resolve().parent / "training"
TUNE = "tune"  # the source of the lessons that are cases
BATCH = 64  # questions embedded at once


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """A question to fit on. `source` is its file's name, `answers` what answers it and `also` what does so as well.

    `place` is `file:line` for messages.
    """

    source: str
    turns: tuple[str, ...]
    stratum: Stratum
    answers: tuple[Evidence, ...] = ()
    also: tuple[Evidence, ...] = ()
    place: str = ""

    @property
    def question(self) -> Question:
        """The last turn, with the turns before it."""
        return Question(text=self.turns[-1], earlier=self.turns[:-1])


@dataclass(frozen=True, kw_only=True, eq=False)
class Read:
    """A lesson as the assistant reads it: the last question of its last message."""

    lesson: Lesson
    understanding: Understanding
    found: Found


class Reads(Protocol):
    """An assistant that shows how it reads a question."""

    @property
    def library(self) -> Library:
        """The articles, made ready for questions."""

    def read(self, questions: Sequence[Question], /) -> list[tuple[Understanding, Found]]:
        """The last question of each message as it is understood, and its evidence."""


def training_files(folder: Path = TRAINING) -> tuple[Path, ...]:
    """The files of questions, by name. Raises CaseError if there is none."""
    paths = tuple(sorted(folder.glob("*.yaml")))
    if not paths:
        raise CaseError(f"{folder} holds no questions to fit on. Add a file; evals/README.md says what it holds.")
    return paths


def load_all(paths: Iterable[Path], cases: Iterable[Case]) -> tuple[Lesson, ...]:
    """The lessons of some files, in their order, and of the cases' tuning half. Raises CaseError."""
    read = (read_lessons(path.read_text(encoding="utf-8"), path.name, path.stem) for path in paths)
    return tuple(lesson for lessons in read for lesson in lessons) + tune_lessons(cases)


def read_lessons(text: str, name: str, source: str) -> tuple[Lesson, ...]:
    """Read the text of one file; `name` is what messages call it. Raises CaseError."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CaseError(f"{name}:{line}: not valid YAML ({error.problem}). Mend the line.") from error
    if root is None:
        raise CaseError(f"{name}:1: the file is empty. Write a list under `questions:`, or remove the file.")
    reader = LessonReader(name)
    fields = reader.fields(root, required=("questions",))
    return tuple(reader.lesson(node, source) for node in reader.items(fields["questions"]))


class LessonReader(Reader):
    """Turns YAML nodes into lessons."""

    def lesson(self, node: yaml.Node, source: str) -> Lesson:
        """Read one question; only an answerable one has answers, and it has to have some."""
        fields = self.fields(node, required=("turns", "stratum"), optional=("answers", "also"))
        turns = self.texts(fields["turns"])
        if not turns:
            self.refuse(fields["turns"], "`turns` is empty", "Write the reader's messages, oldest first")
        stratum = self.choice(fields["stratum"], Stratum)
        answers = tuple(self.evidence(item) for item in self.optional_items(fields, "answers"))
        also = tuple(self.evidence(item) for item in self.optional_items(fields, "also"))
        if stratum is Stratum.ANSWERABLE and not answers:
            self.refuse(node, "an answerable question without answers", "Add the quotes that answer it")
        if stratum is not Stratum.ANSWERABLE and answers + also:
            self.refuse(node, f"a question that is {stratum} has answers", "Remove them, or call it answerable")
        return Lesson(
            source=source,
            turns=turns,
            stratum=stratum,
            answers=answers,
            also=also,
            place=f"{self._name}:{node.start_mark.line + 1}",
        )


def tune_lessons(cases: Iterable[Case]) -> tuple[Lesson, ...]:
    """The tuning half of the cases; the others are for figures alone, and nothing is ever fitted on them."""
    return tuple(
        Lesson(source=TUNE, turns=case.turns, stratum=case.stratum, answers=case.evidence, place=case.place)
        for case in cases
        if case.split is Split.TUNE
    )


def answering_rows(library: Library, lesson: Lesson) -> tuple[int, ...]:
    """The rows of the sentences that share text with a quote of the lesson, in order.

    Raises:
        CaseError: a quote does not stand in its article, or there is no such article.
    """
    texts = {article.id: article.text for article in library.index.articles}
    spans = []
    for one in lesson.answers + lesson.also:
        standing = places(one.quote, texts.get(one.article, ""))
        if not standing:
            raise CaseError(
                f"{lesson.place}: the quote {one.quote[:60]!r} does not stand in the article {one.article}. "
                "Fit on the shipped articles, or copy the quote anew."
            )
        spans += [(one.article, start, end) for start, end in standing]
    return tuple(
        row
        for row, sentence in enumerate(library.sentences)
        if any(sentence.article == at and sentence.start < end and start < sentence.end for at, start, end in spans)
    )


def read_all(assistant: Reads, lessons: Iterable[Lesson], label: str) -> list[Read]:
    """The lessons as the assistant reads them.

    Those that ask for advice are left out, as they are answered otherwise, and vague ones, which nothing answers and
    no article lacks.
    """
    wanted = [lesson for lesson in lessons if lesson.stratum is not Stratum.VAGUE]
    found = []
    for first in progress(range(0, len(wanted), BATCH), label):
        batch = wanted[first : first + BATCH]
        for lesson, (understanding, evidence) in zip(
            batch, assistant.read([one.question for one in batch]), strict=True
        ):
            if understanding.kind is not Kind.ADVICE:
                found.append(Read(lesson=lesson, understanding=understanding, found=evidence))
    return found


def hold_out(read: Sequence[Read]) -> list[tuple[str, list[Read], list[Read]]]:
    """For each source its name, the lessons of the others, and its own; a question that both have is not among the others."""
    cuts = []
    for source in dict.fromkeys(one.lesson.source for one in read):
        held = [one for one in read if one.lesson.source == source]
        asked = {one.lesson.turns for one in held}
        seen = [one for one in read if one.lesson.source != source and one.lesson.turns not in asked]
        cuts.append((source, seen, held))
    return cuts


def made_from(library: Library, read: Sequence[Read]) -> dict[str, Any]:
    """What weights hang on beside the files of questions: the articles, the cases, and how many of each source."""
    tune = [one.lesson for one in read if one.lesson.source == TUNE]
    told = [(lesson.turns, lesson.stratum.value, lesson.answers) for lesson in tune]
    return {
        "corpus": library.index.manifest.corpus,
        "cases_sha256": hashlib.sha256(repr(told).encode()).hexdigest(),
        "questions": dict(Counter(one.lesson.source for one in read)),
    }
