"""Fits the weights of `assistant.abstention.confidence` on one half of SQuAD 2.0 and CLAPNQ, and reports on the other.

Questions of each set put to the other set's texts stand for those off the subject. `corner-office bench --train
confidence` runs it. Not here: what the signals are (`assistant.abstention.confidence`), how halves are cut (`halves`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.abstention.confidence import BIAS, FACT, HEADS, SUBJECT, Model, Signals, weigh
from evals.bench import BenchResult, Row, skip
from evals.datasets import Pool, Text, find, read_clapnq, read_squad
from evals.halves import XQUAD, every_other, question_groups
from evals.pool import write_articles
from evals.progress import progress
from evals.ranking import auroc, auroc_interval
from evals.weights import Trained

Matrix = NDArray[np.float64]

OFF = "off the subject"  # put to texts of another data set
EVERY = 4  # each fourth SQuAD question is put to CLAPNQ's texts, so that the two kinds are about as many
RIDGE = 10.0  # strength of the pull of standardised weights to 0; 1 to 100 made no difference above .002


class Sees(Protocol):
    """An assistant that shows the signals of a question."""

    def signals(self, question: str, /) -> Signals:
        """The signals of a question, see `assistant.abstention.confidence.signals`."""


BuildSeeing = Callable[[Path], Sees]  # a folder of articles -> an assistant that knows only these


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A question put to a pool. `group` is what halves are cut by; `covered`: its own pool, `answered`: a text answers it."""

    pool: str
    question: str
    group: str
    covered: bool
    answered: bool
    signals: Signals


def train_confidence(folder: Path | None, build: BuildSeeing, scratch: Path) -> Trained:
    """Fit the weights, and measure how well they tell the questions of the half that they have not seen.

    `scratch` is an empty folder for the pools' articles. Rows named "halves swapped" are of a model that is
    fitted on the other half and thrown away: they show how far the figures hang on the cut.
    """
    files = data_files(folder)
    if not files:
        return trained({}, (), skip("train-confidence", "{squad2,xquad,clapnq}"))
    samples = collect(files, build, scratch)
    reported = every_other({sample.group for sample in samples if sample.covered})
    seen = [sample for sample in samples if sample.group not in reported and sample.pool != "xquad"]
    held = [sample for sample in samples if sample.group in reported and sample.pool != "xquad"]
    xquad = [sample for sample in samples if sample.pool == "xquad"]
    model, swapped = fit(seen), fit(held)
    rows = auroc_rows("", model, [*held, *unknown(xquad, seen)])
    rows += auroc_rows("halves swapped, ", swapped, [*seen, *unknown(xquad, held)])
    about = f"fitted on {len(seen)} questions, reported on {len(held)} others and XQuAD"
    # XQuAD is read to be reported on, and no weight hangs on it.
    read = [file for name, file in files.items() if name != "xquad"]
    return trained(model, read, BenchResult(bench="train-confidence", about=about, rows=tuple(rows)))


def trained(model: Model, read: Sequence[Path], result: BenchResult) -> Trained:
    """The outcome of this script."""
    return Trained(weights=model, script=Path(__file__), data=read, settings={"ridge": RIDGE}, result=result)


def unknown(samples: Sequence[Sample], seen: Sequence[Sample]) -> list[Sample]:
    """The samples whose question is not among the `seen`: a part of XQuAD's questions are SQuAD 2.0's, too."""
    known = {sample.question for sample in seen}
    return [sample for sample in samples if sample.question not in known]


def data_files(folder: Path | None) -> dict[str, Path]:
    """The data sets by name; none where one is missing."""
    found = {
        "squad2": find(folder, "squad2", "dev.json"),
        "answerable": find(folder, "clapnq", "answerable.jsonl"),
        "unanswerable": find(folder, "clapnq", "unanswerable.jsonl"),
        "xquad": find(folder, "xquad", "xquad.en.json"),
    }
    there = {name: path for name, path in found.items() if path}
    return there if len(there) == len(found) else {}


