"""The values that cross packages: articles and their parts, questions, evidence, answers.

All are frozen and made of plain Python types. Not here: how they are made (`ingest`), found
(`retrieve`), written (`compose`) or put into JSON (`contract`).
"""

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.model_use import ModelUse, Removed
from assistant.relations import Relation


class SentenceKind(StrEnum):
    """What a sentence is in its article's structure."""

    PROSE = "prose"
    LEAD_IN = "lead_in"  # introduces the list or table that follows it
    ITEM = "item"  # stands in a list item, or in a labelled row of a two-column table
    CELL = "cell"  # a cell of a table that has a header


class PassageKind(StrEnum):
    """What a passage is made of."""

    PROSE = "prose"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and what stands under it, up to the next heading of its level or above.

    `path` runs from the article's title down to this heading; `start` and `end` are offsets into
    the article's canonical text and take in the heading line.
    """

    path: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """The smallest thing that can be cited: `text == article.text[start:end]`.

    `group` is shared by the sentences of one paragraph, list or table; `item` counts its items or
    rows from 0 (-1 outside a list or table). `label` is what the item or row is called ("Primary
    focus"); `label_start` is where it begins in the canonical text, and equals `start` without
    one, so `article.text[label_start:end]` is the labelled sentence. `column` is the header over a cell.
    """

    id: str
    article: str
    passage: str
    start: int
    end: int
    text: str
    kind: SentenceKind
    group: int
    item: int = -1
    label: str = ""
    label_start: int
    column: str = ""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A stretch of one section that is searched as a whole: `text == article.text[start:end]`.

    A list stays whole with its lead-in, a table with its header. `section` is the heading path
    below the article's title (empty above the first heading).
    """

    id: str
    article: str
    section: tuple[str, ...]
    start: int
    end: int
    text: str
    kind: PassageKind


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What an article says on a point that articles may differ on, anchored in its text.

    `topic` and `roles` name the point; `says` is the article's position in a word or two: articles whose
    `says` differ on one point disagree. `article.text[start:end]` is the quote that it rests on.
    """

    topic: str
    roles: tuple[str, ...]
    says: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A question in a reader's words to which a stretch of an article is the answer. Searched, and never shown.

    `article.text[start:end]` is the stretch: a sentence, or the lead-in of a list or table.
    """

    id: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article: what its front matter says, its canonical text, and the text's parts in order."""

    id: str
    title: str
    text: str
    roles: tuple[str, ...] = ()
    source_title: str = ""
    source_kind: str = ""
    reviewed: str = ""
    licence: str = ""
    sections: tuple[Section, ...] = ()
    passages: tuple[Passage, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    facts: tuple[Fact, ...] = ()
    relations: tuple[Relation, ...] = ()
    wordings: tuple[Wording, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Role:
    """A position that readers ask about, and all that it is called. `core` roles have answers of their own.

    `department` is the one that the role heads alone: "marketing" asked about without a role means that role.
    """

    id: str
    name: str
    acronyms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    core: bool = False
    department: str = ""


@dataclass(frozen=True, kw_only=True)
class Term:
    """A metric or expression that the articles use."""

    name: str
    acronyms: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """What stands beside the articles: roles, metrics and terms, and questions that no article answers."""

    roles: tuple[Role, ...] = ()
    terms: tuple[Term, ...] = ()
    uncovered: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a version was made from. Written last, so a version without it is not complete.

    `version` is the hash of `corpus` (the hash of every article and the glossary), `embedder` and
    `schema`. `created` is UTC, ISO 8601. `vectors` is the hash of the stored vectors' files, empty
    when a Chroma server holds them.
    """

    version: str
    created: str
    corpus: str
    embedder: str
    dimensions: int
    schema: int
    articles: int
    passages: int
    sentences: int
    vectors: str = ""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a reader asks, with the reader's own earlier messages, oldest first."""

    text: str
    earlier: tuple[str, ...] = ()
    id: str = ""


class Outcome(StrEnum):
    """What kind of answer was given; the contract explains each."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NOT_COVERED = "not_covered"
    CLARIFY = "clarify"


class Support(StrEnum):
    """What a sentence of an answer rests on."""

    VERBATIM = "verbatim"
    SUPPORTED = "supported"
    CONNECTIVE = "connective"


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A passage with its score for a question; higher is better, at most 1."""

    passage: Passage
    score: float


@dataclass(frozen=True, kw_only=True)
class Citation:
    """The exact span that a sentence rests on: `quote == article.text[start:end]`. `marker` counts from 1."""

    marker: int
    article: str
    title: str
    section: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class AnswerSentence:
    """A sentence of an answer with the markers of its citations."""

    text: str
    citations: tuple[int, ...] = ()
    support: Support = Support.VERBATIM


@dataclass(frozen=True, kw_only=True)
class Position:
    """One side of a disagreement."""

    says: str
    citations: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """A point on which articles differ, with each side."""

    topic: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, kw_only=True)
class Nearest:
    """The closest thing that the articles do cover."""

    article: str
    section: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The whole answer to one question, ready to be rendered. `text` is Markdown with `[n]` markers.

    `model` is None unless a language model was to write it, `removed` empty unless one did.
    """

    question: Question
    standalone_question: str
    outcome: Outcome
    text: str
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    follow_ups: tuple[str, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    hits: tuple[Hit, ...] = ()
    mode: str = "extractive"
    version: str = ""
    timings_ms: dict[str, float] = field(default_factory=dict)
    removed: tuple[Removed, ...] = ()
    model: ModelUse | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is to come: an answer that a model is still writing does not say what that took."""
        return self.mode == "extractive" or self.model is not None
