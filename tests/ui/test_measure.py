"""Benchmarks are run one after the other, on assistants that share what is costly."""

import json

import pytest

from assistant.errors import VersionError
from assistant.settings import Settings
from assistant.store.embedding import SentenceTransformerEmbedder
from assistant.store.versions import live_version
from assistant.vocabulary import Question
from ingest.build import ingest
from ingest.publish import promote
from ui.measure import run_benches, workbench

pytestmark = pytest.mark.usefixtures("proved_here")


class Predictable:
    """The fake embedder in the place of the real one."""

    def __init__(self, fake) -> None:
        self.fake = fake
        self.id = fake.id
        self.embedded: list[str] = []

    def embed(self, texts):
        self.embedded += texts
        return self.fake.embed(texts)

    def common_words(self) -> frozenset[str]:
        return frozenset()


@pytest.fixture
def embedder(fake_embedder, monkeypatch) -> Predictable:
    embedder = Predictable(fake_embedder)
    monkeypatch.setattr(SentenceTransformerEmbedder, "from_settings", lambda _: embedder)
    return embedder


@pytest.fixture
def folder(tmp_path):
    def make(name: str, **articles: str):
        folder = tmp_path / name
        folder.mkdir()
        for id_, text in articles.items():
            (folder / f"{id_}.txt").write_text(text + "\n", encoding="utf-8")
        return folder

    return make


def make_live(settings, embedder) -> None:
    promote(settings.home, ingest(settings, embedder).version)


def test_each_folder_gives_an_assistant_that_knows_only_it_and_no_text_is_embedded_twice(
    settings, embedder, folder, home
):
    with workbench(settings, ingest, make_live) as bench:
        moon = bench.build(folder("moon", moon="The moon circles the earth."))
        first = list(embedder.embedded)
        both = bench.build(folder("both", moon="The moon circles the earth.", sun="The sun is a star."))
        assert not set(embedder.embedded[len(first) :]) & set(first)
        assert {hit.passage.article for hit in moon.search("star", 5)} == {"moon"}
        assert both.search("star", 1)[0].passage.article == "sun"
    assert not (home / "versions").exists()


def test_with_articles_of_its_own_the_assistant_and_the_page_leave_the_home_alone(home, embedder, folder):
    settings = Settings.load(home=home, articles=folder("moon", moon="The moon circles the earth."))
    with workbench(settings, ingest, make_live, own_articles=True) as bench:
        assert bench.texts["moon"].strip().endswith("The moon circles the earth.")
        assert bench.passages == ("The moon circles the earth.",)
        assert bench.assistant.ask(Question(text="What circles the earth?")).version == bench.ingest().version
        assert bench.page("corner-office")[2:] == ("corner-office", "web")
    assert live_version(home) is None


def test_the_assistant_is_the_live_one_by_default(home, embedder, folder):
    settings = Settings.load(home=home, articles=folder("moon", moon="The moon circles the earth."))
    with workbench(settings, ingest, make_live) as bench:
        assert bench.assistant.index.version == live_version(home)
        assert bench.page("corner-office") == ()


def test_the_bare_model_is_loaded_at_its_first_call_and_once(settings, embedder):
    loaded = []

    def load(folder):
        loaded.append(folder)
        return len

    with workbench(settings, ingest, make_live) as bench:
        encode = bench.bare(load)
        assert loaded == []
        assert (encode(["a"]), encode(["a", "b"]), len(loaded)) == (1, 2, 1)


def fail() -> str:
    raise VersionError("The index is gone.\nRun it again.")


def crash() -> str:
    raise ZeroDivisionError("by zero")


def test_a_benchmark_that_breaks_costs_only_its_own_rows(capsys):
    benches = {"one": fail, "two": lambda: "rows of two", "three": crash}
    with pytest.raises(SystemExit) as ended:
        run_benches(benches, to_json=str, to_text=str, as_json=False)
    shown = capsys.readouterr()
    assert ended.value.code == 3
    assert shown.out == "rows of two\n"
    assert [line for line in shown.err.splitlines() if line.startswith("Error: ")] == [
        "Error: one could not be measured. The index is gone. Run it again.",
        "Error: three could not be measured. ZeroDivisionError: by zero",
    ]


def test_as_json_each_benchmark_is_a_line_whatever_came_of_it(capsys):
    benches = {"one": fail, "two": lambda: "rows of two"}
    with pytest.raises(SystemExit):
        run_benches(benches, to_json=lambda rows: {"rows": rows}, to_text=str, as_json=True)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines == [{"bench": "one", "error": "The index is gone. Run it again."}, {"rows": "rows of two"}]


def test_results_are_shown_as_they_come(capsys):
    seen = []
    benches = {"one": lambda: "first", "two": lambda: seen.append(capsys.readouterr().out) or "second"}
    run_benches(benches, to_json=str, to_text=str, as_json=False)
    assert seen == ["first\n"]
