"""Why a model's answer is not given, and the line that says so to readers. Not here: finding out (`line`, `faults`)."""

from enum import StrEnum


class Fallback(StrEnum):
    """What kept a model's answer from the reader."""

    UNREACHABLE = "unreachable"  # no answer from the endpoint, or an error
    RESTING = "resting"  # the endpoint failed a moment ago, so it is not asked
    SLOW = "slow"  # not done within the time that the settings allow
    CUT = "cut"  # the answer broke off
    SPENT = "spent"  # the day's tokens are used up
    NONSENSE = "nonsense"
    REFUSAL = "refusal"
    REPETITION = "repetition"
    LEAK = "leak"  # the prompt's own words
    STRUCK = "struck"  # too many sentences that the evidence does not carry
    FAULT = "fault"  # a fault of ours, which the log has


class FallbackError(Exception):
    """The model's answer cannot be given. Not for readers."""

    def __init__(self, why: Fallback) -> None:
        super().__init__(why.value)
        self.why = why


OWN_WORDS = "this answer is in the articles' own words."
AWAY = f"The language model does not answer at the moment; {OWN_WORDS}"
USED_UP = f"The language model has been used as much as it may today; {OWN_WORDS}"
UNSOUND = f"What the language model wrote did not pass the check against the articles; {OWN_WORDS}"
LINES = {
    Fallback.UNREACHABLE: AWAY,
    Fallback.RESTING: AWAY,
    Fallback.SLOW: AWAY,
    Fallback.CUT: AWAY,
    Fallback.FAULT: AWAY,
    Fallback.SPENT: USED_UP,
}


def line(why: Fallback) -> str:
    """The one line that a reader gets."""
    return LINES.get(why, UNSOUND)
