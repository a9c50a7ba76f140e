"""The embedder's manners: what it loads, what it says, how many threads it takes."""

import gc
import subprocess
import sys

import numpy as np
import pytest
import torch
from threadpoolctl import threadpool_info

from assistant.errors import EmbedderError
from assistant.settings import Settings
from assistant.store.embedding import (
    FEW,
    Foreseen,
    SentenceTransformerEmbedder,
    column_by_column,
    hush,
    lean_import,
    packaged_folder,
)

LOAD = """
import sys
from assistant.store.embedding import SentenceTransformerEmbedder, packaged_folder
SentenceTransformerEmbedder(packaged_folder()).load()
print([name for name in ("sklearn", "scipy.stats") if name in sys.modules])
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import pairwise_distances
print(callable(pairwise_distances), callable(linear_sum_assignment))
"""


def test_loading_the_model_says_nothing_and_leaves_scikit_learn_to_those_who_need_it():
    ended = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)
    assert (ended.stdout.splitlines(), ended.stderr) == (["[]", "True True"], "")


def test_an_import_that_fails_leaves_no_stand_in_and_the_collector_on(monkeypatch):
    monkeypatch.delitem(sys.modules, "sklearn.metrics", raising=False)
    with pytest.raises(ImportError), lean_import():
        assert not gc.isenabled()
        raise ImportError
    assert "sklearn.metrics" not in sys.modules
    assert gc.isenabled()


def test_hushing_what_is_not_loaded_is_no_fault(monkeypatch):
    monkeypatch.delitem(sys.modules, "transformers.utils.logging", raising=False)
    hush()


def test_a_question_takes_one_thread_and_a_build_takes_all(real_embedder, monkeypatch):
    real_embedder.load()
    taken = []
    monkeypatch.setattr(real_embedder, "_set_threads", taken.append)
    real_embedder.embed(["What does a CMO do?"])
    real_embedder.embed(["text"] * (FEW + 1))
    assert taken == [1, 2]


def test_products_of_numpy_are_left_to_one_thread_once_the_model_is_loaded(real_embedder):
    real_embedder.load()
    assert {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"} == {1}


def test_a_matrix_laid_out_by_columns_is_the_same_matrix(real_embedder):
    matrix = torch.arange(6.0).reshape(2, 3)
    assert torch.equal(column_by_column(matrix), matrix)
    assert column_by_column(matrix).stride() == (1, 2)


def test_rows_are_unit_vectors_and_none_for_no_text(real_embedder):
    rows = real_embedder.embed(["one", "two"])
    assert (rows.shape, rows.dtype) == ((2, 384), np.float32)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert len(real_embedder.embed([])) == 0


def test_a_model_that_is_not_there_is_an_error_that_names_the_setting(home):
    with pytest.raises(EmbedderError, match="CORNER_OFFICE_EMBEDDER"):
        SentenceTransformerEmbedder.from_settings(Settings.load(home=home, embedder=str(home)))


def test_the_packaged_weights_are_the_published_ones(real_embedder):
    real_embedder.check_weights()
    assert real_embedder.id.startswith(packaged_folder().name + "@53aa51172d14")


def test_texts_foreseen_are_embedded_in_one_call_and_others_when_asked_for(fake_embedder):
    calls = []

    class Listening:
        id = fake_embedder.id

        def embed(self, texts):
            calls.append(list(texts))
            return fake_embedder.embed(texts)

    foreseen = Foreseen(Listening(), ["one", "two"])
    assert foreseen.id == fake_embedder.id
    assert np.array_equal(foreseen.embed(["two", "one"]), fake_embedder.embed(["two", "one"]))
    assert foreseen.embed(["three"]).shape == (1, 64)
    assert calls == [["one", "two"], ["three"]]
