"""Measure how quick the bot is and how that grows, and write the tables of docs/performance.md (`make bench`).

    python benchmarks/performance.py WORK [--sets SETS] [--chunks 1000 10000] [--real 1000] [--questions 30] [--rounds 5]
                                     [--bm25s PYTHON] [--chroma PYTHON] [--model FOLDER]

seeds/ is measured always; larger corpora are grown from the public texts of SETS (grown_corpus.py). Up to `--real` chunks are
embedded, of more the vectors are recombined (recombined_vectors.py). A step runs in a process of its own; processor time
and calls are given beside wall time, as they say the same on a busy machine. Peers run in environments of their own, which
their Python names. benchmarks/against_peer.py has the LlamaIndex starter, install_size.py the size of an installation.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from grown_corpus import write_corpus
from performance_page import write_page

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "seeds.jsonl"
QUESTION = "What did Turkey and Russia agree on 22 July 2020?"
CHUNKS_A_FILE = 2.75
CHANGED = 0.01


class Measured(NamedTuple):
    """What a process took, and what it printed."""

    cpu_s: float
    wall_s: float
    peak_mb: float
    out: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--sets", type=Path)
    parser.add_argument("--chunks", type=int, nargs="*", default=[])
    parser.add_argument("--real", type=int, default=1000)
    parser.add_argument("--questions", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bm25s")
    parser.add_argument("--chroma")
    parser.add_argument("--model", default="all-MiniLM-L6-v2")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    rows = [measured_size(ROOT / "seeds", given.work / "index-seeds", given, None)]
    found = {"rows": rows, "once": once(given.work / "index-seeds", given.rounds), "peers": {}}
    keep(found, given.work)
    known = given.work / "index-seeds"
    for chunks in sorted(given.chunks):
        corpus, index = given.work / f"corpus-{chunks}", given.work / f"index-{chunks}"
        write_corpus(given.sets, corpus, round(chunks / CHUNKS_A_FILE))
        rows.append(measured_size(corpus, index, given, known if chunks > given.real else None))
        keep(found, given.work)
        known = index if chunks <= given.real else known
    keep({**found, "peers": peers(given)}, given.work)


def keep(found: dict[str, Any], work: Path) -> None:
    """Write what was found so far, as JSON and as the page: the next size may take an hour."""
    (work / "performance.json").write_text(json.dumps(found, indent=1), "utf-8")
    write_page(ROOT / "docs", found)


def measured_size(corpus: Path, index: Path, given: argparse.Namespace, known: Path | None) -> dict[str, Any]:
    """Return what a corpus takes: a first ingest, one that finds nothing new, warm questions, one after 1 % has changed."""
    print(f"{corpus} ...", file=sys.stderr)
    rest = [str(known)] if known else []
    first = step("ingest", corpus, index, *rest)
    unchanged = step("ingest", corpus, index, *rest)
    disk_mb = sum(path.stat().st_size for path in index.rglob("*") if path.is_file()) / 1e6
    warm = step("warm", corpus, index, GOLD, given.questions)
    row = {"first": first, "unchanged": unchanged, "disk_mb": disk_mb, "warm": warm, "is_real": known is None}
    files = sorted(path for path in corpus.rglob("*.txt"))
    if corpus.is_relative_to(given.work) and len(files) * CHANGED >= 1:
        for path in random.Random(1).sample(files, round(len(files) * CHANGED)):
            path.write_text(path.read_text("utf-8") + f"\nA line of {time.time_ns()}.\n", "utf-8")
        row["changed"] = step("ingest", corpus, index, *rest)
    return row


def step(*arguments: object) -> dict[str, Any]:
    """Return what a step printed."""
    done = run([sys.executable, str(ROOT / "benchmarks" / "performance_step.py"), *map(str, arguments)])
    return dict(json.loads(done.out.splitlines()[-1]))


def once(index: Path, rounds: int) -> dict[str, list[Measured]]:
    """Return what whole processes take that ask one question, turn by turn: alone, through a server, and Python's own start."""
    ours = [sys.executable, "-m", "qa_bot"]
    with serving([*ours, "serve", "--index", str(index), "--port", "0"]) as address:
        commands = {
            "ask": [*ours, "ask", "-q", "--index", str(index), QUESTION],
            # A question that asks nothing: what is left is the client.
            "ask --server, the client alone": [*ours, "ask", "--server", address, "thanks!"],
            "ask --server, the question asked before": [*ours, "ask", "--server", address, QUESTION],
            "python -c pass": [sys.executable, "-c", "pass"],
        }
        for command in commands.values():
            run(command)
        seen: dict[str, list[Measured]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                seen[name].append(run(command))
    return seen


@contextmanager
def serving(command: list[str]) -> Iterator[str]:
    """Run a server while the block runs; its address is what it tells."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, text=True)
    try:
        assert server.stderr is not None
        yield next(found[0] for line in server.stderr if (found := re.search(r"http://[^ ]+", line)))
    finally:
        server.terminate()
        server.wait()


def peers(given: argparse.Namespace) -> dict[str, Any]:
    """Return what the peers take on the largest corpus that was really embedded."""
    real = [chunks for chunks in given.chunks if chunks <= given.real]
    corpus = given.work / f"corpus-{real[-1]}" if real else ROOT / "seeds"
    asked = [str(corpus), str(GOLD), str(given.questions)]
    found = {}
    for name, python, more in (
        ("bm25s", given.bm25s, []),
        ("Chroma, sentence-transformers", given.chroma, [str(given.work / "peer-chroma"), given.model]),
    ):
        if python:
            script = "peer_bm25s.py" if name == "bm25s" else "peer_chroma.py"
            done = run([python, str(ROOT / "benchmarks" / script), *asked, *more])
            found[name] = {**json.loads(done.out.splitlines()[-1]), "peak_mb": done.peak_mb}
    return found


def run(command: list[str]) -> Measured:
    """Run a program to its end; exit if it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"}
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
    assert process.stdout is not None
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return Measured(usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss / 1024, out)


if __name__ == "__main__":
    main()
