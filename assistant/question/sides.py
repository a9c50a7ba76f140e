"""Tells which side of a weighing a question asks for, in everyday words: "what do we gain by having one rather than the other?".

Not here: the cues that name advantages and drawbacks outright (`cues.toml`).
"""

import re
from collections.abc import Collection

from assistant.question.attributes import Attribute

GAIN = re.compile(
    r"\b(?:what|which)\b.*\b(?:gain|gains|gained|win|profit|get out of|better off|(?:speaks?|argues?|said) (?:for|in favou?r))\b"
    r"|\bbenefits?\b|\bwhy .*\b(?:preferable|superior)\b",
    re.IGNORECASE,
)
LOSS = re.compile(
    r"\b(?:what|which)\b.*\b(?:lose|loses|lost|give up|miss|sacrifice|forgo|forfeit|(?:speaks?|argues?|said) against)\b",
    re.IGNORECASE,
)
WEIGHED = frozenset({Attribute.PROS, Attribute.CONS, Attribute.DIFFERENCE})


def weighed(text: str, attributes: Collection[Attribute]) -> dict[Attribute, int]:
    """The side that a question asks for which sets one role back behind another: what is gained by it is its advantages."""
    sides = ((Attribute.CONS, LOSS), (Attribute.PROS, GAIN))
    found = () if WEIGHED & set(attributes) else tuple(side for side, pattern in sides if pattern.search(text))
    return dict.fromkeys(found[:1], 1)


def asks_side(text: str) -> bool:
    """Whether a question asks what is gained or lost."""
    return bool(GAIN.search(text) or LOSS.search(text))
