"""A stock LlamaIndex pipeline over the same articles and embedder; no other file of evals knows LlamaIndex."""

from collections.abc import Callable, Sequence

from assistant.store.embedding import Embedder
from evals.score import Texts

Found = tuple[str, str]  # article id, text of a chunk
Search = Callable[[str, int], list[Found]]  # query, top -> chunks, best first


def stock_search(articles: Texts, embedder: Embedder, *, chunk_size: int | None = None) -> Search:
    """Index with VectorStoreIndex; chunks by SentenceSplitter at its defaults, or of `chunk_size` tokens."""
    from llama_index.core import Document, VectorStoreIndex  # noqa: PLC0415
    from llama_index.core.base.embeddings.base import BaseEmbedding  # noqa: PLC0415
    from llama_index.core.node_parser import SentenceSplitter  # noqa: PLC0415

    class Adapter(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embeddings([query])[0]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return [[float(value) for value in row] for row in embedder.embed(texts)]

    splitter = (
        SentenceSplitter()
        if chunk_size is None
        else SentenceSplitter(chunk_size=chunk_size, chunk_overlap=chunk_size // 5)
    )
    documents = [Document(text=text, doc_id=article) for article, text in articles.items()]
    index = VectorStoreIndex.from_documents(documents, embed_model=Adapter(), transformations=[splitter])

    def search(query: str, top: int) -> list[Found]:
        hits = index.as_retriever(similarity_top_k=top).retrieve(query)
        return [(str(hit.node.ref_doc_id), hit.node.get_content()) for hit in hits]

    return search


def within(found: Sequence[Found], words: int) -> dict[str, str]:
    """The first `words` words of the chunks in their order, the last chunk cut; article id -> its text among them."""
    left, kept = words, dict[str, str]()
    for article, text in found:
        taken = text.split()[:left]
        left -= len(taken)
        if taken:
            kept[article] = f"{kept.get(article, '')} {' '.join(taken)}".strip()
    return kept
