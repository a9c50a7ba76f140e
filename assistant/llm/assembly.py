"""Puts checked sentences into the frame of an answer, with markers and exact quotes. Not here: checking them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.compose import escape
from assistant.llm.frame import MARKER, Block, Frame
from assistant.vocabulary import Answer, AnswerSentence, Citation, Support


@dataclass(frozen=True, kw_only=True)
class Phrased:
    """A sentence that has passed the check, and the spans that it rests on."""

    text: str
    citations: tuple[Citation, ...]
    bullet: bool = False
    opens: bool = False


class Assembly:
    """The answer as far as it is written; what is added stays where it is."""

    def __init__(self, draft: Answer, frame: Frame) -> None:
        self._draft = draft
        self._after = frame.after
        self._known = {citation.marker: citation for citation in draft.citations}
        self._markers: dict[tuple[str, int, int], Citation] = {}
        self._sentences: list[AnswerSentence] = []
        self._text = ""
        for block in frame.before:
            self._keep(block)
        self._bullet = False

    def add(self, phrased: Phrased) -> None:
        """Add a sentence."""
        markers = self._number(phrased.citations)
        self._sentences.append(AnswerSentence(text=phrased.text, citations=markers, support=Support.SUPPORTED))
        cited = f"{escape(phrased.text)}{''.join(f' [{marker}]' for marker in markers)}"
        first = not any(one.support is Support.SUPPORTED for one in self._sentences[:-1])
        if phrased.bullet:
            gap = "\n" if self._bullet and not first else "\n\n"
            cited = f"- {cited}"
        else:
            gap = "\n\n" if phrased.opens or first else " "
        self._bullet = phrased.bullet or (self._bullet and gap == " ")
        self._text += (gap if self._text else "") + cited

    def answer(self, *, whole: bool) -> Answer:
        """The answer so far; when it is `whole`, with what stands behind the model's sentences."""
        text, sentences, markers = self._text, list(self._sentences), dict(self._markers)
        if whole:
            for block in self._after:
                self._keep(block)
        found = replace(
            self._draft,
            text=self._text,
            sentences=tuple(self._sentences),
            citations=tuple(self._markers.values()),
            mode="llm",
        )
        self._text, self._sentences, self._markers = text, sentences, markers
        return found

    def _keep(self, block: Block) -> None:
        """Add a part of the extractive answer, its markers counted anew."""
        new = {
            marker: self._number([self._known[marker]])[0]
            for sentence in block.sentences
            for marker in sentence.citations
        }
        text = MARKER.sub(lambda found: f"[{new[int(found[1])]}]", block.text)
        self._sentences += [
            replace(sentence, citations=tuple(new[marker] for marker in sentence.citations))
            for sentence in block.sentences
        ]
        self._text += ("\n\n" if self._text else "") + text

    def _number(self, citations: Sequence[Citation]) -> tuple[int, ...]:
        """The markers of spans; one that was cited before keeps its own."""
        for citation in citations:
            key = (citation.article, citation.start, citation.end)
            self._markers.setdefault(key, replace(citation, marker=len(self._markers) + 1))
        found = (self._markers[citation.article, citation.start, citation.end].marker for citation in citations)
        return tuple(sorted(set(found)))


def left_out(frame: Frame, written: Sequence[Phrased]) -> Phrased | None:
    """The draft's best sentence as it stands in its article, if nothing that was written rests on it."""
    if not frame.sentences:
        return None
    best = as_drafted(frame, frame.sentences[0], bullet=bool(written) and written[-1].bullet, opens=True)
    return None if rests(written, best.citations) else best


def as_drafted(frame: Frame, sentence: AnswerSentence, *, bullet: bool, opens: bool) -> Phrased:
    """A sentence of the draft as it stands in its article."""
    known = {citation.marker: citation for citation in frame.cited}
    own = tuple(known[marker] for marker in sentence.citations if marker in known)
    return Phrased(text=sentence.text, citations=own, bullet=bullet, opens=opens)


def rests(written: Sequence[Phrased], citations: Sequence[Citation]) -> bool:
    """Does anything that was written rest on one of these spans?"""
    cited = {citation.marker for one in written for citation in one.citations}
    return any(citation.marker in cited for citation in citations)
