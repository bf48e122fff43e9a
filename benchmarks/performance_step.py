"""One step of benchmarks/performance.py, in a process of its own: what it measures is printed as JSON.

    python benchmarks/performance_step.py ingest CORPUS INDEX [KNOWN]
    python benchmarks/performance_step.py warm CORPUS INDEX GOLD QUESTIONS

With KNOWN, an index, its vectors are recombined instead of embedding (recombined_vectors.py). The floor of a warm question is its
vector and one look-up among the chunks. What is counted (counting.py) does not depend on what else the machine does.
"""

import json
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from counting import counts_of
from processes import alone
from recombined_vectors import RecombinedEmbedder

from qa_bot.application import open_bot
from qa_bot.bot import Bot
from qa_bot.ingestion.ingest import ingest
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.settings import Settings
from qa_bot.storage.database import open_for_reading

NEAREST = 40
# So many questions are counted.
COUNTED = 5


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
    with closing(open_for_reading(index)) as database:
        chars = database.select('SELECT sum("end" - start) FROM chunks WHERE died IS NULL')[0][0]
    counts = {"chunks": report.chunks, "chars": chars, "documents": report.documents, "embedded": report.embedded}
    return {**counts, **spent}


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
        counts = [counts_of(bot, f"{question} ") for question in questions[:COUNTED]]
        chunks = bot.index_info().chunks
        return {
            "stages": stages,
            "cpu_ms": cpu,
            "floor_ms": floors,
            "counts": medians(counts),
            "chunks": chunks,
            "rss_mb": resident_mb(),
        }


def medians(counts: Sequence[dict[str, dict[str, int]]]) -> dict[str, dict[str, float]]:
    """Return the median of each count over several questions."""
    return {
        stage: {what: statistics.median(one[stage][what] if stage in one else 0 for one in counts) for what in counts[0][stage]}
        for stage in counts[0]
    }


def resident_mb() -> float:
    return next(int(line.split()[1]) for line in Path("/proc/self/status").open() if line.startswith("VmRSS")) / 1024


def floor(bot: Bot, question: str) -> float:
    """Return the processor time in milliseconds of the question's vector and one look-up."""
    began = time.process_time()
    vector = bot.models.embedder.embed_query(question)
    with bot._reader.snapshot() as index:
        index.search_dense(vector, NEAREST)
    return 1000 * (time.process_time() - began)


if __name__ == "__main__":
    main()
