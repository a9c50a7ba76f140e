"""A version in memory: its articles, their passages and sentences, and the vectors that belong to them.

Not here: the files (`versions`), the store of the vectors (`vectors`), and searching them (`retrieve`).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from pydantic import ValidationError

from assistant.errors import ArticleError, VersionError
from assistant.settings import Settings
from assistant.store.embedding import Vectors
from assistant.store.vectors import PASSAGES, SENTENCES, UNCOVERED, WORDINGS, VectorStore, in_order, open_store
from assistant.store.versions import (
    ARTICLES,
    GLOSSARY,
    REBUILD,
    VersionFolder,
    brief,
    live_version,
    read_content,
    versions_folder,
)
from assistant.vocabulary import Article, Glossary, Manifest, Passage, Sentence, Wording


@dataclass(frozen=True, kw_only=True, eq=False)
class Index:
    """One version, whole and unchangeable.

    Row i of `passage_vectors` belongs to `passages[i]`, of `sentence_vectors` to `sentences[i]`, of
    `wording_vectors` to `wordings[i]`, of `uncovered_vectors` to `glossary.uncovered[i]`; float32 of shape
    (rows, manifest.dimensions), rows of unit length.
    """

    manifest: Manifest
    articles: tuple[Article, ...]
    glossary: Glossary
    passage_vectors: Vectors
    sentence_vectors: Vectors
    wording_vectors: Vectors
    uncovered_vectors: Vectors

    @property
    def version(self) -> str:
        """The version's name."""
        return self.manifest.version

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, article by article."""
        return tuple(passage for article in self.articles for passage in article.passages)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, article by article."""
        return tuple(sentence for article in self.articles for sentence in article.sentences)

    @cached_property
    def wordings(self) -> tuple[Wording, ...]:
        """All wordings, article by article; often none."""
        return tuple(wording for article in self.articles for wording in article.wordings)

    def article(self, id_: str) -> Article:
        """The article of that id. Raises ArticleError."""
        return of_id(id_, self._articles, self.version)

    def passage(self, id_: str) -> Passage:
        """The passage of that id. Raises KeyError: ids come from this index."""
        return self._passages[id_]

    def sentences_of(self, passage: str) -> tuple[Sentence, ...]:
        """The sentences of the passage of that id, in order; none if it has none."""
        return self._sentences_of.get(passage, ())

    @cached_property
    def _articles(self) -> Mapping[str, Article]:
        return {article.id: article for article in self.articles}

    @cached_property
    def _passages(self) -> Mapping[str, Passage]:
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def _sentences_of(self) -> Mapping[str, tuple[Sentence, ...]]:
        grouped: dict[str, list[Sentence]] = {}
        for sentence in self.sentences:
            grouped.setdefault(sentence.passage, []).append(sentence)
        return {passage: tuple(sentences) for passage, sentences in grouped.items()}


def open_index(settings: Settings, version: str | None = None, store: VectorStore | None = None) -> Index:
    """Load a version (default: the live one) and close its store again.

    Raises:
        VersionError: nothing is live, the version is unknown, or its files, counts, ids, hashes or
            dimensions are not those of its manifest. The message says what mends it.
    """
    manifest, articles, glossary = read_texts(settings, version)
    store = store or open_store(settings.chroma_url, versions_folder(settings.home))
    vectors = read_vectors(store, manifest.version, articles, glossary)
    index = Index(
        manifest=manifest,
        articles=articles,
        glossary=glossary,
        passage_vectors=vectors[PASSAGES],
        sentence_vectors=vectors[SENTENCES],
        wording_vectors=vectors[WORDINGS],
        uncovered_vectors=vectors[UNCOVERED],
    )
    compare(index)
    return index


def read_texts(settings: Settings, version: str | None = None) -> tuple[Manifest, tuple[Article, ...], Glossary]:
    """What a version (default: the live one) says, without its vectors. Raises VersionError as `open_index` does."""
    name = version or live_version(settings.home)
    if name is None:
        raise VersionError(f"No version is live in {settings.home}. {REBUILD}")
    content = read_content(VersionFolder(versions=versions_folder(settings.home), version=name))
    try:
        return content.manifest, ARTICLES.validate_json(content.articles), GLOSSARY.validate_json(content.glossary)
    except ValidationError as error:
        raise VersionError(f"The articles of version {name} cannot be read ({brief(error)}). {REBUILD}") from error


def read_article(settings: Settings, id_: str) -> Article:
    """The article of that id in the live version; no vector is read. Raises ArticleError, and what `read_texts` raises."""
    manifest, articles, _ = read_texts(settings)
    return of_id(id_, {article.id: article for article in articles}, manifest.version)


def of_id(id_: str, articles: Mapping[str, Article], version: str) -> Article:
    """The article of that id among those of a version. Raises ArticleError."""
    try:
        return articles[id_]
    except KeyError:
        known = ", ".join(articles)
        raise ArticleError(f"There is no article {id_!r} in version {version}; there are: {known}.") from None


def stored_ids(articles: tuple[Article, ...], glossary: Glossary) -> dict[str, list[str]]:
    """What a version stores, by the name it is stored under: ids in the articles' order."""
    return {
        PASSAGES: [passage.id for article in articles for passage in article.passages],
        SENTENCES: [sentence.id for article in articles for sentence in article.sentences],
        WORDINGS: [wording.id for article in articles for wording in article.wordings],
        UNCOVERED: [uncovered_id(text) for text in glossary.uncovered],
    }


def uncovered_id(text: str) -> str:
    """The id of a question that no article answers."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_vectors(
    store: VectorStore, version: str, articles: tuple[Article, ...], glossary: Glossary
) -> dict[str, Vectors]:
    """All vectors of a version by the name they are stored under, in the articles' order. Raises VersionError."""
    found: dict[str, Vectors] = {}
    try:
        for name, ids in stored_ids(articles, glossary).items():
            if ids:
                found[name] = in_order(store.read(version, name), ids)
        # Nothing is stored where there is nothing; searching it finds nothing.
        for name in (WORDINGS, UNCOVERED):
            found.setdefault(name, np.zeros((0, found[SENTENCES].shape[1]), dtype=np.float32))
        return found
    except ValueError as error:
        raise VersionError(f"The vectors of version {version} do not match its articles: {error}. {REBUILD}") from error


def compare(index: Index) -> None:
    """Raise VersionError if counts or dimensions are not those of the manifest."""
    manifest = index.manifest
    found = {
        "articles": (len(index.articles), manifest.articles),
        "passages": (len(index.passages), manifest.passages),
        "sentences": (len(index.sentences), manifest.sentences),
        "dimensions of the passages": (index.passage_vectors.shape[1], manifest.dimensions),
        "dimensions of the sentences": (index.sentence_vectors.shape[1], manifest.dimensions),
        "dimensions of the wordings": (index.wording_vectors.shape[1], manifest.dimensions),
        "dimensions of the uncovered questions": (index.uncovered_vectors.shape[1], manifest.dimensions),
    }
    for what, (count, expected) in found.items():
        if count != expected:
            raise VersionError(
                f"Version {index.version} should have {expected} {what} by its manifest, but has {count}. {REBUILD}"
            )


def check_embedder(index: Index, embedder_id: str) -> None:
    """Raise VersionError if the version was made with another embedder: their vectors cannot be compared."""
    if index.manifest.embedder != embedder_id:
        raise VersionError(
            f"Version {index.version} was made with the embedder {index.manifest.embedder}, but the settings name "
            f"{embedder_id}. {REBUILD} Or set CORNER_OFFICE_EMBEDDER back."
        )
