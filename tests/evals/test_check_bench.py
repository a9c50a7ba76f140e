"""The bench of the check: swaps without chance in them, paraphrases that fit the articles, and the fit on WiCE."""

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.llm.alignment import SIGNALS
from assistant.llm.check import Checker
from assistant.llm.likeness import Likeness
from assistant.question.roles import RoleBook
from assistant.vocabulary import Article, Role, Sentence, SentenceKind
from evals.bench import BenchError
from evals.bench_check import PARAPHRASES, paraphrase_rows, read_paraphrases, swap_rows
from evals.swaps import swaps
from evals.train_likeness import reduced, write_table
from evals.train_support import train_support
from evals.wice import read_wice

BOOK = RoleBook(
    [
        Role(id="cso", name="chief sales officer", acronyms=("CSO",), core=True, department="sales"),
        Role(id="cmo", name="chief marketing officer", acronyms=("CMO",), core=True, department="marketing"),
    ]
)
SENTENCES = ("The CSO often closes five deals without help.", "A CMO is responsible for the growth of the brand.")


def article(texts=SENTENCES):
    rows, start = [], 0
    for text in texts:
        rows.append(
            Sentence(
                id=str(start),
                article="a",
                passage="p",
                start=start,
                end=start + len(text),
                text=text,
                kind=SentenceKind.PROSE,
                group=0,
                label_start=start,
            )  # fmt: skip
        )
        start += len(text) + 1
    return Article(id="a", title="A", text=" ".join(texts), sentences=tuple(rows))


def test_each_kind_of_swap_is_made():
    made = {kind: [swap.changed for swap in found] for kind, found in swaps(SENTENCES, BOOK).items()}
    assert "The CSO often closes ten deals without help." in made["figures"]
    assert "The CMO often closes five deals without help." in made["roles"]
    assert "The CSO often closes five deals with help." in made["negations"]
    assert "A CMO is not responsible for the growth of the brand." in made["negations"]
    assert "The CSO always closes five deals without help." in made["certainty"]


def test_a_swap_that_is_a_sentence_of_the_articles_again_is_left_out():
    mirrored = ("The CSO sells.", "The CMO sells.")
    assert not swaps(mirrored, BOOK)["roles"]


def test_swaps_are_the_same_every_time():
    assert swaps(SENTENCES, BOOK) == swaps(list(SENTENCES), BOOK)


def test_the_share_of_swaps_caught_is_reported_by_kind(fake_embedder):
    rows = swap_rows(Checker(fake_embedder, BOOK), [article()], BOOK, None)
    found = {row.figure: row for row in rows}
    assert found["roles swapped, own sentence: caught"].value == 1
    assert found["all three swapped, 12 sentences: caught"].n >= 5


def test_paraphrases_are_split_in_two_halves_and_struck_and_quoted_ones_counted(fake_embedder, tmp_path):
    file = tmp_path / "paraphrases.yaml"
    entry = {"article": "a", "quote": SENTENCES[1], "says": "The CMO is responsible for how the brand grows."}
    wrong = {**entry, "says": "The CSO is responsible for how the brand grows."}
    file.write_text(json.dumps({"tune": [entry], "report": [entry, wrong]}), encoding="utf-8")
    rows = paraphrase_rows(Checker(fake_embedder, BOOK), read_paraphrases([article()], file), None)
    assert {row.figure: row.value for row in rows} == {
        "true paraphrases, tune: struck": 0,
        "true paraphrases, tune: quoted until the model is trusted": 1,
        "true paraphrases, report: struck": 0.5,
        "true paraphrases, report: quoted until the model is trusted": 0.5,
    }


def test_a_paraphrase_of_what_its_article_does_not_hold_is_refused(tmp_path):
    file = tmp_path / "paraphrases.yaml"
    file.write_text(json.dumps({"tune": [{"article": "a", "quote": "Gone.", "says": "x"}]}), encoding="utf-8")
    with pytest.raises(BenchError, match="does not hold 'Gone.'"):
        read_paraphrases([article()], file)


def test_the_shipped_paraphrases_quote_the_shipped_articles():
    folder = Path(__file__).parents[2] / "corpus" / "articles"
    texts = [Article(id=file.stem, title="", text=file.read_text(encoding="utf-8")) for file in folder.glob("*.md")]
    halves = read_paraphrases(texts, PARAPHRASES)
    assert {half: len(pairs) for half, pairs in halves.items()} == {"tune": 160, "report": 50}
    assert len({says for pairs in halves.values() for _, says in pairs}) == 210


@pytest.fixture
def wice(tmp_path):
    folder = tmp_path / "wice"
    folder.mkdir()
    rows = []
    for at in range(24):
        good = at % 2 == 0
        claim = (
            f"The museum in town {at} opened its doors to visitors."
            if good
            else f"A harbour near Oslo sank {at} ships quickly."
        )
        rows.append(
            {
                "label": "supported" if good else "partially_supported",
                "claim": claim,
                "evidence": [f"The museum in town {at} opened its doors to visitors.", "Other text."],
                "supporting_sentences": [[0], [0, 1]] if at else [],
            }
        )
    rows[0]["label"] = "not_supported"
    (folder / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def test_wice_is_read_with_all_sentences_that_anyone_cites(wice):
    claims = read_wice(wice / "wice" / "dev.jsonl")
    assert claims[0].sources == () and not claims[0].supported
    assert claims[2].sources[1] == "Other text." and claims[2].supported


def test_the_score_is_fitted_and_measured_on_claims_held_out(wice):
    trained = train_support(wice)
    assert set(trained.weights) == {*SIGNALS, "bias"}
    assert trained.result.value("supported against the rest, AUROC") == 1
    assert trained.weights == train_support(wice).weights


def test_without_wice_nothing_is_fitted(tmp_path):
    assert not train_support(tmp_path).weights


def test_a_table_of_word_vectors_is_read_as_it_was_written(tmp_path):
    vectors = reduced(np.eye(5, 8, dtype=np.float32), 4)
    write_table(tmp_path / "t.npz", ["a", "b", "c", "d", "e"], range(5), vectors, "model@1")
    table = Likeness.load(tmp_path / "t.npz")
    assert table.best(["a", "none"], ["a", "b"]).tolist() == pytest.approx([1, 0])
    assert table.weight("none") > table.weight("e")
