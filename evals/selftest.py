"""The gate tested: articles are spoiled in many ways, and each has to be refused, blocked, or left to a person.

A run of the untouched articles is what the spoiled ones are judged against. Not here: the ways (`mutations`).
"""

import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from assistant.errors import ArticleError
from assistant.settings import Settings
from assistant.store.index import Index
from assistant.vocabulary import Answer, Outcome, Question
from evals.case import Case
from evals.fingerprint import Fingerprint, fingerprint
from evals.gate import judge
from evals.means import FLOORS
from evals.mutations import HARMLESS, MUTATIONS, Corpus, Mutation
from evals.progress import progress
from evals.report import EvalReport, run_eval
from evals.subject import Asks
from evals.verdict import Status, Verdict
from evals.wordings import without_orphans

MODE = "extractive"
READ = frozenset({".md", ".yaml"})

Clock = Callable[[], float]


class Built(Asks, Protocol):
    """An assistant with the version that it answers from."""

    @property
    def index(self) -> Index:
        """The version."""


Build = Callable[[Path], Built]  # a folder of articles, with roles.yaml beside it -> an assistant that knows only these


class Caught(StrEnum):
    """What became of spoiled articles."""

    INGEST = "refused by ingest"
    BLOCKED = "blocked"
    PERSON = "left to a person"
    MISSED = "missed"


CAUGHT = {Status.BLOCKED: Caught.BLOCKED, Status.NOT_MEASURABLE: Caught.PERSON, Status.PASSED: Caught.MISSED}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What became of one mutation: the rules of the gate that it broke, and the first reason in words."""

    mutation: str
    about: str
    caught: Caught
    rules: tuple[str, ...] = ()
    words: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class SelfTest:
    """What a self-test found, and in how many seconds.

    `false_alarms` is what the gate holds against articles that no one has spoiled; `silent` says for each floor how
    far a search that finds nothing lies below it, as (name, value, floor).
    """

    findings: tuple[Finding, ...]
    false_alarms: tuple[str, ...]
    silent: tuple[tuple[str, float, float], ...]
    seconds: float

    @property
    def missed(self) -> tuple[Finding, ...]:
        """The mutations that would have gone live."""
        return tuple(one for one in self.findings if one.caught is Caught.MISSED)

    @property
    def share(self) -> float:
        """Mutations caught / mutations."""
        return 1 - len(self.missed) / len(self.findings) if self.findings else 0.0

    @property
    def below_every_floor(self) -> bool:
        """Whether a search that finds nothing is measured against every floor and lies below each."""
        return len(self.silent) == len(FLOORS) and all(value < floor for _, value, floor in self.silent)

    @property
    def passed(self) -> bool:
        """Whether all is caught, and nothing that should not be."""
        return not self.missed and bool(self.findings) and not self.false_alarms and self.below_every_floor


class FindsNothing:
    """Answers as an assistant does whose search finds nothing: no question is covered."""

    def ask(self, question: Question, /) -> Answer:
        """Answer that nothing is known."""
        return Answer(
            question=question, standalone_question=question.text, outcome=Outcome.NOT_COVERED, text="Nothing was found."
        )


def self_test(
    corpus: Path,
    build: Build,
    cases: Sequence[Case],
    settings: Settings,
    *,
    mutations: Iterable[Mutation] = MUTATIONS,
    harmless: Mutation = HARMLESS,
    clock: Clock = time.perf_counter,
) -> SelfTest:
    """Spoil a corpus folder in every way and judge each result; the folder itself is only read.

    `build` is handed a copy of the folder's articles. Raises MutationError if the corpus lacks a mutation's anchor,
    and whatever `build` raises besides ArticleError.
    """
    began = clock()
    whole = read_corpus(corpus)
    spoiled = [(one, mutated(one, whole)) for one in mutations]  # all anchors are tried before the first costly run
    trial = Trial(build, cases, settings)
    before = trial.run(whole)
    silent = judge(trial.report(FindsNothing(), before), before)
    alarms = [
        f"{name}: {reason.words}"
        for name, verdict in (
            ("untouched", judge(before, before)),
            (harmless.name, judge(trial.run(mutated(harmless, whole)), before)),
        )
        for reason in verdict.reasons
    ]
    findings = tuple(
        found(mutation, trial, changed, before, clock) for mutation, changed in progress(spoiled, "mutations")
    )
    return SelfTest(
        findings=findings,
        false_alarms=tuple(alarms),
        silent=tuple((f"{one.metric} ({one.stratum})", one.value, one.floor) for one in silent.floors),
        seconds=clock() - began,
    )


def found(mutation: Mutation, trial: "Trial", changed: Corpus, before: EvalReport, clock: Clock) -> Finding:
    """Build, ask and judge one mutated corpus."""
    began = clock()
    finding = Finding(mutation=mutation.name, about=mutation.about, caught=Caught.INGEST)
    try:
        verdict = judge(trial.run(changed), before)
    except ArticleError as error:
        return replace(finding, words=str(error), seconds=clock() - began)
    return replace(
        finding,
        caught=CAUGHT[verdict.status],
        rules=rules(verdict),
        words=verdict.reasons[0].words if verdict.reasons else "",
        seconds=clock() - began,
    )


def rules(verdict: Verdict) -> tuple[str, ...]:
    """The rules that were broken, each once."""
    return tuple(dict.fromkeys(reason.rule for reason in verdict.reasons))


class Trial:
    """Builds corpora and runs the cases on them."""

    def __init__(self, build: Build, cases: Sequence[Case], settings: Settings) -> None:
        self._build = build
        self._cases = cases
        self._settings = settings

    def run(self, corpus: Corpus) -> EvalReport:
        """The report on a corpus. Raises ArticleError if it cannot be read."""
        with tempfile.TemporaryDirectory(prefix="corner-office-selftest-") as folder:
            write_corpus(corpus, Path(folder))
            assistant = self._build(Path(folder) / "articles")
        index = assistant.index
        made_from = fingerprint(index.manifest, index.articles, index.glossary, self._cases, self._settings, mode=MODE)
        return self._asked(assistant, {article.id: article.text for article in index.articles}, made_from)

    def report(self, assistant: Asks, like: EvalReport) -> EvalReport:
        """The report on another assistant that is said to know what `like` was measured on."""
        return self._asked(assistant, like.texts, like.fingerprint)

    def _asked(self, assistant: Asks, texts: Corpus, made_from: Fingerprint | None) -> EvalReport:
        version = made_from.version if made_from else ""
        return run_eval(assistant, cases=self._cases, texts=texts, version=version, mode=MODE, made_from=made_from)


def mutated(mutation: Mutation, corpus: Corpus) -> Corpus:
    """The corpus as a mutation leaves it. Raises MutationError."""
    return without_orphans(corpus, mutation.change(corpus))


def read_corpus(folder: Path) -> Corpus:
    """The text files of a corpus folder by their path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in READ and path.is_file()
    }


def write_corpus(corpus: Corpus, folder: Path) -> None:
    """Write a corpus into an empty folder."""
    for name, text in corpus.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
