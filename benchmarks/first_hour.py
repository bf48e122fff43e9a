"""Play the first hour: the README's commands as written, in a fresh clone with an empty HOME, on a folder of one's own.

    python benchmarks/first_hour.py FOLDER [--tests]

FOLDER has `docs/` (the documents, asked as `handbook`) and `gold.jsonl` (questions about them; `must_all` is read as `all_of`).
Printed: each command with its exit code and time, what was not read, what each question got (right, rightly refused, or not),
and the shares. `make test` is left out without --tests, as it takes long. Packages come from the registry or pip's cache.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.docs.shell import shown_on  # noqa: E402

WENT_WELL = (0, 3)


class Played(NamedTuple):
    """A command that was run, and how it went."""

    command: str
    code: int
    seconds: float
    out: str
    err: str


class FirstHour:
    """A clone of the checkout, and an environment of one's own, in an empty HOME."""

    def __init__(self, folder: Path) -> None:
        self.clone = folder / "qa-bot"
        subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{ROOT}", str(self.clone)], check=True)
        (folder / "home").mkdir()
        subprocess.run([sys.executable, "-m", "venv", str(folder / "own")], check=True)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("QA_BOT_", "ORT_", "PYTHON", "VIRTUAL_ENV", "MAKE"))}
        self._environment = {**kept, "HOME": str(folder / "home"), "PATH": f"{folder / 'own' / 'bin'}:{kept['PATH']}"}

    def play(self, command: str) -> Played:
        begun = time.monotonic()
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.clone,
            env=self._environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        return Played(command, done.returncode, time.monotonic() - begun, done.stdout, done.stderr)


def show(played: Played) -> None:
    print(f"\n$ {played.command}\n  exit code {played.code} after {played.seconds:.1f} s")
    for line in (played.err.splitlines() + played.out.splitlines())[-14:]:
        if not line.startswith(("reading: ", "publishing: ", "embedding: ")):
            print(f"  | {line[:150]}")


def gold_of(source: Path, target: Path) -> None:
    """Copy the questions, with the parts of a list under the name that the gold set has for them."""
    questions = [json.loads(line) for line in source.read_text("utf-8").splitlines() if line.strip()]
    for question in questions:
        question["all_of"] = question.pop("must_all", None) or []
    target.write_text("".join(json.dumps(question) + "\n" for question in questions), "utf-8")


def verdict(record: dict[str, Any]) -> str:
    scored = record["scored"]
    if not scored["answerable"]:
        return "rightly refused" if scored["abstained"] else "answered without an answer"
    if scored["abstained"]:
        return "refused although stated"
    return "right" if scored["metrics"]["answer.containment"] == 1.0 else "wrong"


def ask_the_gold_set(hour: FirstHour, folder: Path) -> bool:
    """Ask the questions about the folder, print what each got, and return whether 85 in 100 went well."""
    gold_of(folder / "gold.jsonl", hour.clone / "gold.jsonl")
    asked = hour.play("qa-bot eval gold.jsonl --corpus handbook --out runs/first-hour --quiet")
    print(f"\n$ {asked.command}\n  exit code {asked.code} after {asked.seconds:.1f} s")
    lines = (hour.clone / "runs" / "first-hour" / "answers.jsonl").read_text("utf-8").splitlines()
    counts: Counter[str] = Counter()
    for record in map(json.loads, lines):
        counts[verdict(record)] += 1
        print(f"  {verdict(record):27} {record['gold']['question']}")
    good = counts["right"] + counts["rightly refused"]
    print(f"\n{good} of {len(lines)} right or rightly refused ({good / len(lines):.2f}): {dict(counts)}")
    return asked.code == 0 and good >= 0.85 * len(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tests", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        hour = FirstHour(Path(place))
        shutil.copytree(arguments.folder / "docs", hour.clone / "handbook")
        failed = []
        for shown in shown_on(ROOT / "README.md"):
            if shown.line != "make test" or arguments.tests:
                played = hour.play(shown.line)
                show(played)
                failed += [shown.line] if played.code not in WENT_WELL else []
        files = sum(path.is_file() for path in (hour.clone / "handbook").rglob("*"))
        show(hour.play("qa-bot status --corpus handbook"))
        print(f"\n{files} files in the folder; commands that failed: {failed or 'none'}")
        is_good = ask_the_gold_set(hour, arguments.folder)
    sys.exit(bool(failed) or not is_good)


if __name__ == "__main__":
    main()
