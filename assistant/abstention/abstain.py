"""Decides whether the articles cover a question, and says what exactly is missing.

Not here: searching, or wording the answer that is given when they do.
"""

import re
from dataclasses import dataclass

import numpy as np

from assistant.abstention.confidence import confidence
from assistant.abstention.coverage import coverage
from assistant.abstention.missing import (
    coming,
    leaders,
    names_unknown,
    never_mentioned,
    nowhere,
    only_in_passing,
    titles_unknown,
    unknown_compounds,
    unknown_terms,
    unknown_words,
    unsaid,
)
from assistant.answer.definitions import define_each
from assistant.evidence.retrieve import Evidence
from assistant.question.attributes import BROAD, OWNED, Attribute
from assistant.question.forms import FORMS
from assistant.question.understand import Kind, Understanding
from assistant.question.wanted import Wanted
from assistant.store.library import Library
from assistant.text.words import content_stems
from assistant.vocabulary import Nearest

TOLD = 0.45  # weight from which a sentence counts as speaking of an attribute: its own words name it
# From here on a question counts as covered: by the confidence, or, where it names something of the field, by how
# surely the articles speak of that (both chosen on the tuning half of the cases; evals/README.md).
ENOUGH, SPEAKS = 0.15, 0.5
# The same where the articles come with questions in readers' words (held-out questions of `evals/training`).
COVERED = 0.35
# Likeness of a reader's wording, and fit, from which the best sentence is on the point whatever words it has.
LIKE, FITTING = 0.75, 0.6
# Weights of the logistic score: intercept, best similarity, mean of the best three, and whether the question names
# a role, a term of the glossary, or a department.
# Fitted on the tuning half of the cases against SQuAD and FiQA questions; the shares of the question's words that
# the articles have, tried as well, added nothing (evals/README.md).
WEIGHTS = (-4.85, 4.7, 4.6, 1.9, 2.2, 2.0)
# Attributes of which a figure may be meant though none is asked for: "the pay of a CMO".
FIGURED = frozenset({Attribute.PAY, Attribute.BUDGET, Attribute.SIZE, Attribute.QUALIFICATIONS})
# Stems of words for whom it is asked, which ask for nothing.
ANYBODY = frozenset(content_stems("business company companies firm organization organisation enterprise people person"))
# Stems of what a reader does with the answer, which ask for nothing either: "which skills should I screen for?"
READER = frozenset(
    content_stems(
        "screen check look test mention include put name cover expect write advert ad posting vacancy interview slide list"
        " prepare present recruit recruiter candidate hire know bear mind ought need"
    )
)
# Words around a question that ask for nothing.
IDLE = re.compile(
    r"\b(?:in the first place|of all places|these days|in general|in the end|at the end of the day)\b", re.IGNORECASE
)
RANK = re.compile(
    r"\b(?:more senior|senior to|superior to|higher|outranks?|ranks? (?:above|below|over|under|higher|lower)|ranked|above|below)\b",
    re.IGNORECASE,
)
NO_RANK = "The articles do not say which of them ranks higher."
AGE = re.compile(r"\bhow old\b|\b(?:what|which) age\b|\bage\b", re.IGNORECASE)
NO_AGE = "The articles give no age for this."
NO_FORM = {
    Wanted.AMOUNT: "The articles give no figure for this.",
    Wanted.DATE: "The articles do not say how long or when.",
    Wanted.NAME: "The articles name no company, product or person for this.",
    Wanted.PLACE: "The articles name no place for this.",
}
# Stems of words that ask for the form rather than name the thing.
FORM_STEMS = frozenset(
    content_stems(
        "average averages percentage percent number amount exact exactly figure typical median salary range price cost rate"
        " euros dollars year years month months week weeks day days long take takes time company companies best good"
        " name normal current today annual monthly"
    )
)


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Whether the articles treat the subject of a question; `missing` says in sentences what they lack.

    `guess` says what it is that they probably lack where they do not treat it.
    `part` says that what they do have on the subject is worth giving all the same.
    """

    treated: bool
    missing: tuple[str, ...] = ()
    guess: str = ""
    part: bool = False

    @property
    def covered(self) -> bool:
        """Whether the question may be answered as it stands."""
        return self.treated and not self.missing


def treats(library: Library, evidence: Evidence, understanding: Understanding) -> bool:
    """Whether the articles treat what is asked, be all of the answer in them or not."""
    sure = sureness(library, evidence, understanding)
    if library.index.wordings:
        told = told_plainly(library, understanding) or told_of_each(library, understanding)
        return sure >= COVERED or told or defines_each(library, evidence, understanding)
    named = understanding.roles or understanding.terms or understanding.departments
    if named and speaks_of(evidence, understanding) >= SPEAKS:
        return True
    return sure >= ENOUGH


def told_plainly(library: Library, understanding: Understanding) -> bool:
    """Whether nothing is asked but one thing that the articles tell of each role asked about: "what does a CSO do?"."""
    asked = set(understanding.attributes) - {Attribute.DEFINITION}
    asked -= {Attribute.JOINT} if len(asked) > 1 else set()  # it says which role is meant
    return (
        bool(understanding.roles)
        and len(asked) == 1
        and set(understanding.rest) <= ANYBODY | READER | idle(understanding.text) | coming(understanding)
        and understanding.wanted is Wanted.ANYTHING
        and not asked & FIGURED
        and all(
            (role, attribute) in library.told
            or (attribute is Attribute.RESPONSIBILITIES and says_what_for(library, role))
            or (attribute is Attribute.TEAM and role in leaders(library))
            or (attribute is Attribute.SITUATIONS and (role, Attribute.SIZE) in library.told)
            for role in understanding.roles
            for attribute in asked
        )
    )


def told_in_words(library: Library, understanding: Understanding) -> bool:
    """Whether nothing is asked but what a role has of what may be meant as a figure: "the pay of a CMO"."""
    asked = set(understanding.attributes)
    return (
        len(asked & FIGURED) == len(asked) == len(understanding.roles) == 1
        and set(understanding.rest) <= ANYBODY
        and all((role, attribute) in library.told for role in understanding.roles for attribute in asked)
    )


def idle(text: str) -> frozenset[str]:
    """Stems of the words of a question that ask for nothing: "in the first place"."""
    return frozenset(stem for match in IDLE.finditer(text) for stem in content_stems(match.group()))


def says_what_for(library: Library, role: str) -> bool:
    """Whether a sentence on one role alone says in its own words what that is responsible for."""
    return any(
        profile.subjects == (role,) and profile.attributes.get(Attribute.RESPONSIBILITIES, 0.0) >= TOLD
        for profile in library.profiles
    )


def told_of_each(library: Library, understanding: Understanding) -> bool:
    """Whether roles are compared in something that the articles tell of each of them under a heading or label of its own."""
    asked = set(understanding.attributes) - BROAD - {Attribute.DIFFERENCE}
    return (
        understanding.kind is Kind.COMPARISON
        and len(asked) == 1
        and all((role, attribute) in library.told for role in understanding.roles for attribute in asked)
    )


def defines_each(library: Library, evidence: Evidence, understanding: Understanding) -> bool:
    """Whether nothing is asked but what some roles are, or how they differ, and the articles say of each what it is."""
    asked = set(understanding.attributes) - {Attribute.DIFFERENCE, Attribute.DEFINITION}
    if not understanding.roles or asked or understanding.rest or understanding.wanted is not Wanted.ANYTHING:
        return False
    if understanding.kind not in {Kind.DEFINITION, Kind.COMPARISON, Kind.OVERVIEW}:
        return False
    return bool(define_each(library, evidence, understanding.roles))


def sureness(library: Library, evidence: Evidence, understanding: Understanding) -> float:
    """How sure it is that the articles answer a question, 0 to 1, by all that they come with."""
    return (coverage if library.index.wordings else confidence)(library, evidence, understanding)


def speaks_of(evidence: Evidence, understanding: Understanding) -> float:
    """How surely the articles speak of the field's words in a question: a logistic score, 0 to 1."""
    open_rows = np.sort(evidence.dense[evidence.fit > 0])[::-1][:3]
    if not len(open_rows):
        return 0.0
    named = (bool(understanding.roles), understanding.terms, understanding.departments)
    features = (1.0, float(open_rows[0]), float(open_rows.mean()), *map(float, named))
    return float(1 / (1 + np.exp(-sum(weight * value for weight, value in zip(WEIGHTS, features, strict=True)))))


