"""The ranking and the coverage are fitted on questions to an assistant's own articles: here, to those of a ship."""

import json

import numpy as np
import pytest

from assistant.abstention.coverage import WEIGHTS_FILE as COVERAGE_FILE
from assistant.converse import Assistant
from assistant.evidence.rank import SIGNALS, TEMPERATURE, rank, role_share
from assistant.store.index import open_index
from assistant.store.library import Library
from assistant.store.probe import probe
from assistant.store.vectors import open_store
from assistant.vocabulary import Glossary
from evals.case import CaseError, Stratum
from evals.lessons import answering_rows, hold_out, load_all, made_from, read_all, training_files
from evals.load import read_cases
from evals.train_coverage import Sample, judge, shares, train_coverage
from evals.train_coverage import fit as fit_coverage
from evals.train_rank import Task, as_task, first_right, fit, train_rank
from ingest.build import build
from ingest.load import load_articles

SHIP = """# The ship

## Crew

A captain steers the ship. A cook makes the soup. A boy scrubs the deck.

## Cargo

The ship carries water in barrels. The ship carries flour in sacks.
"""
LESSON = '  - {turns: ["%s"], stratum: %s%s}\n'
ANSWER = ', answers: [{article: ship, quote: "%s"}]'
SOURCES = {
    "one": [
        ("Who steers the ship?", "A captain steers the ship."),
        ("What does the cook make?", "A cook makes the soup."),
        ("Where do parrots nest?", ""),
        ("How old is the mountain?", ""),
    ],
    "two": [
        ("Who scrubs the deck?", "A boy scrubs the deck."),
        ("How is water carried by the ship?", "The ship carries water in barrels."),
        ("Why do volcanoes smoke?", ""),
        ("Who steers the ship?", "A captain steers the ship."),
    ],
}
CASES = """\
cases:
  - {id: a, group: a, split: tune, tier: must, stratum: answerable, turns: ["What is flour carried in?"],
     expect: answered, evidence: [{article: ship, quote: The ship carries flour in sacks.}]}
  - {id: b, group: b, split: tune, tier: must, stratum: off_subject, turns: ["Do giraffes sing?"], expect: not_covered}
  - {id: c, group: c, split: report, tier: must, stratum: off_subject, turns: ["Is jazz old?"], expect: not_covered}
  - {id: d, group: d, split: tune, tier: must, stratum: vague, turns: ["And so?"], expect: clarify}
  - {id: e, group: e, split: tune, tier: must, stratum: answerable, turns: ["What is all this cargo?"],
     expect: answered, evidence: [{article: ship, quote: Cargo}]}
"""


def in_this_process(versions, version, url):
    probe(open_store(url, versions), versions, version)


