"""What exactly the articles lack, by the words of the question: names, terms, things, how often.

Not here: whether a question is covered (`abstain`).
"""

import re
from collections.abc import Sequence

from assistant.question.attributes import BROAD, Attribute
from assistant.question.background import own_part
from assistant.question.understand import Kind, Understanding
from assistant.relations import RelationKind
from assistant.store.library import Library
from assistant.text.words import FUNCTION_WORDS, content_stems, singular, words

# What may stand before a title without making it another one.
QUALITIES = frozenset(
    "new old first next current former future young senior junior good great bad best typical average ideal modern female"
    " fellow other certain male single full-time part-time fractional interim our their successful strong weak hired outside external".split()
)
NAME_JOINS = frozenset({"-", " ", " & ", "&"})  # between two words of one name: "Coca-Cola"
UNKNOWN = 2  # words that the articles lack, named in an answer
# A word behind an article, a possessive or a preposition, and the word after it: most often a noun and what follows it.
NOUN = re.compile(
    r"\b(?:which (?=\w+s? (?:should|does|do|must|can|did|would|will)\b)|(?:an?|the|my|our|your|their|of|for|on|in|with|about|from|by|between|any|this|that) )"
    r"(?P<word>[^\W\d_]{4,}(?<!ly))\b"
    r"(?= (?P<next>[^\W\d_]+)|)",
    re.IGNORECASE,
)
# Two words at the end of a question, or before what goes on with another thing: most often a compound, "company car".
NUMBER = r"one|two|three|four|five|six|seven|eight|nine|ten|many|several"
COMPOUND = re.compile(
    rf"(?<![\w-])(?!(?:{NUMBER})\b)(?P<first>[^\W\d_]{{3,}}(?<!ly)) (?P<second>[^\W\d_]{{3,}}(?<!ing)(?<!self))(?=\W*$|,| (?:in|at|for|of|from|by|and|or)\b)",
    re.IGNORECASE,
)
# What comes before a thing that somebody is given: "do they get a company car?"
GIVEN = re.compile(
    r"\b(?:gets?|receives?|given|granted|offered|entitled to|own|have|earn)(?: an?| any| the| their| some)? $",
    re.IGNORECASE,
)
# A question for what a term means, and for nothing else.
TERM = re.compile(
    r"^\W*(?:so |and |but |ok )?(?:what(?:['’]s| is| are)|define|explain)(?: an?| the)? (?P<term>[^\W\d_]+(?:[ -][^\W\d_]+){1,2})\W*$"
    r"|^\W*what do(?:es)? (?P<said>[^\W\d_]+(?:[ -][^\W\d_]+){1,2}) (?:mean|stand for)\W*$",
    re.IGNORECASE,
)
OFTEN = re.compile(
    r"\bhow (?:often|frequently|regularly)\b|\b(?:daily|weekly|monthly|quarterly),? or (?:daily|weekly|monthly|quarterly)\b",
    re.IGNORECASE,
)
SIZE = re.compile(
    r"\b(?:at|from|with) (?:what|which|how many) (?:(?:company )?size|employees|headcount|staff|people|revenue|turnover)\b",
    re.IGNORECASE,
)
# "Who trains the salespeople?" asks for somebody else than whom it names.
WHO_TO = re.compile(r"^\W*(?:so |and )?who (?!is\b|are\b|was\b)\w+s (?:the|our|its|their|new)\b", re.IGNORECASE)
# A name that is an adjective, and the noun behind it.
ADJECTIVE = re.compile(r"(?:[a-z]an|ish|ese|nch|tch|iss|rdic|eek|eli)$")
BEHIND = re.compile(r" (?P<noun>[a-z]{3,})(?: (?:laws?|codes?|acts?|rules?|regulations?|markets?|courts?))?\b")
HOW_OFTEN = "The articles do not say how often."
WHAT_SIZE = "The articles do not say at what size."
INTRODUCED = frozenset(content_stems("create introduce establish add adopt appoint usually typically normally"))
POSSESSIVE = re.compile(r"['’]s?$")


def never_mentioned(names: Sequence[str]) -> str:
    """What is missing, by name; a name of small letters stands in quotes."""
    names = [POSSESSIVE.sub("", name) for name in names]
    names = list({name.lower(): name for name in reversed(names)}.values())[::-1]
    told = [name if name != name.lower() or name.startswith(("a ", "an ")) else f"“{name}”" for name in names]
    return f"The articles never mention {told[0] if len(told) == 1 else ', '.join(told[:-1]) + ' or ' + told[-1]}."


def nowhere(unknown: Sequence[str]) -> str:
    """That some words, the first few of them, are in no article: 'nothing in them is about “mortgage”'."""
    quoted = [f"“{word}”" for word in unknown[:UNKNOWN]]
    return f"nothing in them is about {' or '.join(quoted)}"


def unknown_words(library: Library, understanding: Understanding) -> tuple[str, ...]:
    """The things that a question is about and that stand neither in the articles nor in what readers ask of them."""
    found = []
    for place in NOUN.finditer(understanding.text):
        word = place.group("word")
        if not known(library, word) and not content_stems(place.group("next") or ""):
            found.append(word)
    return tuple(dict.fromkeys(found))


