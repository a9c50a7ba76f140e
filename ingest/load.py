"""A folder of files into articles: the walk, the limits, the reader for each suffix. Not here: any format."""

import hashlib
import logging
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from assistant.errors import ArticleError
from assistant.relations import AMONG_ROLES, Relation, RelationKind
from assistant.vocabulary import Article, Fact, Glossary
from ingest.blocks import Anchor, Document, Heading, Tie
from ingest.canonical import canonical
from ingest.decode import decode
from ingest.docx import read_docx
from ingest.html import read_html
from ingest.markdown import read_markdown
from ingest.passages import cut_passages
from ingest.pdf import read_pdf
from ingest.plaintext import read_plaintext
from ingest.sentences import mark_sentences
from ingest.wordings import load_wordings

logger = logging.getLogger(__name__)

MOST_SENTENCES = 200_000
ENDS = re.compile(r"[.!?]\s|[^.!?\s]\n")
TEXT_READERS: dict[str, Callable[[str, Path], Document]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_plaintext,
    ".html": read_html,
    ".htm": read_html,
}
BINARY_READERS: dict[str, Callable[[bytes, Path], Document]] = {".pdf": read_pdf, ".docx": read_docx}


def load_articles(folder: Path, *, max_bytes: int) -> tuple[Article, ...]:
    """All articles in a folder and the folders in it, sorted by id.

    Raises:
        ArticleError: the folder is missing or holds no article, two articles share an id, or one of them cannot be
            read, has no text, is larger than `max_bytes` or breaks the schema.
    """
    if not folder.is_dir():
        raise ArticleError(f"{folder}: no such folder. Name the folder of the articles with CORNER_OFFICE_ARTICLES.")
    found: dict[str, tuple[Path, Article]] = {}
    for path in article_files(folder):
        article = load_article(path, max_bytes=max_bytes)
        if article.id in found:
            raise ArticleError(
                f"{path}: the id {article.id!r} is also that of {found[article.id][0]}. Change one of the two."
            )
        found[article.id] = path, article
    if not found:
        suffixes = ", ".join([*TEXT_READERS, *BINARY_READERS])
        raise ArticleError(f"{folder}: no article in it. Put files into it that end with one of {suffixes}.")
    return tuple(found[key][1] for key in sorted(found))


def article_files(folder: Path) -> Iterator[Path]:
    """The files to read, in order of their paths. Links that lead out of the folder are not followed."""
    root = folder.resolve()
    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent) / name
            if name.startswith(".") or name.lower() == "readme.md":
                continue
            if path.suffix.lower() not in TEXT_READERS and path.suffix.lower() not in BINARY_READERS:
                logger.info("%s: skipped, not a format of articles", path)
            elif not path.resolve().is_relative_to(root):
                logger.warning("%s: skipped, a link that leads out of the folder", path)
            elif not path.is_file():
                logger.warning("%s: skipped, not a regular file", path)
            else:
                yield path


def refuse(error: OSError) -> None:
    """Turn a folder that cannot be listed into an ArticleError."""
    raise ArticleError(f"{error.filename}: cannot be read ({error.strerror}). Mend its permissions.") from error


def load_article(path: Path, *, max_bytes: int) -> Article:
    """Read one file. Raises ArticleError if it cannot be read, has no text, is too large or breaks the schema."""
    data = read_bytes(path, max_bytes)
    suffix = path.suffix.lower()
    try:
        if suffix in TEXT_READERS:
            document = TEXT_READERS[suffix](decode(data, path), path)
        else:
            document = BINARY_READERS[suffix](data, path)
    except RecursionError as error:
        raise ArticleError(f"{path}: nested too deeply. Save it in a simpler form.") from error
    return build_article(document, path)


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """The bytes of a file. Raises ArticleError if it is unreadable, empty or larger than `max_bytes`."""
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise ArticleError(f"{path}: cannot be read ({error.strerror}). Mend its permissions, or remove it.") from error
    if len(data) > max_bytes:
        raise ArticleError(
            f"{path}: larger than {max_bytes / 1e6:g} MB. Split it, or raise CORNER_OFFICE_MAX_ARTICLE_MB."
        )
    if not data.strip():
        raise ArticleError(f"{path}: empty. Write the article, or remove the file.")
    return data


