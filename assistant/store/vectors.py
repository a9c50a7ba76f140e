"""Where vectors are kept: Chroma, in a version's own folder or on a server. The only file that knows Chroma.

Not here: what is embedded, and how vectors are searched for an answer; readers load them whole.
"""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import numpy as np

from assistant.errors import CornerOfficeError, SettingsError, VersionError
from assistant.store.embedding import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.config import Settings as ChromaSettings

PASSAGES = "passages"
SENTENCES = "sentences"
WORDINGS = "wordings"
UNCOVERED = "uncovered"

# Chroma rewrites its graph files in place once so many rows are waiting, and a kill in that moment ruins
# them. Below the threshold it only appends to its log in SQLite, which survives a kill.
SYNC_THRESHOLD = 1_000_000
# Chroma builds the graph anew whenever a folder is opened, to read no less than to search; readers load all vectors
# and search them exactly, and only the probe of a new version uses it. This one is built in a third of the time of
# Chroma's default (16 and 100), and finds 97 of 100 of 10,465 rows by their own vector instead of 99.9.
NEIGHBOURS, TRIED = 8, 16
BATCH = 1000  # rows a request: about 10 MB of JSON, within a server's limit of 40 MB


@dataclass(frozen=True, kw_only=True, eq=False)
class Rows:
    """What is stored under one name: ids, unit vectors of shape (len(ids), dimensions), texts, flat metadata."""

    ids: tuple[str, ...]
    vectors: Vectors
    texts: tuple[str, ...]
    metadata: tuple[Mapping[str, str | int], ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class StoredVectors:
    """What is read back: vectors of shape (len(ids), dimensions), in the store's own order."""

    ids: tuple[str, ...]
    vectors: Vectors


class VectorStore(Protocol):
    """Keeps the vectors of versions, under a name for each kind (`passages`, `sentences`, `wordings`, `uncovered`)."""

    def write(self, version: str, name: str, rows: Rows) -> None:
        """Store rows, in place of what stood under that name. Raises VersionError."""

    def read(self, version: str, name: str) -> StoredVectors:
        """Everything under that name. Raises VersionError if it is missing or cannot be read."""

    def nearest(self, version: str, name: str, vectors: Vectors) -> tuple[str, ...]:
        """The id that the store's own search finds for each vector. Raises VersionError."""

    def delete(self, version: str) -> None:
        """Remove everything of a version; nothing happens if there is nothing."""


class EmbeddedStore:
    """Each version in a Chroma folder of its own: `<versions>/<version>/chroma`.

    Opening a Chroma folder writes into it, even to read, so readers open a copy in the temporary folder: a
    version stays as it was built, needs no lock, and may lie on a read-only disk.
    """

    def __init__(self, versions: Path) -> None:
        self._versions = versions

    def write(self, version: str, name: str, rows: Rows) -> None:
        """Store rows, in place of what stood under that name."""
        with explained(f"version {version} in {self._versions}"), folder_client(self._folder(version)) as client:
            fill(client, name, rows)

    def read(self, version: str, name: str) -> StoredVectors:
        """Everything under that name."""
        with explained(f"version {version} in {self._versions}"), self._copy(version) as client:
            return take(client, name)

    def nearest(self, version: str, name: str, vectors: Vectors) -> tuple[str, ...]:
        """The id that Chroma finds for each vector."""
        with explained(f"version {version} in {self._versions}"), self._copy(version) as client:
            return find(client, name, vectors)

    def delete(self, version: str) -> None:
        """Remove the version's Chroma folder."""
        shutil.rmtree(self._folder(version), ignore_errors=True)

    def _folder(self, version: str) -> Path:
        return self._versions / version / "chroma"

    @contextmanager
    def _copy(self, version: str) -> Iterator["ClientAPI"]:
        with tempfile.TemporaryDirectory(prefix="corner-office-") as temporary:
            folder = Path(temporary) / "chroma"
            shutil.copytree(self._folder(version), folder)
            with folder_client(folder) as client:
                yield client


class ServerStore:
    """Every version on one Chroma server, a collection for each version and name: `<version>.<name>`.

    For several machines that share a home folder; two home folders must not share a server.
    """

    def __init__(self, url: str) -> None:
        self._url = url

    def write(self, version: str, name: str, rows: Rows) -> None:
        """Store rows, in place of what stood under that name."""
        with self._client() as client:
            fill(client, f"{version}.{name}", rows)

    def read(self, version: str, name: str) -> StoredVectors:
        """Everything under that name."""
        with self._client() as client:
            return take(client, f"{version}.{name}")

    def nearest(self, version: str, name: str, vectors: Vectors) -> tuple[str, ...]:
        """The id that Chroma finds for each vector."""
        with self._client() as client:
            return find(client, f"{version}.{name}", vectors)

    def delete(self, version: str) -> None:
        """Remove the version's collections from the server."""
        with self._client() as client:
            for name in (PASSAGES, SENTENCES, WORDINGS, UNCOVERED):
                drop(client, f"{version}.{name}")

    @contextmanager
    def _client(self) -> Iterator["ClientAPI"]:
        with explained(f"the Chroma server at {self._url} (CORNER_OFFICE_CHROMA_URL)"), server_client(self._url) as it:
            yield it


def open_store(chroma_url: str, versions: Path) -> VectorStore:
    """The server if an address is given, else the folders under `versions`. Opens and contacts nothing yet."""
    return ServerStore(chroma_url) if chroma_url else EmbeddedStore(versions)


def fill(client: "ClientAPI", name: str, rows: Rows) -> None:
    """Make the collection `name` anew, with the rows, in batches that Chroma takes."""
    drop(client, name)
    threshold = max(SYNC_THRESHOLD, 10 * len(rows.ids))
    collection = client.create_collection(
        name,
        embedding_function=None,
        configuration={
            "hnsw": {
                "space": "cosine",
                "sync_threshold": threshold,
                "max_neighbors": NEIGHBOURS,
                "ef_construction": TRIED,
            }
        },
    )
    size = min(BATCH, client.get_max_batch_size())
    for first in range(0, len(rows.ids), size):
        part = slice(first, first + size)
        collection.add(
            ids=list(rows.ids[part]),
            embeddings=rows.vectors[part],
            documents=list(rows.texts[part]),
            metadatas=[dict(metadata) for metadata in rows.metadata[part]],
        )


def take(client: "ClientAPI", name: str) -> StoredVectors:
    """Read the whole collection `name`, page by page."""
    collection = client.get_collection(name, embedding_function=None)
    count = collection.count()
    ids: list[str] = []
    pages: list[Vectors] = []
    for offset in range(0, count, BATCH):
        page = collection.get(include=["embeddings"], limit=BATCH, offset=offset)
        ids.extend(page["ids"])
        pages.append(np.asarray(page["embeddings"], dtype=np.float32))
    vectors = np.concatenate(pages) if pages else np.zeros((0, 0), dtype=np.float32)
    return StoredVectors(ids=tuple(ids), vectors=vectors)


def find(client: "ClientAPI", name: str, vectors: Vectors) -> tuple[str, ...]:
    """The nearest row of the collection `name` for each vector; an empty id where Chroma finds none."""
    collection = client.get_collection(name, embedding_function=None)
    found = collection.query(query_embeddings=vectors, n_results=1, include=[])
    return tuple(ids[0] if ids else "" for ids in found["ids"])


def drop(client: "ClientAPI", name: str) -> None:
    """Delete the collection `name` if there is one."""
    from chromadb.errors import NotFoundError  # noqa: PLC0415

    with suppress(NotFoundError):
        client.delete_collection(name)


@contextmanager
def folder_client(folder: Path) -> Iterator["ClientAPI"]:
    """Open a Chroma folder, and let go of its files afterwards."""
    import chromadb  # noqa: PLC0415

    with closing_client(chromadb.PersistentClient(str(folder), settings=chroma_settings())) as client:
        yield client


@contextmanager
def server_client(url: str) -> Iterator["ClientAPI"]:
    """Connect to a Chroma server, and let go of the connection afterwards."""
    import chromadb  # noqa: PLC0415

    address = urlsplit(url)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise SettingsError(f"CORNER_OFFICE_CHROMA_URL: {url} is no address. Write it like http://127.0.0.1:8000.")
    secure = address.scheme == "https"
    port = address.port or (443 if secure else 80)
    client = chromadb.HttpClient(host=address.hostname, port=port, ssl=secure, settings=chroma_settings())
    try:
        with closing_client(client):
            yield client
    finally:
        # Chroma's `close` leaves the HTTP sessions of the client and of its admin part open, with a socket each.
        for part in (client, getattr(client, "_admin_client", None)):
            session = getattr(getattr(part, "_server", None), "_session", None)
            if session is not None:
                session.close()


def closing_client(client: "ClientAPI") -> AbstractContextManager["ClientAPI"]:
    """Close the client when the block ends; ClientAPI does not name `close`, which its classes have."""
    return client  # type: ignore[return-value]


def chroma_settings() -> "ChromaSettings":
    """Chroma's settings: no telemetry, and no `.env` of whatever folder the program was started in."""
    from chromadb.config import Settings  # noqa: PLC0415

    return Settings(_env_file=None, anonymized_telemetry=False)  # type: ignore[call-arg]


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn whatever Chroma, its files or its connection raise into a VersionError that names the place."""
    try:
        yield
    except CornerOfficeError:
        raise
    except Exception as error:
        raise VersionError(
            f"The vectors of {where} cannot be used ({type(error).__name__}: {error}). "
            "Run `corner-office ingest`, then `corner-office promote` the version that it prints."
        ) from error


def unit_rows(vectors: Vectors) -> bool:
    """Whether every row is finite and of unit length, within 0.001: float32 and Chroma round far less."""
    return bool(np.all(np.abs(np.linalg.norm(vectors, axis=1) - 1.0) < 1e-3)) if vectors.size else True


def in_order(stored: StoredVectors, ids: Sequence[str]) -> Vectors:
    """The stored vectors in the order of `ids`, read-only. Raises ValueError saying what does not match."""
    place = {id_: row for row, id_ in enumerate(stored.ids)}
    if len(place) != len(stored.ids) or place.keys() != set(ids):
        raise ValueError(f"{len(stored.ids)} vectors are stored for {len(ids)} texts, or their ids differ")
    if not unit_rows(stored.vectors):
        raise ValueError("a stored vector is not of unit length")
    vectors = stored.vectors[[place[id_] for id_ in ids]] if ids else stored.vectors
    vectors.flags.writeable = False
    return vectors
