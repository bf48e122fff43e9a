"""Measure what it takes to find the candidates for a question in indexes of several sizes, turn by turn in one process.

    python benchmarks/search_growth.py SETS QUESTIONS INDEX [INDEX ...]

SETS is as for grown_corpus.py, from which the large indexes are made: the questions are drawn, with a seed, from those of its gold sets
that have an answer. Prints, for each index, the processor time of the search in milliseconds (the question's vector, both searches,
their fusion, near-copies) with and without the vector, and how often a passage that holds an acceptable answer is among the candidates.
"""

import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from development_sets import newest, read_lines, reader_of

from qa_bot.evaluation.text_match import containment
from qa_bot.evidence.weighing import CANDIDATES
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.protocols import Vectors
from qa_bot.retrieval.search import Searches, find_candidates

SEED = 15


class TimedEmbedder(BundledEmbedder):
    """The bundled embedder; `spent_s` is the processor time of its questions."""

    spent_s = 0.0

    def embed_query(self, question: str) -> Vectors:
        """Return the vector of a question."""
        began = time.process_time()
        vector = super().embed_query(question)
        self.spent_s += time.process_time() - began
        return vector


def main() -> None:
    sets, most, *folders = Path(sys.argv[1]), int(sys.argv[2]), *map(Path, sys.argv[3:])
    embedder = TimedEmbedder()
    readers = {folder.name: reader_of(folder, embedder) for folder in folders}
    spent: dict[str, list[tuple[float, float, bool]]] = {name: [] for name in readers}
    for number, gold in enumerate(questions_of(sets, most + 1)):
        for name, reader in sorted(readers.items(), reverse=bool(number % 2)):
            with reader.snapshot() as index:
                began, embedder.spent_s = time.process_time(), 0.0
                found = find_candidates(Searches(index, embedder), gold["question"], CANDIDATES)
                whole_s = time.process_time() - began
            # The first question warms up.
            if number:
                spent[name].append((1000 * whole_s, 1000 * (whole_s - embedder.spent_s), is_held(gold, found.passages)))
    for folder in folders:
        whole, without, held = zip(*spent[folder.name], strict=True)
        row = {
            "whole_ms": percentiles(whole),
            "without_the_vector_ms": percentiles(without),
            "held": round(sum(held) / len(held), 2),
        }
        print(json.dumps({"index": folder.name, "chunks": newest(folder).chunks, "questions": len(whole), **row}), flush=True)


def questions_of(sets: Path, most: int) -> list[dict[str, Any]]:
    """Return questions that stand alone and have an answer, drawn from the gold sets of a folder."""
    golds = [gold for path in sorted(sets.glob("*/gold.jsonl")) for gold in read_lines(path)]
    asked = [gold for gold in golds if gold["answer"] and not gold.get("history")]
    return random.Random(SEED).sample(asked, most)


def is_held(gold: dict[str, Any], candidates: Sequence[Any]) -> bool:
    """Tell whether a candidate holds an acceptable answer."""
    acceptable = [gold["answer"]] if isinstance(gold["answer"], str) else gold["answer"]
    return any(containment(found.passage.text, acceptable, gold.get("all_of", ())) == 1.0 for found in candidates)


def percentiles(values: Sequence[float]) -> dict[str, float]:
    return {f"p{share}": round(float(np.percentile(values, share)), 1) for share in (50, 95)}


if __name__ == "__main__":
    main()
