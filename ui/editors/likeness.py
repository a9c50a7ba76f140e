"""Questions that ask alike, together: by the content words that they share. Not here: where they come from."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from assistant.text.words import content_stems

SHARED = 0.6  # of all different content words of two questions
Item = TypeVar("Item")


def alike(items: Iterable[Item], text: Callable[[Item], str]) -> tuple[tuple[Item, ...], ...]:
    """The items in groups, the largest first; within a group, and among equals, in the order given.

    An item joins the first group whose first question shares enough words with it, or holds all its words.
    """
    groups: list[tuple[frozenset[str], list[Item]]] = []
    for item in items:
        stems = frozenset(content_stems(text(item)))
        for leader, members in groups:
            if shared(stems, leader) or text(item).casefold() == text(members[0]).casefold():
                members.append(item)
                break
        else:
            groups.append((stems, [item]))
    return tuple(tuple(members) for _, members in sorted(groups, key=lambda group: -len(group[1])))


def shared(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of words are those of one question."""
    both = len(one & other)
    return both >= SHARED * len(one | other) > 0 or (both >= 2 and both == min(len(one), len(other)))
