"""Writes the answer: which form it takes, and what goes into it. Not here: how pieces are cited (`compose`)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.abstention.abstain import Coverage, assess, nearest
from assistant.answer.agreement import by_article, speaking
from assistant.answer.comparison import Comparison, compare
from assistant.answer.compose import Writer, is_fragment
from assistant.answer.definitions import choose_definitions
from assistant.answer.disagreement import Dispute, dispute_among, find_dispute
from assistant.answer.facts import choose_facts, choose_items, choose_near
from assistant.answer.further import all_told, further_prose
from assistant.answer.lists import (
    ChosenList,
    asks_all,
    choose_lists,
    counted,
    further_lists,
    is_counted,
    is_lead,
    leading_list,
)
from assistant.answer.manner import in_manner
from assistant.answer.pick import deciding, likewise, picks_one
from assistant.evidence.retrieve import Evidence
from assistant.question.attributes import BROAD, Attribute
from assistant.question.understand import COMPARING, JOINT, LISTED, LISTING, Kind, Understanding
from assistant.store.library import Library
from assistant.text.words import content_stems
from assistant.vocabulary import Disagreement, Nearest, Outcome, Position

NOT_COVERED = "The articles do not cover this question."
WHY = re.compile(r"^(?:so |and |but )?(?:why|how come)\b", re.IGNORECASE)
OTHERWISE = "The articles say otherwise."
# Attributes whose lists tell why.
REASONS = frozenset({Attribute.BENEFITS, Attribute.PROS, Attribute.CONS, Attribute.SITUATIONS, Attribute.CHANGE})
# Stems of a question for whatever there is on a role.
NO_TOPIC = frozenset(content_stems("everything anything all know tell"))
DIFFER = "**The articles differ on this.**"
DIFFER_ON = "The articles are known to differ on these points:"
AGREE = "**The articles do not contradict each other on this.**"
ALONE = "**Only one of the articles speaks of this.**"


@dataclass(frozen=True, kw_only=True)
class Written:
    """What came of one question of a message, beside what the writer holds."""

    outcome: Outcome
    disagreements: tuple[Disagreement, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    follow_ups: tuple[str, ...] = ()


def write(library: Library, evidence: Evidence, understanding: Understanding, writer: Writer) -> Written:
    """Answer one question from the evidence, or say what the articles lack."""
    evidence = in_manner(library, evidence, understanding)
    dispute = find_dispute(library, evidence, understanding)
    coverage = assess(library, evidence, understanding)
    if dispute and not coverage.missing:
        return write_dispute(library, writer, dispute)
    if not coverage.covered:
        return write_missing(library, evidence, writer, coverage)
    if understanding.agreement and (rows := speaking(library, evidence, understanding)):
        return write_agreement(library, evidence, writer, rows)
    if picks_one(understanding) and (decided := deciding(library, evidence, understanding)):
        write_picked(library, evidence, understanding, writer, decided)
    elif side_by_side(library, evidence, understanding) and (found := compare(library, evidence, understanding)):
        write_comparison(library, writer, found)
    else:
        before = len(writer.sentences)
        write_plain(library, evidence, understanding, writer)
        if len(writer.sentences) == before:  # all that is like the question is said of other roles
            return write_missing(
                library, evidence, writer, replace(coverage, missing=(of_others(library, understanding),))
            )
    return Written(outcome=Outcome.ANSWERED)


def of_others(library: Library, understanding: Understanding) -> str:
    """That the articles do not say this of the roles asked about."""
    names = [f"a {library.book.full_name(role)}" for role in understanding.roles]
    return f"The articles do not say this of {' or '.join(names)}." if names else NOT_COVERED


def side_by_side(library: Library, evidence: Evidence, understanding: Understanding) -> bool:
    """Whether roles are to be compared, and no sentence on them together answers by itself."""
    if len(understanding.roles) < 2 or understanding.kind not in {Kind.COMPARISON, Kind.ADVICE}:
        return False
    best = int(np.argmax(evidence.score))
    if (
        LISTING.search(understanding.text)
        and is_lead(library, best)
        and set(understanding.roles) <= set(library.profiles[best].mentioned or library.profiles[best].context)
        and Attribute.DIFFERENCE not in understanding.attributes
    ):
        return False
    apart = set(understanding.attributes) - BROAD - JOINT
    if understanding.kind is Kind.ADVICE or COMPARING.search(understanding.asked) or apart or not understanding.rest:
        return True
    profile = library.profiles[best]
    return len(set(understanding.roles) & set(profile.mentioned or profile.context)) == 1


def write_plain(library: Library, evidence: Evidence, understanding: Understanding, writer: Writer) -> None:
    """A definition, a list, or sentences."""
    defined: tuple[int, ...] = ()
    if understanding.kind in {Kind.DEFINITION, Kind.OVERVIEW} and understanding.roles:
        defined = choose_definitions(library, evidence, understanding)
        writer.paragraph(defined[: 1 if understanding.kind is Kind.OVERVIEW else None])
    if understanding.attributes.keys() >= {Attribute.PROS, Attribute.CONS}:
        both = [
            choose_lists(library, evidence, replace(understanding, attributes={name: 1}))[:1]
            for name in (Attribute.PROS, Attribute.CONS)
        ]
        for lists in both:
            write_lists(library, writer, lists)
        if any(both):
            return
    explained = bool(WHY.match(understanding.text)) and not REASONS & understanding.attributes.keys()
    if (
        understanding.kind in {Kind.LIST, Kind.OVERVIEW}
        and not explained
        and write_asked(library, evidence, understanding, writer)
    ):
        return
    if (
        understanding.kind in {Kind.LIST, Kind.FACT, Kind.OVERVIEW}
        and not WHY.match(understanding.text)
        and (led := leading_list(library, evidence, understanding))
    ):
        write_lists(library, writer, (led,))
        return
    if understanding.kind is Kind.OVERVIEW and defined and set(understanding.topic) <= NO_TOPIC:
        writer.paragraph(all_told(library, evidence, understanding.roles[0], defined[:1]))
    if not defined:
        write_facts(library, evidence, understanding, writer)


def write_asked(library: Library, evidence: Evidence, understanding: Understanding, writer: Writer) -> bool:
    """The lists that are asked for, and what other articles add to them in sentences; False if there are none."""
    plain = understanding.kind is Kind.OVERVIEW and not LISTED & understanding.attributes.keys()
    asking = replace(understanding, attributes={Attribute.RESPONSIBILITIES: 1}) if plain else understanding
    lists = counted(evidence, understanding, choose_lists(library, evidence, asking))
    if not lists:
        return False
    rows = write_lists(library, writer, lists, whole=asks_all(understanding))
    if understanding.kind is Kind.LIST and not is_counted(understanding):
        named = {name: length for name, length in understanding.attributes.items() if name in lists[0].named}
        about = replace(understanding, attributes=named or understanding.attributes)
        write_further(library, writer, further_prose(library, evidence, about, rows))
    return True


def write_picked(
    library: Library, evidence: Evidence, understanding: Understanding, writer: Writer, decided: Sequence[int]
) -> None:
    """The sentences that decide which of two roles it is, or what their lists say of it where that answers better."""
    lead, items = choose_items(library, evidence, understanding)
    if not items:
        writer.paragraph(decided)
        return
    writer.bullets([(row,) for row in items], lead=lead)
    other = likewise(library, evidence, understanding, items[0])
    if other is not None:
        first = library.group_of(other)[0]
        writer.bullets([(other,)], lead=first if is_lead(library, first) else None)


def write_facts(library: Library, evidence: Evidence, understanding: Understanding, writer: Writer) -> None:
    """Sentences, or the items of a list that answer under their lead-in."""
    lead, items = choose_items(library, evidence, understanding)
    if items:
        writer.bullets([(row,) for row in items], lead=lead)
    else:
        writer.paragraph(choose_facts(library, evidence))


def write_lists(
    library: Library, writer: Writer, lists: Sequence[ChosenList], *, whole: bool = False
) -> tuple[int, ...]:
    """The best list whole, then what others add: those of its article under their lead-ins, those of others under its name.

    Returns the rows shown.
    """
    if not lists:
        return ()
    first = lists[0]
    writer.bullets(first.items, lead=first.lead)
    added = further_lists(library, lists, whole=whole)
    for other in added:
        lead = other.lead if other.article == first.article else None
        writer.bullets(other.items, lead=lead, under=f"*{library.article(other.article).title}* adds:")
    return tuple(row for chosen in (first, *added) for item in chosen.items for row in item)


def write_further(library: Library, writer: Writer, found: Mapping[str, Sequence[int]]) -> None:
    """What other articles add in sentences, under their names."""
    for article, rows in found.items():
        writer.bullets([(row,) for row in rows], under=f"*{library.article(article).title}* adds:")


def write_correction(library: Library, writer: Writer, rows: Sequence[int]) -> Written:
    """That the articles say otherwise than the reader holds to be so, then what they say."""
    writer.connective(OTHERWISE)
    writer.paragraph([row for row in rows if not is_fragment(library.sentences[row])])
    for row in rows:
        if is_fragment(library.sentences[row]):
            writer.bullets([(row,)], lead=library.group_of(row)[0])
    return Written(outcome=Outcome.ANSWERED)


def write_comparison(library: Library, writer: Writer, found: Comparison) -> None:
    """The heart of the difference, then the table."""
    writer.paragraph(found.heart)
    if found.aspects:
        header = ["Aspect", *(capital(library.book.full_name(role)) for role in found.roles)]
        rows = [(aspect.label, [aspect.cells.get(role, ()) for role in found.roles]) for aspect in found.aspects]
        writer.table(header, rows)


def write_dispute(library: Library, writer: Writer, dispute: Dispute) -> Written:
    """That the articles differ, then each position under the names of its articles."""
    writer.connective(DIFFER)
    held = write_sides(library, writer, dispute)
    for role, rows in dispute.agreed.items():
        on_role = f"On the {library.book.full_name(role)} they do not contradict each other:"
        writer.bullets([(row,) for row in rows], under=on_role, labels=False)
    return Written(outcome=Outcome.ANSWERED, disagreements=(held,))


def write_sides(library: Library, writer: Writer, dispute: Dispute) -> Disagreement:
    """Each position under the names of its articles."""
    positions = []
    for side in dispute.sides:
        titles = [f"*{library.article(library.sentences[row].article).title}*" for row in side.rows]
        writer.bullets(
            [(row,) for row in side.rows],
            under=f"{capital(side.says)}, according to {' and '.join(titles)}:",
            labels=False,
        )
        positions.append(
            Position(
                says=capital(side.says),
                citations=tuple(writer.mark(row) for row in side.rows),
            )
        )
    return Disagreement(topic=dispute.topic, positions=tuple(positions))


def write_disputes(library: Library, writer: Writer, disputes: Sequence[tuple[tuple[str, ...], Dispute]]) -> Written:
    """Every point on which the articles differ, each with its positions."""
    held = []
    writer.connective(DIFFER_ON)
    for roles, dispute in disputes:
        names = " and ".join(library.book.full_name(role) for role in roles)
        writer.connective(f"**{capital(dispute.topic)}: {names}**")
        held.append(write_sides(library, writer, dispute))
    return Written(outcome=Outcome.ANSWERED, disagreements=tuple(held))


def write_agreement(library: Library, evidence: Evidence, writer: Writer, rows: Sequence[int]) -> Written:
    """What each article says, under its title, headed by whether they contradict each other; what they are known to differ on."""
    dispute = dispute_among(library, evidence, rows)
    if dispute:
        return write_dispute(library, writer, dispute)
    said = by_article(library, evidence, rows)
    writer.connective(AGREE if len(said) > 1 else ALONE)
    for article, own in said.items():
        writer.bullets([(row,) for row in own], under=f"*{library.article(article).title}*:")
    return Written(outcome=Outcome.ANSWERED)


def write_missing(library: Library, evidence: Evidence, writer: Writer, coverage: Coverage) -> Written:
    """What is missing, then what the articles do say on the subject, or where the nearest is."""
    close = nearest(evidence)
    if coverage.part and (rows := choose_near(library, evidence)):
        writer.connective(f"{(coverage.missing or (coverage.guess,))[0]} What they do say:")
        writer.paragraph(rows)
        return Written(outcome=Outcome.PARTLY_ANSWERED, nearest=close)
    writer.connective(" ".join(coverage.missing) or coverage.guess or NOT_COVERED)
    return Written(outcome=Outcome.NOT_COVERED, nearest=close)


def capital(text: str) -> str:
    """The text with a capital letter."""
    return text[:1].upper() + text[1:]
