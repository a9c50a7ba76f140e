"""Files of fitted weights, which say what they were made from. Not here: fitting (`train_*`) or weighing (`assistant`)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.abstention import confidence, coverage
from assistant.evidence import choose, rank
from assistant.llm import score
from assistant.store import adapt
from evals.bench import BenchResult
from evals.datasets import ROOT

DIGITS = 4
FILES = {  # by name of the training
    "adapt": adapt.WEIGHTS_FILE,
    "confidence": confidence.WEIGHTS_FILE,
    "choice": choose.WEIGHTS_FILE,
    "rank": rank.WEIGHTS_FILE,
    "coverage": coverage.WEIGHTS_FILE,
    "support": score.WEIGHTS_FILE,
}


@dataclass(frozen=True, kw_only=True)
class Trained:
    """What came of a training: weights, none without the data, and their figures on questions not fitted on.

    `script` is the file that fits, `data` the files that it read, `settings` what was chosen in it, `more` what else
    the weights hang on.
    """

    weights: Mapping[str, Any]
    script: Path
    data: Sequence[Path]
    settings: Mapping[str, float]
    result: BenchResult
    more: Mapping[str, Any] = field(default_factory=dict)


def keep(name: str, trained: Trained, *, embedder: str) -> BenchResult:
    """Write what was fitted, if anything was, to its place in `FILES`; its figures."""
    if trained.weights:
        write_weights(trained, FILES[name], embedder=embedder)
    return trained.result


def write_weights(trained: Trained, path: Path, *, embedder: str) -> None:
    """Write the weights as the assistant reads them, rounded, under what they were made from."""
    made_from = {
        "script": trained.script.relative_to(ROOT).as_posix(),
        "script_sha256": digest(trained.script),
        "data_sha256": {named(file): digest(file) for file in trained.data},
        "settings": dict(trained.settings),
        "embedder": embedder,
        **trained.more,
    }
    text = json.dumps({"made_from": made_from, "weights": rounded(trained.weights)}, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def named(file: Path) -> str:
    """What a file of data is called: by its place in the repository, or by its data set."""
    within = file.is_relative_to(ROOT)
    return file.relative_to(ROOT).as_posix() if within else f"{file.parent.name}/{file.name}"


def rounded(weights: Any) -> Any:
    """The weights with four digits, at any depth; what is packed, or whole, stays as it is."""
    if isinstance(weights, Mapping):
        return {name: rounded(value) for name, value in weights.items()}
    return weights if isinstance(weights, str | list) else round(float(weights), DIGITS)


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
