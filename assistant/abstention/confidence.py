"""How sure it is that the articles answer a question: signals of the evidence, weighed by two logistic models.

One asks whether the articles treat the subject, the other whether they give what is asked of it; the
confidence is the product. `evals.train_confidence` fits the weights. Not here: what is missing (`abstain`).
"""

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from assistant.evidence.rank import Scores
from assistant.evidence.retrieve import Evidence
from assistant.question.understand import Understanding
from assistant.store.library import Library
from assistant.text.words import content_stems, words

Signals = Mapping[str, float]
Model = Mapping[str, Mapping[str, float]]  # head -> signal -> weight

WEIGHTS_FILE = Path(__file__).with_name("confidence.json")
SUBJECT, FACT, BIAS = "subject", "fact", "bias"
# The signals that each head weighs.
HEADS: Mapping[str, tuple[str, ...]] = {
    SUBJECT: ("passage", "sentence", "lead", "words"),
    FACT: ("passage", "sentence", "lead", "blend", "blend_lead", "scattered", "denial", "opposite", "figures", "form"),
}

LEXICAL = 0.3  # share of BM25 beside the similarity in choosing the sentence that is looked at
PLACE = 0.5  # weight of a passage's vector in its sentence's, so that a sentence counts with what it stands in

NEGATIONS = frozenset(
    """not no never nor neither without cannot none except unable unlike fail failed refuse refused reject rejected
    lack lacked""".split()
)
NEGATED = re.compile(r"n['’]t\b")
# Words that turn a statement round; each line is one scale.
SCALES = """first last final / most least fewest / largest smallest biggest / larger smaller bigger / more less fewer
    / high low / higher lower / highest lowest / before after / increase decrease reduce decline rise fall
    / increased decreased reduced declined rose fell / early late / earlier later / earliest latest / best worst
    / better worse / north south / northern southern / east west / eastern western / always never / all none / begin end
    / began ended / start stop / started stopped finished / win lose / won lost / support oppose / supported opposed
    / accept reject / accepted rejected / allow forbid prohibit ban / allowed forbidden prohibited banned / strong weak
    / oldest newest youngest / old new / major minor / common rare / possible impossible / legal illegal
    / public private / war peace / success failure / successful unsuccessful / positive negative / male female
    / men women / rich poor / upper lower / inside outside / internal external / include exclude / included excluded
    / simple complex / above below / maximum minimum / gain loss / gained lost / created destroyed / fast slow
    / hot cold / open closed / longer shorter / longest shortest / easy difficult hard / similar different / join leave
    / joined left / buy sell / domestic foreign / majority minority / modern ancient / advantage disadvantage
    / advantages disadvantages"""

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
NUMBER = re.compile(
    r"\b\d[\d,.]*\b|%|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand"
    r"|million|billion|half|percent|several|both|single)\b",
    re.IGNORECASE,
)
DATE = re.compile(
    r"\b(?:1\d{3}|20\d\d)s?\b|\b\d{1,2}(?:st|nd|rd|th) centur|\bcentury\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
NAME = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w’'-]+(?: (?:of |the |de )?[A-Z][\w’'-]+)*")
# What a question asks for, and the form of an answer to it; the first that fits counts.
FORMS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE), NAME),
    (
        re.compile(
            r"\bwhen\b|\b(?:what|which) (?:\w+ )?(?:year|date|century|month|day|decade|era)\b|\bhow long\b",
            re.IGNORECASE,
        ),
        DATE,
    ),
    (
        re.compile(
            r"\bwhere\b|\b(?:what|which) (?:\w+ )?(?:country|city|state|place|region|area|location|continent|river"
            r"|building)\b",
            re.IGNORECASE,
        ),
        NAME,
    ),
    (
        re.compile(
            r"\bhow (?:many|much|old|far|large|big|tall|high|often)\b"
            r"|\b(?:what|which) (?:\w+ )?(?:number|percent\w*|amount|age|size)\b",
            re.IGNORECASE,
        ),
        NUMBER,
    ),
)


def confidence(library: Library, evidence: Evidence, understanding: Understanding) -> float:
    """How sure it is that the articles answer the question, 0 to 1; 0 without a sentence that fits its roles."""
    if not len(evidence.dense) or not (evidence.fit > 0).any():
        return 0.0
    return weigh(shipped(), signals(library, evidence, understanding))


def weigh(model: Model, found: Signals) -> float:
    """The product of the heads' probabilities, 0 to 1."""
    return math.prod(1 / (1 + math.exp(-logit(model[head], found))) for head in HEADS)


