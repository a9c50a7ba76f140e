"""The stock pipeline is measured in equal context."""

from assistant.vocabulary import Outcome
from evals.bench_stock import bench_stock, quote_recall
from evals.case import Case, Evidence, Split, Stratum, Tier
from evals.stock import stock_search, within

TEXTS = {"moon": "The moon is far away. " * 3, "tide": "Tides follow the moon twice daily."}


def case(id_, quote, turns=("What do tides follow?",)):
    return Case(
        id=id_,
        group="g",
        split=Split.TUNE,
        tier=Tier.SCORED,
        stratum=Stratum.ANSWERABLE,
        turns=turns,
        expect=frozenset({Outcome.ANSWERED}),
        evidence=(Evidence(article="tide", quote=quote),),
    )


def test_context_is_cut_at_its_length():
    found = [("a", "one two three"), ("b", "four"), ("a", "five six")]
    assert within(found, 5) == {"a": "one two three five", "b": "four"}


def test_a_quote_counts_only_whole_and_in_its_article():
    asked = case("a", "follow the moon")
    assert quote_recall(asked, {"tide": "Tides follow\nthe moon"}) == 1
    assert quote_recall(asked, {"tide": "Tides follow the"}) == 0
    assert quote_recall(asked, {"moon": "Tides follow the moon"}) == 0


def test_the_stock_pipeline_finds_the_article_with_the_question_s_words(fake_embedder):
    search = stock_search(TEXTS, fake_embedder)
    assert search("tides follow the moon daily", 2)[0] == ("tide", TEXTS["tide"])


def test_both_are_measured_on_answerable_cases_of_one_turn(tmp_path, build, fake_embedder):
    for article, text in TEXTS.items():
        (tmp_path / f"{article}.txt").write_text(text, encoding="utf-8")
    cases = [case("a", "follow the moon"), case("b", "follow the moon", turns=("Tides?", "And why?"))]
    result = bench_stock(build(tmp_path), fake_embedder, cases, TEXTS)
    assert result.about.startswith("1 answerable case")
    assert result.value("assistant: 300 words") == 1
    assert result.value("stock LlamaIndex: 300 words") == 1
    assert result.value("stock LlamaIndex: time, median") > 0
