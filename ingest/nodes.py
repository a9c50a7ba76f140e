"""Passages, sentences and wordings as LlamaIndex nodes, and the rows that Chroma keeps, made from those nodes.

The texts that are embedded are decided here. Not here: the embedding itself, and how articles are cut.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.store.embedding import Vectors
from assistant.store.index import uncovered_id
from assistant.store.vectors import PASSAGES, SENTENCES, UNCOVERED, WORDINGS, Rows
from assistant.vocabulary import Article, Glossary, Passage, Sentence, Wording

if TYPE_CHECKING:
    from llama_index.core.schema import TextNode

CONTEXT = "context"  # the metadata key whose value goes before the text that is embedded, and nowhere else


def all_nodes(articles: Sequence[Article], glossary: Glossary) -> dict[str, list["TextNode"]]:
    """All that is embedded of a version, by the collection that keeps it."""
    return {
        PASSAGES: [node for article in articles for node in passage_nodes(article)],
        SENTENCES: [node for article in articles for node in sentence_nodes(article)],
        WORDINGS: [node for article in articles for node in wording_nodes(article)],
        UNCOVERED: uncovered_nodes(glossary),
    }


def passage_nodes(article: Article) -> list["TextNode"]:
    """A node for each passage; `article.text[start_char_idx:end_char_idx]` is its text."""
    nodes = [
        text_node(
            passage,
            metadata={
                "article": article.id,
                "section": section(passage),
                "start": passage.start,
                "end": passage.end,
                "kind": passage.kind.value,
                CONTEXT: context(passage),
            },
            template="{metadata_str}\n{content}",
        )
        for passage in article.passages
    ]
    relate(nodes, article)
    return nodes


def sentence_nodes(article: Article) -> list["TextNode"]:
    """A node for each sentence, with the offsets of the sentence and its passage as parent."""
    from llama_index.core.schema import NodeRelationship, RelatedNodeInfo  # noqa: PLC0415

    passages = {passage.id: passage for passage in article.passages}
    nodes = []
    for sentence in article.sentences:
        passage = passages[sentence.passage]
        node = text_node(
            sentence,
            metadata={
                "article": article.id,
                "section": section(passage),
                "start": sentence.start,
                "end": sentence.end,
                "kind": sentence.kind.value,
                "passage": passage.id,
                CONTEXT: context(passage, sentence),
            },
            template="{metadata_str}: {content}",
        )
        node.relationships[NodeRelationship.PARENT] = RelatedNodeInfo(node_id=passage.id)
        nodes.append(node)
    relate(nodes, article)
    return nodes


def wording_nodes(article: Article) -> list["TextNode"]:
    """A node for each question in a reader's words, with the offsets of what answers it."""
    return [
        text_node(
            wording,
            metadata={"article": article.id, "start": wording.start, "end": wording.end, CONTEXT: ""},
            template="{content}",
        )
        for wording in article.wordings
    ]


def uncovered_nodes(glossary: Glossary) -> list["TextNode"]:
    """A node for each question that no article answers."""
    from llama_index.core.schema import TextNode  # noqa: PLC0415

    return [
        TextNode(
            id_=uncovered_id(text), text=text, metadata={"kind": "uncovered"}, excluded_embed_metadata_keys=["kind"]
        )
        for text in glossary.uncovered
    ]


def context(passage: Passage, sentence: Sentence | None = None) -> str:
    """What is embedded before a text: a passage's section path, or a sentence's last heading and its label.

    A change here gives other vectors for the same articles, so `assistant.store.versions.SCHEMA` counts up with it.
    """
    if sentence is None:
        return section(passage)
    return ": ".join(part for part in (*passage.section[-1:], sentence.label) if part)


def section(passage: Passage) -> str:
    """The heading path as one line."""
    return " > ".join(passage.section)


def text_node(part: Passage | Sentence | Wording, *, metadata: dict[str, str | int], template: str) -> "TextNode":
    """A node with the part's id, text and offsets; of its metadata only the context is embedded."""
    from llama_index.core.schema import TextNode  # noqa: PLC0415

    return TextNode(
        id_=part.id,
        text=part.text,
        start_char_idx=part.start,
        end_char_idx=part.end,
        metadata=metadata,
        excluded_embed_metadata_keys=[key for key in metadata if key != CONTEXT],
        excluded_llm_metadata_keys=[CONTEXT],
        metadata_template="{value}",
        text_template=template,
    )


def relate(nodes: Sequence["TextNode"], article: Article) -> None:
    """Give each node its article as source, and its neighbours."""
    from llama_index.core.schema import NodeRelationship, RelatedNodeInfo  # noqa: PLC0415

    for node in nodes:
        node.relationships[NodeRelationship.SOURCE] = RelatedNodeInfo(
            node_id=article.id, metadata={"title": article.title}
        )
    for earlier, later in zip(nodes, nodes[1:], strict=False):
        earlier.relationships[NodeRelationship.NEXT] = RelatedNodeInfo(node_id=later.node_id)
        later.relationships[NodeRelationship.PREVIOUS] = RelatedNodeInfo(node_id=earlier.node_id)


def embedded_texts(nodes: Sequence["TextNode"]) -> list[str]:
    """The text that is embedded for each node: its context, where it has one, and its text."""
    from llama_index.core.schema import MetadataMode  # noqa: PLC0415

    return [node.get_content(MetadataMode.EMBED) for node in nodes]


def rows(nodes: Sequence["TextNode"], vectors: Vectors) -> Rows:
    """What Chroma keeps of the nodes, with the vector of each: row i of `vectors` belongs to `nodes[i]`."""
    return Rows(
        ids=tuple(node.node_id for node in nodes),
        vectors=vectors,
        texts=tuple(node.text for node in nodes),
        metadata=tuple({key: value for key, value in node.metadata.items() if key != CONTEXT} for node in nodes),
    )