def logit(weights: Mapping[str, float], found: Signals) -> float:
    """A head's score, cut to what `exp` can take."""
    score = sum(weight * (1.0 if name == BIAS else found[name]) for name, weight in weights.items())
    return max(-50.0, min(50.0, score))


@cache
def shipped() -> Model:
    """The weights that stand beside this file."""
    model: Model = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["weights"]
    return model


def signals(library: Library, evidence: Evidence, understanding: Understanding) -> dict[str, float]:
    """The signals of one question, by name; the library has a sentence that fits the roles asked about.

    Similarities are cosines. `passage` is that of the best passage, `sentence` that of the sentence looked at,
    `blend` that of the best sentence taken together with its passage; `lead` and `blend_lead` say how far the best
    is ahead of the fifth passage and the eleventh sentence. `words` is the best passage's BM25 over the sum of the
    weights of the question's stems. The others are those of `contradictions`, `form` and `scattered`.
    """
    fits = evidence.fit > 0
    row = int(np.argmax(np.where(fits, evidence.dense + LEXICAL * evidence.lexical, -np.inf)))
    order = np.argsort(-evidence.passages, kind="stable")
    blend = np.sort(blended(library, evidence)[fits])[::-1]
    search = library.passage_search
    total = sum(search.weight(stem) for stem in set(understanding.stems))
    sentence = library.sentences[row].text
    return {
        "passage": float(library.index.passage_vectors[order[0]] @ evidence.question),
        "sentence": float(evidence.dense[row]),
        "lead": float(evidence.passages[order[0]] - evidence.passages[order[min(4, len(order) - 1)]]),
        "blend": float(blend[0]),
        "blend_lead": float(blend[0] - blend[min(10, len(blend) - 1)]),
        "words": float(search.scores(understanding.stems).max(initial=0.0)) / total if total else 0.0,
        "scattered": scattered(library, sentence, order[:5].tolist(), understanding),
        "form": float(lacks_form(understanding.text, sentence)),
        **contradictions(understanding.text, sentence),
    }


def blended(library: Library, evidence: Evidence) -> Scores:
    """Cosine of the question with each sentence's vector plus `PLACE` of its passage's; float32 of (n_sentences,)."""
    places = library.index.passage_vectors[np.asarray(library.sentence_passage, dtype=np.intp)]
    lengths = np.sqrt(1 + PLACE**2 + 2 * PLACE * np.einsum("ij,ij->i", library.index.sentence_vectors, places))
    similar: Scores = (evidence.dense + PLACE * (places @ evidence.question)) / lengths
    return similar


def scattered(library: Library, sentence: str, order: Sequence[int], understanding: Understanding) -> float:
    """Share of the question's words, by weight, that one of the passages in `order` has more than the sentence."""
    search = library.passage_search
    weights = {stem: search.weight(stem) for stem in understanding.stems}
    total = sum(weights.values())
    if not total:
        return 0.0
    own = sum(weights[stem] for stem in weights.keys() & set(content_stems(sentence)))
    most = max(sum(weights[stem] for stem in weights.keys() & set(search.stems(row))) for row in order)
    return (most - own) / total


def contradictions(question: str, sentence: str) -> dict[str, float]:
    """What the question says that the sentence does not, each a count: a denial, words turned round, figures."""
    asked = {word.norm for word in words(question)}
    told = {word.norm for word in words(sentence)}
    turned = [word for word in asked - told if opposites().get(word, frozenset()) & told]
    return {
        "denial": float(denies(asked, question) and not denies(told, sentence)),
        "opposite": float(len(turned)),
        "figures": float(sum(figure not in sentence for figure in FIGURE.findall(question))),
    }


def denies(norms: set[str], text: str) -> bool:
    """Whether a text has a word of negation."""
    return bool(NEGATIONS & norms) or bool(NEGATED.search(text))


@cache
def opposites() -> Mapping[str, frozenset[str]]:
    """For each word of the scales the other words on its scales."""
    found: dict[str, frozenset[str]] = {}
    for scale in SCALES.split("/"):
        line = frozenset(scale.split())
        for word in line:
            found[word] = found.get(word, frozenset()) | line - {word}
    return found


def lacks_form(question: str, sentence: str) -> bool:
    """Whether a name, date or number is asked for, and the sentence has none that the question has not."""
    form = next((answer for asked, answer in FORMS if asked.search(question)), None)
    known = question.lower()
    return form is not None and all(match.group().lower() in known for match in form.finditer(sentence))
