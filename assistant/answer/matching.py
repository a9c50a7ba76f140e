"""Finds the situations that a reader states of a company, clause by clause. Not here: what follows from them (`advice`)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.answer.situations import Situation
from assistant.question.parts import sentences_of
from assistant.question.understand import topic_of
from assistant.store.embedding import Embedder, Vectors
from assistant.store.library import Library
from assistant.text.words import content_stems

# A clause states the situation that it is most like if it is like it at all, clearly more than like the next one, and both
# together are enough; chosen on the tuning half of `evals/cases` and descriptions written for it.
ALIKE, CLEAR, ENOUGH = 0.46, 0.06, 0.7
CLEARER = 2.0  # weight of the distance to the next situation beside the likeness
BESIDE = 0.5  # share of the clearest situation's clearness from which another one is stated beside it
LIKEWISE = 0.8  # share of its best likeness from which a clause may belong to a situation that another clause states
BY_ITSELF = 0.68  # likeness of a clause to a situation for another role than those stated from which it states that one
BOTH = (
    0.8  # likeness to each of two situations from which a clause that is no liker to one than to the other states both
)
HINTED = 0.55  # likeness of a clause from which a situation may be meant, though another is clearer
SHARED = 0.2  # weight of the words that a clause shares with a situation
LACKING = 0.3  # share of a situation's wordings that deny something, from which a denial may state it
# Stems of the question itself, which tell nothing of the company.
ASKING = frozenset(
    content_stems(
        "hire need choose first better best important lead chief leader charge somebody two bring executive exec officer boss"
        " head fit good take appoint recruit pick help right person role job top should would come recommend advise suggest"
        " suit create post ahead wish wonder board insist"
    )
)
# "A bank moving into Brazil": what somebody is, and what they are about.
DOING = r" (?=(?!(?:using|being|having|doing)\b)[a-z]{2,}ing (?:into|to|in|abroad|overseas|through|via|with)\b)"
PARTING = re.compile(r"[.;:!?](?:\s|$)|,? (?:and|but|also|while|because|since|although|though)\b|, |\s[-–—]\s")
PARTING_CLOSELY = re.compile(PARTING.pattern + "|" + DOING)
ASKED = re.compile(
    r"^(?:(?:so|and|but|or|then)\b\W*)*(?:should|shall|which|who|whom|what|do we|do i|would|is it|does|am i|are we)\b",
    re.IGNORECASE,
)
DENIES = re.compile(r"\b(?:no|not|never|neither|nor|without|zero)\b|n['’]t\b", re.IGNORECASE)
LACKS = re.compile(
    r"\b(?:no|not|never|without|zero|nobody|nothing|none|hardly|cannot)\b|n['’]t\b|\bun\w+", re.IGNORECASE
)
# What cannot be done, or is wanted and not there, is a company's trouble, and no denial of it.
TROUBLE = re.compile(
    r"\b(?:can|could|might|may) ?not\b|\b(?:can|could)n?['’]?t\b"
    r"|\bno (?:more )?(?:money|cash|funds?|budget|income|revenue|orders?|customers?|demand)\b",
    re.IGNORECASE,
)
# What goes well is no situation that calls for anybody.
WELL = re.compile(
    r"\b(?:is|are|was|been|be|doing|going|running|looks?|['’](?:s|re))(?:\s\w+){0,2}\s"
    r"(?:fine|ok|okay|healthy|good|well|solid|stable|sound|comfortable|happy|satisfied|content|profitable)\b"
    r"|\b(?:good|healthy|solid|decent|steady|stable|enough|sound|full)(?: of)? (?:\w+ )?"
    r"(?:margins?|profits?|cash|money|business|finances|income|books?|regulars|funds|customers?)\b",
    re.IGNORECASE,
)


# What readers say of a company in figures of speech, and what that means.
FIGURES_OF_SPEECH: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\b(?:runway|payroll|insolven\w*|bankrupt\w*|creditors?|lenders?|liquidity|in the red|loss[- ]making|losing money"
            r"|burn(?:s|ing)? (?:rate|cash|money|through|more|faster)"
            r"|(?:out of|low on|short of) (?:cash|money|funds)|(?:go(?:ing)?|went) (?:under|bust|broke)|(?:sales|revenues?|orders?)(?: \w+)?"
            r" (?:collaps|dry|dried|drying|plumm|tank|crash)\w*|bank (?:is|wants|has|loan|will)"
            r"|keep the lights on|make ends meet|stay afloat)\b"
            r"|(?:\bnot|n['’]t) (?:make it|survive|last)\b",
            re.IGNORECASE,
        ),
        "a company in financial distress must urgently steady its cash flow",
    ),
    (
        re.compile(
            r"\b(?:outdated|old-fashioned|stale|tired|confus\w+|muddled|bad|wrong|damaged)\b.{0,30}\b(?:brands?|image|logos?)\b"
            r"|\b(?:brands?|image|logos?)\b.{0,30}\b(?:outdated|old-fashioned|stale|tired|confus\w+|muddled|bad|wrong|damaged)\b",
            re.IGNORECASE,
        ),
        "change the market's perception of the brand fundamentally",
    ),
    (
        re.compile(
            r"\b(?:\d{1,3}(?:[,.]\d{3})+|[1-9]\d{3,}|\d+k|(?:tens of )?thousands of)[- ]?(?:\w+ )?"
            r"(?:people|persons?|employees|staff|headcount|strong|workers|heads)\b",
            re.IGNORECASE,
        ),
        "a large enterprise",
    ),
)


def in_plain_words(clause: str) -> str:
    """What a figure of speech in a clause means, or the clause where it has none."""
    return next((meaning for said, meaning in FIGURES_OF_SPEECH if said.search(clause)), clause)


@dataclass(frozen=True, kw_only=True)
class Match:
    """The situations that a reader states, clearest first, those that may be meant, those denied, and all by likeness."""

    stated: tuple[Situation, ...]
    hinted: tuple[Situation, ...]
    denied: tuple[Situation, ...]
    nearest: tuple[Situation, ...]


def clauses_of(text: str, library: Library, parting: re.Pattern[str] = PARTING_CLOSELY) -> list[str]:
    """The clauses of a sentence that tell of a company, without those that only ask or name roles."""
    asking = text.rstrip().endswith("?")
    kept: list[str] = []
    for clause in filter(None, (part.strip() for part in parting.split(text))):
        said = set(topic_of(clause, library.book))
        telling = said - ASKING - library.book.departments
        if not said and kept and not library.book.ids(clause) and not ASKED.match(clause):
            kept[-1] = f"{kept[-1]}, {clause}"  # "same as everyone else's" says something of what stands before it
            continue
        if len(telling) >= (2 if asking and ASKED.match(clause) else 1):
            kept.append(clause)
    return kept


def match(library: Library, embedder: Embedder, known: Sequence[Situation], told: Sequence[str]) -> Match | None:
    """Match what is told with situations; None if nothing is told."""
    sentences = [clauses_of(sentence, library) for text in told for sentence in sentences_of(text)]
    sentences = [clauses for clauses in sentences if clauses]
    if not sentences or not known:
        return None
    measure = Likeness(library, embedder, known)
    kept = [[clause for clause in clauses if not WELL.search(clause)] for clauses in sentences]
    clauses = list(dict.fromkeys(clause for one in kept for clause in one))
    said = dict(zip(clauses, measure([in_plain_words(clause) for clause in clauses]), strict=True))
    denials = {clause: best for clause, row in said.items() if measure.denies(clause, best := int(row.argmax()))}
    denied = set(denials.values())
    said = {clause: row for clause, row in said.items() if clause not in denials}
    reach = clearest(np.stack(list(said.values()))) if said else np.zeros(len(known), dtype=np.float32)
    heard = np.max(list(said.values()), axis=0) if said else reach
    # What no clause says by itself, its sentence may say, or all of them together.
    left = [", ".join(clause for clause in one if clause in said) for one in kept]
    for text in (*left, ". ".join(filter(None, left))):
        if text and reach.max() < ENOUGH:
            reach = np.maximum(reach, clearest(measure([library.spell_out_terms(text)])))
    whole = measure([". ".join(", ".join(clauses) for clauses in sentences)])[0]
    scored = [replace(one, fit=float(score)) for one, score in zip(known, reach, strict=True)]
    order = [int(place) for place in np.argsort(-reach, kind="stable")]
    stated = [place for place in order if reach[place] >= max(ENOUGH, BESIDE * reach[order[0]])]
    alike = dict.fromkeys(place for row in said.values() for place in alike_to_both(row, known))
    if not stated:
        stated = list(alike)
    else:  # a clause of its own that is like another role's situation before all others states that, too
        roles = {role for place in stated for role in known[place].roles}
        tops = {int(row.argmax()): float(row.max()) for row in said.values()}
        stated += [
            top
            for top, like in tops.items()
            if like >= BY_ITSELF and top not in stated and not known[top].sized and not roles & set(known[top].roles)
        ]
        stated += [place for place in alike if known[place].sized and place not in stated]
    return Match(
        stated=tuple(scored[place] for place in stated),
        hinted=tuple(
            scored[place] for place in heard.argsort()[::-1] if heard[place] >= HINTED and place not in stated
        ),
        denied=tuple(known[place] for place in sorted(denied) if place not in stated),
        nearest=tuple(known[int(place)] for place in np.argsort(-whole, kind="stable")),
    )


def alike_to_both(row: Vectors, known: Sequence[Situation]) -> list[int]:
    """The two situations that a clause is much and equally like, or the one that is a size; a size is no other situation."""
    best = [int(place) for place in np.argsort(-row, kind="stable")[:2]]
    if len(best) < 2 or row[best[1]] < BOTH:
        return []
    return [place for place in best if known[place].sized] or best


def clearest(rows: Vectors) -> Vectors:
    """How clearly texts, of shape (n_texts, n_situations), state each situation; a text that fits one stated already states no other."""
    reach = np.zeros(rows.shape[1], dtype=np.float32)
    for row in sorted(rows, key=clearness, reverse=True):
        best = int(row.argmax())
        if not (row[reach >= ENOUGH] >= LIKEWISE * row[best]).any():
            reach[best] = max(reach[best], clearness(row))
    return reach


def clearness(row: Vectors) -> float:
    """How clearly a text states the situation that it is most like; 0 if it does not stand out."""
    second, best = np.sort(row)[-2:] if len(row) > 1 else (0.0, row[0])
    if best < ALIKE or best - second < CLEAR:
        return 0.0
    return float(best + CLEARER * (best - second))


class Likeness:
    """Likeness of texts to situations: to their first sentences and to what readers ask of them."""

    def __init__(self, library: Library, embedder: Embedder, known: Sequence[Situation]) -> None:
        self._library, self._embedder, self._known = library, embedder, known
        count = len(library.index.wordings)
        self._asked = [np.unique(library.wordings_of[list(one.rows)]) for one in known]
        self._asked = [rows[rows < count] for rows in self._asked]
        self._stems = [
            frozenset(stem for row in one.rows for stem in library.row_stems[row]) | set(content_stems(one.label))
            for one in known
        ]

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Likeness, 0 to about 1; shape (n_texts, n_situations)."""
        if not texts:
            return np.zeros((0, len(self._known)), dtype=np.float32)
        vectors = self._library.adapt(self._embedder.embed(list(texts)))
        said = [frozenset(content_stems(text)) for text in texts]
        near = np.zeros((len(texts), len(self._known)), dtype=np.float32)
        for place, one in enumerate(self._known):
            shared = np.asarray([self._shared(stems, place) for stems in said], dtype=np.float32)
            near[:, place] = self._to(place, one, vectors) + SHARED * shared
        return near

    def denies(self, clause: str, place: int) -> bool:
        """Whether a clause says that a company is not in a situation; one that is a lack itself is stated by a denial."""
        if not DENIES.search(clause) or TROUBLE.search(clause):
            return False
        asked = [self._library.index.wordings[row].text for row in self._asked[place]]
        lacking = [bool(LACKS.search(text)) for text in asked] or [False]
        return not float(np.mean(lacking)) >= LACKING

    def _to(self, place: int, one: Situation, vectors: Vectors) -> Vectors:
        """Likeness to the best of its sentences and wordings; that to the sentence that names it counts for a quarter by itself."""
        similar = self._library.adapted_sentences[list(one.rows[:3])] @ vectors.T
        first, any_ = similar[0], similar.max(axis=0)
        if len(self._asked[place]):
            worded = self._library.adapted_wordings[self._asked[place]] @ vectors.T
            any_ = np.maximum(any_, worded.max(axis=0))
            naming = np.isin(self._asked[place], self._library.wordings_of[one.rows[0]])
            first = np.maximum(first, worded[naming].max(axis=0)) if naming.any() else first
        return np.asarray(0.75 * any_ + 0.25 * first, dtype=np.float32)

    def _shared(self, stems: frozenset[str], place: int) -> float:
        """Share of a text's words, rare ones counting for more, that stand in a situation or are asked of it."""
        weight = self._library.sentence_search.weight
        whole = sum(weight(stem) for stem in stems)
        return sum(weight(stem) for stem in stems & self._stems[place]) / whole if whole else 0.0
