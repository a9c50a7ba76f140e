"""Asks back where a question cannot be understood: about nobody, or about nothing. Not here: unknown subjects."""

import re
from collections import Counter

from assistant.attributes import Attribute
from assistant.compose import Writer
from assistant.follow import OWNED
from assistant.library import Library
from assistant.parts import Message
from assistant.phrases import PERSON, POSSESSIVE, about, put_role, sentence
from assistant.understand import Understanding
from assistant.vocabulary import Outcome
from assistant.words import words
from assistant.write import Written

CHOICES = 3
# What is asked of sales and marketing as such needs no role.
TOGETHER = frozenset({Attribute.JOINT, Attribute.ALIGNMENT, Attribute.BENEFITS, Attribute.LEADS, Attribute.CONFLICT})
NEEDS_TWO = frozenset({Attribute.DIFFERENCE, Attribute.SIMILARITY})
BETTER = re.compile(
    r"^(?:so |and |but )?(?:which|who|what)(?: one)?(?: of (?:them|the two|these))?(?: is|'s| are| would be)? "
    r"(?:better|best|right|more important|first|cheaper|worse)\W*$",
    re.IGNORECASE,
)


def clarifying(library: Library, message: Message, understanding: Understanding, writer: Writer) -> Written | None:
    """A short question back with its readings as follow-ups, or None where the question is clear enough."""
    text = message.questions[0] if message.questions else ""
    if not text.strip():
        writer.connective("What would you like to know?")
        return Written(outcome=Outcome.CLARIFY)
    if understanding.roles or understanding.others or understanding.strangers or len(message.questions) > 1:
        return None
    if not is_vague(understanding.text, understanding):
        return None
    if NEEDS_TWO & understanding.attributes.keys() or BETTER.match(understanding.text):
        writer.connective("Which roles do you mean?")
        return Written(outcome=Outcome.CLARIFY, follow_ups=pairs(library))
    roles = most_told(library)[:CHOICES]
    names = [f"the {library.book.full_name(role)}" for role in roles]
    writer.connective(
        f"Whom do you mean: {', '.join(names[:-1])} or {names[-1]}?" if len(names) > 1 else "Whom do you mean?"
    )
    return Written(
        outcome=Outcome.CLARIFY, follow_ups=tuple(reading(library, understanding.text, role) for role in roles)
    )


def is_vague(text: str, understanding: Understanding) -> bool:
    """Whether a question without a role cannot be answered without one."""
    if BETTER.match(understanding.text):
        return True
    if understanding.terms or understanding.departments or TOGETHER & understanding.attributes.keys():
        return False
    pointing = PERSON.search(text) or POSSESSIVE.search(text)
    named = OWNED | NEEDS_TWO
    if pointing and len(understanding.rest) <= 1 and (named & understanding.attributes.keys() or len(words(text)) <= 5):
        return True
    return not understanding.rest and bool(named & understanding.attributes.keys())


def most_told(library: Library) -> list[str]:
    """The core roles, those that the articles say most of first."""
    counts = Counter(role for profile in library.profiles for role in profile.subjects)
    return [role for role, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def pairs(library: Library) -> tuple[str, ...]:
    """What is the difference: for the pairs that articles set side by side most."""
    found: dict[frozenset[str], str] = {}
    for role in most_told(library):
        other = library.counterparts.get(role)
        if other:
            one, two = library.book.roles[role].name, library.book.roles[other].name
            found.setdefault(frozenset({role, other}), f"What is the difference between a {one} and a {two}?")
    return tuple(found.values())[:CHOICES]


def reading(library: Library, text: str, role: str) -> str:
    """The question as it would be, asked of one role."""
    if PERSON.search(text) or POSSESSIVE.search(text):
        return sentence(put_role(text, (role,), library.book))
    return about(re.sub(r"\b(?:pls|please)\b", "", text, flags=re.IGNORECASE), (role,), library.book)
