"""Tells whether a question is off the subject of the articles altogether. Not here: whether they cover it (`abstain`)."""

from assistant.abstention.abstain import speaks_of
from assistant.evidence.retrieve import Evidence
from assistant.question.understand import Understanding

OFF = 0.25  # how surely the articles speak of a question's words, below which no section is near it


def off_subject(evidence: Evidence, understanding: Understanding) -> bool:
    """Whether a question names nothing of the field and is like nothing in the articles: no section is near it."""
    named = understanding.roles or understanding.others or understanding.terms or understanding.departments
    return not named and speaks_of(evidence, understanding) < OFF
