"""An ingest that is killed at any moment: run as a program, this file is the driver that forks and kills them.

The driver imports the heavy libraries once and forks from there, so that the moments of the kills are spread
over the work itself.
"""

import hashlib
import importlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from assistant.settings import Settings
from assistant.store.index import open_index
from assistant.store.vectors import EmbeddedStore
from assistant.store.versions import versions_folder
from ingest import build as building
from ingest import embed as embedding
from ingest.build import build
from ingest.publish import promote

MOMENTS = 11
POINTS = ("embedding", "writing Chroma", "before the manifest", "before the rename", "after the rename")


def die(*args, **kwargs) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class SlowEmbedder:
    """Vectors from a hash, a millisecond each."""

    id = "slow@1"

    def embed(self, texts):
        import numpy as np

        time.sleep(0.001 * len(texts))
        seeds = [int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") for text in texts]
        rows = np.stack([np.random.default_rng(seed).normal(size=32) for seed in seeds])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def forked(action: Callable[[], None]) -> int:
    """Run the action in a fork; 0, or its exit code, or minus the signal that killed it."""
    child = os.fork()
    if child == 0:
        try:
            action()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(point: str, work: Callable[[], None]) -> None:
    """Do the work up to a named point of it, and die there."""
    if point == "embedding":
        batches = iter(range(100))
        real_put = embedding.VectorCache.put
        embedding.BATCH = 50
        embedding.VectorCache.put = lambda *args: die() if next(batches) == 2 else real_put(*args)
    elif point == "writing Chroma":
        real_write = EmbeddedStore.write

        def write(*args) -> None:
            threading.Timer(0.03, die).start()
            real_write(*args)
            die()

        EmbeddedStore.write = write
    elif point == "before the manifest":
        building.write_manifest = die
    elif point == "before the rename":
        building.put_in_place = die
    elif point == "after the rename":
        real_place = building.put_in_place
        building.put_in_place = lambda *args: (real_place(*args), die())
    work()


def drive(home: Path) -> None:
    """Kill ingests, and write a JSON line for each: how it ended, whether live is as before, whether the next works."""
    for module in ("chromadb", "chromadb.api.rust", "llama_index.core.schema"):
        importlib.import_module(module)
    spec = importlib.util.spec_from_file_location("conftest", Path(__file__).with_name("conftest.py"))
    tools = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tools)
    settings = Settings.load(home=home)
    embedder = SlowEmbedder()

    def corpus(name: str):
        return tuple(
            tools.make_article(f"a{n}", *(f"Sentence {m} of {n} in {name} is here." for m in range(40)))
            for n in range(4)
        )

    def proved(name: str) -> None:
        """As `ingest` does it, with the check in a child process."""
        build(settings, embedder, corpus(name), tools.GLOSSARY)

    def quick(name: str) -> None:
        manifest = build(settings, embedder, corpus(name), tools.GLOSSARY, check=tools.check_here)
        assert open_index(settings, manifest.version).articles == corpus(name)
        assert not list(versions_folder(home).glob(".*")), "leftovers"

    def first() -> None:
        promote(home, build(settings, embedder, corpus("old"), tools.GLOSSARY, check=tools.check_here).version)

    def fingerprint() -> str:
        index = open_index(settings)
        content = (repr(index.articles).encode(), index.passage_vectors.tobytes(), index.sentence_vectors.tobytes())
        return hashlib.sha256(b"".join(content)).hexdigest()

    def unchanged() -> None:
        assert fingerprint() == (home / "expected").read_text(encoding="utf-8")

    assert forked(first) == 0
    assert forked(lambda: (home / "expected").write_text(fingerprint(), encoding="utf-8")) == 0
    start = time.perf_counter()
    assert forked(lambda: proved("measured")) == 0
    duration = time.perf_counter() - start

    def timed(moment: int) -> None:
        threading.Timer(duration * (moment + 0.5) / MOMENTS, die).start()
        proved(f"new {moment}")

    runs = [(f"new {n}", lambda n=n: timed(n)) for n in range(MOMENTS)]
    runs += [(point, lambda point=point: killed_at(point, lambda: proved(point))) for point in POINTS]
    for name, run in runs:
        code = forked(run)
        result = {"run": name, "code": code, "live": forked(unchanged), "next": forked(lambda name=name: quick(name))}
        sys.stdout.write(json.dumps(result) + "\n")


def test_a_killed_ingest_hurts_neither_the_live_version_nor_the_next_ingest(home):
    driver = subprocess.run(
        [sys.executable, __file__, str(home)], capture_output=True, text=True, timeout=200, check=False
    )
    assert driver.returncode == 0, driver.stderr
    results = [json.loads(line) for line in driver.stdout.splitlines()]
    assert len(results) == MOMENTS + len(POINTS)
    bad = [
        result for result in results if result["live"] or result["next"] or result["code"] not in {0, -signal.SIGKILL}
    ]
    assert bad == [], driver.stderr
    killed = {result["run"] for result in results if result["code"] == -signal.SIGKILL}
    assert len(killed) >= 10
    assert killed.issuperset(POINTS)


if __name__ == "__main__":
    drive(Path(sys.argv[1]))
