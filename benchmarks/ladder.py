"""The ladder: what each part of the retrieval adds, on the same questions.

    python benchmarks/ladder.py SETS WORK [--questions 100] [--model sentence-transformers:PATH]

Rungs: bm25, dense, hybrid (fused), + reranker, and with --model the same with that embedding model. Each rung of each set
runs in a process of its own, so that its peak memory is its own. Questions with a history are left out. Prints a table
in Markdown. Answers are always given, so that the rungs are compared on what they find.
"""

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from qa_bot.answering.confidence import load_confidence
from qa_bot.answering.selection import select
from qa_bot.evaluation.gold import read_gold
from qa_bot.evaluation.ranking import hit_at, ndcg, reciprocal_rank
from qa_bot.evaluation.text_match import containment
from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.survey import IngestOptions
from qa_bot.models.bundled import BundledReranker
from qa_bot.models.load import load_embedder
from qa_bot.models.protocols import PairScores, Vectors
from qa_bot.passage import Hit, LexicalHits
from qa_bot.stopwatch import Stopwatch
from qa_bot.storage.layout import fingerprint
from qa_bot.storage.reader import IndexReader
from qa_bot.understanding import Models, rank_passages, read_question

RUNGS = ("bm25", "dense", "hybrid", "+ reranker")


class InOrder:
    """Stand in for a reranker: every piece keeps its place."""

    name = "none"

    def score(self, question: str, passages: Sequence[str]) -> PairScores:
        return PairScores(-np.arange(len(passages), dtype=np.float32), None)


class OneSided:
    """Be an index of which only one search is used."""

    def __init__(self, index: Any, rung: str) -> None:
        self._index = index
        self._rung = rung

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)

    def search_dense(self, vector: Vectors, limit: int) -> tuple[Hit, ...]:
        return () if self._rung == "bm25" else self._index.search_dense(vector, limit)

    def search_lexical(self, question: str, limit: int) -> LexicalHits:
        return LexicalHits(hits=()) if self._rung == "dense" else self._index.search_lexical(question, limit)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--model")
    parser.add_argument("--one", nargs=3, metavar=("SET", "RUNG", "EMBEDDING"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(climb(arguments, *arguments.one)))
        return
    root = Path(__file__).parents[1]
    seeds = arguments.work / "sets" / "seeds"
    if not seeds.exists():
        seeds.mkdir(parents=True)
        (seeds / "corpus").symlink_to(root / "seeds")
        (seeds / "gold.jsonl").symlink_to(root / "tests" / "gold" / "seeds.jsonl")
    folders = [seeds, *sorted(path for path in arguments.sets.iterdir() if (path / "gold.jsonl").is_file())]
    rungs = [(rung, "bundled") for rung in RUNGS] + ([("+ reranker", arguments.model)] if arguments.model else [])
    print("| set | rung | file first | file in five | MRR@10 | nDCG@10 | answer in the quotes | p50 ms | peak MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    for folder in folders:
        for rung, embedding in rungs:
            command = [
                sys.executable,
                __file__,
                str(arguments.sets),
                str(arguments.work),
                "--questions",
                str(arguments.questions),
            ]
            done = subprocess.run(
                [*command, "--one", str(folder), rung, embedding], capture_output=True, text=True, check=False
            )
            if done.returncode:
                sys.exit(done.stderr[-2000:])
            r = json.loads(done.stdout.splitlines()[-1])
            label = rung if embedding == "bundled" else f"{rung}, {Path(embedding).name.split(':')[-1]}"
            print(
                f"| {folder.name} | {label} | {r['first']:.3f} | {r['five']:.3f} | {r['mrr']:.3f} | {r['ndcg']:.3f} | {r['answer']:.3f} "
                f"| {r['p50']:.0f} | {r['peak']:.0f} |",
                flush=True,
            )


def climb(arguments: argparse.Namespace, folder: str, rung: str, embedding: str) -> dict[str, float]:
    """Return the figures of one rung on one set."""
    embedder = load_embedder(embedding)
    index_dir = arguments.work / f"{Path(folder).name}-{'bundled' if embedding == 'bundled' else 'other'}"
    ingest((Path(folder) / "corpus").resolve(), index_dir, embedder, IngestOptions(chunk_tokens=192))
    reranker = BundledReranker() if rung == "+ reranker" else InOrder()
    models = Models(embedder=embedder, reranker=reranker, confidence=load_confidence())
    golds = [g for g in read_gold(Path(folder) / "gold.jsonl").questions if g.is_answerable and g.sources and not g.history]
    golds = golds[:: max(1, len(golds) // arguments.questions)][: arguments.questions]
    rows = []
    with IndexReader(index_dir, fingerprint(embedder.name, 192)).snapshot() as snapshot:
        index = OneSided(snapshot, rung) if rung in ("bm25", "dense") else snapshot
        for gold in golds:
            watch = Stopwatch()
            read = read_question(index, models, gold.question, watch)
            chosen = select(read.question, read.graded) if read.graded else ()
            spent = watch.timings_ms()["total"]
            run = list(dict.fromkeys(p.source for p in rank_passages(read)))
            wanted = set(gold.sources)
            said = " ".join(piece.evidence.text for piece in chosen)
            right = containment(said, gold.acceptable, gold.all_of)
            rows.append(
                (hit_at(1, run, wanted), hit_at(5, run, wanted), reciprocal_rank(run, wanted), ndcg(run, wanted), right, spent)
            )
    columns = np.array(rows)
    names = ("first", "five", "mrr", "ndcg", "answer")
    figures = {name: float(columns[:, i].mean()) for i, name in enumerate(names)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {**figures, "p50": float(np.median(columns[:, 5])), "peak": peak}


if __name__ == "__main__":
    main()
