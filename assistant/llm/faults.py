"""Ways in which a model's whole answer goes wrong, told from its words alone. Not here: single claims (`check`)."""

import re
from collections import Counter

from assistant.llm.fallback import Fallback
from assistant.llm.prompt import Prompt
from assistant.text.words import words

SHINGLE = 7  # words in a row of the instructions that no answer has by chance
TWICE = 3  # times that one sentence may not be said
LONGEST = 900  # characters without an end of a sentence
LABEL = 6  # words of a line that claims nothing
LOOP = 24  # words of which at least a fifth have to differ
REFUSAL = re.compile(
    r"^(?:(?:sorry|unfortunately|apologies|i apologi[sz]e)\b|i(?:'|’)?m (?:sorry|unable|not able)\b|i am (?:sorry|unable|not able)\b"
    r"|i (?:cannot|can(?:'|’)t|can not|won(?:'|’)t|will not|must decline|do not have|don(?:'|’)t have)\b"
    r"|as an? (?:ai|artificial|language|large language)\b|(?:the )?(?:evidence|question) (?:does|is|provides?|contains?) (?:not?|no)\b)",
    re.IGNORECASE,
)
FENCES = re.compile(
    r"</?(?:evidence|question|decided)>|<\|[^|]{0,40}\|>|^(?:system|user|assistant)\s*:|\b(?:evidence|question) (?:is|are) data\b",
    re.IGNORECASE,
)
# What only someone who has read the prompt speaks of.
OF_THE_PROMPT = re.compile(
    r"\b(?:the|this|given|provided|above|following) (?:evidence|question|answer|prompt|instructions?|numbered sentences?)\b",
    re.IGNORECASE,
)
# A sentence whose subject is named only in the one before it.
POINTING = re.compile(
    r"^(?:they|he|she|its|their|his|her|this|these|those|it(?! (?:is|takes|pays|matters|depends)))\b", re.IGNORECASE
)


class Watch:
    """Looks at the sentences of one answer as they come, before they are tidied."""

    def __init__(self, prompt: Prompt) -> None:
        request = prompt.user.rpartition("\n")[2]
        self._told = shingles(prompt.system) | shingles(request)
        self._said: Counter[str] = Counter()
        self._words: list[str] = []

    def fault(self, text: str) -> Fallback | None:
        """What is wrong with the answer, given this sentence of it."""
        if FENCES.search(text) or self._told & shingles(text):
            return Fallback.LEAK
        if REFUSAL.match(text.strip()):
            return Fallback.REFUSAL
        if garbled(text):
            return Fallback.NONSENSE
        said = " ".join(word.norm for word in words(text))
        self._said[said] += 1
        self._words += said.split()
        if self._said[said] >= TWICE or loops(self._words):
            return Fallback.REPETITION
        return None

    def repeats(self, text: str) -> bool:
        """Whether a sentence that was looked at has been said before."""
        return self._said[" ".join(word.norm for word in words(text))] > 1


def of_the_prompt(text: str) -> bool:
    """Whether a sentence speaks of the prompt rather than of what was asked."""
    return OF_THE_PROMPT.search(text) is not None


def points(text: str) -> bool:
    """Whether a sentence says of whom it speaks only with the help of the one before it."""
    return POINTING.match(text) is not None


def is_label(text: str) -> bool:
    """Whether a line only says that the answer follows: "The evidence is:"."""
    return text.endswith(":") and of_the_prompt(text) and len(words(text)) <= LABEL


def endless(text: str) -> Fallback | None:
    """What is wrong with a stretch of text in which no sentence ends."""
    if len(text) < LONGEST:
        return None
    return Fallback.REPETITION if loops([word.norm for word in words(text)]) else Fallback.NONSENSE


def shingles(text: str) -> set[tuple[str, ...]]:
    """Every `SHINGLE` words in a row."""
    norms = [word.norm for word in words(text)]
    return {tuple(norms[place : place + SHINGLE]) for place in range(len(norms) - SHINGLE + 1)}


def loops(norms: list[str]) -> bool:
    """Whether the last words go round in a small circle."""
    last = norms[-LOOP:]
    return len(last) == LOOP and len(set(last)) <= LOOP // 5


def garbled(text: str) -> bool:
    """Whether a text is no language: control signs, replacement signs, or few letters of the Latin script."""
    bare = [sign for sign in text if not sign.isspace()]
    if not bare:
        return False
    if any(not sign.isprintable() or sign == "�" for sign in bare):
        return True
    letters = sum(sign.isalpha() and ord(sign) < 0x250 for sign in bare)
    return len(bare) >= 12 and letters < 0.45 * len(bare)
