"""Compare the bundled embedder's int8 file with its float weights (`bundled-float`): which chunks come first.

    python benchmarks/float_vectors.py SET [QUESTIONS]

SET has corpus/ and gold.jsonl. Chunks are ranked by vectors alone. Of the questions whose gold paragraph is whole in a chunk, it is
also told how often that is the first chunk, or among the first five.
"""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from development_sets import read_gold

from qa_bot.documents.reading import read_file
from qa_bot.documents.scan import scan
from qa_bot.ingestion.crew import cut_documents
from qa_bot.ingestion.cutting import _embedded_text
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.float_embedder import FloatEmbedder
from qa_bot.models.protocols import Vectors

FIRST = 5


def main() -> None:
    folder, most = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 500
    int8, floats = BundledEmbedder(workers=1), FloatEmbedder()
    texts = texts_of(folder / "corpus", int8)
    gold = read_gold(folder)[:most]
    questions = [int8.query_prefix + row["question"] for row in gold]
    chunks = {"int8": timed(int8.embed_passages, texts), "float": timed(floats.embed_passages, texts)}
    asked = {"int8": int8.embed_passages(questions), "float": floats.embed_passages(questions)}
    alike = (chunks["int8"] * chunks["float"]).sum(axis=1)
    print(f"{len(texts)} chunks: similarity of the two vectors {alike.mean():.4f}, least {alike.min():.4f}")
    expected = first(asked["int8"], chunks["int8"])
    for chunk, question in (("int8", "int8"), ("float", "int8"), ("float", "float")):
        found = first(asked[question], chunks[chunk])
        same = np.mean([set(a) == set(b) for a, b in zip(found, expected, strict=True)])
        shared = np.mean([len(set(a) & set(b)) / FIRST for a, b in zip(found, expected, strict=True)])
        top = np.mean(found[:, 0] == expected[:, 0])
        print(
            f"chunks {chunk}, questions {question}: same first five {same:.3f}, of five {shared:.3f}, same first {top:.3f}; {hits(gold, texts, found)}"
        )


def texts_of(corpus: Path, embedder: BundledEmbedder) -> list[str]:
    """Return what is embedded of a corpus."""
    found: list[str] = []
    for entry in scan(corpus, (), 1 << 30, lambda _: False).files:
        documents = read_file(entry, entry.path.read_bytes())
        for document, cut in zip(documents, cut_documents(documents, embedder, 192), strict=True):
            found += [_embedded_text(document, chunk) for chunk in cut]
    return found


def timed(embed: Callable[[Sequence[str]], Vectors], texts: Sequence[str]) -> Vectors:
    embed(texts[:1])
    began = time.process_time()
    vectors = embed(texts)
    print(f"{len(texts) / (time.process_time() - began):.1f} chunks a second of processor time")
    return vectors


def first(questions: Vectors, chunks: Vectors) -> np.ndarray:
    """Return the nearest chunks of each question, shape (questions, 5)."""
    return np.argsort(-(questions @ chunks.T), axis=1, kind="stable")[:, :FIRST]


def hits(gold: Sequence[dict[str, Any]], texts: Sequence[str], found: np.ndarray) -> str:
    plain = [" ".join(text.split()) for text in texts]
    ranks = []
    for row, order in zip(gold, found, strict=True):
        wanted = [" ".join(passage.split()) for passage in row.get("evidence") or ()]
        if any(passage in text for passage in wanted for text in plain):
            ranks.append(next((rank for rank, chunk in enumerate(order) if any(one in plain[chunk] for one in wanted)), FIRST))
    return f"gold first {np.mean(np.array(ranks) < 1):.3f}, in five {np.mean(np.array(ranks) < FIRST):.3f} of {len(ranks)}"


if __name__ == "__main__":
    main()