def build_article(document: Document, path: Path) -> Article:
    """Make an article of what was read from `path`. Raises ArticleError if its sentences are none or too many."""
    meta = document.meta
    headings = (block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1)
    title = meta.title or next(headings, "") or document.title or title_of(path)
    identifier = meta.id or slug(path)
    text = canonical(title, document.blocks)
    ends = sum(1 for _ in ENDS.finditer(text.text))
    if ends > MOST_SENTENCES:  # counted before they are split, which would take minutes
        raise ArticleError(f"{path}: about {ends} sentences, over the limit of {MOST_SENTENCES}. Split it.")
    sentences = mark_sentences(identifier, text)
    if not sentences:
        raise ArticleError(f"{path}: no text below its headings. Write the article, or remove the file.")
    passages, sentences = cut_passages(identifier, text, sentences)
    return Article(
        id=identifier,
        title=title,
        text=text.text,
        roles=meta.roles,
        source_title=meta.source_title,
        source_kind=meta.source_kind,
        reviewed=meta.reviewed,
        licence=meta.licence,
        sections=text.sections,
        passages=passages,
        sentences=sentences,
        facts=tuple(anchored(anchor, text.text, path) for anchor in meta.facts),
        relations=tuple(tied(tie, text.text, path) for tie in meta.relations),
        wordings=load_wordings(path, identifier, text.text),
    )


def anchored(anchor: Anchor, text: str, path: Path) -> Fact:
    """A fact with the place of its quote. Raises ArticleError if the quote does not stand in the text."""
    start = place_of(anchor, text, path, "fact")
    return Fact(topic=anchor.topic, roles=anchor.roles, says=anchor.says, start=start, end=start + len(anchor.quote))


def tied(tie: Tie, text: str, path: Path) -> Relation:
    """A relation with the place of its quote. Raises ArticleError if the quote does not stand in the text."""
    start = place_of(tie, text, path, "relation")
    end = start + len(tie.quote)
    return Relation(kind=tie.kind, roles=tie.roles, what=tie.what, when=tie.when, start=start, end=end)


def place_of(anchor: Anchor | Tie, text: str, path: Path, noun: str) -> int:
    """Where the quote begins in the text. Raises ArticleError if it does not stand there."""
    start = text.find(anchor.quote)
    if start < 0:
        raise ArticleError(
            f"{path}, line {anchor.line}: the quote {anchor.quote!r} does not stand in the article. "
            f"Copy it from the text word for word, or remove the {noun}."
        )
    return start


def title_of(path: Path) -> str:
    """A title made of the file's name."""
    return " ".join(re.split(r"[\s_-]+", path.stem)).strip() or path.stem


def slug(path: Path) -> str:
    """An id made of the file's name; of the name's hash if it has no Latin letters or digits."""
    plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words or f"article-{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:8]}"


def check_roles(articles: Iterable[Article], glossary: Glossary) -> None:
    """Raise ArticleError if the front matter of an article names a role that the roles file lacks."""
    known = {role.id for role in glossary.roles}
    departments = {role.department for role in glossary.roles if role.department}
    for article in articles:
        for role in (*article.roles, *(role for relation in article.relations for role in relation.roles)):
            if role not in known:
                raise ArticleError(
                    f"The article {article.id} names the role {role!r}, which the roles file lacks. "
                    f"Add the role there, or use one of {', '.join(sorted(known))}."
                )
        for relation in article.relations:
            allowed = known | departments if relation.kind is RelationKind.LEADS else known
            for what in relation.what if relation.kind in AMONG_ROLES else ():
                if what not in allowed:
                    raise ArticleError(
                        f"The article {article.id} has a relation ({relation.kind.value}) to {what!r}, which the roles "
                        f"file lacks. Add it there, or use one of {', '.join(sorted(allowed))}."
                    )