@pytest.fixture
def assistant(settings, fake_embedder, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "ship.md").write_text(SHIP, encoding="utf-8")
    asked = {"wordings": [{"quote": "A captain steers the ship.", "asked": ["who has the wheel"]}]}
    (folder / "ship.wordings.yaml").write_text(json.dumps(asked), encoding="utf-8")
    articles = load_articles(folder, max_bytes=100_000)
    version = build(settings, fake_embedder, articles, Glossary(), check=in_this_process).version
    return Assistant(Library(open_index(settings, version)), fake_embedder)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "training"
    folder.mkdir()
    for source, questions in SOURCES.items():
        lines = [
            LESSON % (text, "answerable" if quote else "off_subject", ANSWER % quote if quote else "")
            for text, quote in questions
        ]
        (folder / f"{source}.yaml").write_text("questions:\n" + "".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def cases():
    return read_cases(CASES, "ship.yaml")


@pytest.fixture
def read(assistant, folder, cases):
    return read_all(assistant, load_all(training_files(folder), cases), "test")


def test_lessons_are_read_as_the_assistant_reads_them_without_the_vague(assistant, read):
    assert [one.lesson.turns[-1] for one in read if one.lesson.source == "tune"] == [
        "What is flour carried in?",
        "Do giraffes sing?",
        "What is all this cargo?",
    ]
    for one in read:
        answer = assistant.ask(one.lesson.question)
        assert one.understanding.text == answer.standalone_question
        assert one.found.hits == answer.hits


def test_each_source_is_held_out_with_what_others_ask_just_so(read):
    cuts = {source: (seen, held) for source, seen, held in hold_out(read)}
    assert list(cuts) == ["one", "two", "tune"]
    seen, held = cuts["two"]
    assert {one.lesson.source for one in seen} == {"one", "tune"}
    assert {one.lesson.source for one in held} == {"two"}
    assert not {one.lesson.turns for one in seen} & {one.lesson.turns for one in held}
    assert len(seen) == len(read) - len(held) - 1


def test_the_sentences_that_share_text_with_a_quote_are_the_ones_that_answer(assistant, read):
    library = assistant.library
    (row,) = answering_rows(library, read[0].lesson)
    assert library.sentences[row].text == "A captain steers the ship."


def test_a_quote_that_stands_nowhere_is_refused_with_its_place(assistant, folder):
    file = folder / "one.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("A captain steers", "An owl steers"), encoding="utf-8")
    with pytest.raises(CaseError, match=r"one\.yaml:2: the quote 'An owl steers the ship\.' does not stand"):
        train_rank(assistant, (), folder)


def test_the_fitted_signals_are_those_that_the_assistant_ranks_by(assistant, read):
    for one in read:
        task = as_task(assistant.library, one)
        assert np.allclose(rank(task.rows, one.found.fit), one.found.score, atol=1e-5)
        assert np.allclose(task.start, TEMPERATURE * np.log(role_share(one.found.fit)))


def test_the_ranking_is_fitted_and_reported_on_each_source(assistant, folder, cases):
    trained = train_rank(assistant, cases, folder)
    assert tuple(trained.weights) == SIGNALS
    assert [row.figure for row in trained.result.rows] == [
        f"{source} held out, {figure}" for source in ("one", "two", "tune") for figure in ("MRR", "top 1")
    ]
    # The vague and the uncovered have no answer, and "Cargo" is only a heading.
    assert trained.more["questions"] == {"one": 2, "two": 3, "tune": 1}
    assert trained.more["corpus"] == assistant.index.manifest.corpus
    assert [file.name for file in trained.data] == ["one.yaml", "two.yaml"]
    assert trained.result.value("one held out, MRR") > 0.5


def test_the_same_questions_give_the_same_weights(assistant, folder, cases):
    first, second = (train_rank(assistant, cases, folder) for _ in range(2))
    assert first.weights == second.weights
    assert train_coverage(assistant, cases, folder).weights == train_coverage(assistant, cases, folder).weights


def test_the_cases_are_told_apart_by_what_is_fitted_on(assistant, read):
    every = made_from(assistant.library, read)
    fewer = made_from(assistant.library, [one for one in read if one.lesson.stratum is Stratum.ANSWERABLE])
    assert every["cases_sha256"] != fewer["cases_sha256"]
    assert every["questions"] == {"one": 4, "two": 4, "tune": 3}


def questions(count, truth):
    """Questions whose answer is drawn by its score under the weights `truth`, 20 sentences each."""
    rng = np.random.default_rng(7)
    tasks = []
    for _ in range(count):
        rows = rng.normal(size=(20, len(truth))).astype(np.float32)
        start = np.where(np.arange(20) < 10, 0, -2).astype(np.float32)
        score = rows @ truth + start + rng.gumbel(size=20)
        tasks.append(Task(rows=rows, start=start, right=score == score.max()))
    return tasks


def test_the_weights_that_made_the_answers_are_found_again():
    truth = np.array([2.0, -1.0, 0.0])
    # The ridge pulls them a little to 0.
    assert fit(questions(2000, truth)) == pytest.approx(truth * 0.95, abs=0.12)


def test_any_of_several_right_sentences_may_come_first():
    rows = np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]], dtype=np.float32)
    one, other = (
        Task(rows=rows[order], start=np.zeros(3, dtype=np.float32), right=np.array([True, True, False])[order])
        for order in ([0, 1, 2], [2, 0, 1])
    )
    weights = fit([one, other])
    assert first_right(weights, one) == first_right(weights, other) == 1


def test_the_rank_is_counted_from_the_best_sentence_that_answers():
    rows = np.array([[3.0], [2.0], [1.0], [0.0]], dtype=np.float32)
    start = np.array([0.0, 0.0, 0.0, 5.0], dtype=np.float32)
    task = Task(rows=rows, start=start, right=np.array([False, True, True, False]))
    assert first_right(np.array([1.0]), task) == 3


def test_the_coverage_is_fitted_and_reported_on_each_source_and_stratum(assistant, folder, cases):
    trained = train_coverage(assistant, cases, folder)
    assert set(trained.weights) == set(json.loads(COVERAGE_FILE.read_text(encoding="utf-8"))["weights"])
    assert list(trained.weights)[0] == "bias"
    assert trained.more["questions"] == {"one": 4, "two": 4, "tune": 3}
    figures = [row.figure for row in trained.result.rows]
    assert {"one held out", "two held out", "tune held out", "all held out"} <= set(figures)
    assert {"all held out, answerable answered", "all held out, off_subject answered"} <= set(figures)
    assert trained.result.value("all held out") > 0.5


def sample(value, stratum=Stratum.ANSWERABLE, chance=0.0):
    return Sample(stratum=stratum, signals={"like": value}, chance=chance)


def test_questions_with_an_answer_weigh_as_much_as_all_those_without():
    few, many = [sample(1.0)], [sample(0.0, Stratum.NEAR_SUBJECT)] * 9
    weights = fit_coverage(few + many)
    assert weights["like"] > 0
    assert judge(weights, sample(1.0)).chance + judge(weights, sample(0.0)).chance == pytest.approx(1)


def test_false_premises_are_not_fitted_on():
    plain = [sample(1.0), sample(0.2), sample(0.1, Stratum.FACT_ABSENT), sample(0.3, Stratum.FACT_ABSENT)]
    assert fit_coverage([*plain, sample(9.0, Stratum.FALSE_PREMISE)]) == fit_coverage(plain)


def test_shares_are_of_questions_wrongly_refused_and_wrongly_answered():
    judged = [
        sample(0, chance=0.9),
        sample(0, chance=0.1),
        sample(0, Stratum.OFF_SUBJECT, chance=0.5),
        sample(0, Stratum.FACT_ABSENT, chance=0.2),
        sample(0, Stratum.NEAR_SUBJECT, chance=0.1),
        sample(0, Stratum.FALSE_PREMISE, chance=0.9),
    ]
    refused, false = shares("x", judged, 0.5)
    assert (refused.value, refused.n) == (0.5, 2)
    assert (false.value, false.n) == (pytest.approx(1 / 3), 3)
