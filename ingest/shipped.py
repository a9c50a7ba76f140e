"""The vectors of the shipped texts, which come with the program: its first start embeds nothing.

Not here: the cache of what was embedded on this machine (`cache`), and which texts are embedded (`nodes`).
"""

import io
import logging
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from assistant.settings import ROOT, Settings
from assistant.store.embedding import Embedder, Vectors
from assistant.vocabulary import Article, Glossary
from ingest.cache import cache_key, open_cache
from ingest.durable import write_durably
from ingest.embed import embed_texts
from ingest.nodes import all_nodes, embedded_texts

logger = logging.getLogger(__name__)

FILE = ROOT / "corpus" / "vectors.npz"
KEY_BYTES = 16  # of a cache key's 32: among a million texts, two with one key are less likely than a broken disk


def shipped_vectors(embedder: str, texts: Sequence[str], file: Path = FILE) -> dict[bytes, Vectors]:
    """The shipped vectors of those texts that have one with this embedder, by cache key; each of shape (dimensions,).

    They are kept in steps of 1/127 of a vector's largest part, which moves a cosine by .0013 in one case of a thousand
    and by .003 at most. Without the file, or with a damaged one, there are none: everything is embedded, which only
    takes longer.
    """
    if not file.is_file():
        return {}
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
            if str(kept["made_from"]) != embedder:
                return {}
            rows = {key.tobytes(): row for row, key in enumerate(kept["keys"])}
            vectors = kept["vectors"].astype(np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if len(rows) != len(vectors) or not lengths.all():
            raise ValueError("its keys and its vectors do not match")
    except (OSError, ValueError, KeyError, BadZipFile, EOFError, TypeError) as error:
        logger.warning("%s is damaged (%s): every text is embedded. Restore it from the program's source.", file, error)
        return {}
    keys = (cache_key(embedder, text) for text in texts)
    vectors /= lengths
    return {key: vectors[rows[key[:KEY_BYTES]]] for key in keys if key[:KEY_BYTES] in rows}


def ship(
    settings: Settings, embedder: Embedder, articles: Sequence[Article], glossary: Glossary, file: Path = FILE
) -> None:
    """Make the vectors of these articles and this glossary the shipped ones. Raises EmbedderError."""
    texts = [text for nodes in all_nodes(articles, glossary).values() for text in embedded_texts(nodes)]
    with open_cache(settings.home / "vectors.sqlite") as cache:
        known = shipped_vectors(embedder.id, texts, file)
        write_shipped(embedder.id, texts, embed_texts(embedder, texts, cache, shipped=known), file)


def write_shipped(embedder: str, texts: Sequence[str], vectors: Vectors, file: Path) -> None:
    """Keep row i of `vectors` for text i; whatever the file held before is gone. The same input gives the same bytes."""
    by_key = {cache_key(embedder, text)[:KEY_BYTES]: row for row, text in enumerate(texts)}
    keys = sorted(by_key)
    chosen = vectors[[by_key[key] for key in keys]]
    buffer = io.BytesIO()
    np.savez(
        buffer,
        keys=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), KEY_BYTES),
        vectors=np.round(127 * chosen / np.abs(chosen).max(axis=1, keepdims=True)).astype(np.int8),
        made_from=np.array(embedder),
    )
    write_durably(file, buffer.getvalue())
