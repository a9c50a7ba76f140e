"""Answers which of the articles speak of something: "which articles mention a chief revenue officer?".

Not here: whether they agree on it (`agreement`).
"""

import re
from collections.abc import Callable

from assistant.answer.compose import Writer
from assistant.answer.novelty import usable
from assistant.answer.write import Written
from assistant.evidence.retrieve import Evidence
from assistant.question.roles import RoleBook
from assistant.store.library import Library
from assistant.text.words import content_stems, singular, words
from assistant.vocabulary import Outcome

NOUNS = r"(?:articles?|sources?|texts?|pieces?|papers?|guides?|documents?)"
OF_ALL = r"(?: of)?(?: (?:the|your|these|those|all))*(?: (?:two|three|four|five|six|seven|eight|nine|ten|\d+))?"
SPEAK = (
    r"(?:mentions?|names?|speaks? (?:of|about)|talks? (?:of|about)|deals? with|discuss(?:es)?|covers?|treats?|describes?|writes? (?:of|about)"
    r"|says? (?:something|anything|a word) (?:on|about|of)|ha(?:s|ve) (?:something|anything) (?:on|about|to say (?:on|about))|brings? up"
    r"|touch(?:es)? (?:on|upon)|(?:is|are) about)"
)
SPOKEN_OF = r"(?:mentioned|named|discussed|covered|described|dealt with|written about|spoken of|to be found|found|brought up|come up|appear|turn up)"
NOT_THE_REST = r"(?:,? (?:and|or) (?:which|what)(?: ones?| of them)? (?:do|does|are|is|have)(?: not|n['’]t)?\b.*)?"
OPENING = r"^(?:(?:so|and|but|ok)\W+)*"
ASKS_WHICH = tuple(
    re.compile(OPENING + pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:which|what|how many|any){OF_ALL} {NOUNS}(?: \w+ly| all| also| even)* {SPEAK} (?P<what>.+?){NOT_THE_REST}\W*$",
        rf"(?:which|what) (?:ones?|of them){OF_ALL} {SPEAK} (?P<what>.+?){NOT_THE_REST}\W*$",
        rf"(?:in |by )?(?:which|what|how many){OF_ALL} {NOUNS} (?:is|are|does|do|can|has|have) (?P<what>.+?) (?:be |been |get |also )*{SPOKEN_OF}(?: in)?\W*$",
        rf"(?:do|does) (?:all|any|every|each|both|only one|just one|most|more than one|one){OF_ALL} {NOUNS}(?: \w+ly| all| also| even)*"
        rf" {SPEAK} (?P<what>.+?)\W*$",
    )
)
NUMBERS = "no one two three four five six seven eight nine ten".split()


def asked_of(text: str) -> str:
    """What a question wants to know the articles on that speak of it; empty for other questions."""
    match = next((found for pattern in ASKS_WHICH if (found := pattern.match(text.strip()))), None)
    return match["what"] if match else ""


def write_mentions(library: Library, evidence: Evidence, text: str, writer: Writer) -> Written | None:
    """The articles that speak of what a question names, each with its most telling sentence; None if it asks nothing such."""
    what = asked_of(text)
    if not what or not (rows := naming(library, what)):
        return None
    best: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: (not usable(library, row), -float(evidence.score[row]), row)):
        best.setdefault(library.sentences[row].article, row)
    titles = {article.id: f"*{article.title}*" for article in library.index.articles}
    silent = [title for id_, title in titles.items() if id_ not in best]
    writer.connective(f"{counted(len(best), len(titles))} this:")
    for id_, title in titles.items():
        if id_ in best:
            writer.bullets([(best[id_],)], under=f"{title}:")
    if silent:
        writer.connective(f"Not in {' or '.join(filter(None, (', '.join(silent[:-1]), silent[-1])))}.")
    return Written(outcome=Outcome.ANSWERED)


def naming(library: Library, what: str) -> list[int]:
    """Rows of the sentences that name the roles or terms in a text or, if it has none, use all its words."""
    roles, terms = set(library.book.ids(what)), set(library.terms.ids(what))
    if roles or terms:
        return rows_where(
            library, lambda text: roles <= by_name(library.book, text) and terms <= set(library.terms.ids(text))
        )
    stems = set(content_stems(what))
    return rows_where(library, lambda text: stems <= set(content_stems(text))) if stems else []


def by_name(book: RoleBook, text: str) -> set[str]:
    """The roles that a text calls by a name of theirs; "the leaders of sales and marketing" may be several people."""
    found = set()
    for mention in book.find(text):
        said = [word.norm for word in words(text[mention.start : mention.end])]
        proper = {
            word.norm
            for name in (book.roles[mention.id].name, *book.roles[mention.id].acronyms)
            for word in words(name)
        }
        if all(singular(word) in {word} | proper for word in said):
            found.add(mention.id)
    return found


def rows_where(library: Library, holds: Callable[[str], bool]) -> list[int]:
    """Rows of the sentences whose label and text something holds of."""
    return [row for row, one in enumerate(library.sentences) if holds(f"{one.label} {one.text}")]


def counted(some: int, total: int) -> str:
    """How many of the articles do something: "Two of the five articles mention"."""
    if some == total:
        return f"All {spelled(total)} articles mention" if total > 1 else "The article mentions"
    return f"{'Only one' if some == 1 else spelled(some).capitalize()} of the {spelled(total)} articles mention{'s' if some == 1 else ''}"


def spelled(number: int) -> str:
    """A small number as a word."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
