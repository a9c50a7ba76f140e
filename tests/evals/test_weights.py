"""Each shipped file of weights says what it was made from, and that is what stands here."""

import json
from pathlib import Path

import pytest

from assistant.store.embedding import WEIGHTS_SHA256
from evals.bench import skip
from evals.datasets import ROOT, data_folder
from evals.weights import FILES, Trained, digest, keep, named, write_weights

DATA = data_folder()


@pytest.fixture(params=sorted(FILES))
def made_from(request):
    return json.loads(FILES[request.param].read_text(encoding="utf-8"))["made_from"]


def test_the_weights_were_made_by_the_script_as_it_stands(made_from):
    # Fails after a change of the script: run `corner-office bench --train NAME` and commit what it writes.
    assert made_from["script_sha256"] == digest(ROOT / made_from["script"])


def test_the_weights_were_made_with_the_packaged_embedder(made_from):
    assert made_from["embedder"].endswith(f"@{WEIGHTS_SHA256[:12]}")


def test_the_weights_were_made_from_the_data_that_stands_in_or_beside_the_repository(made_from):
    ours = [name for name in made_from["data_sha256"] if (ROOT / name).is_file()]
    if DATA is None and len(ours) < len(made_from["data_sha256"]):
        pytest.skip("no ../shared/data")
    assert made_from["data_sha256"] or made_from["corpus"]
    there = {name: (ROOT if name in ours else DATA) / name for name in made_from["data_sha256"]}
    assert made_from["data_sha256"] == {name: digest(file) for name, file in there.items()}


def test_what_is_written_names_script_data_settings_and_embedder(tmp_path):
    data = tmp_path / "set" / "dev.json"
    data.parent.mkdir()
    data.write_text("{}", encoding="utf-8")
    script = ROOT / "evals" / "train_choice.py"
    trained = Trained(
        weights={"head": {"bias": 0.123456}, "slope": 2},
        script=script,
        data=[data],
        settings={"ridge": 1.0},
        result=skip("x", "y"),
        more={"questions": {"tune": 3}},
    )
    write_weights(trained, tmp_path / "weights.json", embedder="model@1")
    assert json.loads((tmp_path / "weights.json").read_text(encoding="utf-8")) == {
        "made_from": {
            "script": "evals/train_choice.py",
            "script_sha256": digest(script),
            "data_sha256": {"set/dev.json": digest(data)},
            "settings": {"ridge": 1.0},
            "embedder": "model@1",
            "questions": {"tune": 3},
        },
        "weights": {"head": {"bias": 0.1235}, "slope": 2.0},
    }


def test_data_in_the_repository_is_named_by_its_place():
    assert named(ROOT / "evals" / "training" / "readers.yaml") == "evals/training/readers.yaml"
    assert named(Path("/elsewhere/squad2/dev.json")) == "squad2/dev.json"


def test_without_data_the_shipped_weights_stay(tmp_path, monkeypatch):
    monkeypatch.setitem(FILES, "choice", tmp_path / "choose.json")
    trained = Trained(weights={}, script=tmp_path, data=(), settings={}, result=skip("train-choice", "clapnq"))
    assert keep("choice", trained, embedder="model@1").skipped
    assert list(tmp_path.iterdir()) == []
