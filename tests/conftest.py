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

from assistant.settings import PREFIX, Settings
from assistant.store.embedding import SentenceTransformerEmbedder, Vectors

# Set before any library is imported that reads them, and inherited by child processes.
os.environ.update(HF_HUB_OFFLINE="1", TOKENIZERS_PARALLELISM="false", GRADIO_ANALYTICS_ENABLED="False")
for variable in [name for name in os.environ if name.startswith(PREFIX)]:
    del os.environ[variable]

LOOPBACK = ("127.0.0.1", "localhost", "::1", "0.0.0.0", "::", "", None, b"127.0.0.1", b"localhost", b"::1", b"")
FAKE_DIMENSIONS = 64


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
    """One state folder for the whole run: for what is costly to build, such as an index with the real embedder."""
    return tmp_path_factory.mktemp("shared-home")


@pytest.fixture(scope="session")
def real_embedder(shared_home: Path) -> SentenceTransformerEmbedder:
    """The packaged model, loaded at its first use and once for the whole run."""
    return SentenceTransformerEmbedder.from_settings(Settings.load(home=shared_home))
