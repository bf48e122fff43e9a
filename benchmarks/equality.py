"""Ask the same questions through every door, and compare the JSON of the answers.

    python benchmarks/equality.py WORK [--most N] [--one-shot N]

The questions are those of tests/gold/seeds.jsonl, follow-ups with their history, and of tests/gold/adversarial. The doors are
`qa-bot ask --batch`, Python's `open_bot`, `POST /ask` of `qa-bot serve` and the tool ask of `qa-bot mcp`, asked by the client of
the official SDK; the first `--one-shot` questions of each corpus are also asked by `qa-bot ask --json`. All ask one index of each
corpus, in WORK. `timings_ms`, `usage` and `id` may differ; every other field must be the same, in the same order.
"""

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from development_sets import read_lines
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from qa_bot import Conversation, open_bot

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
MAY_DIFFER = ("timings_ms", "usage", "id")
PROGRAM = [sys.executable, "-m", "qa_bot"]


class Corpus(NamedTuple):
    """A folder of documents with its index, and the questions: each as a line of a batch has it."""

    folder: Path
    index_dir: Path
    questions: tuple[dict[str, Any], ...]

    @property
    def options(self) -> list[str]:
        return ["--corpus", str(self.folder), "--index", str(self.index_dir)]


def main() -> None:
    """Print how many answers of each door are those of `ask --batch`, and which fields of the others differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--most", type=int, help="ask so many questions of each corpus")
    parser.add_argument("--one-shot", type=int, default=10)
    arguments = parser.parse_args()
    work = arguments.work.absolute()
    work.mkdir(parents=True, exist_ok=True)
    os.environ["QA_BOT_STATE_DIR"] = str(work / "state")
    # The settings of a `.env` in the folder of work are nobody's, so every door has the defaults.
    os.chdir(work)
    differing = 0
    for corpus in (
        _corpus(ROOT / "seeds", GOLD / "seeds.jsonl", work / "seeds", arguments.most),
        _corpus(GOLD / "adversarial" / "corpus", GOLD / "adversarial" / "gold.jsonl", work / "adversarial", arguments.most),
    ):
        _run(*PROGRAM, *corpus.options, "ingest", "--quiet")
        batch = by_batch(corpus)
        doors = {"ask --json": by_one_shot(corpus, arguments.one_shot), "open_bot": by_library(corpus)}
        doors |= {"POST /ask": by_server(corpus), "MCP": asyncio.run(by_mcp(corpus))}
        for door, answers in doors.items():
            differing += _tell(f"{corpus.index_dir.parent.name} by {door}", corpus, batch, answers)
    sys.exit(bool(differing))


def by_batch(corpus: Corpus) -> list[str]:
    """Return the answers of `qa-bot ask --batch`."""
    return _run(*PROGRAM, *corpus.options, "ask", "--batch", "-", given=_lines(corpus.questions)).splitlines()


def by_one_shot(corpus: Corpus, most: int) -> list[str]:
    """Return the answers of `qa-bot ask --json`, a process a question."""
    answers = []
    for asked in corpus.questions[:most]:
        history = corpus.index_dir.parent / "history.json"
        history.write_text(json.dumps(asked["history"]), "utf-8")
        answers.append(_run(*PROGRAM, *corpus.options, "ask", "--json", "--history", str(history), "--", asked["question"]))
    return answers


def by_library(corpus: Corpus) -> list[str]:
    """Return the answers of a bot that Python opened."""
    with open_bot(corpus.folder, corpus.index_dir) as bot:
        return [bot.ask(asked["question"], _conversation(asked)).to_json() for asked in corpus.questions]


def by_server(corpus: Corpus) -> list[str]:
    """Return the bodies that a server answers POST /ask with."""
    with _serving(corpus) as url:
        return [_post(f"{url}/ask", asked) for asked in corpus.questions]


async def by_mcp(corpus: Corpus) -> list[str]:
    """Return what the tool ask of an MCP server returns, as JSON."""
    parameters = StdioServerParameters(command=PROGRAM[0], args=[*PROGRAM[1:], "mcp", *corpus.options], env=dict(os.environ))
    async with Client(stdio_client(parameters)) as client:
        answers = []
        for asked in corpus.questions:
            result = await client.call_tool("ask", {"question": asked["question"], "history": asked["history"]})
            answers.append(json.dumps(result.structured_content))
        return answers


def _corpus(folder: Path, gold: Path, work: Path, most: int | None) -> Corpus:
    lines = read_lines(gold)[:most]
    asked = tuple({"id": one["id"], "question": one["question"], "history": one.get("history", [])} for one in lines)
    work.mkdir(exist_ok=True)
    return Corpus(folder, work / "index", asked)


def _conversation(asked: dict[str, Any]) -> Conversation:
    return Conversation.model_validate({"turns": asked["history"]})


def _lines(questions: tuple[dict[str, Any], ...]) -> str:
    return "".join(json.dumps(asked) + "\n" for asked in questions)


def _run(*command: str, given: str = "") -> str:
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    # 3: `ask` abstained.
    if done.returncode not in (0, 3):
        sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr}")
    return done.stdout


@contextmanager
def _serving(corpus: Corpus) -> Iterator[str]:
    process = subprocess.Popen([*PROGRAM, *corpus.options, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        said = next(line for line in process.stderr if "answers at" in line)
        yield re.findall(r"http://[^ /]+", said)[0]
    finally:
        process.terminate()
        process.communicate()


def _post(url: str, asked: dict[str, Any]) -> str:
    request = urllib.request.Request(url, json.dumps(asked).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as response:
        return str(response.read().decode())


def _compared(line: str) -> str:
    return json.dumps({name: value for name, value in json.loads(line).items() if name not in MAY_DIFFER})


def _tell(door: str, corpus: Corpus, expected: list[str], answers: list[str]) -> int:
    """Print how many answers are the same, and the fields of those that differ; return how many differ."""
    differing = 0
    for asked, one, other in zip(corpus.questions, expected, answers, strict=False):
        if _compared(one) != _compared(other):
            differing += 1
            first, second = json.loads(one), json.loads(other)
            fields = [name for name in first if name not in MAY_DIFFER and first[name] != second.get(name)]
            print(f"  {asked['id']}: {', '.join(fields) or 'the order of the fields'}")
    print(f"{door}: {len(answers) - differing} of {len(answers)} the same", flush=True)
    return differing


if __name__ == "__main__":
    main()
