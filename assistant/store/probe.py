"""The proof that a version can be served: a child process opens its vectors and searches them.

A damaged Chroma folder can crash the process that opens it, so that is never the process that matters.
Needs no manifest, so that a version is proved before it gets one. Not here: what follows from the verdict.
"""

import logging
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from assistant.errors import CornerOfficeError, VersionError
from assistant.settings import ROOT
from assistant.store.embedding import Vectors
from assistant.store.index import read_vectors, stored_ids
from assistant.store.vectors import VectorStore, open_store
from assistant.store.versions import ARTICLES, GLOSSARY, REBUILD, VersionFolder, brief

logger = logging.getLogger(__name__)

SAMPLE = 20  # rows of each kind that are searched for by their own vector
TIMEOUT = 600  # seconds


def check_version(versions: Path, version: str, chroma_url: str = "") -> None:
    """Probe a version of the folder `versions` in a child process.

    Raises:
        VersionError: the child found a fault, crashed, or took longer than TIMEOUT.
    """
    command = [sys.executable, "-m", "assistant.store.probe", str(versions.resolve()), version, chroma_url]
    try:
        child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired as error:
        raise VersionError(f"Version {version} in {versions} did not open within {TIMEOUT} s. {REBUILD}") from error
    if child.returncode == 0:
        return
    logger.debug("the probe of version %s ended with %s: %s", version, child.returncode, child.stderr)
    if child.returncode < 0:
        crash = signal_name(-child.returncode)
        raise VersionError(f"Version {version} in {versions} crashes the process that opens it ({crash}). {REBUILD}")
    lines = child.stderr.strip().splitlines() or [f"exit code {child.returncode}"]
    raise VersionError(f"Version {version} in {versions} cannot be served. {lines[-1]}")


def probe(store: VectorStore, versions: Path, version: str) -> None:
    """Read all vectors of a version and find a sample of them by the store's own search. Raises VersionError."""
    folder = VersionFolder(versions=versions, version=version)
    try:
        articles = ARTICLES.validate_json(folder.articles.read_bytes())
        glossary = GLOSSARY.validate_json(folder.glossary.read_bytes())
    except (OSError, ValidationError) as error:
        raise VersionError(
            f"{folder.articles} or {folder.glossary.name} cannot be read ({brief(error)}). {REBUILD}"
        ) from error
    vectors = read_vectors(store, version, articles, glossary)
    dimensions = {name: rows.shape[1] for name, rows in vectors.items()}
    if len(set(dimensions.values())) > 1:
        raise VersionError(f"The vectors have different dimensions: {dimensions}. {REBUILD}")
    for name, ids in stored_ids(articles, glossary).items():
        if ids:
            search(store, version, name, ids, vectors[name])


def search(store: VectorStore, version: str, name: str, ids: Sequence[str], vectors: Vectors) -> None:
    """Raise VersionError unless most of a sample of rows is found by its own vector.

    Most, because the search is approximate; and a row with the same vector counts, because texts repeat.
    """
    rows = np.unique(np.linspace(0, len(ids) - 1, min(SAMPLE, len(ids))).astype(int))
    found = store.nearest(version, name, vectors[rows])
    place = {id_: row for row, id_ in enumerate(ids)}
    right = [
        hit in place and float(vectors[place[hit]] @ vectors[row]) > 0.999 for row, hit in zip(rows, found, strict=True)
    ]
    if sum(right) * 2 <= len(right):
        raise VersionError(f"Only {sum(right)} of {len(right)} {name} are found by their own vector. {REBUILD}")


def signal_name(number: int) -> str:
    """The name of a signal, such as SIGSEGV."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def main(arguments: Sequence[str]) -> int:
    """Probe `VERSIONS VERSION CHROMA_URL`; the reason goes to standard error."""
    folder, version, chroma_url = arguments
    versions = Path(folder)
    try:
        probe(open_store(chroma_url, versions), versions, version)
    except CornerOfficeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
