"""What a language model took and what of its text was removed, as an `Answer` tells it. Not here: answers (`vocabulary`)."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Removed:
    """What a language model wrote and readers are not told as sound; `reason` says in words what is wrong with it."""

    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ModelUse:
    """What asking a language model took: requests sent, and tokens, estimated where the endpoint does not count them.

    `cached` means that an earlier writing was used again, `removed` how many sentences did not pass. `fallback` says in
    a word why the answer is in the articles' own sentences after all, and is empty when it is the model's.
    """

    name: str
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached: bool = False
    removed: int = 0
    fallback: str = ""
