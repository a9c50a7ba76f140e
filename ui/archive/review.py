"""What editors look at: questions without a whole answer and bad ratings, those that are alike together.

Not here: the stores (`stores`), and making a case of a group (the editors' room).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from ui.archive.records import Feedback, Reason, State, Turn
from ui.archive.stores import Archive

# Cosine with the packaged embedder. Of 19 questions on 7 points, wordings of one point were 0.70 to 0.91 alike (0.47 to
# 0.54 where one spells an acronym out and the other does not), other points at most 0.69, and 0.79 for another country.
ALIKE = 0.7


class Embeds(Protocol):
    """Turns texts into vectors of unit length."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (len(texts), dimensions)."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A turn that an editor should see, with what readers said of it (nothing, if it just was not answered)."""

    turn: Turn
    feedback: tuple[Feedback, ...] = ()

    @property
    def wording(self) -> str:
        """The question as it stands alone: a follow-up with what it refers to."""
        return str(self.turn.answer.get("standalone_question") or self.turn.question)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Questions that are alike, newest first; never empty."""

    asked: tuple[Asked, ...]

    @property
    def question(self) -> str:
        """What the group is called: the wording that was used most, the newest of those."""
        return Counter(asked.wording for asked in self.asked).most_common(1)[0][0]

    @property
    def answers(self) -> tuple[str, ...]:
        """The ids of the answers: what to settle once an editor is done with the group."""
        return tuple(asked.turn.id for asked in self.asked)

    @property
    def reasons(self) -> dict[Reason, int]:
        """How many readers gave which reason, the commonest first."""
        given = Counter(one.reason for asked in self.asked for one in asked.feedback if one.reason)
        return dict(given.most_common())

    @property
    def comments(self) -> tuple[str, ...]:
        """What readers wrote, newest first."""
        return tuple(one.comment for asked in self.asked for one in asked.feedback if one.comment)


@dataclass(frozen=True, kw_only=True)
class CaseSeed:
    """What a draft of an eval case begins with: the reader's messages, oldest first, and what was answered to them.

    `quotes` are the citations of the answer as the contract has them: what a bad answer rested on.
    """

    turns: tuple[str, ...]
    outcome: str
    answer: str
    quotes: tuple[dict[str, Any], ...]
    version: str
    notes: tuple[str, ...]


def unanswered_groups(archive: Archive, embedder: Embeds, state: State = State.OPEN) -> tuple[Group, ...]:
    """The questions that the articles answered in part or not at all; the largest group first. Raises ArchiveError."""
    return grouped([Asked(turn=turn) for turn in archive.turns.unanswered(state)], embedder)


def bad_groups(archive: Archive, embedder: Embeds, state: State = State.OPEN) -> tuple[Group, ...]:
    """The answers that readers rated as bad; the largest group first. Raises ArchiveError."""
    found: dict[str, Asked] = {}
    for rated in archive.feedback.bad(state):
        before = found.get(rated.turn.id, Asked(turn=rated.turn))
        found[rated.turn.id] = Asked(turn=rated.turn, feedback=(*before.feedback, rated.feedback))
    return grouped(list(found.values()), embedder)


def grouped(found: Sequence[Asked], embedder: Embeds, alike: float = ALIKE) -> tuple[Group, ...]:
    """Put questions into groups, each into the one whose members are most like it on average, if they are `alike`.

    The same questions in the same order give the same groups; the largest comes first, then the newest.
    """
    if not found:
        return ()
    wordings = list(dict.fromkeys(asked.wording for asked in found))
    rows = dict(zip(wordings, embedder.embed(wordings), strict=True))
    groups: list[list[Asked]] = []
    sums: list[NDArray[np.float32]] = []
    for asked in found:
        row = rows[asked.wording]
        likeness = [float(row @ total) / len(group) for group, total in zip(groups, sums, strict=True)]
        best = int(np.argmax(likeness)) if likeness else -1
        if best >= 0 and likeness[best] >= alike:
            groups[best].append(asked)
            sums[best] = sums[best] + row
        else:
            groups.append([asked])
            sums.append(row)
    groups.sort(key=len, reverse=True)
    return tuple(Group(asked=tuple(group)) for group in groups)


def case_seed(archive: Archive, asked: Asked) -> CaseSeed:
    """What a draft of a case needs of one question. Raises ArchiveError."""
    turn = asked.turn
    earlier = [one.question for one in archive.turns.of(turn.conversation) if one.number < turn.number]
    notes = [f"{one.reason.value if one.reason else 'bad'}: {one.comment}".rstrip(": ") for one in asked.feedback]
    return CaseSeed(
        turns=(*earlier, turn.question),
        outcome=turn.outcome,
        answer=str(turn.answer.get("answer", "")),
        quotes=tuple(turn.answer.get("citations", ())),
        version=turn.version,
        notes=tuple(notes),
    )
