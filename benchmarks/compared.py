"""Ours beside its peers, turn by turn in one run: a first ingest, warm questions, one question of a process that starts for it.

The peers run in environments of their own: bm25s alone, Chroma with sentence-transformers, the LlamaIndex starter. They look up and
answer nothing: no language model writes. All that is compared is processor time, which a busy machine lengthens least.
"""

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from processes import GOLD, QUESTION, ROOT, run

OURS = "ours"
# Gives the starter about as many chunks as ours, and as long ones: its splitter counts tokens of another kind, and a header too.
STARTER_TOKENS = 256
SCRIPTS = ROOT / "benchmarks"


class Turn(NamedTuple):
    """Where a turn works: the corpus, its own folder, and the questions."""

    corpus: Path
    work: Path
    questions: int


def compared(given: argparse.Namespace, corpus: Path) -> dict[str, list[dict[str, Any]]]:
    """Return what each turn of each program took."""
    found: dict[str, list[dict[str, Any]]] = {}
    for number in range(given.rounds):
        turn = Turn(corpus, given.work / "turn", given.questions)
        for name, measured in each(given, turn):
            found.setdefault(name, []).append(measured)
        print(f"turn {number + 1} of {given.rounds}", file=sys.stderr)
    return found


def each(given: argparse.Namespace, turn: Turn) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what one turn of each program took; each begins with an empty folder."""
    programs: dict[str, tuple[object, Callable[[], dict[str, Any]]]] = {
        OURS: (True, lambda: ours(turn)),
        "bm25s": (given.bm25s, lambda: looked_up([given.bm25s, SCRIPTS / "peer_bm25s.py", *asked(turn)])),
        "Chroma, sentence-transformers": (
            given.chroma,
            lambda: looked_up([given.chroma, SCRIPTS / "peer_chroma.py", *asked(turn), turn.work / "store", given.model]),
        ),
        "LlamaIndex starter": (given.starter, lambda: starter(given, turn)),
    }
    for name, (is_there, measure) in programs.items():
        if is_there:
            shutil.rmtree(turn.work, ignore_errors=True)
            turn.work.mkdir(parents=True)
            yield name, measure()


def asked(turn: Turn) -> list[object]:
    return [turn.corpus, GOLD, turn.questions]


def looked_up(command: list[object]) -> dict[str, Any]:
    """Return what a peer took that ingests and looks up in one process."""
    done = run(command)
    return {**json.loads(done.out.splitlines()[-1]), "ingest_process": done[:3]}


def ours(turn: Turn) -> dict[str, Any]:
    """Return what ours took; what a question takes includes its answer."""
    index = turn.work / "index"
    step = [sys.executable, SCRIPTS / "performance_step.py"]
    first = run([*step, "ingest", turn.corpus, index])
    warm = run([*step, "warm", turn.corpus, index, GOLD, turn.questions])
    one = run([sys.executable, "-m", "qa_bot", "ask", "-q", "--index", index, QUESTION])
    ingested, answered = json.loads(first.out.splitlines()[-1]), json.loads(warm.out.splitlines()[-1])
    return {
        "chunks": ingested["chunks"],
        "chars": ingested["chars"],
        "ingest_cpu_s": ingested["cpu_s"],
        "ingest_process": first[:3],
        "cpu_ms": answered["cpu_ms"],
        "floor_ms": answered["floor_ms"],
        "one": one[:3],
    }


def starter(given: argparse.Namespace, turn: Turn) -> dict[str, Any]:
    """Return what the LlamaIndex starter took."""
    script, rest = [given.starter, SCRIPTS / "peer_llamaindex.py"], [turn.corpus, turn.work / "store", given.model]
    first = run([*script, "ingest", *rest, STARTER_TOKENS])
    warm = run([*script, "warm", *rest, GOLD, turn.questions])
    one = run([*script, "ask", *rest, QUESTION])
    ingested, answered = json.loads(first.out.splitlines()[-1]), json.loads(warm.out.splitlines()[-1])
    return {**ingested, **answered, "ingest_process": first[:3], "one": one[:3]}
