"""The whole way of a question: understand, retrieve, decide, write. Not here: which version is live (`ui.live`)."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.abstention.abstain import sureness
from assistant.abstention.confidence import signals
from assistant.answer.advice import advise
from assistant.answer.agreement import understand_inside
from assistant.answer.compose import Writer
from assistant.answer.followups import suggest
from assistant.answer.reply import Part, Replies, combined
from assistant.answer.sources import points_spelled_out
from assistant.conversation.alone import settle
from assistant.conversation.follow import stand_alone
from assistant.conversation.spoken import Standalone
from assistant.evidence.expand import widened
from assistant.evidence.retrieve import Evidence, retrieve
from assistant.question.attributes import Attribute, attributes_in
from assistant.question.background import hanging, sorted_out
from assistant.question.parts import Message, clean_message, said_before, take_apart
from assistant.question.reported import claim_in
from assistant.question.understand import Understanding, understand
from assistant.question.wishes import wants_advice
from assistant.settings import Settings
from assistant.store.embedding import Embedder, Foreseen, SentenceTransformerEmbedder
from assistant.store.index import Index, check_embedder, open_index
from assistant.store.library import Library
from assistant.text.words import content_stems
from assistant.vocabulary import Answer, Hit, Question

RECENT = 64  # conversations whose answers are kept: turns that point back to an answer ask for it again


class Assistant:
    """Answers questions from one version of the articles. Safe to call from several threads."""

    def __init__(self, library: Library, embedder: Embedder, *, max_question: int = 2000) -> None:
        self._library = library
        self._embedder = embedder
        self._max_question = max_question
        self._replies = Replies(library, embedder)
        self._answer_to = lru_cache(RECENT)(self._answered)

    @classmethod
    def from_settings(cls, settings: Settings, version: str | None = None) -> "Assistant":
        """Load a version (default: the live one) and the embedder that the settings name.

        Raises:
            VersionError: the version cannot be opened, or was made with another embedder.
            EmbedderError: there is no such model.
        """
        embedder = SentenceTransformerEmbedder.from_settings(settings)
        index = open_index(settings, version)
        check_embedder(index, embedder.id)
        library = Library(index, common_words=embedder.common_words())
        return cls(library, embedder, max_question=settings.max_question)

    @property
    def index(self) -> Index:
        """The version that answers come from."""
        return self._library.index

    @property
    def library(self) -> Library:
        """The version made ready for questions."""
        return self._library

    def read(self, questions: Sequence[Question]) -> list[tuple[Understanding, Evidence]]:
        """The last question of each message as it is understood behind the reader's earlier ones, and its evidence."""
        understandings = [self._understand(*self._read(question))[1][-1] for question in questions]
        embedder = self._foreseeing(self._embedder, understandings)
        return [(one, retrieve(self._library, embedder, one)) for one in understandings]

    def ask(self, question: Question) -> Answer:
        """Answer one question in the light of the reader's earlier ones."""
        clock = Clock()
        earlier, message = self._read(question)
        standalones, understandings, embedder = self._understand(earlier, message)
        clock.lap("understand")
        parts = [
            Part(standalone=one, understanding=read, evidence=retrieve(self._library, embedder, read))
            for one, read in zip(standalones, understandings, strict=True)
        ]
        hits = self._hits(earlier, [part.evidence for part in parts], embedder)
        clock.lap("retrieve")
        writer = Writer(self._library)
        if len(question.text) > self._max_question:
            writer.connective(f"(Only the first {self._max_question:,} characters of the question were read.)")
        written = self._replies.to(message, parts, writer, earlier=earlier, cited=lambda: self._cited(earlier))
        quotes = [citation.quote for citation in writer.citations]
        follow_ups = suggest(self._library, [part.understanding for part in parts], parts[-1].standalone.recent, quotes)
        clock.lap("write")
        return Answer(
            question=question,
            standalone_question=shown(message, [part.standalone for part in parts]),
            outcome=combined(written),
            text=writer.text,
            sentences=writer.sentences,
            citations=writer.citations,
            disagreements=tuple(one for result in written for one in result.disagreements),
            follow_ups=written[0].follow_ups or follow_ups,
            nearest=tuple(dict.fromkeys(one for result in written for one in result.nearest)),
            hits=hits,
            version=self.index.version,
            timings_ms=clock.laps,
        )

    def search(self, query: str, top: int = 10, *, earlier: Sequence[str] = ()) -> tuple[Hit, ...]:
        """The best `top` passages for a query, best first; behind earlier turns, those of an answer in the conversation."""
        if not earlier:
            return self._evidence(query, top)[1].hits
        turns, message = self._read(Question(text=query, earlier=tuple(earlier)))
        _, understandings, embedder = self._understand(turns, message)
        found = [retrieve(self._library, embedder, one, top=top) for one in understandings]
        return self._hits(turns, found, embedder, top=top)

    def confidence(self, query: str) -> float:
        """How sure the articles cover a question, 0 to 1."""
        understanding, evidence = self._evidence(query, 10)
        return sureness(self._library, evidence, understanding)

    def signals(self, query: str) -> dict[str, float]:
        """What the confidence in a question is weighed from, by name."""
        understanding, evidence = self._evidence(query, 10)
        return signals(self._library, evidence, understanding)

    def _evidence(self, query: str, top: int) -> tuple[Understanding, Evidence]:
        text = self._library.speller.correct(clean_message(query[: self._max_question]))
        understanding = understand(text, self._library.book, self._library.terms)
        return understanding, retrieve(self._library, self._embedder, understanding, top=top)

    def _foreseeing(self, embedder: Embedder, understandings: Sequence[Understanding]) -> Embedder:
        """The embedder, with what is about to be searched for embedded at once if it is more than one text."""
        texts = [self._library.spell_out_terms(one.text) for one in understandings]
        return Foreseen(embedder, texts) if len(texts) > 1 else embedder

    def _hits(
        self, earlier: Sequence[str], found: Sequence[Evidence], embedder: Embedder, *, top: int = 10
    ) -> tuple[Hit, ...]:
        """The passages shown beside an answer: those of its one question, or of a search widened by what stands around it."""
        if len(found) == 1 and not earlier:
            return found[0].hits
        return widened(self._library, embedder, found, earlier[-1] if earlier else "", top=top)

    def _read(self, question: Question) -> tuple[tuple[str, ...], Message]:
        texts = [clean_message(text[: self._max_question]) for text in (*question.earlier, question.text)]
        turns = (*(text for text in texts[:-1] if text), texts[-1])
        earlier, message = points_spelled_out(self._library, self._answer_to, turns)
        return earlier, sorted_out(message, self._library.book)

    def _answered(self, turns: tuple[str, ...]) -> Answer:
        """The answer to the last of some turns, in the articles' own sentences."""
        return Assistant.ask(self, Question(text=turns[-1], earlier=tuple(turns[:-1])))

    def _cited(self, turns: Sequence[str]) -> Answer | None:
        """The last answer to some turns that cites anything."""
        answers = (self._answer_to(tuple(turns[:end])) for end in range(len(turns), 0, -1))
        return next((answer for answer in answers if answer.citations), None)

    def _understand(
        self, earlier: tuple[str, ...], message: Message
    ) -> tuple[list[Standalone], list[Understanding], Embedder]:
        """Each question of the message, standing alone and understood, and an embedder that knows their texts."""
        standalones, embedder = self._stand_alone(earlier, message), self._embedder
        if earlier:
            standalones, embedder = settle(self._library, embedder, standalones, earlier[-1])
        book, terms = self._library.book, self._library.terms
        understandings = [understand_inside(one.text, book, terms, asked=one.asked) for one in standalones]
        return standalones, understandings, embedder if earlier else self._foreseeing(embedder, understandings)

    def _stand_alone(self, earlier: tuple[str, ...], message: Message) -> list[Standalone]:
        """Each question of the message, in the light of the turns, sentences and questions before it."""
        library = self._library
        before = (*(piece for turn in earlier for piece in said_before(turn)), *message.told)
        if advised := self._advised(earlier, message):
            before = (*before, f"What is a {library.book.full_name(advised)}?")
        turns = [(*before, *message.questions[: place + 1]) for place in range(len(message.questions))]
        *told, first = map(library.speller.correct, (*message.told, message.questions[0]))
        hung = hanging(told, first, library.book, library.terms)
        found = [
            stand_alone(turn, library.book, library.counterparts, library.speller.correct, library.terms)
            for turn in ([(hung,), *turns[1:]] if hung else turns)
        ]
        return [replace(found[0], asked=first, bound=True), *found[1:]] if hung else found

    def _advised(self, earlier: Sequence[str], message: Message) -> str:
        """The one role that the turn before was advised to have, where this turn asks what speaks for or against "it"."""
        asked = " ".join(message.questions)
        if (
            not earlier
            or self._library.book.ids(asked)
            or not {Attribute.PROS, Attribute.CONS} & attributes_in(asked).keys()
        ):
            return ""
        turn = take_apart(earlier[-1])
        last = understand_inside(turn.questions[-1], self._library.book, self._library.terms)
        if not wants_advice(last, turn, self._library.book):
            return ""
        told = [self._library.speller.correct(one) for one in (*turn.told, *turn.questions)]
        advice = advise(self._library, self._embedder, last, told)
        return advice.roles[0] if advice is not None and len(advice.roles) == 1 else ""


def shown(message: Message, standalones: Sequence[Standalone]) -> str:
    """What was understood: the questions, behind what the message tells unless they say it themselves."""
    asked = " ".join(one.claim or one.text for one in standalones)
    told = [one for one in message.told if not set(content_stems(claim_in(one))) <= set(content_stems(asked))]
    return " ".join((*told, asked))


class Clock:
    """Milliseconds of each step and in total."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._start = self._last = now()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """End the step `name`."""
        now = self._now()
        self._laps[name] = (now - self._last) * 1000
        self._last = now

    @property
    def laps(self) -> dict[str, float]:
        """The steps so far, and their total."""
        return {**self._laps, "total": (self._last - self._start) * 1000}
