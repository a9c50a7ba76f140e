"""The map brings what readers mean closer, keeps the vectors' form, and leaves other embedders alone."""

import numpy as np
import pytest

from assistant.store.adapt import adapted, fitted, packed, unpacked


@pytest.fixture
def vectors():
    drawn = np.random.default_rng(3).normal(size=(5, fitted()[1].shape[0])).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def test_adapted_vectors_have_unit_length_and_are_others(vectors):
    turned = adapted(vectors, fitted()[0])
    assert turned.dtype == np.float32
    assert np.linalg.norm(turned, axis=1) == pytest.approx(1, abs=1e-5)
    assert not np.allclose(turned, vectors, atol=1e-3)


def test_one_vector_is_adapted_as_it_is_among_others(vectors):
    assert adapted(vectors[2], fitted()[0]) == pytest.approx(adapted(vectors, fitted()[0])[2], abs=1e-6)


def test_the_vectors_of_another_embedder_stay_as_they_are(vectors):
    assert adapted(vectors, "another@1") is vectors


def test_no_vectors_stay_none():
    none = np.zeros((0, 384), dtype=np.float32)
    assert adapted(none, fitted()[0]).shape == (0, 384)


def test_packed_numbers_come_back_to_half_precision():
    matrix = np.array([[0.5, -1.25], [3.0, 0.0], [1 / 3, 2.0]], dtype=np.float32)
    assert unpacked(packed(matrix)) == pytest.approx(matrix, rel=1e-3)


def test_readers_wordings_come_closer_to_what_they_ask_for(real_embedder):
    asked = [
        "who do the top marketers have to please upstairs",
        "what does the sales boss get for smashing the target",
        "who sees to it that strangers have heard of us",
        "how far ahead does the brand side plan",
    ]
    meant = [
        "The CMO reports to the CEO.",
        "The CSO's variable pay includes bonuses for beating targets.",
        "The CMO builds awareness of the brand.",
        "The CMO's strategies take a long-term view.",
    ]
    vectors = np.asarray(real_embedder.embed([*asked, *meant]))
    assert lead(adapted(vectors, real_embedder.id)) > lead(vectors)


def lead(vectors):
    """By how much the first half's likeness to their own partner in the second half exceeds that to the others."""
    likeness = vectors[: len(vectors) // 2] @ vectors[len(vectors) // 2 :].T
    own = np.eye(len(likeness), dtype=bool)
    return likeness[own].mean() - likeness[~own].mean()
