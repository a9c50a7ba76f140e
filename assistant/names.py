"""Finds names in texts, by any wording, acronym, plural or small typo. Not here: what the names stand for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.spelling import close
from assistant.words import Word, words

# Joining words inside a name: "VP of sales & marketing", "vice president, sales and marketing".
JOINING = frozenset({"and", "of", "the", "for", "n"})
SHORT_FORMS = {
    "mktg": "marketing", "mkt": "marketing", "mktng": "marketing", "dir": "director", "mgr": "manager",
    "svp": "vp", "evp": "vp", "exec": "executive", "pres": "president",
}  # fmt: skip


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

    @cached_property
    def _long_words(self) -> frozenset[str]:
        return frozenset(part for key in self._names for part in key if len(part) >= 5)

    def find(self, text: str, *, forgiving: bool = False) -> tuple[Mention, ...]:
        """The names in a text, in order, longest first; `forgiving` also takes small typos."""
        tokens = [word for word in words(text) if word.norm not in JOINING]
        keys = [self._key(token, forgiving=forgiving) for token in tokens]
        found, position = [], 0
        while position < len(tokens):
            length = self._match(keys, position)
            if length:
                last = tokens[position + length - 1]
                id_ = self._names[tuple(keys[position : position + length])]
                found.append(Mention(id=id_, start=tokens[position].start, end=last.end))
            position += length or 1
        return tuple(found)

    def ids(self, text: str, *, forgiving: bool = False) -> tuple[str, ...]:
        """Ids of the things named in a text, each once, in order."""
        return unique(mention.id for mention in self.find(text, forgiving=forgiving))

    def _key(self, word: Word, *, forgiving: bool) -> str:
        key = singular(SHORT_FORMS.get(word.norm, word.norm))
        if forgiving and len(key) >= 5 and key not in self._long_words:
            return close(key, self._long_words) or key
        return key

    def _match(self, keys: list[str], position: int) -> int:
        for length in range(min(self._longest, len(keys) - position), 0, -1):
            if tuple(keys[position : position + length]) in self._names:
                return length
        return 0


def name_key(name: str) -> tuple[str, ...]:
    """What a name is matched by: its words in the singular, without joining words."""
    return tuple(singular(word.norm) for word in words(name) if word.norm not in JOINING)


def singular(word: str) -> str:
    """A word without its plural ending; words such as "sales" and "business" stay as they are."""
    if word in {"sales", "success"} or len(word) < 3 or word.endswith("ss"):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") else word


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """The items in order, each once."""
    return tuple(dict.fromkeys(items))
