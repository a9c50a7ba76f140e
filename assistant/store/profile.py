"""What each sentence is about: its roles and attributes, read from its words and from where it stands.

Computed once when an index is opened. Not here: what a question asks (`understand`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.question.attributes import Attribute, attributes_in
from assistant.question.roles import RoleBook
from assistant.text.names import Mention, unique
from assistant.vocabulary import Article, Section, Sentence, SentenceKind

# How much a cue counts by where it stands.
LABEL, LEAD_IN, HEADING, PARENT, TEXT = 1.2, 0.9, 0.9, 0.5, 0.45
SHARED = 0.88  # fit of a sentence that says the same of a role not asked about
OWN = 0.15  # added where the sentence itself names what its place names
PRONOUN = re.compile(
    r"^(?:as such, |in addition, |additionally, )?(?:they|he|she|their|his|her|(?:this|that|such an?|these|those) (?!is\b|are\b)\w+"
    r"|these (?:leaders|executives)|the (?:officer|person|position))\b",
    re.IGNORECASE,
)
THAN = re.compile(r"\b(?:than|unlike|compared (?:to|with)) (?:an? |the |that of (?:an? |the )?)?$", re.IGNORECASE)
JOINED = re.compile(r"^(?:'s|s)?\)?,? (?:and|or|&|vs\.?|versus) (?:(?:a|an|the|of|by) )*$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What one sentence is about.

    `named` are all roles that the sentence or its place names. `subjects` are the core roles that it says
    something of, `mentioned` all core roles that it names; `context` are those of its place (lead-in, headings,
    title), nearest first. `attributes` holds each attribute with a weight of 0 to 1.35, and `head` those named by
    its lead-in or leaf heading alone. `place` is the text of its place: leaf heading, lead-in and label.
    """

    named: frozenset[str]
    subjects: tuple[str, ...]
    mentioned: tuple[str, ...]
    context: tuple[str, ...]
    attributes: Mapping[Attribute, float]
    head: Mapping[Attribute, float]
    place: str

    def fit(self, roles: frozenset[str]) -> float:
        """How well the sentence fits roles asked about: 1 its subject, 0 another role's."""
        if not roles or (self.subjects and set(self.subjects) <= roles):
            return 1.0
        if roles & set(self.subjects):
            return SHARED
        if roles & set(self.mentioned):
            return 0.6
        if self.mentioned:
            return 0.0
        return 0.9 if roles & set(self.context) else (0.0 if self.context else 0.5)


def profile_article(article: Article, book: RoleBook) -> tuple[Profile, ...]:
    """One profile for each sentence of an article, in order."""
    leads = {s.group: s.text for s in article.sentences if s.kind is SentenceKind.LEAD_IN}
    headings = _headings(article)
    profiles: list[Profile] = []
    for position, sentence in enumerate(article.sentences):
        earlier = profiles[-1] if position and article.sentences[position - 1].group == sentence.group else None
        lead = leads.get(sentence.group, "")
        profiles.append(_profile(sentence, lead, headings[position], article.title, book, earlier))
    return tuple(profiles)


def _headings(article: Article) -> list[tuple[str, ...]]:
    """For each sentence the heading path below the article's title."""
    sections: Sequence[Section] = sorted(article.sections, key=lambda section: section.start)
    found: list[tuple[str, ...]] = []
    for sentence in article.sentences:
        inside = [section for section in sections if section.start <= sentence.start < section.end]
        path = max(inside, key=lambda section: section.start).path if inside else ()
        found.append(path[1:] if path and path[0] == article.title else path)
    return found


def _profile(
    sentence: Sentence, lead: str, path: tuple[str, ...], title: str, book: RoleBook, earlier: Profile | None
) -> Profile:
    mentions = [mention for mention in book.find(sentence.text) if mention.id in book.core]
    subjects = subjects_of(sentence.text, [one for one in mentions if not THAN.search(sentence.text[: one.start])])
    places = [sentence.column, sentence.label, lead if sentence.kind is not SentenceKind.LEAD_IN else "", *path[::-1]]
    context = _context(places, title, book)
    if not subjects and earlier and PRONOUN.match(sentence.text):
        context = earlier.subjects or earlier.context
    headed = book.of_departments(sentence.text)
    # "Marketing teams are often made up of ...", where sales and marketing are set side by side.
    if not mentions and len(headed) == 1 and len(context) > 1 and headed[0] in context:
        context = headed
    if not mentions and sentence.column:
        context = _context([sentence.column], "", book) or context
    return Profile(
        named=frozenset(role for text in (sentence.text, sentence.label, lead, *path[-1:]) for role in book.ids(text)),
        subjects=subjects,
        mentioned=unique(mention.id for mention in mentions),
        context=context,
        attributes=_attributes(sentence, lead, path),
        head=_weighed([(lead, LEAD_IN), (path[-1] if path else title, HEADING)]),
        place=" ".join(part for part in (path[-1] if path else title, lead, sentence.label) if part),
    )


def subjects_of(text: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The roles that a sentence says something of: the first one named, and those joined to it by "and"."""
    if not mentions:
        return ()
    subjects = [mentions[0].id]
    for before, after in zip(mentions, mentions[1:], strict=False):
        gap = text[before.end : after.start]
        same = before.id == after.id and len(gap) <= 3  # "chief sales officer (CSO)"
        if not same and not JOINED.match(gap):
            break
        subjects.append(after.id)
    return unique(subjects)


def _context(places: Sequence[str], title: str, book: RoleBook) -> tuple[str, ...]:
    """The roles of the nearest place that names any."""
    for place in places:
        mentions = [mention for mention in book.find(place) if mention.id in book.core]
        if mentions:
            return subjects_of(place, mentions)
    # A title that names several roles says nothing of which one a sentence is about.
    whole = unique(mention.id for mention in book.find(title) if mention.id in book.core)
    return whole if len(whole) == 1 else ()


def _attributes(sentence: Sentence, lead: str, path: tuple[str, ...]) -> dict[Attribute, float]:
    sources = [(sentence.label, LABEL), (lead, LEAD_IN), (sentence.text, TEXT)]
    sources += [(heading, HEADING if depth == 0 else PARENT) for depth, heading in enumerate(path[::-1])]
    weights = _weighed(sources)
    own = attributes_in(sentence.text)
    return {name: weight + (OWN if name in own and weight > TEXT else 0.0) for name, weight in weights.items()}


def _weighed(sources: Sequence[tuple[str, float]]) -> dict[Attribute, float]:
    """The attributes that texts name, each with the greatest weight of a text that names it."""
    weights: dict[Attribute, float] = {}
    for text, weight in sources:
        for attribute in attributes_in(text):
            weights[attribute] = max(weights.get(attribute, 0.0), weight)
    return weights
