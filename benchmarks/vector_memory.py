"""Measure what Chroma needs for a number of vectors: processor time to add one, disk, memory, and time of a question.

    python benchmarks/vector_memory.py FOLDER COUNT [COUNT ...]

The vectors are clustered random ones, seeded: what an HNSW index needs hangs on their number and length.
"""

import json
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import numpy as np

from qa_bot.models.protocols import Vectors
from qa_bot.storage.vectors import VectorStore

NAME, CLUSTERS, AT_ONCE, QUESTIONS, LIMIT = "vectors", 300, 5000, 200, 100


def main() -> None:
    if sys.argv[1] == "ask":
        print(json.dumps(asked(Path(sys.argv[2]))))
        return
    for count in map(int, sys.argv[2:]):
        folder = Path(sys.argv[1]) / str(count)
        folder.mkdir(parents=True)
        began = time.process_time()
        with closing(VectorStore.open(folder, NAME, create=True)) as store:
            for begin in range(0, count, AT_ONCE):
                store.add(range(begin, min(begin + AT_ONCE, count)), vectors_of(begin, min(AT_ONCE, count - begin)))
        ms = 1000 * (time.process_time() - began) / count
        disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // count
        print(json.dumps({"vectors": count, "ms_to_add": round(ms, 3), "disk_bytes_a_vector": disk}), flush=True)
        # In a process of its own: memory that building has needed stays with the process.
        subprocess.run([sys.executable, __file__, "ask", str(folder)], check=True)


def asked(folder: Path) -> dict[str, float]:
    """Return the memory that an open store takes, and the processor time of a question in ms."""
    with closing(VectorStore.open(folder, NAME)) as store:
        before, times = resident_mb(), []
        for vector in vectors_of(1 << 40, QUESTIONS):
            began = time.process_time()
            store.search(vector, LIMIT)
            times.append(1000 * (time.process_time() - began))
        p50, p95 = np.percentile(times, [50, 95])
        return {"resident_mb": round(resident_mb() - before), "ms_p50": round(float(p50), 2), "ms_p95": round(float(p95), 2)}


def vectors_of(seed: int, count: int) -> Vectors:
    """Return unit vectors, shape (count, 384), near the centres of clusters."""
    chance = np.random.default_rng(seed)
    found = np.random.default_rng(15).normal(size=(CLUSTERS, 384))[chance.integers(CLUSTERS, size=count)]
    found += chance.normal(size=found.shape)
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)


def resident_mb() -> float:
    """Return the resident memory of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


if __name__ == "__main__":
    main()
