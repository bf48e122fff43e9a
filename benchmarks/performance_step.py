"""One step of benchmarks/performance.py, in a process of its own: what it measures is printed as JSON.

    python benchmarks/performance_step.py ingest CORPUS INDEX [KNOWN]
    python benchmarks/performance_step.py warm CORPUS INDEX GOLD QUESTIONS

With KNOWN, an index, its vectors are recombined instead of embedding (recombined_vectors.py). The floor of a warm question is its
vector and one look-up among the chunks. Calls are those of Python's functions in the thread that asks: they do not depend
on what else the machine does.
"""

import cProfile
import json
import pstats
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from recombined_vectors import RecombinedEmbedder

from qa_bot.application import open_bot
from qa_bot.bot import Bot
from qa_bot.ingestion.ingest import ingest
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.settings import Settings

NEAREST = 40


def main() -> None:
    step, corpus, index, *rest = sys.argv[1:]
    measured = ingested(Path(corpus), Path(index), rest) if step == "ingest" else warm(Path(corpus), Path(index), *rest)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**measured, "peak_mb": peak_mb}))


def ingested(corpus: Path, index: Path, known: list[str]) -> dict[str, Any]:
    """Return what bringing an index up to date takes."""
    embedder = RecombinedEmbedder(Path(known[0])) if known else BundledEmbedder()
    began, worked = time.perf_counter(), time.process_time()
    report = ingest(corpus, index, embedder)
    spent = {"wall_s": time.perf_counter() - began, "cpu_s": time.process_time() - worked}
    return {"chunks": report.chunks, "documents": report.documents, "embedded": report.embedded, **spent}


def warm(corpus: Path, index: Path, gold: str, most: str) -> dict[str, Any]:
    """Return what each question takes by stage, and its floor, in milliseconds."""
    with open_bot(Settings(corpus_dir=corpus, index_dir=index)) as bot:
        first, *questions = alone(Path(gold))[: int(most) + 1]
        bot.ask(first)
        floor(bot, first)
        stages, cpu, floors = [], [], []
        for question in questions:
            worked = time.process_time()
            stages.append(bot.ask(question).timings_ms)
            cpu.append(1000 * (time.process_time() - worked))
            floors.append(floor(bot, question))
        calls = [calls_of(bot, f"{question} ") for question in questions[:5]]
        return {"stages": stages, "cpu_ms": cpu, "floor_ms": floors, "calls": sorted(calls)[len(calls) // 2]}


def alone(gold: Path) -> list[str]:
    """Return the questions of a gold set that stand alone, each once."""

    def found() -> Iterator[str]:
        for line in map(json.loads, gold.read_text("utf-8").splitlines()):
            if not line.get("history"):
                yield line["question"]

    return list(dict.fromkeys(found()))


def floor(bot: Bot, question: str) -> float:
    """Return the processor time in milliseconds of the question's vector and one look-up."""
    began = time.process_time()
    vector = bot.models.embedder.embed_query(question)
    with bot._reader.snapshot() as index:
        index.search_dense(vector, NEAREST)
    return 1000 * (time.process_time() - began)


def calls_of(bot: Bot, question: str) -> int:
    """Return how many functions are called to answer a question."""
    profile = cProfile.Profile()
    profile.runcall(bot.attempt, question)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
