"""Run programs for the benchmarks, and tell what they took.

Little is imported here: a process that is started counts the memory of the one that starts it as its own.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "seeds.jsonl"
QUESTION = "What did Turkey and Russia agree on 22 July 2020?"


class Measured(NamedTuple):
    """What a process took, and what it printed."""

    cpu_s: float
    wall_s: float
    peak_mb: float
    out: str


def run(command: Sequence[object]) -> Measured:
    """Run a program to its end; exit if it fails. That nothing was found is no failure."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"}
    began = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, env=environment, text=True)
    assert process.stdout is not None
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return Measured(usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss / 1024, out)


def alone(gold: Path) -> list[str]:
    """Return the questions of a gold set that stand alone, each once."""
    lines = map(json.loads, gold.read_text("utf-8").splitlines())
    return list(dict.fromkeys(line["question"] for line in lines if not line.get("history")))


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of the files of a folder."""
    return path.stat().st_size if path.is_file() else sum(one.stat().st_size for one in path.rglob("*") if one.is_file())
