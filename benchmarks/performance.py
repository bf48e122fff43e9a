"""Measure how quick the bot is and how that grows, and write the tables of docs/performance.md (`make bench`).

    python benchmarks/performance.py WORK [--sets SETS] [--chunks 1000 10000] [--real 1000] [--made INDEX ...] [--questions 30]
                                     [--rounds 5] [--bm25s PYTHON] [--chroma PYTHON] [--starter PYTHON] [--model FOLDER]

seeds/ is measured always; larger corpora are grown from the public texts of SETS (grown_corpus.py). Up to `--real` chunks are
embedded, of more the vectors are recombined (recombined_vectors.py); `--made` are indexes that large_index.py has made, which are
only asked. A step runs in a process of its own; processor time and counts are given beside wall time, as they say the same on a busy
machine. Peers run turn by turn with ours (compared.py), in environments of their own, which their Python names. install_size.py has
the size of an installation.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from compared import compared
from grown_corpus import write_corpus
from performance_page import write_page
from processes import GOLD, QUESTION, ROOT, Measured, alone, run, size_of

CHUNKS_A_FILE = 2.75
# The corpus on which peers are compared.
FILES_OF_PEERS = 60
CHANGED = 0.01


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
    parser.add_argument("--starter")
    parser.add_argument("--made", type=Path, nargs="*", default=[])
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
    for index in given.made:
        rows.append(asked(index, given))
        keep(found, given.work)
    if given.sets and (given.bm25s or given.chroma or given.starter):
        corpus = given.work / "corpus-peers"
        write_corpus(given.sets, corpus, FILES_OF_PEERS)
        keep({**found, "peers": compared(given, corpus)}, given.work)


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
    disk_mb = size_of(index) / 1e6
    warm = step("warm", corpus, index, GOLD, given.questions)
    vectors = "recombined" if known else "real"
    row = {"first": first, "unchanged": unchanged, "disk_mb": disk_mb, "warm": warm, "vectors": vectors}
    files = sorted(path for path in corpus.rglob("*.txt"))
    if corpus.is_relative_to(given.work) and len(files) * CHANGED >= 1:
        for path in random.Random(1).sample(files, round(len(files) * CHANGED)):
            path.write_text(path.read_text("utf-8") + f"\nA line of {time.time_ns()}.\n", "utf-8")
        row["changed"] = step("ingest", corpus, index, *rest)
    return row


def asked(index: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Return what warm questions to an index of large_index.py take."""
    corpus = index.with_name(index.name.replace("index-", "corpus-"))
    return {"warm": step("warm", corpus, index, GOLD, given.questions), "disk_mb": size_of(index) / 1e6, "vectors": "random"}


def step(*arguments: object) -> dict[str, Any]:
    """Return what a step printed."""
    done = run([sys.executable, ROOT / "benchmarks" / "performance_step.py", *arguments])
    return dict(json.loads(done.out.splitlines()[-1]))


def once(index: Path, rounds: int) -> dict[str, list[Measured]]:
    """Return what whole processes take that ask one question, turn by turn: alone, through a server, and Python's own start."""
    ours = [sys.executable, "-m", "qa_bot"]
    new = alone(GOLD)
    seen: dict[str, list[Measured]] = {}
    with serving([*ours, "serve", "--index", index, "--port", "0"]) as address:
        through = [*ours, "ask", "--server", address]
        # The first turn warms up.
        for number in range(rounds + 1):
            commands: dict[str, Sequence[object]] = {
                "ask": [*ours, "ask", "-q", "--index", index, QUESTION],
                # A question that asks nothing: what is left is the client.
                "ask --server, the client alone": [*through, "thanks!"],
                "ask --server, a new question": [*through, new[number]],
                "ask --server, the question asked before": [*through, QUESTION],
                "python -c pass": [sys.executable, "-c", "pass"],
            }
            for name, command in commands.items():
                done = run(command)
                if number:
                    seen.setdefault(name, []).append(done)
    return seen


@contextmanager
def serving(command: Sequence[object]) -> Iterator[str]:
    """Run a server while the block runs; its address is what it tells."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    server = subprocess.Popen([str(part) for part in command], stderr=subprocess.PIPE, env=environment, text=True)
    try:
        assert server.stderr is not None
        yield next(found[0] for line in server.stderr if (found := re.search(r"http://[^ ]+", line)))
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
