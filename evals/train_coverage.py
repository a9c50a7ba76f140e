"""Fits the weights of `assistant.abstention.coverage` so that they tell questions that the articles answer from those they do not.

Each source of questions is held out in turn to report on; the weights that are kept are fitted on all of them.
`corner-office bench --train coverage` runs it, after `--train rank`: the signals look at the sentences that rank best.
Not here: what the signals are (`assistant.abstention.coverage`), the questions (`lessons`).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.abstention.abstain import COVERED
from assistant.abstention.confidence import BIAS
from assistant.abstention.coverage import coverage_signals
from evals.bench import BenchResult, Row, mean
from evals.case import Case, Stratum
from evals.lessons import TRAINING, Read, Reads, hold_out, load_all, made_from, read_all, training_files
from evals.ranking import auroc, auroc_interval
from evals.train_confidence import balanced, logistic
from evals.weights import Trained

Weights = Mapping[str, float]

RIDGE = 3.0  # strength of the pull of standardised weights to 0
NEARBY = (0.5, 0.75, 1.0, 1.5, 2.0)  # times the chance from which on questions are answered: shown beside it
# A false premise is about what the articles do treat: answering it is not always wrong, so it is only reported on.
FITTED = frozenset({Stratum.ANSWERABLE, Stratum.FACT_ABSENT, Stratum.NEAR_SUBJECT, Stratum.OFF_SUBJECT})


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A question with its signals; held out, `chance` is how sure weights that never saw it are, 0 to 1."""

    stratum: Stratum
    signals: Mapping[str, float]
    chance: float = math.nan

    @property
    def answered(self) -> bool:
        """Whether the articles answer it."""
        return self.stratum is Stratum.ANSWERABLE


def train_coverage(assistant: Reads, cases: Sequence[Case], folder: Path = TRAINING) -> Trained:
    """Fit the weights on the questions, and measure them on each source held out.

    Raises:
        CaseError: there are no files, or one breaks the schema.
    """
    files = training_files(folder)
    read = read_all(assistant, load_all(files, cases), "coverage")
    samples = {id(one): as_sample(assistant, one) for one in read}
    rows: list[Row] = []
    every: list[Sample] = []
    for source, seen, held in hold_out(read):
        weights = fit([samples[id(one)] for one in seen])
        judged = [judge(weights, samples[id(one)]) for one in held]
        rows += [auroc_row(source, judged), *shares(source, judged, COVERED)]
        every += judged
    rows.append(auroc_row("all", every))
    for factor in NEARBY:
        rows += shares("all", every, round(factor * COVERED, 2))
    rows += [
        mean(f"all held out, {stratum} answered", said)
        for stratum in Stratum
        if (said := [float(one.chance >= COVERED) for one in every if one.stratum is stratum])
    ]
    fitted = [one for one in read if one.lesson.stratum in FITTED]
    return Trained(
        weights=fit([samples[id(one)] for one in fitted]),
        script=Path(__file__),
        data=files,
        settings={"ridge": RIDGE},
        more=made_from(assistant.library, fitted),
        result=BenchResult(bench="train-coverage", about=f"fitted on {len(fitted)} questions", rows=tuple(rows)),
    )


def as_sample(assistant: Reads, read: Read) -> Sample:
    """A lesson as it is fitted on."""
    signals = coverage_signals(assistant.library, read.found, read.understanding)
    return Sample(stratum=read.lesson.stratum, signals=signals)


def fit(samples: Sequence[Sample]) -> dict[str, float]:
    """Weights by signal, the bias first; the questions with an answer weigh as much as all those without."""
    fitted = [sample for sample in samples if sample.stratum in FITTED]
    labels = [sample.answered for sample in fitted]
    counts = balanced(["answered" if label else "absent" for label in labels])
    return logistic(tuple(fitted[0].signals), [sample.signals for sample in fitted], labels, counts, ridge=RIDGE)


def judge(weights: Weights, sample: Sample) -> Sample:
    """The sample with how sure the weights are of it."""
    score = weights[BIAS] + sum(weights[name] * value for name, value in sample.signals.items())
    chance = 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))
    return Sample(stratum=sample.stratum, signals=sample.signals, chance=chance)


def auroc_row(source: str, judged: Sequence[Sample]) -> Row:
    """How well the questions with an answer are told from those without, false premises aside."""
    yes = [one.chance for one in judged if one.answered]
    no = [one.chance for one in judged if not one.answered and one.stratum in FITTED]
    low, high = auroc_interval(yes, no)
    value = auroc(yes, no)
    return Row(figure=f"{source} held out", value=value, unit="AUROC", n=len(yes) + len(no), low=low, high=high)


def shares(source: str, judged: Sequence[Sample], least: float) -> list[Row]:
    """The shares that are wrongly refused, and wrongly answered, if questions are answered from a chance `least` on."""
    name = f"{source} held out, from {least} on"
    refused = [float(one.chance < least) for one in judged if one.answered]
    false = [float(one.chance >= least) for one in judged if not one.answered and one.stratum in FITTED]
    return [mean(f"{name}: answerable refused", refused), mean(f"{name}: absent answered", false)]
