"""Chooses the sentence that says what a role is. Not here: definitions of terms, which are facts."""

import re
from collections.abc import Sequence

from assistant.answer.novelty import redundant, usable
from assistant.evidence.retrieve import Evidence
from assistant.question.understand import Kind, Understanding
from assistant.store.library import Library

OWN = 0.6  # fit from which a sentence is on the role asked about
# Strength from which a sentence counts as a definition: as an answer, and beside another role's or to show that there is one.
LEAST, BESIDE = 0.6, 0.4
MOST = 2  # definitions, from different articles
OPENING = re.compile(r"^(?:an?|the|in [^,]{3,40},|in some [^,]{3,40},|as an?)?\s*$", re.IGNORECASE)
COPULA = re.compile(
    r"^\)?(?:, [^,]{3,60},)?\s*(?P<strong>is|are|refers to|stands for|means)\s+(?P<what>(?:the|an?|any|one|typically|usually|often)\b)"
    r"|^\)?\s*(?:holds|has|is|oversees|leads|heads|answers for|covers|unites|runs)\b",
    re.IGNORECASE,
)
DETAIL = re.compile(r"\b(?:who|whose|that|responsib\w+|in charge|with)\b")
# That a role exists somewhere does not say what it is.
EXISTS = re.compile(
    r"\b(?:role|position|post|title|job)s? (?:that |which )?(?:\w+ )?(?:exists?|occurs?|is found)\b", re.IGNORECASE
)
KIND = re.compile(r"\b(?:executive|officer|leader|head|position|someone|person|role)\b", re.IGNORECASE)


def choose_definitions(
    library: Library, evidence: Evidence, understanding: Understanding, *, least: float = LEAST
) -> tuple[int, ...]:
    """Sentences that say what the role asked about is, best first, at most one an article; of a strength from `least` on."""
    role = understanding.roles[0]
    scored = sorted(
        ((strength(library, evidence, row, role), row) for row in range(len(library.sentences))),
        key=lambda pair: (-pair[0], pair[1]),
    )
    chosen: list[int] = []
    articles: set[str] = set()
    best = scored[0][0] if scored else 0.0
    for score, row in scored:
        if score < least or score < best - 0.25 or len(chosen) == MOST:
            break
        if library.sentences[row].article not in articles and not redundant(library, row, chosen):
            chosen.append(row)
            articles.add(library.sentences[row].article)
    if understanding.kind is Kind.DEFINITION:
        chosen = [*spelled_out(library, evidence, chosen, role), *chosen]
    return tuple(chosen)


def define_each(library: Library, evidence: Evidence, roles: Sequence[str]) -> dict[str, int]:
    """For each role the sentence that says what it is, of one article if one says it of all; {} if one has none."""
    strengths: dict[str, dict[str, tuple[float, int]]] = {}
    for row, sentence in enumerate(library.sentences):
        for role in roles:
            found = (strength(library, evidence, row, role), -row)
            if found[0] >= BESIDE:
                own = strengths.setdefault(sentence.article, {})
                own[role] = max(own.get(role, found), found)
    whole = [own for own in strengths.values() if len(own) == len(roles)]
    if whole:
        best = max(whole, key=lambda own: sum(score for score, _ in own.values()))
        return {role: -best[role][1] for role in roles}
    each = {role: max((own[role] for own in strengths.values() if role in own), default=None) for role in roles}
    return {role: -found[1] for role, found in each.items() if found} if all(each.values()) else {}


def spelled_out(library: Library, evidence: Evidence, chosen: list[int], role: str) -> tuple[int, ...]:
    """The best sentence on a role that has its name in full, where definitions only have the acronym."""
    name = library.book.roles[role].name
    if not chosen or any(name in library.sentences[row].text.lower() for row in chosen):
        return ()
    rows = [
        row
        for row, sentence in enumerate(library.sentences)
        if sentence.item < 0 and evidence.fit[row] >= OWN and name in sentence.text.lower() and usable(library, row)
    ]
    return (max(rows, key=lambda row: (float(evidence.score[row]), -row)),) if rows else ()


def strength(library: Library, evidence: Evidence, row: int, role: str) -> float:
    """How much a sentence looks like the definition of a role; 0 if it does not."""
    sentence, profile = library.sentences[row], library.profiles[row]
    if profile.subjects != (role,) or sentence.item >= 0 or not usable(library, row):
        return 0.0
    mentions = library.book.find(sentence.text)
    last = mentions[0]
    for mention in mentions[1:]:  # "chief sales officer (CSO)" is one name
        if mention.id == role and mention.start - last.end <= 2:
            last = mention
    match = COPULA.match(sentence.text[last.end :])
    if not match or not OPENING.match(sentence.text[: mentions[0].start]):
        return 0.0
    named = 0.15 if KIND.search(sentence.text[last.end : last.end + 60]) else 0.0
    detailed = 0.08 if DETAIL.search(sentence.text) else 0.0
    hollow = 0.3 if EXISTS.search(sentence.text) else 0.0
    return max(0.0, float(evidence.dense[row]) + (0.3 if match.group("strong") else 0.0) + named + detailed - hollow)
