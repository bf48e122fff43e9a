"""The open league: entrants answer the same questions of the same documents, and are scored by rule, without a judge.

    python -m benchmarks.league.run SET ... --entrant NAME=COMMAND ... [--questions 100] [--seed 17] [--only FILE ...] [--out PAGE]

A SET is a folder with corpus/ and gold.jsonl (docs/evaluation.md converts public ones). Entrants are programs
(league/entrant.py); the commands are run one after the other, offline, and what they answered is written into --runs.
"""

import argparse
import json
import os
import random
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.league.page import page_of
from benchmarks.league.scoring import Scored, score

HERE = Path(__file__).parent
# A longer acceptable answer is rarely held word for word by a right one.
LONGEST_ANSWER_WORDS = 8
_TICKS = os.sysconf("SC_CLK_TCK")


class Result(NamedTuple):
    """What an entrant did with a set."""

    entrant: str
    set: str
    prepare_cpu_s: float
    scored: tuple[Scored, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET")
    parser.add_argument("--entrant", action="append", required=True, metavar="NAME=COMMAND")
    parser.add_argument(
        "--questions", type=int, default=100, help="the most questions of a set, half of them without an answer"
    )
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--only", action="append", default=[], metavar="FILE", help="only questions about these files")
    parser.add_argument("--runs", type=Path, default=Path("runs/league"))
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    results = []
    for folder in arguments.sets:
        golds = chosen(read(folder / "gold.jsonl"), arguments.questions, arguments.seed, arguments.only)
        for named in arguments.entrant:
            name, command = named.split("=", 1)
            results.append(played(name, shlex.split(command), folder, golds, arguments.runs))
            print(name, folder.name, len(golds), file=sys.stderr)
    told = page_of(results, arguments.questions, arguments.seed)
    if arguments.out:
        arguments.out.write_text(told, "utf-8")
    else:
        print(told)


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def chosen(golds: Iterable[dict[str, Any]], most: int, seed: int, only: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return the questions of a set that count: standing alone, with short answers or with none, half of each where there are."""
    fitting = [gold for gold in golds if not gold.get("history") and _is_short(gold) and (not only or about(gold) in only)]
    random.Random(seed).shuffle(fitting)
    without = [gold for gold in fitting if gold["answer"] is None][: most // 2]
    return [gold for gold in fitting if gold["answer"] is not None][: most - len(without)] + without


def about(gold: dict[str, Any]) -> str | None:
    """Return the file that a question is about, for one without an answer the file that comes near."""
    return next(iter(gold["sources"]), (gold.get("extra") or {}).get("near_miss_file"))


def _is_short(gold: dict[str, Any]) -> bool:
    answers = [gold["answer"]] if isinstance(gold["answer"], str) else gold["answer"] or ()
    return all(len(answer.split()) <= LONGEST_ANSWER_WORDS for answer in answers)


def played(name: str, command: list[str], folder: Path, golds: Sequence[dict[str, Any]], runs: Path) -> Result:
    """Run an entrant on a set, keep what it answered, and score it."""
    runs.mkdir(parents=True, exist_ok=True)
    given = []
    with tempfile.TemporaryDirectory() as work, open(runs / f"{name}-{folder.name}.log", "w") as log:
        environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
        process = subprocess.Popen(
            [*command, str(folder / "corpus"), work],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env=environment,
        )
        _line(process, name)
        prepared = cpu_s(process.pid)
        for gold in golds:
            before, began = cpu_s(process.pid), time.perf_counter()
            assert process.stdin is not None
            process.stdin.write(json.dumps({"id": gold["id"], "question": gold["question"]}) + "\n")
            process.stdin.flush()
            answer = _line(process, name)
            times = {"cpu_ms": 1000 * (cpu_s(process.pid) - before), "wall_ms": 1000 * (time.perf_counter() - began)}
            given.append({**answer, **times})
        process.communicate(timeout=60)
    (runs / f"{name}-{folder.name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in given), "utf-8")
    return Result(name, folder.name, prepared, tuple(score(gold, line) for gold, line in zip(golds, given, strict=True)))


def _line(process: "subprocess.Popen[str]", name: str) -> dict[str, Any]:
    """Return the next line of JSON; what else a library prints is passed over."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("{"):
            found: dict[str, Any] = json.loads(line)
            return found
    raise SystemExit(f"{name} ended: its log in --runs says why")


def cpu_s(pid: int) -> float:
    """Return the processor time that a process has taken, all its threads together (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


if __name__ == "__main__":
    main()
