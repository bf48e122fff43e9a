"""Rows out of passages that were written for training, each with its own questions, near misses and claims.

A line of a file is a passage: {"title": "...", "date": "..." or null, "section": "..." or null, "passage": "...",
"qa": [["question", "verbatim answer, once in the passage"], ...], "no": ["question without an answer", ...],
"supported": ["claim", ...], "refuted": [...], "neutral": [...]}.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.errors import RowsError
from training.rows import Answer, ClaimRow, QuestionRow, Row, lines_of

# Near misses stand beside their questions, so none are looked for in other passages (see material.GENERATED).
SOURCE = "gen-passages"
CLAIMS = "gen-passages-claims"
_LABELS = ("supported", "refuted", "neutral")


def read_written(folder: Path) -> list[Row]:
    """Return the rows of every *.jsonl and *.jsonl.xz file in a folder and below; raise RowsError for a wrong line."""
    paths = sorted((*folder.rglob("*.jsonl"), *folder.rglob("*.jsonl.xz")))
    return [row for path in paths for number, line in lines_of(path) for row in _rows(line, f"{path.name}:{number}")]


def _rows(line: str, place: str) -> Iterator[Row]:
    try:
        fields = json.loads(line)
        yield from _questions(fields, place)
        for label in _LABELS:
            for number, claim in enumerate(fields[label]):
                yield ClaimRow(CLAIMS, claim, _with_heading(fields) if number % 2 else fields["passage"], label)
    except (KeyError, TypeError, ValueError) as error:
        raise RowsError(f"{place}: {error!r}: see training/written.py for what a line holds") from error


def _questions(fields: dict[str, Any], place: str) -> Iterator[QuestionRow]:
    passage, title = fields["passage"], fields["title"]
    for question, answer in fields["qa"]:
        if passage.count(answer) != 1:
            raise RowsError(f"{place}: {answer!r} is not once in the passage: mend the answer")
        found = (Answer(passage.index(answer), answer),)
        yield QuestionRow(SOURCE, question, passage, answerable=True, answers=found, article=title)
    for question in fields["no"]:
        yield QuestionRow(SOURCE, question, passage, answerable=False, article=title)


def _with_heading(fields: dict[str, Any]) -> str:
    """Return the passage under its heading, as the program writes it."""
    head = " | ".join(part for part in (fields["title"], fields["date"], fields["section"]) if part)
    return f"{head}\n{fields['passage']}" if head else fields["passage"]
