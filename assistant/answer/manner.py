"""Weighs the evidence anew for the manner that a question asks about: what somebody does alone, or in person.

Not here: how sentences are scored for what is asked (`rank`), or which are shown (`facts`).
"""

import re
from dataclasses import replace

import numpy as np

from assistant.evidence.retrieve import Evidence
from assistant.question.understand import Understanding
from assistant.store.library import Library

# "Which metrics is the CMO alone judged by?", and the headings of what two do together.
ALONE_ASKED = re.compile(r"\balone\b|\bby (?:him|her|it)self\b|\bon (?:his|her|its|their) own\b", re.IGNORECASE)
TOGETHER = re.compile(r"\b(?:shared|joint\w*|alliance|partnership|alignment|align|together)\b", re.IGNORECASE)
# "Does the CSO personally write it?", and what says how far somebody does it in person.
PERSONALLY = re.compile(r"\b(?:personally|in person|(?:him|her|them)sel(?:f|ves)|first-hand|hands-on)\b", re.IGNORECASE)
DIRECTLY = re.compile(r"\b(?:actively|directly|personally|hands-on|(?:active|key) part|take part)\b", re.IGNORECASE)
IN_PERSON = 1.6  # times the score of such a sentence


def in_manner(library: Library, evidence: Evidence, understanding: Understanding) -> Evidence:
    """The evidence for a question, weighed for "alone" and "in person" where it says so of a role."""
    if len(understanding.roles) == 1 and ALONE_ASKED.search(understanding.text):
        evidence = apart(library, evidence)
    if understanding.roles and PERSONALLY.search(understanding.text):
        evidence = in_person(library, evidence)
    return evidence


def apart(library: Library, evidence: Evidence) -> Evidence:
    """The evidence without what sections on roles together say."""
    joint = [any(TOGETHER.search(part) for part in library.section(row)) for row in range(len(library.sentences))]
    return replace(evidence, score=np.where(joint, np.float32(0), evidence.score))


def in_person(library: Library, evidence: Evidence) -> Evidence:
    """The evidence with more weight on what says how far somebody does a thing in person."""
    own = [bool(DIRECTLY.search(sentence.text)) for sentence in library.sentences]
    return replace(evidence, score=np.where(own, np.float32(IN_PERSON) * evidence.score, evidence.score))
