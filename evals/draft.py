"""First cases for articles that have none: from their headings, lead-ins and facts, for a person to correct.

Each case rests on a quote of its article, passes the schema and the linter, and is marked as a draft. Not here: how
a heading becomes a question (`asking`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

from assistant.question.roles import RoleBook
from assistant.text.words import content_stems
from assistant.vocabulary import Article, Fact, Glossary, Outcome, Section, Sentence, SentenceKind
from evals.asking import from_heading, from_lead_in, from_topic, with_article
from evals.case import DISAGREEMENT, Split, Stratum, Tier
from evals.spans import fold

DRAFT = "draft"  # the tag that marks a case nobody has read yet
NOTE = "draft: correct the question and the facts, then remove this note and the tag"
MOST_ITEMS = 8  # items of a list that a case quotes
LAST_WORDS = 6  # of a sentence that count as saying it: news comes at the end
OFF_SUBJECT = (
    "What is the capital of Australia?",
    "How do I bake sourdough bread?",
    "Who painted the Mona Lisa?",
    "What will the weather be like tomorrow?",
    "How tall is Mount Everest?",
)
HEAD = """\
# Drafted by `corner-office eval --draft`: a beginning, not yet a suite. For each case: is it what readers ask, in their
# words? Does the quote answer it? Is an accepted wording of each fact one that a good answer cannot do without? Correct
# what is not, remove what nobody asks, and take the tag and the note away. evals/README.md explains every key.
"""

AT_THE_END = re.compile(r"\s*\([^()]*\)\W*$")
BRACKET = re.compile(r"\s*[()]\s*")
LINKING = re.compile(r"^(?:(?:and|or|of|for|to|in|that|is|are) )+")

Fields = dict[str, Any]


def draft_cases(articles: Iterable[Article], glossary: Glossary) -> str:
    """The text of a file of cases; those of each article in the order of its text, then what the articles lack."""
    articles = tuple(articles)
    book = RoleBook(glossary.roles)
    found = [
        *about_facts(articles, book),
        *(case for article in articles for case in about_article(article, book)),
        *off_subject(articles),
    ]
    cases = unique(found)
    body = "\n".join(yaml.safe_dump([case], sort_keys=False, allow_unicode=True, width=110) for case in cases)
    return f"{HEAD}cases:\n{body}"


def about_facts(articles: Sequence[Article], book: RoleBook) -> Iterator[Fields]:
    """A case for each point that the front matter of one article or several speaks of."""
    points: dict[tuple[str, tuple[str, ...]], list[tuple[Article, Fact]]] = {}
    for article in articles:
        for fact in article.facts:
            points.setdefault((fact.topic, fact.roles), []).append((article, fact))
    for (topic, roles), said in points.items():
        differ = len({fact.says for _, fact in said}) > 1
        role = next((with_article(book.roles[one].name) for one in roles if one in book.roles), "the role")
        yield case(
            f"{topic}-{'-'.join(roles)}",
            from_topic(topic, role),
            quotes=[(article.id, article.text[fact.start : fact.end]) for article, fact in said],
            tags=[DISAGREEMENT] if differ else [],
        )


def about_article(article: Article, book: RoleBook) -> Iterator[Fields]:
    """A case for each heading with prose below it, and for each list or table with a lead-in."""
    starts = {section.start for section in article.sections}
    for section in article.sections:
        if len(section.path) < 2:
            continue
        end = min((start for start in starts if start > section.start), default=len(article.text))
        own = [one for one in article.sentences if section.start <= one.start < end]
        first = next((one for one in own if one.kind is SentenceKind.PROSE), None)
        question = from_heading(section.path[-1], whom(section, book))
        if first and question:
            yield case(f"{article.id}-{section.path[-1]}", question, quotes=[(article.id, first.text)])
        for lead_in in (one for one in own if one.kind is SentenceKind.LEAD_IN):
            items = listed(lead_in, own)
            if items and (from_lead_in(lead_in.text) or question):
                quotes = [(article.id, item.text) for item in items[:MOST_ITEMS]]
                yield case(
                    f"{article.id}-{section.path[-1]}-list", from_lead_in(lead_in.text) or question, quotes=quotes
                )


def whom(section: Section, book: RoleBook) -> str:
    """The role that the headings above name, with its article, if the heading itself names none; else empty."""
    *above, heading = section.path
    if book.ids(heading):
        return ""
    roles = next((roles for one in reversed(above) if (roles := book.ids(one))), ())
    return with_article(book.roles[roles[0]].name) if len(roles) == 1 else ""


def listed(lead_in: Sentence, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The first sentence of each item or row that a lead-in introduces."""
    items: dict[int, Sentence] = {}
    for one in sentences:
        if one.group == lead_in.group and one.item >= 0:
            items.setdefault(one.item, one)
    return list(items.values())


def off_subject(articles: Sequence[Article]) -> Iterator[Fields]:
    """Questions that no article speaks of: each word of theirs that the articles hold rules one out."""
    known = {stem for article in articles for stem in content_stems(article.text)}
    for number, question in enumerate(OFF_SUBJECT, start=1):
        if known.isdisjoint(content_stems(question)):
            yield case(f"off-subject-{number}", question, quotes=[])


def case(name: str, question: str, *, quotes: Sequence[tuple[str, str]], tags: Sequence[str] = ()) -> Fields:
    """One case as it stands in the file; without quotes it is one that the articles do not answer."""
    quotes = list(dict.fromkeys(quotes))
    fields: Fields = {
        "id": slug(name),
        "group": slug(name),
        "split": Split.TUNE.value,
        "tier": Tier.SCORED.value,
        "tags": [DRAFT, *tags],
        "stratum": (Stratum.ANSWERABLE if quotes else Stratum.OFF_SUBJECT).value,
        "turns": [question],
        "expect": (Outcome.ANSWERED if quotes else Outcome.NOT_COVERED).value,
    }
    if quotes:
        fields["evidence"] = [{"article": article, "quote": quote} for article, quote in quotes]
        fields["vital"] = [{"fact": gist(quote), "accept": [gist(quote)]} for _, quote in quotes]
    return fields | {"note": NOTE}


def gist(quote: str) -> str:
    """The last words of a quote, which mostly hold what is new in it; nothing with half a bracket."""
    words = AT_THE_END.sub("", fold(quote)).split()[-LAST_WORDS - 4 :]
    whole = max(BRACKET.split(" ".join(words)), key=lambda part: len(part.split()))
    last = " ".join(whole.split()[-LAST_WORDS:])
    return LINKING.sub("", last).strip(" .:;,!?\"'") or fold(quote)


def unique(cases: Iterable[Fields]) -> list[Fields]:
    """The cases without those that ask the same again, each with an id of its own."""
    found: dict[str, Fields] = {}
    ids: dict[str, int] = {}
    for one in cases:
        question = one["turns"][0].lower()
        if question in found:
            continue
        count = ids[one["id"]] = ids.get(one["id"], 0) + 1
        if count > 1:
            one["id"] = one["group"] = f"{one['id']}-{count}"
        found[question] = one
    return list(found.values())


def slug(text: str) -> str:
    """A text as lower-case words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:70].strip("-") or "case"
