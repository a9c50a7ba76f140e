"""A small real search engine, which counts shared words in a folder of articles, and data sets of a few lines."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.vocabulary import Answer, Hit, Outcome, Passage, PassageKind, Question
from evals.case import Evidence, Split, Stratum, Tier
from evals.fingerprint import Fingerprint
from evals.report import EvalReport
from evals.runner import CaseResult, Cited
from evals.score import Score

MOON, TIDE, SALT = "The moon is far away.", "Tides follow the moon twice daily.", "Salt makes the sea heavy."
WIND = "The wind blows from the west."


class SharedWords:
    """Knows the .txt files of a folder; scores a passage by the share of the query's words in it."""

    def __init__(self, folder: Path) -> None:
        self._texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}

    def ask(self, question: Question, /) -> Answer:
        query = " ".join((*question.earlier, question.text))
        outcome = Outcome.ANSWERED if self.confidence(query) > 0.5 else Outcome.NOT_COVERED
        return Answer(
            question=question, standalone_question=query, outcome=outcome, text="", hits=self.search(query, 3)
        )

    def search(self, query: str, top: int, /, *, earlier: Sequence[str] = ()) -> tuple[Hit, ...]:
        wanted = set(re.findall(r"\w+", " ".join((*earlier, query)).lower()))
        hits = []
        for article, text in self._texts.items():
            score = len(wanted & set(re.findall(r"\w+", text.lower()))) / len(wanted)
            passage = Passage(
                id=article, article=article, section=(), start=0, end=len(text), text=text, kind=PassageKind.PROSE
            )
            hits.append(Hit(passage=passage, score=score))
        return tuple(sorted(hits, key=lambda hit: -hit.score)[:top])

    def confidence(self, question: str, /) -> float:
        return self.search(question, 1)[0].score


@pytest.fixture
def build():
    return SharedWords


def squad(**articles):
    """The file of some articles: a title, and its paragraphs with their questions."""
    data = []
    for title, paragraphs in articles.items():
        qas = [
            {"context": context, "qas": [{"question": asked, "is_impossible": not good} for asked, good in questions]}
            for context, questions in paragraphs
        ]
        data.append({"title": title, "paragraphs": qas})
    return json.dumps({"data": data})


def clapnq(question, sentences, *chosen):
    passage = {"title": "Sea", "text": " ".join(sentences), "sentences": sentences}
    outputs = [{"answer": "", "selected_sentences": choice} for choice in chosen]
    return json.dumps({"id": question, "input": question, "passages": [passage], "output": outputs}) + "\n"


def mtrag(task, *turns):
    contexts = [{"document_id": f"d{number}", "text": text} for number, text in enumerate((MOON, TIDE, SALT))]
    spoken = [{"speaker": speaker, "text": text} for speaker, text in turns]
    return json.dumps({"task_id": task, "Collection": "govt", "contexts": contexts, "input": spoken}) + "\n"


@pytest.fixture
def data(tmp_path):
    for name in ("xquad", "squad2", "clapnq", "mtrag/qrels"):
        (tmp_path / name).mkdir(parents=True)
    sea = [
        (MOON, [("How far is the moon?", True), ("Who owns the moon?", False)]),
        (TIDE, [("What do tides follow?", True), ("How far is the moon?", True)]),
    ]
    # "Air" falls into the half that weights are fitted on, "Sea" into the other.
    air = [(WIND, [("What blows?", True), ("Who blows the horn?", False)])]
    (tmp_path / "xquad" / "xquad.en.json").write_text(squad(Sea=sea), encoding="utf-8")
    (tmp_path / "squad2" / "dev.json").write_text(squad(Air=air, Sea=sea), encoding="utf-8")
    good = clapnq("why is the sea heavy", [SALT, "It is wet."], [SALT], [SALT, "It is wet."])
    (tmp_path / "clapnq" / "answerable.jsonl").write_text(good, encoding="utf-8")
    bad = clapnq("who sings it", ["Songs are sung."], [])
    (tmp_path / "clapnq" / "unanswerable.jsonl").write_text(bad, encoding="utf-8")
    spoken = mtrag("t1", ("user", "Tell me about tides"), ("agent", "Gladly."), ("user", "What do they follow?"))
    (tmp_path / "mtrag" / "dev.jsonl").write_text(spoken + mtrag("t2", ("user", "Hello")), encoding="utf-8")
    for name in ("clapnq", "cloud", "fiqa", "govt"):
        rows = "t1\td1\t1\nt1\td0\t0\n" if name == "govt" else ""
        (tmp_path / "mtrag" / "qrels" / f"{name}.tsv").write_text("query\ttext\tscore\n" + rows, encoding="utf-8")
    return tmp_path


ARTICLES = {
    "crew": "The captain leads the crew.\n\nThe cook is paid in fish.\n",
    "ship": "The ship has two masts.\n",
}


def make_result(id_="a", *, passed=True, **fields):
    """A result that passes or not; `scores` adds to its scores, `quote` is its evidence in `crew`."""
    quote = fields.pop("quote", "The captain leads the crew.")
    scores = {"outcome_right": 1.0, "refused": 0.0, "vital_recall": float(passed)} | fields.pop("scores", {})
    if fields.get("stratum", Stratum.ANSWERABLE) != Stratum.ANSWERABLE:
        scores = {"outcome_right": float(passed), "false_answer": float(not passed)} | fields.pop("only", {})
        quote = ""
    settled = {
        "group": id_,
        "split": Split.TUNE,
        "tier": Tier.SCORED,
        "stratum": Stratum.ANSWERABLE,
        "turns": ("Who leads?",),
        "evidence": (Evidence(article="crew", quote=quote),) if quote else (),
        "outcome": Outcome.ANSWERED,
        "answer": "The captain leads the crew. [1]",
        "citations": (Cited(marker=1, article="crew", quote="The captain leads the crew."),),
        "scores": tuple(Score(name=name, value=value) for name, value in scores.items()),
    }
    return CaseResult(id=id_, **settled | fields)


def make_report(*results, texts=None, version="v", **changes):
    """A whole run of results on the articles above, or on others."""
    texts = ARTICLES if texts is None else texts
    fields = {"corpus": str(sorted(texts.items())), "roles": "r", "embedder": "e", "code": "c", "mode": "extractive"}
    cases = {result.id: "1" for result in results}
    made_from = Fingerprint(version=version, **{**fields, "cases": cases, **changes})
    return EvalReport(
        results=results, version=version, mode="extractive", created="then", fingerprint=made_from, texts=texts
    )


@pytest.fixture
def result():
    return make_result


@pytest.fixture
def report():
    return make_report
