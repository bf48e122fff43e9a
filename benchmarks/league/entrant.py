"""How an entrant takes part: it is a program that is given a corpus and an empty folder, and answers lines of JSON.

    COMMAND CORPUS WORK

It prepares what it needs and prints {"ready": true}. For each line {"id", "question"} on stdin it prints one line
{"id", "answer", "sources"}: the answer in words, or null where it finds none, and the files that it rests on, the best first.
It never sees an acceptable answer. This module needs nothing but Python: entrants run in environments of their own.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

# The answer, None where none was found, and the files that it rests on.
Given = tuple[str | None, Sequence[str]]


def folders() -> tuple[Path, Path]:
    """Return the corpus and the folder to work in, the last two arguments of the command."""
    return Path(sys.argv[-2]), Path(sys.argv[-1])


def take_part(answer: Callable[[str], Given]) -> None:
    """Answer the questions on stdin."""
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        text, sources = answer(asked["question"])
        print(json.dumps({"id": asked["id"], "answer": text, "sources": list(sources)}), flush=True)


def paragraphs(corpus: Path) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of the text files of a corpus, each with the name of its file."""
    for path in sorted(corpus.rglob("*.txt")):
        for part in path.read_text("utf-8-sig").split("\n\n"):
            if part.strip():
                yield path.relative_to(corpus).as_posix(), part.strip()
