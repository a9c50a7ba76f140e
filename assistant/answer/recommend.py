"""Writes advice: the recommendation and what it rests on, or what the articles say where they give none. Not here: how it is found (`advice`)."""

import re
from collections.abc import Sequence

from assistant.answer.advice import Advice
from assistant.answer.compose import Writer
from assistant.answer.followups import ASKED, with_article
from assistant.answer.persons import Leaning
from assistant.answer.situations import Situation
from assistant.answer.write import Written, capital
from assistant.question.attributes import Attribute
from assistant.store.library import Library
from assistant.text.names import article_for
from assistant.vocabulary import Outcome

REASONS, SHORT = 3, 1  # sentences of a situation that stands alone, and of one beside others
NONE_FITS = (
    "None of the situations that the articles name fits what you tell of the company, so they recommend no role for it."
)
NEAREST = "The situations nearest to it that they name:"
NO_PERSONS = "The articles do not choose between persons."
# What says which of two things goes first.
ORDER = re.compile(r"\b(?:priority over|worth more than|come first|before)\b", re.IGNORECASE)


def write_advice(library: Library, writer: Writer, advice: Advice) -> Written:
    """The recommendation with its situations, what speaks against it, and what would speak for another role."""
    if not advice.fitting and not advice.sized:
        return write_none_fits(library, writer, advice)
    if not advice.fitting:
        for one in advice.sized:
            writer.connective(f"**{a_or_b(library, one.roles)}**, because this is a case that the articles speak of:")
            writer.bullets([one.rows])
        return Written(outcome=Outcome.ANSWERED)
    roles = advice.roles
    if len(roles) > 1:
        names = " and ".join(a(library, role) for role in roles)
        writer.connective(f"**This fits both {names}:** the articles name situations for each.")
        for role in roles:
            own = [one for one in advice.fitting if role in one.roles]
            writer.bullets([in_order(library, one) for one in own], under=f"For {a(library, role)}:")
    else:
        alone = len(advice.fitting) == 1
        ones = "this situation is one" if alone else "these situations are ones"
        writer.connective(f"**{capital(a(library, roles[0]))}**, because {ones} that the articles name:")
        writer.bullets([situation.rows[: REASONS if alone else SHORT + 1] for situation in advice.fitting])
    for one in advice.sized:
        writer.bullets([one.rows[:SHORT]], under="On a company of this size they say:")
    if advice.against:
        writer.bullets([advice.against], under="What speaks against it:")
    if advice.otherwise:
        other = " or ".join(dict.fromkeys(a(library, role) for one in advice.otherwise for role in one.roles))
        writer.bullets([one.rows[:SHORT] for one in advice.otherwise], under=f"What would speak for {other} instead:")
    return Written(outcome=Outcome.ANSWERED)


def write_none_fits(library: Library, writer: Writer, advice: Advice) -> Written:
    """That no situation fits, what the choice depends on, and the nearest situation of each role."""
    writer.connective(NONE_FITS)
    writer.paragraph(advice.deciding)
    if advice.nearest:
        writer.bullets([one.rows[:SHORT] for one in advice.nearest], under=NEAREST)
    roles = dict.fromkeys(role for one in advice.nearest for role in one.roles)
    asked = tuple(ASKED[Attribute.SITUATIONS].format(a=with_article(library, role)) for role in roles)
    return Written(outcome=Outcome.PARTLY_ANSWERED, follow_ups=asked)


def write_leaning(library: Library, writer: Writer, found: Leaning, heart: Sequence[int], *, person: bool) -> Written:
    """Which of two roles a description is nearer to, by what is said of each; of a person, without a choice."""
    name = library.book.full_name(found.role)
    if person:
        writer.connective(
            f"{NO_PERSONS} What you describe is nearer to **a {name}**, by what they say of the two roles:"
        )
    else:
        writer.connective(
            f"**{capital(a(library, found.role))}** is nearer to what you describe, by what the articles say of the two roles:"
        )
    writer.paragraph(heart)
    if found.rows:
        writer.bullets([(row,) for row in found.rows], under=f"Said of the {name}:")
    return Written(outcome=Outcome.PARTLY_ANSWERED if person else Outcome.ANSWERED)


def write_asked_of(library: Library, writer: Writer, role: str, rows: Sequence[int]) -> Written:
    """What the articles ask of whoever holds a role, for a reader who weighs persons."""
    writer.connective(NO_PERSONS)
    writer.bullets(
        [(row,) for row in rows], under=f"What they say of {a(library, role)}, on what you tell:", labels=False
    )
    return Written(outcome=Outcome.PARTLY_ANSWERED)


def in_order(library: Library, situation: Situation) -> tuple[int, ...]:
    """The row that names a situation and the first further one that says what goes before what."""
    further = [row for row in situation.rows[1:] if ORDER.search(library.sentences[row].text)]
    return (situation.rows[0], *further[:1])


def a(library: Library, role: str) -> str:
    """A role with its article: "a chief sales officer (CSO)"."""
    name = library.book.full_name(role)
    return f"{article_for(name)} {name}"


def a_or_b(library: Library, roles: Sequence[str]) -> str:
    """Roles of which one does it: "A founder or a head of growth"."""
    return capital(" or ".join(a(library, role) for role in roles))
