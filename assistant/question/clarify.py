"""Asks back where a question cannot be understood: about nobody, or about nothing. Not here: unknown subjects."""

import re
from collections import Counter
from collections.abc import Collection

from assistant.answer.compose import Writer
from assistant.answer.followups import ASKED, with_article
from assistant.answer.write import Written
from assistant.conversation.phrases import PERSON, POSSESSIVE, about, put_role, sentence
from assistant.question.attributes import OWNED, Attribute
from assistant.question.courtesies import only_courtesies
from assistant.question.parts import Message
from assistant.question.understand import Understanding, without_roles
from assistant.store.library import NAMED, Library
from assistant.text.words import content_stems, stem, words
from assistant.vocabulary import Outcome

CHOICES = 3
# What may stand around a word that is all of a message.
AROUND = frozenset("the a an our about of on some more please".split())
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
    if not text.strip() or only_courtesies(text):
        writer.connective("What would you like to know?")
        return Written(outcome=Outcome.CLARIFY)
    if understanding.roles or understanding.others or understanding.strangers or len(message.questions) > 1:
        return None
    if word := bare_word(library, understanding):
        writer.connective(f"What would you like to know about {word}?")
        return Written(outcome=Outcome.CLARIFY, follow_ups=telling_of(library, word))
    if not is_vague(understanding.text, understanding):
        return None
    if BETTER.match(understanding.text):
        writer.connective("Which roles do you mean?")
        return Written(outcome=Outcome.CLARIFY, follow_ups=(*choices(library), *pairs(library))[:CHOICES])
    if NEEDS_TWO & understanding.attributes.keys():
        writer.connective("Which roles do you mean?")
        return Written(outcome=Outcome.CLARIFY, follow_ups=pairs(library))
    roles = told_of(library, understanding)[:CHOICES]
    names = [f"the {library.book.full_name(role)}" for role in roles]
    writer.connective(
        f"Whom do you mean: {', '.join(names[:-1])} or {names[-1]}?" if len(names) > 1 else "Whom do you mean?"
    )
    return Written(
        outcome=Outcome.CLARIFY,
        follow_ups=tuple(reading(library, understanding.text, role, understanding.attributes) for role in roles),
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


def told_of(library: Library, understanding: Understanding) -> list[str]:
    """The core roles, most told of first; where two or more are told of in what is asked for, those only."""
    roles, asked = most_told(library), OWNED & understanding.attributes.keys()
    told = [role for role in roles if any((role, attribute) in library.told for attribute in asked)]
    return told if len(told) > 1 else roles


def choices(library: Library) -> tuple[str, ...]:
    """When is which the better choice: for the roles that articles name situations for."""
    return tuple(
        ASKED[Attribute.SITUATIONS].format(a=with_article(library, role))
        for role in most_told(library)
        if (role, Attribute.SITUATIONS) in library.told
    )


def bare_word(library: Library, understanding: Understanding) -> str:
    """The one word that is all of a message, if the articles have it and it is nothing that can be asked for: "leadership"."""
    said = [word for word in words(understanding.text) if content_stems(word.text)]
    if len(said) != 1 or understanding.terms or understanding.departments or understanding.attributes:
        return ""
    around = {word.norm for word in words(understanding.text)} - {said[0].norm}
    if around - AROUND or not telling_of(library, said[0].norm):
        return ""
    return said[0].norm


def telling_of(library: Library, word: str) -> tuple[str, ...]:
    """Questions whose answers speak of a word, those with most to say first."""
    speaking = [row for row, stems in enumerate(library.row_stems) if stem(word) in stems]
    counts = Counter(
        (role, attribute)
        for row in speaking
        if len(roles := library.profiles[row].subjects or library.profiles[row].context) == 1
        for role in roles
        for attribute, weight in library.profiles[row].attributes.items()
        if weight >= NAMED and attribute in ASKED
    )
    best = sorted(counts, key=lambda one: (-counts[one], list(ASKED).index(one[1]), one[0]))
    return tuple(ASKED[attribute].format(a=with_article(library, role)) for role, attribute in best[:CHOICES])


def reading(library: Library, text: str, role: str, attributes: Collection[Attribute] = ()) -> str:
    """The question as it would be, asked of one role; where it points to something else as well, what it asks for."""
    named = next((attribute for attribute in attributes if attribute in ASKED), None)
    if not (PERSON.search(text) or POSSESSIVE.search(text)):
        return about(re.sub(r"\b(?:pls|please)\b", "", text, flags=re.IGNORECASE), (role,), library.book)
    spelled = sentence(put_role(text, (role,), library.book))
    if named and PERSON.search(without_roles(spelled, library.book).replace("it", "", 1)):
        return ASKED[named].format(a=with_article(library, role))
    return spelled
