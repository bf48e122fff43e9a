"""Rows out of passages that were written for training, each with its own questions, near misses and claims.

A line of a file is a passage: {"title": "...", "date": "..." or null, "section": "..." or null, "passage": "...",
"qa": [["question", "verbatim answer, once in the passage"], ...], "no": ["question without an answer", ...],
"supported": ["claim", ...], "refuted": [...], "neutral": [...]}.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from qa_bot.text.stems import content_stems
from training.errors import RowsError
from training.rows import Answer, ClaimRow, QuestionRow, Row, lines_of

# Near misses stand beside their questions, so none are looked for in other passages (see material.GENERATED).
SOURCE = "gen-passages"
CLAIMS = "gen-passages-claims"
# Of rows that share as many words with their passage, this many of one label to one of the other.
MOST_OF_ONE = 1.5
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


def balanced(rows: Sequence[Row], rng: random.Random) -> list[Row]:
    """Return the rows without those by which the words that a question or claim shares with its passage would tell its label.

    Of the rows that share about as much, at most MOST_OF_ONE times as many are kept of one label as of the other.
    """
    groups: dict[tuple[bool, int], tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for row in rows:
        groups[isinstance(row, ClaimRow), _shared(row)][_is_true(row)].append(row)
    kept = []
    for both in groups.values():
        most = int(MOST_OF_ONE * min(map(len, both)))
        for side in both:
            rng.shuffle(side)
            kept += side[:most]
    return kept


def _is_true(row: Row) -> bool:
    return row.label == "supported" if isinstance(row, ClaimRow) else row.answerable


def _shared(row: Row) -> int:
    """Return which fifth the share of the row's words that stand in its passage lies in, from 0 to 4."""
    text, passage = (row.claim, row.premise) if isinstance(row, ClaimRow) else (row.question, row.passage)
    words = content_stems(text)
    return min(4, int(5 * len(words & content_stems(passage)) / max(1, len(words))))