def assess(library: Library, evidence: Evidence, understanding: Understanding) -> Coverage:
    """Whether the articles cover the question, and what they lack."""
    treated = treats(library, evidence, understanding)
    strangers = (
        *(name for name in understanding.strangers if not library.mentions(name.lower())),
        *names_unknown(library, understanding),
        *titles_unknown(library, understanding),
        *unknown_terms(library, understanding),
    )
    if strangers:
        lacking = (no_form(understanding),) if lacks_form(library, evidence, understanding) else ()
        return Coverage(treated=treated, missing=(*lacking, never_mentioned(strangers)))
    if passing := only_in_passing(library, understanding):
        return Coverage(treated=treated, missing=(passing,))
    if not treated:
        return untreated(library, evidence, understanding)
    if understanding.kind is Kind.YES_NO and (unknown := unknown_compounds(library, understanding, given=True)):
        return Coverage(treated=treated, missing=(f"The articles do not cover this question: {nowhere(unknown)}.",))
    if absent := attribute_absent(library, understanding):
        return Coverage(treated=treated, missing=(absent,))
    if lacks_form(library, evidence, understanding):
        specific = any(name not in BROAD for name in understanding.attributes)
        return Coverage(
            treated=treated, missing=(no_form(understanding),), part=specific and best_attribute(evidence) >= 0.8
        )
    return Coverage(treated=treated)


