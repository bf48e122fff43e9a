"""Plain Chroma with a sentence-transformers model as a peer: index the paragraphs of a folder, look questions up; prints JSON.

    PEER_PYTHON benchmarks/peer_chroma.py FOLDER GOLD QUESTIONS STORE MODEL

Runs in an environment of its own that has chromadb, torch and sentence-transformers; MODEL is a name or a folder.
"""

import json
import sys
import time
from pathlib import Path

import chromadb
from sentence_transformers import SentenceTransformer

NEAREST, AT_ONCE = 40, 1000


def main() -> None:
    folder, gold, most = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    model = SentenceTransformer(sys.argv[5])
    collection = chromadb.PersistentClient(sys.argv[4]).get_or_create_collection("peer")
    worked = time.process_time()
    texts = [part for path in sorted(folder.rglob("*.txt")) for part in path.read_text("utf-8").split("\n\n") if part.strip()]
    for begin in range(0, len(texts), AT_ONCE):
        part = texts[begin : begin + AT_ONCE]
        ids = [str(begin + position) for position in range(len(part))]
        collection.add(ids=ids, embeddings=model.encode(part), documents=part)
    ingest_s = time.process_time() - worked
    questions = list(dict.fromkeys(json.loads(line)["question"] for line in gold.read_text("utf-8").splitlines()))[: most + 1]
    spent = []
    for question in questions:
        worked = time.process_time()
        collection.query(query_embeddings=model.encode([question]), n_results=min(NEAREST, len(texts)))
        spent.append(1000 * (time.process_time() - worked))
    print(json.dumps({"chunks": len(texts), "chars": sum(map(len, texts)), "ingest_cpu_s": ingest_s, "cpu_ms": spent[1:]}))


if __name__ == "__main__":
    main()
