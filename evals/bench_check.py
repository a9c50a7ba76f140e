"""Benchmark: what the check of written sentences catches, lets pass and costs. Not here: writing sentences.

The score on WiCE, sentences of the articles made wrong by machine, true paraphrases by hand, and time.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import yaml

from assistant.llm.check import Checker, Claim
from assistant.question.roles import RoleBook
from assistant.store.embedding import Embedder
from assistant.store.index import Index
from assistant.vocabulary import Article, Sentence, SentenceKind
from evals.bench import BenchError, BenchResult, Row, mean
from evals.datasets import find
from evals.swaps import Swap, swaps
from evals.train_support import cross_validated
from evals.wice import read_wice

PARAPHRASES = Path(__file__).parent / "checks" / "paraphrases.yaml"
EVIDENCE = 12  # sentences that an answer is written from, at most
CLAIMS = 5  # sentences of an answer
REPEATS = 7  # for times; the median counts


def bench_check(data: Path | None, index: Index, embedder: Embedder, *, limit: int | None = None) -> BenchResult:
    """AUROC on WiCE where it is there, swaps caught and paraphrases struck, and the time of an answer's checks.

    Raises:
        BenchError: a paraphrase quotes what its article does not hold.
    """
    checker = Checker(embedder, RoleBook(index.glossary.roles))
    wice = find(data, "wice", "dev.jsonl")
    rows = [cross_validated(read_wice(wice))] if wice else []
    rows += swap_rows(checker, index.articles, RoleBook(index.glossary.roles), limit)
    paraphrases = read_paraphrases(index.articles)
    rows += paraphrase_rows(checker, paraphrases, limit)
    rows += time_rows(checker, embedder, paraphrases["report"], index.articles, time.perf_counter)
    about = f"{len(index.articles)} articles; AUROC by {'cross-validation on WiCE dev' if wice else 'nothing: no ../shared/data/wice'}"
    return BenchResult(bench="check", about=about, rows=tuple(rows))


def full_sentences(article: Article) -> list[Sentence]:
    """The sentences of an article that stand for themselves."""
    return [one for one in article.sentences if one.text.endswith(".") and one.kind is not SentenceKind.LEAD_IN]


def surroundings(article: Article) -> dict[str, tuple[str, ...]]:
    """Each sentence with those around it, itself first: as much as an answer is written from."""
    texts = list(dict.fromkeys(sentence.text for sentence in full_sentences(article)))
    half = EVIDENCE // 2
    return {
        text: (text, *[other for other in texts[max(0, at - half) : at + half] if other != text])[:EVIDENCE]
        for at, text in enumerate(texts)
    }


def swap_rows(checker: Checker, articles: Sequence[Article], book: RoleBook, limit: int | None) -> list[Row]:
    """The share of swaps caught, by kind: with their own sentence alone, and among those around it."""
    around = {text: others for article in articles for text, others in surroundings(article).items()}
    made = swaps(list(around), book)
    rows = []
    for name, evidence in (
        ("own sentence", lambda swap: (swap.sentence,)),
        (f"{EVIDENCE} sentences", lambda swap: around[swap.sentence]),
    ):
        caught = {
            kind: [catches(checker, swap, evidence(swap)) for swap in of_kind[:limit]] for kind, of_kind in made.items()
        }
        rows += [mean(f"{kind} swapped, {name}: caught", list(map(float, hits))) for kind, hits in caught.items()]
        three = [float(hit) for kind in ("figures", "roles", "negations") for hit in caught[kind]]
        rows.append(mean(f"all three swapped, {name}: caught", three))
    return rows


def catches(checker: Checker, swap: Swap, evidence: Sequence[str]) -> bool:
    """Is a swap that cites its own sentence struck out?"""
    return not checker.check(Claim(text=swap.changed, cited=(0,)), evidence).supported


def read_paraphrases(articles: Sequence[Article], path: Path = PARAPHRASES) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Quote and paraphrase, by half. Raises BenchError if an article does not hold a quote."""
    texts = {article.id: article.text for article in articles}
    found: dict[str, list[tuple[str, str]]] = {}
    for half, entries in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for entry in entries:
            if entry["quote"] not in texts.get(entry["article"], entry["quote"]):
                raise BenchError(
                    f"{path.name}: {entry['article']} does not hold {entry['quote'][:60]!r}. Mend the quote or drop it."
                )
            found.setdefault(half, []).append((entry["quote"], entry["says"]))
    return found


def paraphrase_rows(
    checker: Checker, paraphrases: Mapping[str, Sequence[tuple[str, str]]], limit: int | None
) -> list[Row]:
    """The share of true paraphrases struck out, by half, and of those in whose place an untried model gets a quote."""
    rows = []
    for half, pairs in paraphrases.items():
        checked = [checker.check(Claim(text=says, cited=(0,)), [quote]) for quote, says in pairs[:limit]]
        rows.append(mean(f"true paraphrases, {half}: struck", [float(not one.supported) for one in checked]))
        quoted = [float(one.supported and not one.close) for one in checked]
        rows.append(mean(f"true paraphrases, {half}: quoted until the model is trusted", quoted))
    return rows


def time_rows(
    checker: Checker,
    embedder: Embedder,
    pairs: Sequence[tuple[str, str]],
    articles: Sequence[Article],
    clock: Callable[[], float],
) -> list[Row]:
    """Milliseconds to check an answer of true sentences, fresh ones each, and the ratio to embedding one of them."""
    around = {text: others for article in articles for text, others in surroundings(article).items()}
    took = []
    for claims, evidence in answers(pairs, around):
        checker.check_all([], evidence)
        start = clock()
        checker.check_all(claims, evidence)
        took.append(1000 * (clock() - start))
    embedded = []
    for quote, _ in pairs[:REPEATS]:
        start = clock()
        embedder.embed([quote])
        embedded.append(1000 * (clock() - start))
    middle = float(np.median(took)) if took else float("nan")
    return [
        Row(figure=f"{CLAIMS} claims against {EVIDENCE} sentences, median", value=middle, unit="ms", n=len(took)),
        Row(
            figure="the same, 95th percentile",
            value=float(np.quantile(took, 0.95)) if took else float("nan"),
            unit="ms",
            n=len(took),
        ),
        Row(figure="the median over embedding one sentence", value=middle / float(np.median(embedded)), unit="x"),
    ]


def answers(
    pairs: Sequence[tuple[str, str]], around: Mapping[str, Sequence[str]]
) -> Iterator[tuple[list[Claim], list[str]]]:
    """Answers of a few paraphrases, with their own sentences and others as evidence."""
    for start in range(0, len(pairs) - CLAIMS + 1, CLAIMS):
        chosen = pairs[start : start + CLAIMS]
        evidence = list(dict.fromkeys([*(quote for quote, _ in chosen), *around.get(chosen[0][0], ())]))[:EVIDENCE]
        yield [Claim(text=says, cited=(at,)) for at, (_, says) in enumerate(chosen)], evidence
