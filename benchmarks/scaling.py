"""Measure what docs/scaling.md is derived from: what a chunk costs whoever writes the index, apart from its embedding.

    python benchmarks/scaling.py SETS WORK FILES [--ray]

SETS is as for grown_corpus.py. FILES files are recombined from it, and indexed with vectors that cost nothing: clustered random
ones, seeded by their text. Prints processor time a chunk of this process, by step, disk a chunk by part, and the memory and the
time of a question that Chroma needs for them. With --ray two workers read, cut and embed, and the time is that of the driver
alone. With QA_BOT_DATABASE_URL it is PostgreSQL that is written.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from zlib import crc32

import numpy as np
from grown_corpus import write_corpus
from processes import size_of

from qa_bot.ingestion import ray_crew
from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.report import Progress
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.models.protocols import Vectors
from qa_bot.settings import load_settings
from qa_bot.storage.servers import servers_of

CLUSTERS = 300
QUESTIONS = 200
PEAK = """
import json, resource, sys, time
import numpy as np
from pathlib import Path
from qa_bot.storage.vectors import VectorStore
def resident(): return int(next(l for l in open("/proc/self/status") if l.startswith("VmRSS")).split()[1]) / 1024
folder = Path(sys.argv[1])
import chromadb
from chromadb.config import Settings
name = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False)).list_collections()[0].name
before = resident()
store = VectorStore.open(folder, name)
chance, times = np.random.default_rng(7), []
for _ in range(int(sys.argv[2])):
    vector = chance.normal(size=384); began = time.process_time()
    store.search((vector / np.linalg.norm(vector)).astype(np.float32), 100)
    times.append(1000 * (time.process_time() - began))
print(json.dumps({"rss_mb": round(resident() - before), "ms_p50": round(float(np.median(times)), 2), "ms_p95": round(float(np.percentile(times, 95)), 2)}))
"""


class FreeEmbedder(BundledEmbedder):
    """The bundled tokenizer, and vectors that cost nothing."""

    name = "free"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return a vector near one of the clusters' centres for each text."""
        return np.stack([free_vector(text) for text in texts])


def free_vector(text: str) -> Vectors:
    seed = crc32(text.encode())
    centre = np.random.default_rng(seed % CLUSTERS).normal(size=384)
    vector = centre + np.random.default_rng(seed).normal(size=384)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("files", type=int)
    parser.add_argument("--ray", action="store_true")
    arguments = parser.parse_args()
    corpus, index_dir = arguments.work / f"corpus-{arguments.files}", arguments.work / f"index-{arguments.files}"
    if not corpus.is_dir():
        write_corpus(arguments.sets, corpus, arguments.files)
    marks: dict[str, tuple[float, float]] = {}

    def mark(progress: Progress) -> None:
        marks.setdefault(f"{progress.stage} began", now())
        marks[f"{progress.stage} ended"] = now()

    with ray_crew.ray_crew("local", ray_crew.Recipe("bundled", None, 192)) if arguments.ray else nullcontext() as crew:
        if crew:
            import ray

            crew._embed = ray.remote(num_cpus=1)(lambda recipe, texts: np.stack([free_vector(text) for text in texts]))
        report = ingest(corpus, index_dir, FreeEmbedder(), progress=mark, servers=servers_of(load_settings()), crew=crew)
    chunks = report.chunks
    staged = marks["publishing began"][0] - marks["reading began"][0]
    published = now()[0] - marks["publishing began"][0]
    result = {
        "chunks": chunks,
        "staging_ms_a_chunk": round(1000 * staged / chunks, 3),
        "publishing_ms_a_chunk": round(1000 * published / chunks, 3),
        "seconds": report.seconds,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "disk_bytes_a_chunk": {path.name: size_of(path) // chunks for path in sorted(index_dir.glob("*"))},
    }
    print(json.dumps(result))
    for folder in index_dir.glob("vectors-*"):
        subprocess.run([sys.executable, "-c", PEAK, str(folder), str(QUESTIONS)], check=True)


def now() -> tuple[float, float]:
    return time.process_time(), time.monotonic()


if __name__ == "__main__":
    main()
