"""Rows: a question about a passage, or a claim about a premise, and the files that hold them."""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.errors import RowsError

LABELS = {"supported": 0, "refuted": 1, "neutral": 2, "unsupported": 3}


@dataclass(frozen=True, slots=True)
class Answer:
    """A stretch of the passage that answers: `text` is the passage from the character `start` on."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Return the offset after the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question and a passage that answers it or not.

    An answerable row without answers is a yes-no question: the passage answers it, but no stretch of it is the answer.
    `evidence` are the offsets of the units that answer (a row, a record, a list) if they are not sentences; such a passage is
    only read as a whole. None means the sentences with an answer.
    """

    source: str
    question: str
    passage: str
    answerable: bool
    answers: tuple[Answer, ...] = ()
    answers_are_sentences: bool = False
    article: str | None = None
    evidence: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim and a premise; the label is one of LABELS, "unsupported" if refuted and neutral are not distinguished."""

    source: str
    claim: str
    premise: str
    label: str


Row = QuestionRow | ClaimRow


def read_packed(folder: Path) -> list[Row]:
    """Return the rows of rows.jsonl.xz with the passages of passages.jsonl.xz put back in."""
    passages = [json.loads(line) for _, line in lines_of(folder / "passages.jsonl.xz")]
    return [_unpacked(json.loads(line), passages) for _, line in lines_of(folder / "rows.jsonl.xz")]


def read_more(folder: Path) -> list[Row]:
    """Return the rows of every *.jsonl and *.jsonl.xz file of a folder, in order of file name."""
    return [
        _row(json.loads(line), f"{path.name}:{number}")
        for path in sorted((*folder.glob("*.jsonl"), *folder.glob("*.jsonl.xz")))
        for number, line in lines_of(path)
        if line.strip()
    ]


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text file, packed with xz or not, with their numbers from 1."""
    try:
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
            yield from enumerate(file, 1)
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise RowsError(f"{path} cannot be read ({error}): give the folder that holds it") from error


def _unpacked(packed: dict[str, Any], passages: list[str]) -> Row:
    text = passages[packed["p"]]
    if "c" in packed:
        return ClaimRow(packed["f"], packed["c"], text, packed["l"])
    answers = tuple(Answer(start, text[start : start + length]) for start, length in packed.get("s", ()))
    return QuestionRow(
        packed["f"], packed["q"], text, bool(packed["y"]), answers, bool(packed.get("w")), packed.get("t") or None
    )


def _row(fields: dict[str, Any], place: str) -> Row:
    try:
        row = _claim_row(fields) if "claim" in fields else _question_row(fields)
    except (KeyError, TypeError, ValueError) as error:
        raise RowsError(f"{place}: the field {error} is missing or of another type: see training/README.md") from error
    if isinstance(row, ClaimRow) and row.label not in LABELS:
        raise RowsError(f"{place}: the label {row.label!r} is none of {', '.join(LABELS)}")
    if isinstance(row, QuestionRow):
        for answer in row.answers:
            if not answer.text or row.passage[answer.start : answer.end] != answer.text:
                raise RowsError(f"{place}: the passage does not say {answer.text!r} at {answer.start}: mend the offset")
        if row.answers and not row.answerable:
            raise RowsError(f"{place}: a row that is not answerable has answers: mend one of the two")
        if any(not 0 <= start < end <= len(row.passage) for start, end in row.evidence or ()):
            raise RowsError(f"{place}: the evidence {row.evidence} is not inside the passage: mend the offsets")
    return row


def _claim_row(fields: dict[str, Any]) -> ClaimRow:
    return ClaimRow(fields["source"], fields["claim"], fields["premise"], fields["label"])


def _question_row(fields: dict[str, Any]) -> QuestionRow:
    return QuestionRow(
        source=fields["source"],
        question=fields["question"],
        passage=fields["passage"],
        answerable=bool(fields["answerable"]),
        answers=tuple(Answer(answer["start"], answer["text"]) for answer in fields.get("answers") or ()),
        answers_are_sentences=bool(fields.get("answers_are_sentences")),
        article=fields.get("article") or None,
        evidence=None if fields.get("evidence") is None else tuple((start, end) for start, end in fields["evidence"]),
    )