def collect(files: Mapping[str, Path], build: BuildSeeing, scratch: Path) -> list[Sample]:
    """The questions of all sets with their signals."""
    clapnq = files["answerable"], files["unanswerable"]
    pools = (read_squad(files["squad2"], "squad2"), read_clapnq(*clapnq), read_squad(files["xquad"], "xquad"))
    squad_pool, clapnq_pool, _ = pools
    groups = question_groups(files["squad2"], *clapnq)
    every_fourth = [question.text for question in squad_pool.answerable[::EVERY]]
    clapnq_questions = [question.text for question in clapnq_pool.questions]
    others = {"squad2": clapnq_questions, "clapnq": every_fourth, "xquad": clapnq_questions}
    samples: list[Sample] = []
    for pool in pools:
        sees = opened(build, scratch / pool.name, pool.texts)
        samples += own(pool, sees, {} if pool.name == "xquad" else groups)
        for text in progress(others[pool.name], f"{pool.name}, off the subject"):
            found = sees.signals(text)
            samples.append(
                Sample(pool=pool.name, question=text, group=groups[text], covered=False, answered=False, signals=found)
            )
    return samples


def opened(build: BuildSeeing, folder: Path, texts: Sequence[Text]) -> Sees:
    """An assistant that knows only these texts."""
    folder.mkdir(parents=True)
    write_articles(folder, texts)
    return build(folder)


def own(pool: Pool, sees: Sees, groups: Mapping[str, str]) -> Iterator[Sample]:
    """The pool's own questions."""
    for question in progress(pool.questions, pool.name):
        yield Sample(
            pool=pool.name,
            question=question.text,
            group=groups.get(question.text, XQUAD),
            covered=True,
            answered=bool(question.relevant),
            signals=sees.signals(question.text),
        )


def fit(samples: Sequence[Sample]) -> Model:
    """Both heads: the subject's tells questions to their own pool from others, the fact's those with an answer.

    Each data set, and in the subject's head the questions off it, weighs the same.
    """
    covered = [sample for sample in samples if sample.covered]
    own_or_off = [sample for sample in samples if sample.pool == "squad2" or sample.answered or not sample.covered]
    kinds = [sample.pool if sample.covered else OFF for sample in own_or_off]
    heads = (
        (SUBJECT, own_or_off, [sample.covered for sample in own_or_off], kinds),
        (FACT, covered, [sample.answered for sample in covered], [sample.pool for sample in covered]),
    )
    return {
        head: logistic(HEADS[head], [sample.signals for sample in chosen], labels, balanced(sets), ridge=RIDGE)
        for head, chosen, labels, sets in heads
    }


def balanced(kinds: Sequence[str]) -> Matrix:
    """Weights that make each kind count the same, 1 on average."""
    counts = {kind: kinds.count(kind) for kind in set(kinds)}
    return np.array([len(kinds) / (len(counts) * counts[kind]) for kind in kinds])


def logistic(
    names: Sequence[str], signals: Sequence[Signals], labels: Sequence[float], weights: Matrix, *, ridge: float
) -> dict[str, float]:
    """Ridge logistic regression by Newton's method on standardised signals; weights for the signals as they are.

    `labels` are chances from 0 to 1, `weights` how much each row counts.
    """
    raw = np.array([[found[name] for name in names] for found in signals])
    middle, spread = raw.mean(axis=0), np.maximum(raw.std(axis=0), 1e-9)
    rows = np.hstack([np.ones((len(raw), 1)), (raw - middle) / spread])
    wanted = np.asarray(labels, dtype=np.float64)
    pull = ridge * np.eye(rows.shape[1])
    pull[0, 0] = 1e-9
    beta = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(rows @ beta, -50, 50)))
        slope = rows.T @ (weights * (wanted - chance)) - pull @ beta
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + pull
        step = np.linalg.solve(curve, slope)
        beta += step
        if np.abs(step).max() < 1e-9:
            break
    scaled = beta[1:] / spread
    return {BIAS: float(beta[0] - scaled @ middle), **dict(zip(names, map(float, scaled), strict=True))}


def auroc_rows(label: str, model: Model, samples: Sequence[Sample]) -> list[Row]:
    """AUROC for facts that are absent in each pool, and for XQuAD's questions against those off its subjects."""
    rows = []
    for name, pool, low in (
        ("squad2 fact absent", "squad2", lambda sample: sample.covered),
        ("clapnq fact absent", "clapnq", lambda sample: sample.covered),
        ("xquad off corpus", "xquad", lambda sample: not sample.covered),
    ):
        mine = [sample for sample in samples if sample.pool == pool]
        yes = [weigh(model, sample.signals) for sample in mine if sample.answered]
        no = [weigh(model, sample.signals) for sample in mine if not sample.answered and low(sample)]
        lower, upper = auroc_interval(yes, no)
        rows.append(
            Row(figure=label + name, value=auroc(yes, no), unit="AUROC", n=len(yes) + len(no), low=lower, high=upper)
        )
    return rows
