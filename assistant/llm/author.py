"""Has a model say an extractive answer in its own words, checks each sentence, and gives back what holds.

Not here: the endpoint (`line`), the check (`check`), what is phrased (`frame`), what the reader asked (`converse`).
"""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Protocol

from assistant.llm.assembly import Assembly, Phrased, as_drafted, left_out, rests
from assistant.llm.cache import Cache
from assistant.llm.check import Checked, Checker, Claim
from assistant.llm.fallback import Fallback, FallbackError, line
from assistant.llm.faults import Watch, endless, is_label, of_the_prompt, points
from assistant.llm.frame import Frame, frame_of
from assistant.llm.line import Call, Line
from assistant.llm.prompt import Prompt, answer_prompt
from assistant.llm.source import Source, sources_of, without_context
from assistant.llm.spend import Spend
from assistant.llm.tidy import tidy
from assistant.llm.transcript import Drafted, Transcript
from assistant.llm.trust import Trust
from assistant.model_use import ModelUse, Removed
from assistant.store.library import Library
from assistant.text.words import content_stems
from assistant.vocabulary import Answer, AnswerSentence, Support

logger = logging.getLogger(__name__)

MOST_STRUCK = 1 / 3  # share of a model's sentences that may fail before none of them is given
ENOUGH_TO_TELL = 6  # sentences from which an answer is given up while it comes, when more than that share has failed
CHARACTERS = 4  # of a token, where an endpoint does not count
LINK = "A link or an image"
LINKED = "had a link or an image, which is left out"
OF_PROMPT = "speaks of what the model was told"
ASKS = "asks instead of telling"
REPEATED = "says again what was said"
BROKEN = "is no whole sentence"
NAMELESS = "does not say of whom it speaks"
FREELY = "is in words of its own; the article's sentence stands in its place"


class Checks(Protocol):
    """Checks claims against evidence."""

    def check_all(self, claims: list[Claim], evidence: list[str], /) -> list[Checked]:
        """Each claim, checked, in order."""


@dataclass(kw_only=True, eq=False)
class Writing:
    """What a model has written for one answer so far, and what it took. Times are in milliseconds."""

    phrased: list[Phrased] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    written: int = 0
    struck: int = 0
    kept: int = 0  # sentences that are shown as the model wrote them
    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    characters: int = 0
    finish: str = ""
    before: Checked | None = None  # the sentence before, if it was shown
    first_token: float | None = None
    checking: float = 0.0


