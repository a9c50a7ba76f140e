"""Chooses what answers a message: a source, a point of a list, a correction, a question back, advice, or what is written of evidence.

Not here: how any of these is written (`write`, `recommend`, `sources`), and how a message is understood.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.abstention.abstain import treats
from assistant.abstention.missing import nowhere, unknown_words
from assistant.abstention.subject import off_subject
from assistant.answer.advice import advise
from assistant.answer.compose import Writer
from assistant.answer.disagreement import all_disputes, find_dispute
from assistant.answer.heart import find_heart
from assistant.answer.mentions import write_mentions
from assistant.answer.persons import asked_of, leaning
from assistant.answer.readings import answerable
from assistant.answer.recommend import write_advice, write_asked_of, write_leaning
from assistant.answer.sources import write_point, write_sources
from assistant.answer.write import Written, write, write_correction, write_disputes
from assistant.conversation.answered import asks_source, points_nowhere
from assistant.conversation.spoken import Standalone
from assistant.conversation.turns import BRIEFLY
from assistant.evidence.retrieve import Evidence
from assistant.premise.contradiction import corrections
from assistant.premise.premise import premises
from assistant.question.clarify import choices, clarifying
from assistant.question.framing import EVERYWHERE
from assistant.question.parts import Message
from assistant.question.understand import OURS, Kind, Understanding
from assistant.question.wishes import asks_what, for_one, posts, wants_advice, weighs_persons
from assistant.store.embedding import Embedder
from assistant.store.library import Library
from assistant.vocabulary import Answer, Outcome

WHICH_POINT = "Which point do you mean? The answer before this one has no list with as many points."


@dataclass(frozen=True, kw_only=True, eq=False)
class Part:
    """One question of a message, understood and with its evidence."""

    standalone: Standalone
    understanding: Understanding
    evidence: Evidence


class Replies:
    """Answers messages from one library."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self._library = library
        self._embedder = embedder

    def to(
        self,
        message: Message,
        parts: Sequence[Part],
        writer: Writer,
        *,
        earlier: Sequence[str],
        cited: Callable[[], Answer | None],
    ) -> tuple[Written, ...]:
        """Write the reply to a message behind earlier ones; `cited` gives the last answer that cites anything."""
        last = parts[-1].understanding
        writer.brief = bool(earlier and BRIEFLY.match(message.questions[-1]))
        if written := self._on_answer(message, last, writer, earlier, cited):
            return (written,)
        if EVERYWHERE.match(message.questions[-1]) and (disputes := all_disputes(self._library)):
            return (write_disputes(self._library, writer, disputes),)
        if found := write_mentions(self._library, parts[-1].evidence, parts[-1].standalone.text, writer):
            return (found,)
        if rows := self._corrections(message, parts):
            return (self._corrected(parts[-1], rows, writer),)
        advising = wants_advice(last, message, self._library.book)
        if not (advising and message.told or last.agreement):  # whoever tells of a company need not name a role
            result = clarifying(self._library, message, parts[0].understanding, writer)
            if result is not None:
                kept = answerable(self._library, self._embedder, result.follow_ups, choices(self._library))
                return (replace(result, follow_ups=kept if result.follow_ups else ()),)
        disputed = not for_one(message) and find_dispute(self._library, parts[-1].evidence, last) is not None
        weighing = weighs_persons(last, message, self._library.book)
        if (advising or weighing) and not last.strangers and not disputed:
            before = () if parts[-1].standalone.anew else tuple(turn for turn in earlier if OURS.search(turn))
            told = [self._library.speller.correct(one) for one in (*before, *message.told, *message.questions)]
            if advised := self._advise(parts[-1], told, writer, person=weighing):
                return (advised,)
        return tuple(self._written(part, writer) for part in told_apart(self._library, parts))

    def _corrected(self, part: Part, rows: Sequence[int], writer: Writer) -> Written:
        """The correction of what is held to be so, and of what is asked beside it what the articles lack."""
        written = write_correction(self._library, writer, rows)
        if not treats(self._library, part.evidence, part.understanding) and (
            unknown := unknown_words(self._library, part.understanding)
        ):
            writer.connective(f"The articles do not cover the rest: {nowhere(unknown)}.")
        return written

    def _written(self, part: Part, writer: Writer) -> Written:
        """What is written of one question; no section is near one that is off the subject."""
        written = write(self._library, part.evidence, part.understanding, writer)
        return replace(written, nearest=()) if off_subject(part.evidence, part.understanding) else written

    def _on_answer(
        self,
        message: Message,
        last: Understanding,
        writer: Writer,
        earlier: Sequence[str],
        cited: Callable[[], Answer | None],
    ) -> Written | None:
        """What a turn on the answer before gets: its sources, a point of its list, or which point is meant; None for any other."""
        if earlier and asks_source(message.questions[-1]):
            return write_sources(self._library, writer, cited())
        if message.meant:
            return write_point(self._library, writer, message.meant)
        if earlier and not last.roles and points_nowhere(last.text):
            writer.connective(WHICH_POINT)
            return Written(outcome=Outcome.CLARIFY)
        return None

    def _corrections(self, message: Message, parts: Sequence[Part]) -> tuple[int, ...]:
        """Rows that say otherwise than the message holds to be so; none where it asks about something the articles dispute."""
        held = premises([part.standalone.claim or part.standalone.text for part in parts], message.told)
        disputed = all(one.doubted for one in held) and find_dispute(
            self._library, parts[-1].evidence, parts[-1].understanding
        )
        rows = () if disputed else corrections(self._library, self._embedder, held)
        last = parts[-1].understanding
        heart = find_heart(self._library, parts[-1].evidence, last) if rows and len(last.roles) > 1 else ()
        # Of two roles taken for each other, the articles' own sentence on each.
        return (*heart, *rows) if len(heart) == len(last.roles) else rows

    def _advise(self, part: Part, told: Sequence[str], writer: Writer, *, person: bool) -> Written | None:
        """Advice on what is told of a company, a post or persons; None if the articles have nothing to give it from."""
        library, last = self._library, part.understanding
        advice = None if person else advise(library, self._embedder, last, told)
        if advice is not None and (advice.fitting or advice.sized or not asks_what(last)):
            return write_advice(library, writer, advice)
        roles = posts(" ".join(told), library.book) if person else last.roles
        if len(roles) == 2 and (found := leaning(library, self._embedder, roles, told)):
            heart = find_heart(library, part.evidence, replace(last, roles=roles))
            return write_leaning(library, writer, found, heart, person=person)
        if person and (rows := asked_of(library, self._embedder, roles[-1], told)):
            return write_asked_of(library, writer, roles[-1], rows)
        return None


