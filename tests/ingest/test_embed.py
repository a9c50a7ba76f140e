import time

import numpy as np
import pytest

from assistant.errors import EmbedderError
from ingest import embed
from ingest.cache import open_cache
from ingest.embed import embed_texts


@pytest.fixture
def cache(tmp_path):
    with open_cache(tmp_path / "vectors.sqlite") as opened:
        yield opened


class Recorder:
    """The fake embedder with a memory of what it was given, and weights that can be wrong."""

    def __init__(self, embedder, *, sound: bool = True) -> None:
        self.id = embedder.id
        self.seen: list[list[str]] = []
        self.checks = 0
        self._embedder = embedder
        self._sound = sound

    def check_weights(self) -> None:
        self.checks += 1
        if not self._sound:
            raise EmbedderError("The weights are not the published ones.")

    def embed(self, texts):
        self.seen.append(list(texts))
        return self._embedder.embed(texts)


def test_vectors_come_in_the_order_of_the_texts(fake_embedder, cache):
    texts = ["a", "a longer text", "b", "a", "the longest text of all"]
    vectors = embed_texts(fake_embedder, texts, cache)
    assert np.array_equal(vectors, fake_embedder.embed(texts))
    assert vectors.dtype == np.float32


def test_no_text_is_embedded_twice(fake_embedder, cache):
    recorder = Recorder(fake_embedder)
    embed_texts(recorder, ["one", "two", "one"], cache)
    embed_texts(recorder, ["two", "three", "one"], cache)
    assert sorted(text for call in recorder.seen for text in call) == ["one", "three", "two"]


def test_each_batch_holds_texts_of_like_length_and_is_kept_at_once(fake_embedder, cache, monkeypatch):
    monkeypatch.setattr(embed, "BATCH", 2)
    recorder = Recorder(fake_embedder)
    embed_texts(recorder, ["x", "xxxx", "xx", "xxx"], cache)
    assert recorder.seen == [["xxxx", "xxx"], ["xx", "x"]]


def test_what_was_embedded_before_a_failure_is_not_embedded_again(fake_embedder, cache, monkeypatch):
    monkeypatch.setattr(embed, "BATCH", 1)
    recorder = Recorder(fake_embedder)
    failing = Recorder(fake_embedder)
    failing.embed = lambda texts: recorder.embed(texts) if len(recorder.seen) < 2 else 1 / 0
    with pytest.raises(ZeroDivisionError):
        embed_texts(failing, ["xxx", "xx", "x"], cache)
    embed_texts(recorder, ["xxx", "xx", "x"], cache)
    assert recorder.seen == [["xxx"], ["xx"], ["x"]]


def test_weights_are_checked_once_and_only_if_something_is_embedded(fake_embedder, cache, monkeypatch):
    monkeypatch.setattr(embed, "BATCH", 1)
    recorder = Recorder(fake_embedder)
    embed_texts(recorder, ["one", "two"], cache)
    embed_texts(recorder, ["one", "two"], cache)
    assert recorder.checks == 1


def test_wrong_weights_embed_nothing(fake_embedder, cache):
    recorder = Recorder(fake_embedder, sound=False)
    with pytest.raises(EmbedderError):
        embed_texts(recorder, ["one"], cache)
    assert recorder.seen == []


@pytest.mark.parametrize(
    "vectors",
    [np.ones((2, 2)), np.full((1, 2), np.nan), np.zeros((1, 2)), np.ones(2), np.zeros((1, 0))],
    ids=["too many", "not finite", "no length", "one dimension", "empty"],
)
def test_what_is_no_unit_vector_for_each_text_is_refused(cache, vectors):
    class Broken:
        id = "broken@1"

        def embed(self, texts):
            return vectors.astype(np.float32)

    with pytest.raises(EmbedderError, match="broken@1"):
        embed_texts(Broken(), ["one"], cache)


def test_the_bar_is_hidden_unless_asked_for(fake_embedder, cache, capsys):
    embed_texts(fake_embedder, ["one"], cache)
    assert capsys.readouterr().err == ""
    embed_texts(fake_embedder, ["two"], cache, progress=True)
    captured = capsys.readouterr()
    assert "Embedding" in captured.err
    assert captured.out == ""


def padded(batches: list[list[str]]) -> int:
    """The characters that the model works through if each batch of 32 is padded to its longest text."""
    parts = [batch[first : first + 32] for batch in batches for first in range(0, len(batch), 32)]
    return sum(len(part) * max(map(len, part)) for part in parts)


def test_batches_pad_no_more_than_one_call_with_all_texts_would(fake_embedder, cache):
    texts = [f"Sentence {n}" + ", and more" * (n * 7 % 40) for n in range(1000)]
    recorder = Recorder(fake_embedder)
    embed_texts(recorder, texts, cache)
    assert len(recorder.seen) > 1
    assert padded(recorder.seen) <= padded([sorted(texts, key=len, reverse=True)]) * 1.01


def test_nine_tenths_of_the_time_are_the_models(real_embedder, cache):
    """With the padding above this is a throughput of at least 0.9 of the bare model's, measured without its noise."""
    inside = 0.0

    class Timed:
        id = real_embedder.id

        def embed(self, texts):
            nonlocal inside
            start = time.perf_counter()
            vectors = real_embedder.embed(texts)
            inside += time.perf_counter() - start
            return vectors

    real_embedder.load()
    texts = [f"Sentence {n} says what a chief sales officer does." for n in range(300)]
    start = time.perf_counter()
    embed_texts(Timed(), texts, cache)
    assert inside / (time.perf_counter() - start) >= 0.9