class Author:
    """Writes answers with a model. Safe to share between threads."""

    def __init__(
        self,
        line: Line,
        checks: Checker | Checks,
        spend: Spend,
        *,
        cache: Cache[Writing] | None = None,
        trust: Trust | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._line = line
        self._checks = checks
        self._spend = spend
        self._cache: Cache[Writing] = cache or Cache()
        self._trust = trust or Trust()
        self._clock = clock

    @property
    def model(self) -> str:
        """The name of the model that writes."""
        return self._line.model

    def written(self, draft: Answer, library: Library) -> Iterator[Answer]:
        """The answer as it grows, each time with one more checked sentence, the whole of it last.

        What may not be phrased is given back as it is, and so it is, with a line that says so, when the model fails.
        The draft's best sentence is added where nothing that the model wrote rests on it.
        """
        frame = frame_of(draft)
        if frame is None:
            yield draft
            return
        began, writing = self._clock(), Writing()
        try:
            yield from self._phrased(draft, frame, sources_of(library, frame.cited), writing)
        except FallbackError as error:
            yield self._fallen_back(draft, writing, error.why, began)
        except Exception:
            logger.exception("writing an answer with the language model failed")
            yield self._fallen_back(draft, writing, Fallback.FAULT, began)

    def _phrased(self, draft: Answer, frame: Frame, sources: tuple[Source, ...], writing: Writing) -> Iterator[Answer]:
        began = self._clock()
        prompt = answer_prompt(draft.standalone_question, [source.text for source in sources], frame.decided)
        key = (draft.version, self.model, prompt.hash)
        assembly = Assembly(draft, frame)
        kept = self._cache.get(key)
        if kept is not None:
            for phrased in kept.phrased:
                assembly.add(phrased)
            yield self._whole(assembly, kept, began, cached=True)
            return
        if self._spend.used_up:
            raise FallbackError(Fallback.SPENT)
        for phrased in self._sentences(prompt, frame, sources, writing):
            assembly.add(phrased)
            yield self._timed(assembly.answer(whole=False), writing, began)
        if not writing.kept or writing.struck > MOST_STRUCK * writing.written:
            raise FallbackError(Fallback.STRUCK if writing.written else Fallback.NONSENSE)
        if best := left_out(frame, writing.phrased):
            writing.phrased.append(best)
            assembly.add(best)
        self._cache.put(key, writing)
        yield self._whole(assembly, writing, began, cached=False)

    def _sentences(
        self, prompt: Prompt, frame: Frame, sources: tuple[Source, ...], writing: Writing
    ) -> Iterator[Phrased]:
        """The sentences that hold, each as soon as it is checked. Raises FallbackError."""
        watch, transcript = Watch(prompt), Transcript()
        call = self._line.call()
        try:
            for text in self._texts(prompt, call, writing):
                for drafted in transcript.feed(text):
                    yield from self._judged(drafted, watch, frame, sources, writing)
                if fault := endless(transcript.waiting):
                    raise FallbackError(fault)
                if writing.written >= ENOUGH_TO_TELL and writing.struck > MOST_STRUCK * writing.written + 1:
                    raise FallbackError(Fallback.STRUCK)
            whole = writing.finish != "length"
            for drafted in transcript.rest(whole=whole):
                yield from self._judged(drafted, watch, frame, sources, writing)
        finally:
            call.unwanted.set()
            writing.requests = call.requests
            self._spend.add(tokens(prompt, writing))

    def _texts(self, prompt: Prompt, call: Call, writing: Writing) -> Iterator[str]:
        """The model's text piece by piece, what it took noted beside it."""
        began = self._clock()
        for piece in self._line.pieces(prompt, call):
            if piece.text and writing.first_token is None:
                writing.first_token = (self._clock() - began) * 1000
            writing.characters += len(piece.text)
            writing.prompt_tokens = max(writing.prompt_tokens, piece.prompt_tokens)
            writing.completion_tokens = max(writing.completion_tokens, piece.completion_tokens)
            writing.finish = piece.finish or writing.finish
            if piece.text:
                yield piece.text

    def _judged(
        self, drafted: Drafted, watch: Watch, frame: Frame, sources: tuple[Source, ...], writing: Writing
    ) -> Iterator[Phrased]:
        """The sentence if it holds, or the article's in its place; else it is noted as removed. Raises FallbackError for what no answer survives."""
        if fault := watch.fault(drafted.text):
            raise FallbackError(fault)
        tidied = tidy(drafted.text)
        if tidied.links:
            writing.removed.append(Removed(text=tidied.text or LINK, reason=LINKED))
        if not any(sign.isalpha() for sign in tidied.text) or is_label(tidied.text):
            return
        text = without_context(tidied.text, sources)
        writing.written += 1
        began = self._clock()
        evidence = [source.text for source in sources]
        # What it cites, and what carries it best: models often name the sentence beside the right one.
        checked, best = self._checks.check_all([Claim(text=text, cited=drafted.cited), Claim(text=text)], evidence)
        if best.supported and (best.close, best.score) > (checked.close, checked.score):
            checked = best
        writing.checking += (self._clock() - began) * 1000
        repeated = watch.repeats(drafted.text) or any(text == one.text for one in writing.phrased)
        reason = BROKEN if drafted.gap else removal(text, checked, repeated)
        if not reason and points(text):
            reason = self._unheard(checked, writing.before, evidence)
        writing.before = None if reason else checked
        self._trust.note(struck=bool(reason))
        if reason:
            writing.struck += 1
            writing.removed.append(Removed(text=text, reason=reason))
            return
        phrased = Phrased(
            text=text,
            citations=tuple(sources[index].citation for index in checked.cited),
            bullet=drafted.bullet,
            opens=drafted.opens,
        )
        if not checked.close and not self._trust.earned:
            writing.removed.append(Removed(text=text, reason=FREELY))
            yield from quoted(phrased, frame, writing)
            return
        writing.kept += 1
        writing.phrased.append(phrased)
        yield phrased

    def _unheard(self, checked: Checked, before: Checked | None, evidence: list[str]) -> str:
        """What is wrong with "they ..." behind the sentence that says who they are, in words; empty if nothing is."""
        if before is None:
            return NAMELESS
        both = Claim(text=f"{before.text} {checked.text}", cited=(*before.cited, *checked.cited))
        return self._checks.check_all([both], evidence)[0].reason

    def _whole(self, assembly: Assembly, writing: Writing, began: float, *, cached: bool) -> Answer:
        answer = self._timed(assembly.answer(whole=True), Writing() if cached else writing, began)
        use = self._use(Writing(struck=writing.struck) if cached else writing)
        return replace(answer, removed=tuple(writing.removed), model=replace(use, cached=cached))

    def _fallen_back(self, draft: Answer, writing: Writing, why: Fallback, began: float) -> Answer:
        """The extractive answer, with the line that says so."""
        said = line(why)
        answer = replace(
            draft,
            text=f"{draft.text}\n\n*{said}*",
            sentences=(*draft.sentences, AnswerSentence(text=said, support=Support.CONNECTIVE)),
            model=replace(self._use(writing), fallback=why.value),
        )
        return self._timed(answer, writing, began)

    def _timed(self, answer: Answer, writing: Writing, began: float) -> Answer:
        """The answer with the model's times beside those of its draft."""
        taken = (self._clock() - began) * 1000
        own = {"model": taken, "check": writing.checking}
        if writing.first_token is not None:
            own["first_token"] = writing.first_token
        laps = dict(answer.timings_ms)
        total = laps.pop("total", 0.0)
        return replace(answer, timings_ms={**laps, **own, "total": total + taken})

    def _use(self, writing: Writing) -> ModelUse:
        return ModelUse(
            name=self.model,
            calls=writing.requests,
            prompt_tokens=writing.prompt_tokens,
            completion_tokens=writing.completion_tokens,
            removed=writing.struck,
        )


def quoted(phrased: Phrased, frame: Frame, writing: Writing) -> Iterator[Phrased]:
    """The article's sentence that one of a model's is likest, unless it has been said."""
    said = frozenset(content_stems(phrased.text))
    nearest = max(phrased.citations, key=lambda one: len(said & frozenset(content_stems(one.quote))))
    sentence = frame.said(nearest)
    if sentence is None or rests(writing.phrased, [nearest]):
        return
    found = as_drafted(frame, sentence, bullet=phrased.bullet, opens=phrased.opens)
    writing.phrased.append(found)
    yield found


def removal(text: str, checked: Checked, repeated: bool) -> str:
    """Why a sentence is removed; empty for one that stays."""
    if repeated:
        return REPEATED
    if of_the_prompt(text):
        return OF_PROMPT
    if text.endswith("?"):
        return ASKS
    return "" if checked.supported else checked.reason


def tokens(prompt: Prompt, writing: Writing) -> int:
    """The tokens of one answer; what the endpoint has not counted is estimated, and noted in the writing."""
    if writing.requests and not writing.prompt_tokens:
        writing.prompt_tokens = (len(prompt.system) + len(prompt.user)) // CHARACTERS
    if not writing.completion_tokens:
        writing.completion_tokens = -(-writing.characters // CHARACTERS)
    return writing.prompt_tokens + writing.completion_tokens