def lacks_form(library: Library, evidence: Evidence, understanding: Understanding) -> bool:
    """Whether a figure, date, name or place is asked for that no sentence on the point has."""
    form = FORMS.get(understanding.wanted)
    rows = on_point(library, evidence, understanding) if form else []
    return form is not None and not any(form.search(library.sentences[row].text) for row in rows)


def no_form(understanding: Understanding) -> str:
    """That the articles lack the figure, date, name or place that is asked for."""
    aged = understanding.wanted is Wanted.DATE and AGE.search(understanding.text)
    return NO_AGE if aged else NO_FORM[understanding.wanted]


def untreated(library: Library, evidence: Evidence, understanding: Understanding) -> Coverage:
    """What exactly the articles lack that do not treat a question, where that can be told."""
    if unsaid_ := unsaid(understanding):
        return Coverage(treated=False, guess=unsaid_)
    if understanding.roles and understanding.wanted is not Wanted.ANYTHING:
        specific = any(name not in BROAD for name in understanding.attributes)
        part = specific and best_attribute(evidence) >= 0.8
        return Coverage(treated=False, guess=no_form(understanding), part=part)
    if len(understanding.roles) > 1 and RANK.search(understanding.text):
        return Coverage(treated=False, guess=NO_RANK, part=True)
    if told_in_words(library, understanding):
        return Coverage(treated=False, guess=NO_FORM[Wanted.AMOUNT], part=True)
    unknown = unknown_words(library, understanding) or unknown_compounds(library, understanding)
    if unknown:
        return Coverage(treated=False, guess=f"The articles do not cover this question: {nowhere(unknown)}.")
    if understanding.wanted is not Wanted.ANYTHING:
        return Coverage(treated=False, guess=no_form(understanding))
    return Coverage(treated=False, guess=attribute_absent(library, understanding))


def attribute_absent(library: Library, understanding: Understanding) -> str:
    """An attribute that no article gives for any of the roles asked about."""
    asked = sorted((name for name in understanding.attributes if name in OWNED), key=lambda name: name.value)
    if not understanding.roles or len(asked) != 1 or asked[0] in BROAD:
        return ""
    if any(
        (role, Attribute.SIZE) in library.told
        for role in understanding.roles
        if {Attribute.SIZE, Attribute.SITUATIONS} & understanding.attributes.keys()
    ):
        return ""  # "which companies have one?", "when does one come in?": the size where no situations are told
    told = any(
        fit >= 0.9 and profile.attributes.get(asked[0], 0.0) >= TOLD
        for role in understanding.roles
        for fit, profile in zip(library.fit_to(frozenset({role})), library.profiles, strict=True)
    )
    told = told or asked[0] is Attribute.TEAM and bool(set(understanding.roles) & leaders(library))
    names = [f"a {library.book.full_name(role)}" for role in understanding.roles]
    return "" if told else f"The articles say nothing on the {asked[0].value} of {' or '.join(names)}."


def best_attribute(evidence: Evidence) -> float:
    """How well the best sentence fits the attribute asked for, 0 to 1."""
    return float(evidence.attribute[int(np.argmax(evidence.score))])


def on_point(library: Library, evidence: Evidence, understanding: Understanding) -> list[int]:
    """The rows that speak of just what a figure or name is asked for: by their words, or the best by readers' wordings."""
    asked = {one for one in understanding.topic if one not in FORM_STEMS}
    order = np.argsort(-evidence.score)
    best = float(evidence.score[order[0]])
    rows = [int(order[0])] if evidence.worded[order[0]] >= LIKE and evidence.fit[order[0]] >= FITTING else []
    for row in order[:12]:
        share = len(asked & library.row_stems[row]) / len(asked) if asked else 1.0
        if evidence.score[row] >= 0.75 * best and share >= 0.6:
            rows.append(int(row))
    return rows


def nearest(evidence: Evidence, count: int = 2) -> tuple[Nearest, ...]:
    """The sections closest to the question, each once."""
    places = dict.fromkeys((hit.passage.article, " > ".join(hit.passage.section)) for hit in evidence.hits)
    return tuple(Nearest(article=article, section=section) for article, section in list(places)[:count])
