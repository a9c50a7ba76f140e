"""Texts to vectors, each different text once in its life. Not here: which texts, and the cache's file."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol, runtime_checkable

import numpy as np
from tqdm import tqdm

from assistant.errors import EmbedderError
from assistant.store.embedding import Embedder, Vectors
from assistant.store.vectors import unit_rows
from ingest.cache import VectorCache, cache_key

BATCH = 256  # texts between two writes to the cache, which is what a kill can cost
NONE: Mapping[bytes, Vectors] = MappingProxyType({})


@runtime_checkable
class CheckedEmbedder(Protocol):
    """An embedder that can prove that its weights are the published ones."""

    def check_weights(self) -> None:
        """Raise EmbedderError if they are not."""


def embed_texts(
    embedder: Embedder,
    texts: Sequence[str],
    cache: VectorCache,
    *,
    shipped: Mapping[bytes, Vectors] = NONE,
    progress: bool = False,
) -> Vectors:
    """The vectors of the texts, in order; float32 of shape (len(texts), dimensions), rows of unit length.

    What is shipped, by cache key, or what the cache knows is not embedded again: in this order, so that the same
    texts get the same vectors on every machine. The embedder's weights are checked before its first text. A bar
    on standard error shows the progress on a terminal, and elsewhere if `progress` is set.

    Raises:
        EmbedderError: the weights are not the published ones, or the embedder returns something else than
            one unit vector for each text, all of one length.
    """
    keys = [cache_key(embedder.id, text) for text in texts]
    known = cache.get([key for key in dict.fromkeys(keys) if key not in shipped]) | dict(shipped)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        if isinstance(embedder, CheckedEmbedder):
            embedder.check_weights()
        known |= embed_missing(embedder, missing, cache, progress=progress)
    lengths = {vector.size for vector in known.values()}
    if len(lengths) > 1:
        raise EmbedderError(f"The embedder {embedder.id} returns vectors of different lengths: {sorted(lengths)}.")
    return np.stack([known[key] for key in keys]) if keys else np.zeros((0, 0), dtype=np.float32)


def embed_missing(
    embedder: Embedder, missing: dict[bytes, str], cache: VectorCache, *, progress: bool
) -> dict[bytes, Vectors]:
    """Embed texts by key and keep each batch at once; the longest first, so that a batch pads its texts little."""
    order = sorted(missing, key=lambda key: (-len(missing[key]), key))
    done: dict[bytes, Vectors] = {}
    # None hides the bar where standard error is no terminal.
    with tqdm(total=len(order), desc="Embedding", unit="text", disable=False if progress else None) as bar:
        for first in range(0, len(order), BATCH):
            part = order[first : first + BATCH]
            vectors = checked(embedder, embedder.embed([missing[key] for key in part]), len(part))
            cache.put(part, vectors)
            done.update(zip(part, vectors, strict=True))
            bar.update(len(part))
    return done


def checked(embedder: Embedder, vectors: Vectors, count: int) -> Vectors:
    """The vectors as they are, if there is a unit vector for each of `count` texts."""
    if vectors.ndim != 2 or len(vectors) != count or not vectors.size or not unit_rows(vectors):
        raise EmbedderError(
            f"The embedder {embedder.id} returned an array of shape {vectors.shape} for {count} texts, or rows that "
            "are not of unit length. Name another model in CORNER_OFFICE_EMBEDDER."
        )
    return vectors
