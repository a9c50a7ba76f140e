"""How well a sentence is supported, from 0 to 1: a logistic regression over the signals. Not here: fitting it.

The weights are fitted on WiCE by `evals.train_support`; how well they do stands in evals/README.md.
"""

import json
import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.llm.alignment import SIGNALS

WEIGHTS_FILE = Path(__file__).with_name("support.json")
LEAST = 0.12


class Score:
    """Weighs the signals of a claim; `least` is the score from which on a claim counts as supported."""

    def __init__(self, weights: Mapping[str, float], *, least: float = LEAST) -> None:
        self._weights = np.array([weights[name] for name in SIGNALS], dtype=np.float64)
        self._bias = weights["bias"]
        self.least = least

    @classmethod
    def load(cls, path: Path = WEIGHTS_FILE) -> "Score":
        """Read the fitted weights."""
        return cls(json.loads(path.read_text(encoding="utf-8"))["weights"])

    def __call__(self, signals: NDArray[np.float64]) -> float:
        """The score of one row of signals."""
        if not signals.any():
            return 0.0
        return 1 / (1 + math.exp(-float(signals @ self._weights + self._bias)))
