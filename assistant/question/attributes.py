"""What can be asked of a role: pay, metrics, team and so on, with the everyday words for each.

The same table reads questions and the headings, labels and lead-ins of articles. Not here: roles.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from assistant.text.words import norms, stem


class Attribute(StrEnum):
    """An aspect of a role, or of how roles work together; the value is how it is named to a reader."""

    DEFINITION = "definition"
    RESPONSIBILITIES = "responsibilities"
    METRICS = "metrics"
    PAY = "pay"
    BUDGET = "budget"
    TEAM = "team"
    REPORTING = "reporting line"
    SKILLS = "skills"
    QUALIFICATIONS = "qualifications"
    CAREER = "career path"
    TRAITS = "personality"
    TOOLS = "tools"
    HORIZON = "time horizon"
    FORECAST = "forecasting"
    JOURNEY = "customer journey"
    AUDIENCE = "audience"
    PRODUCT = "work with the product team"
    PROS = "advantages"
    CONS = "drawbacks"
    SITUATIONS = "situations"
    ALIGNMENT = "alignment"
    BENEFITS = "benefits"
    DIFFERENCE = "difference"
    SIMILARITY = "similarities"
    FINANCE = "work with the CFO"
    SIZE = "company size"
    CONFLICT = "conflict"
    FUTURE = "future"
    AI = "artificial intelligence"
    CUSTOMER = "customer focus"
    EXPERIENCE = "customer experience"
    GOAL = "goal"
    STRATEGY = "strategy"
    ACTIVITIES = "activities"
    NAMES = "other names"
    CHANGE = "change of the position"
    SUCCESS = "effect on sales"
    PLAN = "sales plan"
    FEEDBACK = "feedback"
    TECHNOLOGY = "shared technology"
    LEADS = "leads"
    OWNERSHIP = "responsibility for revenue"
    SCOPE = "scope"
    JOINT = "joint leadership"


# Column of each attribute in a table of weights.
ORDER = {attribute: column for column, attribute in enumerate(Attribute)}

# Attributes that a question often names besides the one that it is about ("how does AI change the *job* ...").
BROAD = frozenset(
    {Attribute.RESPONSIBILITIES, Attribute.GOAL, Attribute.STRATEGY, Attribute.SUCCESS, Attribute.DEFINITION,
     Attribute.CHANGE, Attribute.LEADS, Attribute.ACTIVITIES, Attribute.SIZE, Attribute.OWNERSHIP, Attribute.SCOPE,
     Attribute.JOINT}
)  # fmt: skip

PREPOSITIONS = frozenset("to of in for into at on by from with".split())
# An attribute that is always somebody's: "and the pay?" means the pay of the role spoken of.
OWNED = frozenset(
    {Attribute.PAY, Attribute.BUDGET, Attribute.TEAM, Attribute.METRICS, Attribute.TOOLS, Attribute.SKILLS,
     Attribute.QUALIFICATIONS, Attribute.CAREER, Attribute.TRAITS, Attribute.REPORTING, Attribute.PROS, Attribute.CONS,
     Attribute.RESPONSIBILITIES, Attribute.HORIZON, Attribute.FORECAST, Attribute.FINANCE, Attribute.PRODUCT,
     Attribute.SITUATIONS, Attribute.GOAL, Attribute.JOURNEY, Attribute.AUDIENCE, Attribute.ACTIVITIES}
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Cue:
    attribute: Attribute
    stems: tuple[str, ...]


@cache
def cue_phrases() -> dict[Attribute, tuple[str, ...]]:
    """The everyday words for each attribute, as `cues.toml` has them."""
    data = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
    return {Attribute(name): tuple(phrases) for name, phrases in data.items()}


@cache
def _cues() -> dict[str, tuple[_Cue, ...]]:
    """The cues by their first stem."""
    table: dict[str, list[_Cue]] = {}
    for attribute, phrases in cue_phrases().items():
        for phrase in phrases:
            stems = stems_of(phrase)
            table.setdefault(stems[0], []).append(_Cue(attribute=attribute, stems=stems))
    return {first: tuple(cues) for first, cues in table.items()}


def stems_of(text: str) -> tuple[str, ...]:
    """All stems of a text, function words too, in order."""
    return tuple(map(stem, norms(text)))


def attributes_in(text: str) -> dict[Attribute, int]:
    """The attributes that a text names, with the length in words of the longest cue seen for each.

    The words of a cue may have up to two others between them ("what *does* a CMO *do*"); a preposition at most one
    ("reports directly *to*"), and no other preposition: "accountable for the team to" is not "accountable to".
    """
    stems = stems_of(text)
    table = _cues()
    seen = {
        cue
        for position, first in enumerate(stems)
        for cue in table.get(first, ())
        if _follows(stems, position, cue.stems)
    }
    # "personal quality" is not also a "quality".
    whole = [cue for cue in seen if not any(set(cue.stems) < set(other.stems) for other in seen)]
    found: dict[Attribute, int] = {}
    for cue in sorted(whole, key=lambda cue: (-len(cue.stems), cue.attribute.value)):
        found[cue.attribute] = max(found.get(cue.attribute, 0), len(cue.stems))
    return found


def _follows(stems: Sequence[str], position: int, cue: Sequence[str]) -> bool:
    at = position
    for wanted in cue[1:]:
        window = stems[at + 1 : at + 11] if wanted == "do" else stems[at + 1 : at + 4]
        if wanted in PREPOSITIONS:
            window = window[: 1 if PREPOSITIONS.intersection(window[:1]) else 2]
        if wanted not in window:
            return False
        at = at + 1 + window.index(wanted)
    return True


@cache
def _stems_by_attribute() -> dict[Attribute, frozenset[str]]:
    found: dict[Attribute, set[str]] = {}
    for cues in _cues().values():
        for cue in cues:
            found.setdefault(cue.attribute, set()).update(cue.stems)
    return {attribute: frozenset(stems) for attribute, stems in found.items()}


def cue_stems(attributes: Iterable[Attribute]) -> frozenset[str]:
    """All stems that the cues of some attributes are made of."""
    return frozenset().union(*(_stems_by_attribute()[attribute] for attribute in attributes))
