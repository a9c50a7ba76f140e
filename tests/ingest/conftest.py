"""Articles made by hand, and builds that are proved in this process rather than in a child (2 s each)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.store.probe import probe
from assistant.store.vectors import open_store
from assistant.vocabulary import (
    Article,
    Glossary,
    Manifest,
    Passage,
    PassageKind,
    Role,
    Section,
    Sentence,
    SentenceKind,
)
from ingest.build import build

GLOSSARY = Glossary(roles=(Role(id="cmo", name="chief marketing officer", acronyms=("CMO",), core=True),))


def make_article(id_: str, *texts: str, heading: str = "Duties") -> Article:
    """An article with one section; each text is a sentence, and two sentences are a passage."""
    text = f"# {id_}\n\n## {heading}\n\n" + " ".join(texts) + "\n"
    sentences: list[Sentence] = []
    passages: list[Passage] = []
    position = 0
    for number, sentence in enumerate(texts):
        start = text.index(sentence, position)
        position = start + len(sentence)
        sentences.append(
            Sentence(
                id=f"{id_}-s{number}",
                article=id_,
                passage=f"{id_}-p{number // 2}",
                start=start,
                end=position,
                text=sentence,
                kind=SentenceKind.PROSE,
                group=0,
                label_start=start,
            )
        )
    for number in range(0, len(texts), 2):
        start, end = sentences[number].start, sentences[min(number + 1, len(texts) - 1)].end
        passages.append(
            Passage(
                id=f"{id_}-p{number // 2}",
                article=id_,
                section=("Work", heading),
                start=start,
                end=end,
                text=text[start:end],
                kind=PassageKind.PROSE,
            )
        )
    section = Section(path=(id_, heading), start=text.index("##"), end=len(text))
    return Article(
        id=id_, title=id_, text=text, sections=(section,), passages=tuple(passages), sentences=tuple(sentences)
    )


def check_here(versions: Path, version: str, chroma_url: str) -> None:
    probe(open_store(chroma_url, versions), versions, version)


@pytest.fixture
def article() -> Callable[..., Article]:
    return make_article


@pytest.fixture
def articles() -> tuple[Article, ...]:
    return (
        make_article("cmo", "A CMO leads marketing.", "A CMO owns the brand.", "A CMO reports to the CEO."),
        make_article("cso", "A CSO leads sales.", "A CSO owns the quota."),
    )


@pytest.fixture
def glossary() -> Glossary:
    return GLOSSARY


@pytest.fixture
def stage(settings: Settings, fake_embedder, glossary: Glossary) -> Callable[..., Manifest]:
    """`stage(articles)` builds a version with the fake embedder; each build is a second later than the one before."""
    seconds = iter(range(60))
    return lambda articles, **changes: partial(
        build, check=check_here, now=lambda: f"2026-01-01T00:00:{next(seconds):02}"
    )(**{"settings": settings, "embedder": fake_embedder, "articles": articles, "glossary": glossary} | changes)
