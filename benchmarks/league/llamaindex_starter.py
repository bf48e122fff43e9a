"""The LlamaIndex starter without a language model: SimpleDirectoryReader, VectorStoreIndex, the best node is the answer.

    PYTHON llamaindex_starter.py MODEL CORPUS WORK

MODEL is the folder or the name of a sentence-transformers model. It needs llama-index-core and llama-index-embeddings-huggingface.
league/entrant.py says how it is run.
"""

import sys

from entrant import Given, folders, take_part
from llama_index.core import SimpleDirectoryReader, VectorStoreIndex
from llama_index.embeddings.huggingface import HuggingFaceEmbedding


def main() -> None:
    corpus, _ = folders()
    documents = SimpleDirectoryReader(str(corpus), recursive=True).load_data()
    index = VectorStoreIndex.from_documents(documents, embed_model=HuggingFaceEmbedding(model_name=sys.argv[1]))
    retriever = index.as_retriever(similarity_top_k=1)

    def answer(question: str) -> Given:
        found = retriever.retrieve(question)
        return (found[0].node.get_content(), (found[0].node.metadata["file_name"],)) if found else (None, ())

    take_part(answer)


if __name__ == "__main__":
    main()