def unknown_compounds(library: Library, understanding: Understanding, *, given: bool = False) -> tuple[str, ...]:
    """Compounds with a word that stands neither in the articles nor in what readers ask of them: "company car".

    `given` leaves those that the question has somebody get.
    """
    found = []
    for place in COMPOUND.finditer(understanding.text):
        if given and not GIVEN.search(understanding.text[: place.start()]):
            continue
        first, second = place["first"], place["second"]
        if not content_stems(first) or not content_stems(second):
            continue
        if not (known(library, first) and known(library, second)):
            found.append(f"{first} {second}")
    return tuple(dict.fromkeys(found))


def known(library: Library, word: str) -> bool:
    """Whether a word says nothing by itself, or the articles or readers' questions use it."""
    return not content_stems(word) or library.mentions(word.lower()) or library.mentions(singular(word.lower()))


def unknown_terms(library: Library, understanding: Understanding) -> tuple[str, ...]:
    """The term whose meaning is asked for, where its words never stand side by side."""
    match = TERM.match(understanding.text)
    if not match or library.book.ids(understanding.text) or understanding.terms:
        return ()
    term = match["term"] or match["said"]
    stems = content_stems(term)
    if len(stems) < len(words(term)) or any(word.norm in FUNCTION_WORDS for word in words(term)):
        return ()
    together = all(pair in library.pairs for pair in zip(stems, stems[1:], strict=False))
    return () if together else (term,)


def unsaid(understanding: Understanding) -> str:
    """That the articles do not say how often, or at what size; empty if neither is asked."""
    if OFTEN.search(understanding.text):
        return HOW_OFTEN
    return WHAT_SIZE if SIZE.search(understanding.text) else ""


def names_unknown(library: Library, understanding: Understanding) -> tuple[str, ...]:
    """Proper names and acronyms of the question that no article has: firms, products, countries, laws."""
    text = own_part(understanding.asked)
    if text.isupper():
        return ()
    found: list[tuple[int, int]] = []
    for place, word in enumerate(words(text)):
        inside = place > 0 and text[: word.start].rstrip()[-1:] not in ".!?:;\"'"
        proper = word.text[:1].isupper() and inside
        acronym = len(word.text) >= 2 and word.text.isupper() and word.text.isalpha()
        named = proper or acronym or (not understanding.roles and library.speller.is_name(word.norm))
        if (
            named
            and word.norm not in FUNCTION_WORDS
            and not library.mentions(singular(word.norm))
            and not library.mentions(word.norm)
        ):
            joined = bool(found) and text[found[-1][1] : word.start] in NAME_JOINS
            found[len(found) - joined :] = [(found[-1][0] if joined else word.start, word.end)]
    return tuple(dict.fromkeys(whole_name(text, start, end) for start, end in found))


def whole_name(text: str, start: int, end: int) -> str:
    """A name with what it is an adjective to: "German law", "the French labour code"."""
    match = BEHIND.match(text, end) if ADJECTIVE.search(text[start:end]) else None
    if not match or not content_stems(match["noun"]):
        return text[start:end]
    the = "the " if text[:start].lower().endswith("the ") else ""
    return f"{the}{text[start : match.end()]}"


def titles_unknown(library: Library, understanding: Understanding) -> tuple[str, ...]:
    """Titles of one word that a word unknown to the articles makes another's: "film director"."""
    text, found = understanding.text, []
    for mention in library.book.find(text):
        name = text[mention.start : mention.end]
        before = words(text[: mention.start])[-1:]
        if " " in name or name.isupper() or not before or before[0].norm in FUNCTION_WORDS | QUALITIES:
            continue
        if name.lower() in library.book.acronyms:
            continue
        joined = text[before[0].end : mention.start] == " "
        if joined and before[0].norm.isalpha() and not library.mentions(before[0].norm):
            found.append(f"a {before[0].norm} {name}")
    return tuple(found)


def only_in_passing(library: Library, understanding: Understanding) -> str:
    """A question about the job of a position that the articles only mention beside others."""
    if understanding.roles or not understanding.others or WHO_TO.match(understanding.text):
        return ""
    about = {
        Attribute.RESPONSIBILITIES,
        Attribute.SKILLS,
        Attribute.PAY,
        Attribute.CAREER,
        Attribute.QUALIFICATIONS,
        Attribute.DIFFERENCE,
    }
    if set(understanding.attributes) - BROAD - about:  # "what does the CEO do when the two disagree?"
        return ""
    if understanding.kind in {Kind.OVERVIEW, Kind.DEFINITION} or about & understanding.attributes.keys():
        names = [f"the {library.book.full_name(other)}" for other in understanding.others]
        jobs = "job" if len(names) == 1 else "jobs"
        return f"The articles mention {' and '.join(names)} only in passing and do not describe the {jobs}."
    return ""


def leaders(library: Library) -> set[str]:
    """The roles of which an article's front matter says whom or what they lead."""
    leading = {RelationKind.LEADS, RelationKind.TEAM}
    return {
        role
        for article in library.index.articles
        for relation in article.relations
        if relation.kind in leading
        for role in relation.roles
    }


def coming(understanding: Understanding) -> frozenset[str]:
    """Stems of the words that say no more than that there comes to be a role, where it is asked when that is."""
    return INTRODUCED if Attribute.SITUATIONS in understanding.attributes else frozenset()
