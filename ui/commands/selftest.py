"""`eval --self-test`: hands the gate's test the shipped articles and a state folder that is thrown away.

Not here: the test (`evals.selftest`).
"""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.settings import ROOT
from assistant.store.embedding import SentenceTransformerEmbedder, Vectors
from ui.console import BLOCKED, put_json, put_text, say

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.settings import Settings
    from evals.selftest import SelfTest

VECTORS = "vectors.sqlite"  # the cache of vectors in a state folder
FAILED = "FAILED: the gate lets through what it must not, or holds up what it should not."


class RememberingEmbedder(SentenceTransformerEmbedder):
    """Embeds each text once: every mutated version is asked the same questions."""

    def __init__(self, folder: Path, *, threads: int = 2) -> None:
        super().__init__(folder, threads=threads)
        self._known: dict[str, Vectors] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Embed texts; float32 of shape (len(texts), dimensions), rows of unit length."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, super().embed(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def run_self_test(settings: "Settings", *, as_json: bool) -> int:
    """Test the gate on the shipped articles and cases, put the outcome out and return the exit code: 0 or 1.

    Raises:
        MutationError: the shipped articles lack the words that a mutation is anchored at.
    """
    from evals.load import CASES, load_cases  # noqa: PLC0415
    from evals.selftest import self_test  # noqa: PLC0415

    cases = load_cases(CASES)
    say(f"Testing the gate: the articles are spoiled in many ways, and each time {len(cases)} cases are asked ...")
    embedder = RememberingEmbedder.from_settings(settings)
    with tempfile.TemporaryDirectory(prefix="corner-office-selftest-") as scratch:
        own = settings.model_copy(update={"home": Path(scratch), "chroma_url": "", "roles": None})
        seed(settings.home / VECTORS, own.home / VECTORS)
        outcome = self_test(ROOT / "corpus", lambda articles: build(own, embedder, articles), cases, own)
    if as_json:
        put_json(as_data(outcome))
    else:
        put_text(rendered(outcome))
    return 0 if outcome.passed else BLOCKED


def build(settings: "Settings", embedder: SentenceTransformerEmbedder, articles: Path) -> "Assistant":
    """An assistant that knows only the articles of a folder. Raises ArticleError."""
    from ingest.build import ingest  # noqa: PLC0415
    from ui.live import open_version  # noqa: PLC0415

    return open_version(settings, embedder, ingest(settings, embedder, articles=articles).version)


def seed(known: Path, cache: Path) -> None:
    """Begin with the vectors that are known; a copy that another process spoils is set aside by its reader."""
    if known.is_file():
        shutil.copyfile(known, cache)


def as_data(outcome: "SelfTest") -> dict[str, Any]:
    """The outcome for machines."""
    return {
        **asdict(outcome),
        "silent": [{"floor": name, "value": value, "least": least} for name, value, least in outcome.silent],
        "share": outcome.share,
        "below_every_floor": outcome.below_every_floor,
        "passed": outcome.passed,
    }


def rendered(outcome: "SelfTest") -> str:
    """The outcome for people: a line for each mutation, then what it amounts to."""
    wide = max(len(one.mutation) for one in outcome.findings)
    lines = [
        f"{one.mutation:{wide}}  {one.caught:<17}  {one.seconds:5.1f} s  {', '.join(one.rules) or short(one.words)}"
        for one in outcome.findings
    ]
    caught = len(outcome.findings) - len(outcome.missed)
    lines += ["", f"Caught: {caught} of {len(outcome.findings)} ({outcome.share:.1%}), in {outcome.seconds:.0f} s."]
    below = "below every floor" if outcome.below_every_floor else "NOT below every floor"
    figures = "; ".join(f"{name} {value:.2f} < {least:.2f}" for name, value, least in outcome.silent)
    lines.append(f"A search that finds nothing lies {below}: {figures}.")
    lines += [f"False alarm, {alarm}" for alarm in outcome.false_alarms]
    lines += [f"Missed: {one.mutation} ({one.about}). Add a case or a rule that notices it." for one in outcome.missed]
    lines.append("PASSED: the gate works." if outcome.passed else FAILED)
    return "\n".join(lines) + "\n"


def short(words: str) -> str:
    """The beginning of a message, without the path that it starts with."""
    return words.rpartition("/")[2][:90]
