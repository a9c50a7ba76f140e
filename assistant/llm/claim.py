"""A sentence that claims something with what it cites, and what came of checking it. Not here: checking (`check`)."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A sentence and the evidence that it cites, as indexes from 0 into the evidence sentences."""

    text: str
    cited: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A sentence after its check.

    `cited` are the evidence sentences that it rests on, which may be others than it cited; if not `supported`, those
    that it cited and that exist. `score` runs from 0 to 1, and is 1 for a sentence that stands in its evidence word
    for word. `close` says that it is in the words of what it rests on, which it but shortens or joins. `reason` says
    in words for readers what is wrong, and is empty for a supported sentence.
    """

    text: str
    cited: tuple[int, ...]
    supported: bool
    score: float
    reason: str = ""
    close: bool = False
