"""Finds names in texts, by any wording, acronym or plural. Not here: typos (`spelling`), what a name stands for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.text.words import SHORT_FORMS, singular, words

# What no name goes across: "to align sales and marketing, the chief sales officer" has no "sales and marketing chief".
BREAK = re.compile(r"[;:!?]|, (?:the|an?|our|your|my|their)\b")
# Joining words inside a name: "VP of sales & marketing", "vice president, sales and marketing".
JOINING = frozenset({"and", "of", "the", "for", "our", "your", "my", "their"})


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A name in a text: the id of what it names, and its place."""

    id: str
    start: int
    end: int


class NameBook:
    """Names of things by id, ready to be found in texts; a name belongs to the first id that has it."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        for id_, called in names.items():
            for name in called:
                self._names.setdefault(name_key(name), id_)
        self._longest = max((len(key) for key in self._names), default=0)
        # The steps from a question to its answer look at the same few texts, some thirty times a question.
        self._found = lru_cache(maxsize=4096)(self._look)

    def find(self, text: str) -> tuple[Mention, ...]:
        """The names in a text, in order, longest first."""
        return self._found(text)

    def _look(self, text: str) -> tuple[Mention, ...]:
        tokens = [word for word in words(text) if word.norm not in JOINING]
        keys = [singular(SHORT_FORMS.get(token.norm, token.norm)) for token in tokens]
        breaks = [bool(BREAK.search(text[one.end : two.start])) for one, two in pairwise(tokens)]
        found, position = [], 0
        while position < len(tokens):
            end = next((place + 1 for place in range(position, len(breaks)) if breaks[place]), len(tokens))
            length = self._match(keys[:end], position)
            if length:
                last = tokens[position + length - 1]
                id_ = self._names[tuple(keys[position : position + length])]
                found.append(Mention(id=id_, start=tokens[position].start, end=last.end))
            position += length or 1
        return tuple(found)

    def ids(self, text: str) -> tuple[str, ...]:
        """Ids of the things named in a text, each once, in order."""
        return unique(mention.id for mention in self.find(text))

    def _match(self, keys: list[str], position: int) -> int:
        for length in range(min(self._longest, len(keys) - position), 0, -1):
            if tuple(keys[position : position + length]) in self._names:
                return length
        return 0


def name_key(name: str) -> tuple[str, ...]:
    """What a name is matched by: its words in the singular, without joining words."""
    return tuple(singular(word.norm) for word in words(name) if word.norm not in JOINING)


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """The items in order, each once."""
    return tuple(dict.fromkeys(items))


def article_for(name: str) -> str:
    """The indefinite article for a name: "a" or "an"."""
    return "an" if name[:1].lower() in "aeiou" else "a"
