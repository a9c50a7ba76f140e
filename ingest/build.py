"""Articles to one immutable version, staged: what `corner-office ingest` does, under one lock.

A version is made in a folder aside and proved there; a rename puts it in place, so that a kill at any moment
leaves the versions as they were. Not here: making it live (`publish`).
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from assistant.errors import ArticleError, VersionError
from assistant.settings import ROOT, Settings
from assistant.store.embedding import Embedder
from assistant.store.probe import check_version
from assistant.store.vectors import open_store
from assistant.store.versions import (
    ARTICLES,
    GLOSSARY,
    MANIFEST,
    SCHEMA,
    VersionContent,
    VersionFolder,
    corpus_hash,
    folder_hash,
    version_id,
)
from assistant.vocabulary import Article, Glossary, Manifest
from ingest.cache import open_cache
from ingest.durable import sync_tree, write_durably
from ingest.embed import embed_texts
from ingest.glossary import load_glossary
from ingest.load import check_roles, load_articles
from ingest.nodes import all_nodes, embedded_texts, rows
from ingest.publish import ingest_lock, utc_now
from ingest.shipped import shipped_vectors
from ingest.staging import clear_leftovers, complete, put_in_place, staging_folder
from ingest.wordings import load_uncovered

logger = logging.getLogger(__name__)

MB = 1_000_000
# Proves that a version can be served, or raises VersionError: the folder it stands in, its name, the server's address.
Check = Callable[[Path, str, str], None]


def ingest(settings: Settings, embedder: Embedder, *, articles: Path | None = None, progress: bool = False) -> Manifest:
    """Build and stage a version from a folder of articles (default: the one that the settings name).

    The same articles, roles and embedder give the version that is there already, and nothing is embedded.

    Raises:
        ArticleError: an article or the roles file breaks the schema.
        BusyError: another process is ingesting into the same state folder.
        EmbedderError: the model is missing or not the published one.
        VersionError: the version could not be written, or cannot be opened after all.
    """
    folder = articles or settings.articles
    loaded = load_articles(folder, max_bytes=settings.max_article_mb * MB)
    glossary = replace(load_glossary(roles_file(settings, folder)), uncovered=load_uncovered(folder))
    check_roles(loaded, glossary)
    return build(settings, embedder, loaded, glossary, progress=progress)


def roles_file(settings: Settings, articles: Path) -> Path:
    """The roles file: the setting's, else roles.yaml in or beside the articles' folder, else the shipped one."""
    if settings.roles:
        return settings.roles
    beside = (articles / "roles.yaml", articles.resolve().parent / "roles.yaml")
    return next((path for path in beside if path.is_file()), ROOT / "corpus" / "roles.yaml")


def build(
    settings: Settings,
    embedder: Embedder,
    articles: tuple[Article, ...],
    glossary: Glossary,
    *,
    progress: bool = False,
    check: Check = check_version,
    now: Callable[[], str] = utc_now,
) -> Manifest:
    """Stage the version of articles and roles that were loaded before; raises what `ingest` raises."""
    if not any(article.sentences for article in articles):
        raise ArticleError("The articles hold no sentence that could be searched. Name a folder of articles with text.")
    content = describe(articles, glossary, embedder.id, created=now())
    version = content.manifest.version
    with explained(settings.home), ingest_lock(settings.home):
        clear_leftovers(settings)
        there = complete(settings, version)
        if there:
            logger.info("version %s is there already", version)
            return there
        with staging_folder(settings, version) as folder:
            write_durably(folder.articles, content.articles)
            write_durably(folder.glossary, content.glossary)
            dimensions = write_vectors(settings, folder, articles, glossary, embedder, progress=progress)
            sync_tree(folder.path)
            manifest = replace(content.manifest, dimensions=dimensions, vectors=folder_hash(folder.chroma))
            check(folder.versions, version, settings.chroma_url)
            write_manifest(folder, manifest)
            put_in_place(settings, folder)
        logger.info("staged version %s", version)
        return manifest


def describe(articles: tuple[Article, ...], glossary: Glossary, embedder: str, *, created: str) -> VersionContent:
    """What the version will hold, its manifest still without dimensions and the hash of the vectors."""
    articles_json, glossary_json = ARTICLES.dump_json(articles), GLOSSARY.dump_json(glossary)
    corpus = corpus_hash(articles_json, glossary_json)
    manifest = Manifest(
        version=version_id(corpus, embedder),
        created=created,
        corpus=corpus,
        embedder=embedder,
        dimensions=0,
        schema=SCHEMA,
        articles=len(articles),
        passages=sum(len(article.passages) for article in articles),
        sentences=sum(len(article.sentences) for article in articles),
    )
    return VersionContent(manifest=manifest, articles=articles_json, glossary=glossary_json)


def write_vectors(
    settings: Settings,
    folder: VersionFolder,
    articles: tuple[Article, ...],
    glossary: Glossary,
    embedder: Embedder,
    *,
    progress: bool,
) -> int:
    """Embed passages, sentences and questions and store their rows; returns the vectors' dimensions."""
    nodes = all_nodes(articles, glossary)
    texts = [text for kind in nodes.values() for text in embedded_texts(kind)]
    with open_cache(settings.home / "vectors.sqlite") as cache:
        shipped = shipped_vectors(embedder.id, texts)
        vectors = embed_texts(embedder, texts, cache, shipped=shipped, progress=progress)
    store = open_store(settings.chroma_url, folder.versions)
    first = 0
    for name, kind in nodes.items():
        if kind:
            store.write(folder.version, name, rows(kind, vectors[first : first + len(kind)]))
        first += len(kind)
    return int(vectors.shape[1])


def write_manifest(folder: VersionFolder, manifest: Manifest) -> None:
    """Declare the version complete."""
    write_durably(folder.manifest, MANIFEST.dump_json(manifest, indent=1))


@contextmanager
def explained(home: Path) -> Iterator[None]:
    """Turn a failure of the disk or of the cache into a VersionError that names the state folder."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise VersionError(
            f"The version could not be built in {home} ({error}). Mend the disk's space or the folder's permissions, "
            "or set CORNER_OFFICE_HOME, then run `corner-office ingest` again; what is live has not changed."
        ) from error
