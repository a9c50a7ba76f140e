"""Keeping a chat: each finished turn goes into the archive, and a kept conversation comes back as a chat.

A fault of the archive never costs the reader an answer. Not here: the chat's own events (`ui.page`).
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.contract import answer_to_json
from assistant.errors import CornerOfficeError
from assistant.vocabulary import Answer
from ui.archive.errors import ArchiveError
from ui.archive.records import Turn
from ui.archive.stores import Archive

logger = logging.getLogger(__name__)

ADDRESS = re.compile(r'href="answers/([\w-]{1,64})"')
GONE = "There is no such conversation in your history; it may have been deleted. Ask a question to begin a new one."


@dataclass(kw_only=True)
class Place:
    """Where in whose history the next turn belongs: a conversation's id, "" before the first turn.

    `after` is the id of the turn that a question asked anew stands behind ("" for the beginning); None adds at the end.
    `keep` moves `conversation` to the one that the turn went into.
    """

    person: str
    conversation: str = ""
    after: str | None = None


def latest_answer(messages: Sequence[str]) -> str | None:
    """The id of the last kept answer in a chat's messages; "" if there are no messages, None if none is kept."""
    for message in reversed(messages):
        if found := ADDRESS.findall(message):
            return str(found[-1])
    return None if messages else ""


class Keeper:
    """Keeps turns and gives conversations back; without an archive it keeps nothing. Its methods may block."""

    def __init__(self, archive: Archive | None) -> None:
        self.archive = archive

    def keep(self, place: Place, question: str, answer: Answer) -> Turn | None:
        """Keep a finished turn, in a new conversation unless the place names one of the person's; None if it cannot."""
        if self.archive is None:
            return None
        try:
            kept = self.archive.conversations.get(place.person, place.conversation) if place.conversation else None
            if kept is None:
                kept = self.archive.conversations.start(place.person, question)
            place.conversation = kept.id
            return self.archive.turns.add(kept.id, question, answer_to_json(answer), after=place.after)
        except CornerOfficeError:
            return None
        except Exception:
            logger.exception("a turn could not be kept")
            return None

    def turns(self, person: str, conversation: str) -> tuple[Turn, ...]:
        """The turns of one of the person's conversations. Raises ArchiveError, also if it is none of theirs."""
        found = self.archive.conversations.get(person, conversation) if self.archive else None
        if self.archive is None or found is None:
            raise ArchiveError(GONE)
        return self.archive.turns.of(found.id)
