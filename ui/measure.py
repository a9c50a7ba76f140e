"""What `corner-office bench` runs on, and running one benchmark after the other. Not here: any benchmark (`evals`).

Building and the benchmarks are handed in: no front end but the command may import `ingest` or `evals`.
"""

import logging
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, TypeVar

from assistant import Assistant
from assistant.errors import CornerOfficeError
from assistant.evidence.choose import choose_sentences
from assistant.settings import PREFIX, Settings
from assistant.store.embedding import SentenceTransformerEmbedder, model_folder
from assistant.vocabulary import Manifest
from ui.console import NOT_MEASURABLE, put_json, put_text, say
from ui.live import open_version

logger = logging.getLogger(__name__)

Result = TypeVar("Result")
Encode = Callable[[Sequence[str]], object]
EnsureLive = Callable[[Settings, SentenceTransformerEmbedder], None]


class Stage(Protocol):
    """Builds and stages a version."""

    def __call__(self, settings: Settings, embedder: SentenceTransformerEmbedder, /, *, articles: Path) -> Manifest:
        """Build a version from a folder of articles."""


class Workbench:
    """What benchmarks are handed: the assistant, its embedder, and assistants built from other folders.

    `scratch` is a state folder that is thrown away. One for all builds, so that a text is embedded once. With
    `own_articles` the assistant answers from `settings.articles` too, else from what is live.
    """

    def __init__(
        self, settings: Settings, scratch: Path, stage: Stage, ensure_live: EnsureLive, *, own_articles: bool
    ) -> None:
        # Two state folders must not share a Chroma server.
        self._scratch = settings.model_copy(update={"home": scratch, "chroma_url": ""})
        self._settings = self._scratch if own_articles else settings
        self._stage = stage
        self._ensure_live = ensure_live
        self._own_articles = own_articles
        self.embedder = SentenceTransformerEmbedder.from_settings(settings)

    @cached_property
    def assistant(self) -> Assistant:
        """The assistant that readers would ask, made at its first use."""
        self._ensure_live(self._settings, self.embedder)
        return open_version(self._settings, self.embedder)

    @property
    def home(self) -> Path:
        """The state folder that the assistant is from."""
        return self._settings.home

    @property
    def texts(self) -> Mapping[str, str]:
        """Article id -> canonical text of the assistant's articles."""
        return {article.id: article.text for article in self.assistant.index.articles}

    @property
    def passages(self) -> tuple[str, ...]:
        """The texts of the assistant's passages."""
        return tuple(passage.text for passage in self.assistant.index.passages)

    def build(self, folder: Path) -> Assistant:
        """An assistant that knows only the articles of a folder. Raises CornerOfficeError."""
        manifest = self._stage(self._scratch, self.embedder, articles=folder)
        return open_version(self._scratch, self.embedder, manifest.version)

    def ingest(self) -> Manifest:
        """Build the articles that the settings name; from the second time on, they have not changed."""
        return self._stage(self._scratch, self.embedder, articles=self._settings.articles)

    def bare(self, load: Callable[[Path], Encode]) -> Encode:
        """What `load` makes of the embedder's folder, not loaded before its first call: memory is measured before."""
        loaded: list[Encode] = []

        def encode(texts: Sequence[str]) -> object:
            if not loaded:
                loaded.append(load(model_folder(self._settings.embedder)))
            return loaded[0](texts)

        return encode

    def page(self, command: str) -> tuple[str, ...]:
        """How `command` serves the assistant's version as a page; empty for its usual way."""
        return ("env", f"{PREFIX}HOME={self._scratch.home}", command, "web") if self._own_articles else ()

    def choose(self, question: str, title: str, sentences: Sequence[str]) -> list[int]:
        """Which sentences of a passage answer a question, as indexes from 0."""
        return choose_sentences(self.embedder, question, title, sentences)


@contextmanager
def workbench(
    settings: Settings, stage: Stage, ensure_live: EnsureLive, *, own_articles: bool = False
) -> Iterator[Workbench]:
    """A workbench whose state folder lives as long as the block. Raises EmbedderError."""
    with tempfile.TemporaryDirectory(prefix="corner-office-bench-") as scratch:
        yield Workbench(settings, Path(scratch), stage, ensure_live, own_articles=own_articles)


def run_benches(
    benches: Mapping[str, Callable[[], Result]],
    *,
    to_json: Callable[[Result], Any],
    to_text: Callable[[Result], str],
    as_json: bool,
) -> None:
    """Run benchmarks by name and put each result out as it is there; one that breaks costs only its own rows.

    Exits with 3 at the end if one broke.
    """
    broken = []
    for name, run in benches.items():
        say(f"Measuring {name} ...")
        try:
            result = run()
        except Exception as error:
            logger.debug("the benchmark %s broke", name, exc_info=True)
            kind = "" if isinstance(error, CornerOfficeError) else f"{type(error).__name__}: "
            message = " ".join(f"{kind}{error}".split())
            broken.append(name)
            say(f"Error: {name} could not be measured. {message}")
            if as_json:
                put_json({"bench": name, "error": message})
            continue
        if as_json:
            put_json(to_json(result))
        else:
            put_text(to_text(result))
    if broken:
        sys.exit(NOT_MEASURABLE)
