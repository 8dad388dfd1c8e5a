"""Another library's hybrid search with our passages and model, for `scripts.compare`: python -m scripts.peers NAME.

Each is used as its documentation shows it, with its own defaults. They come with the extra `bench`. Texts and questions
come in one JSON object on standard input; what was found, and how long it took, goes out in another. The time of
encoding passages is left out, since it is the same for all.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import typer

from index.encoder import Encoder, SentenceTransformerEncoder
from scripts.checkpoint import CheckpointedEncoder

Search = Callable[[str], Sequence[int]]
"""A question -> the places of the passages found, best first."""

_FOUND = 50  # passages, so that ten different articles can be among them, as in our own answers
_ASKED = "query: "  # txtai has one function for both kinds of text; what it puts before a question tells them apart


def txtai(texts: Sequence[str], encoder: Encoder) -> Search:
    """Its `Embeddings` with hybrid search: BM25 and vectors, scores combined half and half."""
    from txtai import Embeddings  # noqa: PLC0415 - an optional extra, like the others below

    def transform(given: Sequence[str]) -> Any:  # noqa: ANN401 - what the library takes
        if given[0].startswith(_ASKED):
            return encoder.encode_questions([text.removeprefix(_ASKED) for text in given])
        return encoder.encode_passages(given)

    instructions = {"query": _ASKED, "data": ""}
    embeddings = Embeddings(method="external", transform=transform, instructions=instructions, hybrid=True)
    embeddings.index(enumerate(texts))
    return lambda question: [int(place) for place, _ in embeddings.search(question, _FOUND)]


def haystack(texts: Sequence[str], encoder: Encoder) -> Search:
    """Its in-memory store behind `MultiRetriever`: BM25 and vectors, joined by reciprocal ranks."""
    os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
    from haystack import Document, component  # noqa: PLC0415
    from haystack.components.retrievers import (  # noqa: PLC0415
        InMemoryBM25Retriever,
        InMemoryEmbeddingRetriever,
        MultiRetriever,
        TextEmbeddingRetriever,
    )
    from haystack.document_stores.in_memory import InMemoryDocumentStore  # noqa: PLC0415

    @component
    class Embedder:
        @component.output_types(embedding=list[float])  # type: ignore[untyped-decorator]
        def run(self, text: str) -> dict[str, list[float]]:
            return {"embedding": encoder.encode_questions([text])[0].tolist()}

    vectors = encoder.encode_passages(texts)
    documents = zip(texts, vectors, strict=True)
    store = InMemoryDocumentStore()
    store.write_documents(
        [
            Document(id=str(place), content=text, embedding=vector.tolist())
            for place, (text, vector) in enumerate(documents)
        ]
    )
    near = TextEmbeddingRetriever(
        retriever=InMemoryEmbeddingRetriever(document_store=store, top_k=_FOUND), text_embedder=Embedder()
    )
    words = InMemoryBM25Retriever(document_store=store, top_k=_FOUND)
    retriever = MultiRetriever(retrievers={"bm25": words, "embedding": near})
    return lambda question: [int(document.id) for document in retriever.run(query=question)["documents"]]


def llama_index(texts: Sequence[str], encoder: Encoder) -> Search:
    """Its `QueryFusionRetriever` over vectors and `BM25Retriever`, joined by reciprocal ranks, one query each."""
    from llama_index.core import VectorStoreIndex  # noqa: PLC0415
    from llama_index.core.embeddings import BaseEmbedding  # noqa: PLC0415
    from llama_index.core.llms import MockLLM  # noqa: PLC0415
    from llama_index.core.retrievers import QueryFusionRetriever  # noqa: PLC0415
    from llama_index.core.schema import TextNode  # noqa: PLC0415
    from llama_index.retrievers.bm25 import BM25Retriever  # noqa: PLC0415

    class Embedding(BaseEmbedding):  # type: ignore[misc]  # the extra may not be installed
        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return [vector.tolist() for vector in encoder.encode_passages(texts)]

        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(number) for number in encoder.encode_questions([query])[0]]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    nodes = [TextNode(id_=str(place), text=text) for place, text in enumerate(texts)]
    near = VectorStoreIndex(nodes, embed_model=Embedding()).as_retriever(similarity_top_k=_FOUND)
    words = BM25Retriever(nodes=nodes, similarity_top_k=_FOUND)
    fused = QueryFusionRetriever(
        [near, words], mode="reciprocal_rerank", num_queries=1, similarity_top_k=_FOUND, llm=MockLLM(), use_async=False
    )
    return lambda question: [int(found.node.node_id) for found in fused.retrieve(question)]


PEERS: Mapping[str, tuple[str, Callable[[Sequence[str], Encoder], Search]]] = {
    "txtai": ("txtai", txtai),
    "Haystack": ("haystack-ai", haystack),
    "LlamaIndex": ("llama-index-core", llama_index),
}
"""By name: the distribution, and what indexes texts and gives back a search."""


def main(name: str, vectors: Path) -> None:
    """Index the texts, then search for each question. What is in the folder `vectors` is not encoded again."""
    given = json.load(sys.stdin)
    model = SentenceTransformerEncoder()
    model.warm_up()
    kept = CheckpointedEncoder(model, vectors)
    started = perf_counter()
    search = PEERS[name][1](given["texts"], kept)
    index_seconds = perf_counter() - started - kept.seconds
    kept.keep()
    search("Thư viện mở cửa mấy giờ?")  # the first search is slower than the others: what is loaded late is loaded now
    found, milliseconds, processor = [], [], []
    for question in given["questions"]:
        started, used = perf_counter(), process_time()
        found.append(list(search(question)))
        milliseconds.append(1000 * (perf_counter() - started))
        processor.append(1000 * (process_time() - used))
    result = {"index_seconds": index_seconds, "found": found, "milliseconds": milliseconds, "processor": processor}
    print(json.dumps(result))


if __name__ == "__main__":
    typer.run(main)