def told_apart(library: Library, parts: Sequence[Part]) -> list[Part]:
    """The parts that ask something; a lead-up such as "where does the cash go?" is not answered by itself."""
    told = {part.understanding.text.rstrip("?") for part in parts if part.understanding.agreement}
    parts = [part for part in parts if part.understanding.agreement or part.understanding.text.rstrip("?") not in told]
    parts = [part for place, part in enumerate(parts) if not any(same_asked(part, other) for other in parts[:place])]
    if len(parts) == 1:  # whether it is covered is looked at when it is written
        return list(parts)
    asking = [part for part in parts if part.understanding.roles or treats(library, part.evidence, part.understanding)]
    names = [
        part for part in parts if part.understanding.asked != part.understanding.asked.lower() and part not in asking
    ]
    return [part for part in parts if part in asking or part in names] if asking else list(parts)


def same_asked(one: Part, other: Part) -> bool:
    """Whether two parts ask the same of the same roles: "what does a CSO do, and what are the CSO's responsibilities?"."""
    first, second = one.understanding, other.understanding
    return (
        first.roles == second.roles != ()
        and first.attributes.keys() == second.attributes.keys() != set()
        and not first.rest
        and not second.rest
        and (first.wanted, first.others, first.strangers) == (second.wanted, second.others, second.strangers)
        and (first.kind is Kind.YES_NO) == (second.kind is Kind.YES_NO)
    )


def combined(written: Sequence[Written]) -> Outcome:
    """The outcome of a message: partly answered if some of its questions were not."""
    outcomes = {result.outcome for result in written}
    return outcomes.pop() if len(outcomes) == 1 else Outcome.PARTLY_ANSWERED
