"""Benchmarks on public data sets measure the assistant beside simple floors, and are skipped without the data."""

import pytest

from evals.bench import BenchError, render_bench
from evals.bench_abstention import bench_abstention
from evals.bench_conversation import bench_conversation
from evals.bench_retrieval import AS_BUILT, bench_retrieval
from evals.bench_sentences import bench_sentences


def test_without_data_a_benchmark_says_so(tmp_path, build):
    assert bench_retrieval(None, build).skipped == "skipped: no ../shared/data/xquad"
    assert bench_abstention(tmp_path, build).skipped
    assert bench_conversation(None, build).skipped
    assert "skipped" in render_bench(bench_sentences(None, lambda *_: []))


def test_retrieval_is_measured_beside_bm25(data, build):
    result = bench_retrieval(data, build)
    assert result.value("search recall@5") == 1
    assert result.value("bm25 recall@1") == 0.75
    assert "nDCG@10" in render_bench(result)


def test_weights_are_not_tuned_on_xquad(data, build):
    variants = {"one": AS_BUILT["search"], "two": AS_BUILT["search"]}
    with pytest.raises(BenchError, match="Tune on squad2"):
        bench_retrieval(data, build, variants=variants)
    tuned = bench_retrieval(data, build, dataset="squad2", variants=variants)
    assert tuned.value("one nDCG@10") == tuned.value("two nDCG@10") > 0


def test_abstention_is_measured_on_each_pool(data, build):
    result = bench_abstention(data, build)
    assert {row.figure.split(":")[0] for row in result.rows} == {
        "squad2 fact absent",
        "clapnq fact absent",
        "xquad off corpus",
    }
    assert result.value("clapnq fact absent: confidence") == 1
    assert result.value("xquad off corpus: answerable answered") == 0.5


def test_sentences_are_scored_against_the_annotator_who_is_nearest(data):
    result = bench_sentences(data, lambda _question, _title, _sentences: [0])
    assert result.value("assistant: F1") == 1
    assert result.value("all: F1") == 1
    assert result.value("assistant: words of the passage") == pytest.approx(5 / 8)


def test_a_conversation_is_measured_by_place_and_collection(data, build):
    result = bench_conversation(data, build)
    assert result.value("assistant: later turns") == 1
    assert result.value("bm25 last two turns: govt") == 1
    assert result.value("bm25 last turn: all") == 1
