"""A stored answer, which is the contract's JSON, as the value that is rendered again.

Not here: the way there (`assistant.contract`). The ranked passages stay in the JSON: no rendering needs them.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from assistant.vocabulary import (
    Answer,
    AnswerSentence,
    Citation,
    Disagreement,
    Nearest,
    Outcome,
    Position,
    Question,
    Support,
)
from ui.archive.records import Turn

Kind = TypeVar("Kind", Outcome, Support)


def answer_of(turn: Turn) -> Answer:
    """The answer of a turn as it was given; what an older or newer program wrote besides is left out."""
    data = turn.answer
    return Answer(
        question=Question(text=turn.question, id=str(data.get("id", ""))),
        standalone_question=str(data.get("standalone_question", turn.question)),
        outcome=one_of(Outcome, data.get("outcome"), Outcome.ANSWERED),
        text=str(data.get("answer", "")),
        sentences=tuple(
            AnswerSentence(
                text=str(sentence["text"]),
                citations=markers(sentence),
                support=one_of(Support, sentence.get("support"), Support.VERBATIM),
            )
            for sentence in data.get("sentences", ())
        ),
        citations=tuple(citation_of(citation) for citation in data.get("citations", ())),
        disagreements=tuple(
            Disagreement(
                topic=str(disagreement["topic"]),
                positions=tuple(
                    Position(says=str(position["says"]), citations=markers(position))
                    for position in disagreement.get("positions", ())
                ),
            )
            for disagreement in data.get("disagreements", ())
        ),
        follow_ups=texts(data.get("follow_ups", ())),
        nearest=tuple(
            Nearest(article=str(near["article"]), section=str(near["section"])) for near in data.get("nearest", ())
        ),
        mode=str(data.get("mode", "extractive")),
        version=turn.version,
        timings_ms={str(name): float(value) for name, value in data.get("timings_ms", {}).items()},
    )


def citation_of(data: Mapping[str, Any]) -> Citation:
    """One citation."""
    return Citation(
        marker=int(data["marker"]),
        article=str(data["article"]),
        title=str(data.get("title", data["article"])),
        section=str(data.get("section", "")),
        quote=str(data.get("quote", "")),
        start=int(data["start"]),
        end=int(data["end"]),
    )


def markers(data: Mapping[str, Any]) -> tuple[int, ...]:
    """The markers under `citations`."""
    return tuple(int(marker) for marker in data.get("citations", ()))


def texts(values: Iterable[Any]) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(str(value) for value in values)


def one_of(kind: type[Kind], value: Any, otherwise: Kind) -> Kind:
    """The member of an enum that has a value."""
    return next((member for member in kind if member.value == value), otherwise)
