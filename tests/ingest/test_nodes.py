from dataclasses import replace

import numpy as np
from llama_index.core.schema import NodeRelationship

from ingest.nodes import embedded_texts, passage_nodes, rows, sentence_nodes


def test_a_node_resolves_to_its_span_of_the_article(articles):
    for article in articles:
        for node in passage_nodes(article) + sentence_nodes(article):
            assert article.text[node.start_char_idx : node.end_char_idx] == node.text


def test_nodes_keep_the_ids_and_the_order_of_the_parts(articles):
    article = articles[0]
    assert [node.node_id for node in passage_nodes(article)] == [passage.id for passage in article.passages]
    assert [node.node_id for node in sentence_nodes(article)] == [sentence.id for sentence in article.sentences]


def test_nodes_know_their_article_and_their_neighbours(articles):
    first, middle, last = sentence_nodes(articles[0])
    assert middle.source_node.node_id == "cmo"
    assert (middle.prev_node.node_id, middle.next_node.node_id) == (first.node_id, last.node_id)
    assert first.prev_node is None
    assert last.next_node is None
    assert middle.relationships[NodeRelationship.PARENT].node_id == "cmo-p0"


def test_a_passage_is_embedded_below_its_section_path(articles):
    text = embedded_texts(passage_nodes(articles[0]))[0]
    assert text == "Work > Duties\nA CMO leads marketing. A CMO owns the brand."


def test_a_sentence_is_embedded_after_its_heading_and_label(articles):
    article = articles[0]
    plain, labelled, *_ = article.sentences
    labelled = replace(labelled, label="Brand")
    texts = embedded_texts(sentence_nodes(replace(article, sentences=(plain, labelled))))
    assert texts == ["Duties: A CMO leads marketing.", "Duties: Brand: A CMO owns the brand."]


def test_text_above_the_first_heading_is_embedded_alone(articles):
    article = articles[0]
    bare = replace(article, passages=tuple(replace(passage, section=()) for passage in article.passages))
    assert embedded_texts(passage_nodes(bare))[0] == "A CMO leads marketing. A CMO owns the brand."
    assert embedded_texts(sentence_nodes(bare))[0] == "A CMO leads marketing."


def test_braces_in_a_text_are_embedded_as_they_are(article):
    odd = article("odd", "Use {content} and {metadata_str} {0}.", heading="{Odd}")
    assert embedded_texts(sentence_nodes(odd)) == ["{Odd}: Use {content} and {metadata_str} {0}."]


def test_chroma_keeps_the_text_and_where_it_stands(articles):
    nodes = passage_nodes(articles[0])
    kept = rows(nodes, np.eye(2, dtype=np.float32))
    assert kept.ids == ("cmo-p0", "cmo-p1")
    assert kept.texts[1] == "A CMO reports to the CEO."
    start = articles[0].text.index("A CMO leads")
    assert kept.metadata[0] == {
        "article": "cmo",
        "section": "Work > Duties",
        "start": start,
        "end": start + len(kept.texts[0]),
        "kind": "prose",
    }
