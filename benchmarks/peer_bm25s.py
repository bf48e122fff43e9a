"""bm25s alone as a peer: index the paragraphs of a folder's text files, and look questions up; prints JSON.

    PEER_PYTHON benchmarks/peer_bm25s.py FOLDER GOLD QUESTIONS

Runs in an environment of its own that has bm25s.
"""

import json
import sys
import time
from pathlib import Path

import bm25s

NEAREST = 40


def main() -> None:
    folder, gold, most = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    worked = time.process_time()
    texts = [part for path in sorted(folder.rglob("*.txt")) for part in path.read_text("utf-8").split("\n\n") if part.strip()]
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, stopwords="en", show_progress=False), show_progress=False)
    ingest_s = time.process_time() - worked
    questions = list(dict.fromkeys(json.loads(line)["question"] for line in gold.read_text("utf-8").splitlines()))[: most + 1]
    spent = []
    for question in questions:
        worked = time.process_time()
        tokens = bm25s.tokenize([question], stopwords="en", show_progress=False)
        index.retrieve(tokens, k=min(NEAREST, len(texts)), show_progress=False)
        spent.append(1000 * (time.process_time() - worked))
    print(json.dumps({"chunks": len(texts), "chars": sum(map(len, texts)), "ingest_cpu_s": ingest_s, "cpu_ms": spent[1:]}))


if __name__ == "__main__":
    main()
