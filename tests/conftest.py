"""What every test starts from: no network but loopback, no settings of the developer's, a home of its own."""

import hashlib
import os
import re
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from filelock import FileLock

from assistant import Assistant
from assistant.settings import PREFIX, Settings
from assistant.store.embedding import SentenceTransformerEmbedder, Vectors
from assistant.store.versions import VersionFolder, live_version, read_manifest, versions_folder
from assistant.vocabulary import Manifest

# Set before any library is imported that reads them, and inherited by child processes.
os.environ.update(HF_HUB_OFFLINE="1", TOKENIZERS_PARALLELISM="false", GRADIO_ANALYTICS_ENABLED="False")
for variable in [name for name in os.environ if name.startswith(PREFIX)]:
    del os.environ[variable]

LOOPBACK = ("127.0.0.1", "localhost", "::1", "0.0.0.0", "::", "", None, b"127.0.0.1", b"localhost", b"::1", b"")
FAKE_DIMENSIONS = 64
# What runs longest, so that no process of the run begins with it last. The first two begin at once: one of them builds
# the shipped articles, which the other does not wait for.
FIRST = (
    "tests/ui/test_cli.py",
    "tests/ui/commands/",
    "tests/ui/test_serve.py",
    "tests/test_answers.py",
    "tests/ingest/",
    "tests/evals/test_shipped_cases.py",
    "tests/assistant/store/",
    "tests/assistant/llm/",
    "tests/ui/slack/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests into the order of `FIRST`, and what it does not name behind them, as it was."""
    items.sort(key=lambda item: next((at for at, path in enumerate(FIRST) if item.nodeid.startswith(path)), len(FIRST)))


@pytest.fixture(scope="session", autouse=True)
def no_name_lookups() -> Iterator[None]:
    """Let no host but loopback be looked up; pytest-socket (pyproject.toml) refuses the connections only."""
    real = socket.getaddrinfo

    def guarded(host: str | bytes | None, *args: Any, **kwargs: Any) -> Any:
        if host not in LOOPBACK:
            raise RuntimeError(f"A test tried to look up {host!r}; tests have no network but loopback.")
        return real(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", guarded)
        yield


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder of this test alone, in the environment as well: child processes use it too."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv(PREFIX + "HOME", str(folder))
    return folder


@pytest.fixture
def settings(home: Path) -> Settings:
    """The defaults, in this test's home."""
    return Settings.load(home=home)


@dataclass(kw_only=True)
class HashedWords:
    """An embedder whose vectors can be predicted: each word counts in the dimension that its hash names.

    The same words in any order give the same vector, and texts without a word in common are, collisions
    aside, at right angles. `calls` counts the calls of `embed`.
    """

    id: str = f"hashed-words@{FAKE_DIMENSIONS}"
    calls: int = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts; float32 of shape (len(texts), 64), rows of unit length."""
        self.calls += 1
        rows = np.zeros((len(texts), FAKE_DIMENSIONS), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()) or [""]:
                row[hashlib.sha256(word.encode()).digest()[0] % FAKE_DIMENSIONS] += 1
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows


@pytest.fixture
def fake_embedder() -> HashedWords:
    """An embedder of predictable vectors that has not been called yet."""
    return HashedWords()


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One state folder for the whole run, whatever the number of its processes: no test may change it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared-home"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def real_embedder(shared_home: Path) -> SentenceTransformerEmbedder:
    """The packaged model, loaded at its first use and once for each process of the run."""
    return SentenceTransformerEmbedder.from_settings(Settings.load(home=shared_home))


@pytest.fixture(scope="session")
def shipped_version(shared_home: Path, real_embedder: SentenceTransformerEmbedder) -> Manifest:
    """The shipped articles with the real embedder, live in `shared_home`; the first process that wants them builds them."""
    from ingest.build import ingest
    from ingest.publish import promote

    with FileLock(shared_home / "shipped.lock"):
        version = live_version(shared_home)
        if version is None:
            version = ingest(Settings.load(home=shared_home), real_embedder).version
            promote(shared_home, version)
    return read_manifest(VersionFolder(versions=versions_folder(shared_home), version=version))


@pytest.fixture(scope="session")
def shipped(shared_home: Path, shipped_version: Manifest, real_embedder: SentenceTransformerEmbedder) -> Assistant:
    """An assistant on the shipped articles, opened once for each process of the run."""
    from ui.live import open_version

    return open_version(Settings.load(home=shared_home), real_embedder, shipped_version.version)


@pytest.fixture
def proved_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this process builds is proved in it, too, by the same probe: a child process takes seconds to start."""
    from assistant.store.probe import probe
    from assistant.store.vectors import open_store
    from ingest.build import build

    def check(versions: Path, version: str, chroma_url: str) -> None:
        probe(open_store(chroma_url, versions), versions, version)

    monkeypatch.setitem(build.__kwdefaults__, "check", check)
