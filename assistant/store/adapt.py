"""Vectors turned so that a reader's wording lies near what it asks for: one small linear map of rank 64.

`evals.train_adapt` fits it on how readers word their questions (`adapt.json`). Not here: the embedder, and what the
likenesses are used for (`rank`, `coverage`).
"""

import base64
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.store.embedding import Vectors

WEIGHTS_FILE = Path(__file__).with_name("adapt.json")


@cache
def fitted() -> tuple[str, Vectors, Vectors]:
    """The embedder that the map was fitted for, and its halves, of shape (dimensions, rank) and (rank, dimensions)."""
    found = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return found["made_from"]["embedder"], unpacked(found["weights"]["down"]), unpacked(found["weights"]["up"])


def adapted(vectors: Vectors, embedder: str) -> Vectors:
    """The vectors turned, rows of unit length; as they are for an embedder that the map was not fitted for.

    `vectors` has the shape (n, dimensions) or (dimensions,).
    """
    known, down, up = fitted()
    if embedder != known or not len(vectors):
        return vectors
    turned = vectors + (vectors @ down) @ up
    return np.asarray(turned / np.linalg.norm(turned, axis=-1, keepdims=True), dtype=np.float32)


def packed(matrix: Vectors) -> dict[str, Any]:
    """A matrix as JSON holds it: its shape, and half-precision numbers in base64, little end first."""
    return {
        "shape": list(matrix.shape),
        "float16": base64.b64encode(np.asarray(matrix, dtype="<f2").tobytes()).decode(),
    }


def unpacked(held: Mapping[str, Any]) -> Vectors:
    """The matrix that `packed` was given, in single precision."""
    numbers = np.frombuffer(base64.b64decode(held["float16"]), dtype="<f2")
    return numbers.reshape(held["shape"]).astype(np.float32)
