"""The front matter of a Markdown article: cut off, and checked strictly. Not here: the Markdown below it."""

import re
from datetime import date
from pathlib import Path

from assistant.errors import ArticleError
from assistant.question.attributes import Attribute
from assistant.relations import RelationKind
from ingest.blocks import Anchor, Meta, Tie
from ingest.fields import Field, compose

KEYS = ("id", "title", "roles", "source", "reviewed", "licence")
KINDS = ("guide", "analysis", "opinion")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FENCE = re.compile(r"---[ \t]*")


def split_front_matter(text: str, path: Path) -> tuple[Meta, str, int]:
    """Return what the front matter says, the text below it, and how many lines stand above that text.

    Without front matter the meta is empty. Raises ArticleError if it is not closed or breaks the schema.
    """
    lines = text.split("\n")
    if not FENCE.fullmatch(lines[0]):
        return Meta(), text, 0
    for number, line in enumerate(lines[1:], start=1):
        if FENCE.fullmatch(line):
            meta = read_meta(compose("\n".join(lines[1:number]), "front matter", path, offset=1))
            return meta, "\n".join(lines[number + 1 :]), number + 1
    raise ArticleError(f"{path}, line 1: the front matter is not closed. End it with a line '---'.")


def read_meta(field: Field) -> Meta:
    """Check the front matter's fields. Raises ArticleError that names the file, the line and the remedy."""
    fields = field.keys(required=KEYS, optional=("facts", "relations"))
    source = fields["source"].keys(required=("title", "kind"))
    return Meta(
        id=read_slug(fields["id"]),
        title=fields["title"].text(),
        roles=fields["roles"].texts(),
        source_title=source["title"].text(),
        source_kind=read_kind(source["kind"]),
        reviewed=read_date(fields["reviewed"]),
        licence=fields["licence"].text(),
        facts=tuple(read_fact(entry) for entry in (fields["facts"].many() if "facts" in fields else ())),
        relations=tuple(read_tie(entry) for entry in (fields["relations"].many() if "relations" in fields else ())),
    )


def read_fact(field: Field) -> Anchor:
    """A point on which articles may differ. Raises ArticleError."""
    fields = field.keys(required=("topic", "roles", "says", "quote"))
    topic = fields["topic"].text()
    if topic not in set(Attribute):
        raise fields["topic"].error(f"is {topic!r}", f"Use one of {', '.join(sorted(Attribute))}.")
    return Anchor(
        topic=topic,
        roles=fields["roles"].texts(),
        says=fields["says"].text(),
        quote=" ".join(fields["quote"].text().split()),
        line=fields["quote"].line,
    )


def read_tie(field: Field) -> Tie:
    """What roles report to, lead, own or fit. Raises ArticleError."""
    fields = field.keys(required=("kind", "roles", "what", "quote"), optional=("when",))
    kind = fields["kind"].text()
    if kind not in set(RelationKind):
        raise fields["kind"].error(f"is {kind!r}", f"Use one of {', '.join(RelationKind)}.")
    for name in ("roles", "what"):
        if not fields[name].many():
            raise fields[name].error("is empty", "Fill it in.")
    return Tie(
        kind=RelationKind(kind),
        roles=fields["roles"].texts(),
        what=fields["what"].texts(),
        when=fields["when"].text() if "when" in fields else "",
        quote=" ".join(fields["quote"].text().split()),
        line=fields["quote"].line,
    )


def read_slug(field: Field) -> str:
    """An id of lower-case words joined by hyphens. Raises ArticleError."""
    value = field.text()
    if not SLUG.fullmatch(value):
        raise field.error(f"is {value!r}", "Use lower-case letters, digits and single hyphens.")
    return value


def read_kind(field: Field) -> str:
    """One of KINDS. Raises ArticleError."""
    value = field.text()
    if value not in KINDS:
        raise field.error(f"is {value!r}", f"Use one of {', '.join(KINDS)}.")
    return value


def read_date(field: Field) -> str:
    """A date as YYYY-MM-DD. Raises ArticleError."""
    value = field.text()
    try:
        good = date.fromisoformat(value).isoformat() == value
    except ValueError:
        good = False
    if not good:
        raise field.error(f"is {value!r}, which is no date", "Write it as YYYY-MM-DD.")
    return value
