"""Answers to turns that speak of the answer before: where it is written, and what one point of its list says.

Not here: telling such a turn from others (`conversation.answered`).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from assistant.answer.compose import Writer, is_fragment
from assistant.answer.novelty import redundant, usable
from assistant.answer.write import Written
from assistant.conversation.answered import MARK, THERE, only_explain, pointed_at, points
from assistant.conversation.spoken import about_roles, core_roles
from assistant.question.parts import Message, take_apart
from assistant.store.library import Library
from assistant.vocabulary import Answer, Citation, Outcome

BULLET = re.compile(r"^- ", re.MULTILINE)
ONE = re.compile(r"\bone\b", re.IGNORECASE)  # of a list, or else one of two roles
MARKER = re.compile(r" \[(\d+)\]")
# How like a point of a list a sentence elsewhere has to be to say more on it, and how many such sentences are shown.
ON_IT, MORE = 0.62, 2
NO_MORE = "The articles say no more on this."
NOTHING = "The answer before this one cites no article."


def row_of(library: Library, citation: Citation) -> int:
    """The row of the sentence that a citation ends with."""
    ends = ((row, one) for row, one in enumerate(library.sentences) if one.article == citation.article)
    return next(row for row, one in ends if one.end == citation.end)


def items_of(library: Library, answer: Answer) -> list[tuple[int, ...]]:
    """The points of an answer's lists in order, each as the rows of its sentences; without a list, its sentences."""
    rows = {citation.marker: row_of(library, citation) for citation in answer.citations}
    lines = [line for line in answer.text.split("\n") if BULLET.match(line)]
    points = [tuple(rows[int(number)] for number in MARKER.findall(line)) for line in lines]
    return points or [(row,) for row in rows.values()]


def name_of(library: Library, rows: Sequence[int]) -> str:
    """What a point is called: its label, or else its first sentence."""
    first = library.sentences[rows[0]]
    return (first.label or first.text).strip(" .:")


def points_spelled_out(
    library: Library, ask: Callable[[tuple[str, ...]], Answer], turns: tuple[str, ...]
) -> tuple[tuple[str, ...], Message]:
    """The turns before the last one, and that one taken apart, each with the point that it means of the list before it spelled out.

    `ask` gives the answer to the last of some turns.
    """
    spelled: list[str] = []
    listing: tuple[str, ...] = ()  # the turns up to the one that the list answers
    name = ""
    rows: tuple[int, ...] = ()
    for place, turn in enumerate(turns):
        listing = listing if name else turns[:place]
        text, name, rows = spelled_out(library, ask, listing, turn, name)
        spelled.append(text)
    return tuple(spelled[:-1]), replace(take_apart(spelled[-1]), meant=rows)


def spelled_out(
    library: Library, ask: Callable[[tuple[str, ...]], Answer], before: tuple[str, ...], turn: str, name: str
) -> tuple[str, str, tuple[int, ...]]:
    """A turn with the point that it means spelled out, what the point is called, and its rows if no more is asked than what it says.

    `name` is what the point is called that the turn before meant, if any.
    """
    if name and THERE.search(turn):
        return THERE.sub(f"with {name}", turn), name, ()
    if not before or not points(turn) or len(about_roles(before[-1], library.book)) > 1:
        return turn, "", ()
    answer = ask(before)
    if not BULLET.search(answer.text) and ONE.search(turn):
        return turn, "", ()
    items = items_of(library, answer)
    texts = [" ".join((name_of(library, rows), *(library.sentences[row].text for row in rows))) for rows in items]
    found = pointed_at(turn, texts)
    if found is None:
        return turn, "", ()
    place, marked = found
    explained = only_explain(marked)
    spoken = {role for one in before for role in core_roles(one, library.book)}
    if not explained and len(spoken) > 1:  # "how many years for the first one?" is asked of the roles
        return turn, "", ()
    name = name_of(library, items[place])
    name = name[:1].lower() + name[1:] if name[1:2].islower() else name
    return f"Explain {name}." if explained else marked.replace(MARK, name), name, items[place] if explained else ()


def write_sources(library: Library, writer: Writer, answer: Answer | None) -> Written:
    """The articles that an answer cites, each with the sentences cited; of a list only what introduces it."""
    if answer is None:
        writer.connective(NOTHING)
        return Written(outcome=Outcome.NOT_COVERED)
    rows = [row_of(library, citation) for citation in answer.citations]
    led = {library.group_of(row) for row in rows if not is_fragment(library.sentences[row])}
    rows = [row for row in rows if not (is_fragment(library.sentences[row]) and library.group_of(row) in led)]
    by_article: dict[str, list[int]] = {}
    for row in rows:
        by_article.setdefault(library.sentences[row].article, []).append(row)
    for place, (article, own) in enumerate(by_article.items()):
        opening = "And in" if place else "That is written in"
        writer.bullets([(row,) for row in own], under=f"{opening} *{library.article(article).title}*:", labels=False)
    return Written(outcome=Outcome.ANSWERED)


def write_point(library: Library, writer: Writer, rows: Sequence[int]) -> Written:
    """One point of a list in full, and what is said on it elsewhere."""
    first = library.sentences[rows[0]]
    own = [
        row
        for row in library.group_of(rows[0])
        if first.item >= 0
        and library.sentences[row].item == first.item
        and library.sentences[row].column == first.column
    ]
    own = own or list(rows)
    writer.bullets([own])
    likeness = library.adapted_sentences @ np.mean(library.adapted_sentences[own], axis=0)
    about = set(library.profiles[own[0]].named)
    further: list[int] = []
    for row in np.argsort(-likeness, kind="stable").tolist():
        if likeness[row] < ON_IT or len(further) == MORE:
            break
        if row in library.group_of(own[0]) or not usable(library, row) or is_fragment(library.sentences[row]):
            continue
        if about & set(library.profiles[row].named) and not redundant(library, row, [*own, *further]):
            further.append(row)
    writer.paragraph(further)
    if len(own) == 1 and not further:
        writer.connective(NO_MORE)
    return Written(outcome=Outcome.ANSWERED)
