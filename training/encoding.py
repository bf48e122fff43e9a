"""Pairs as token ids: packed arrays, made on all cores."""

import multiprocessing
import random
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from training.material import Material
from training.pairs import Pair, PassageRow, Task, pairs_of
from training.rows import Row

MAX_QUESTION_WORDS = 90
# The weight of the tokens of unanswerable rows, none of which are evidence.
UNANSWERABLE_EVIDENCE_WEIGHT = 0.5
NO_SPAN = -1
_ROWS_PER_JOB = 2000


@dataclass(frozen=True)
class Encoded:
    """Pairs as arrays.

    By token, one pair after the other: `ids` and `evidence` (1: in an answering sentence). By pair: `length` in tokens,
    `first_length` (tokens up to and with the first [SEP]), `task`, `label`, `start` and `end` (first and last token of the
    span; 0 is [CLS], no answer; NO_SPAN where the span head learns nothing) and `evidence_weight` (0: not known).
    """

    ids: NDArray[np.uint16]
    evidence: NDArray[np.uint8]
    length: NDArray[np.int32]
    first_length: NDArray[np.int32]
    task: NDArray[np.int8]
    label: NDArray[np.int8]
    start: NDArray[np.int16]
    end: NDArray[np.int16]
    evidence_weight: NDArray[np.float32]

    def __len__(self) -> int:
        """Return the number of pairs."""
        return len(self.length)

    @cached_property
    def offsets(self) -> NDArray[np.int64]:
        """Return where each pair starts in `ids` and `evidence`."""
        return np.cumsum(self.length, dtype=np.int64) - self.length


@dataclass(frozen=True)
class _Job:
    rows: Sequence[Row | PassageRow]
    names: tuple[str, ...]
    tokenizer_path: Path
    max_tokens: int
    seed: str


@lru_cache(maxsize=2)
def open_tokenizer(path: Path, max_tokens: int) -> Tokenizer:
    """Return the tokenizer, which cuts the end of the longer text to keep within `max_tokens`."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens, strategy="longest_first")
    return tokenizer


def tokenize(tokenizer: Tokenizer, pair: Pair) -> Encoding:
    """Return the tokens of a pair; a question is cut after MAX_QUESTION_WORDS words."""
    return tokenizer.encode(" ".join(pair.first.split()[:MAX_QUESTION_WORDS]), pair.second)


def encode_material(material: Material, tokenizer_path: Path, max_tokens: int, seed: int, processes: int) -> Encoded:
    """Make the pairs of the material and encode them; the same seed gives the same pairs."""
    rows = material.rows
    jobs = [
        _Job(rows[at : at + _ROWS_PER_JOB], material.names, tokenizer_path, max_tokens, f"{seed}-{at}")
        for at in range(0, len(rows), _ROWS_PER_JOB)
    ]
    if processes == 1:
        return _joined([_encode_job(job) for job in jobs])
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        return _joined(list(pool.map(_encode_job, jobs)))


def encode_pairs(tokenizer: Tokenizer, pairs: Iterable[Pair]) -> Encoded:
    """Encode pairs, leaving out those whose span or evidence is cut off."""
    encoded = [fields for pair in pairs if (fields := _encode(tokenizer, pair))]
    ids, evidence, *numbers = zip(*encoded, strict=True)
    kinds = (np.int32, np.int32, np.int8, np.int8, np.int16, np.int16, np.float32)
    columns = [np.array(column, kind) for column, kind in zip(numbers, kinds, strict=True)]
    return Encoded(np.concatenate(ids), np.concatenate(evidence), *columns)


def _encode_job(job: _Job) -> Encoded:
    rng = random.Random(job.seed)
    tokenizer = open_tokenizer(job.tokenizer_path, job.max_tokens)
    return encode_pairs(tokenizer, (pair for row in job.rows for pair in pairs_of(row, job.names, rng)))


def _joined(parts: Sequence[Encoded]) -> Encoded:
    fields = Encoded.__dataclass_fields__
    return Encoded(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in fields})


def _encode(tokenizer: Tokenizer, pair: Pair) -> tuple[Any, ...] | None:
    """Return the fields of a pair in the order of Encoded, or None if its span or all its evidence is cut off."""
    encoding = tokenize(tokenizer, pair)
    ids = np.array(encoding.ids, np.uint16)
    first_length = encoding.type_ids.index(1)
    starts, ends = np.array(encoding.offsets[first_length:-1], np.int32).reshape(-1, 2).T
    evidence = np.zeros(len(ids), np.uint8)
    for start, end in pair.evidence or ():
        evidence[first_length:-1] |= (starts < end) & (ends > start)
    if pair.evidence and not evidence.any():
        return None
    first = last = NO_SPAN
    if pair.span:
        within = np.flatnonzero((starts < pair.span[1]) & (ends > pair.span[0]))
        if not len(within) or ends[within[-1]] < len(pair.second[: pair.span[1]].rstrip()):
            return None
        first, last = first_length + int(within[0]), first_length + int(within[-1])
    elif pair.task is Task.QUESTION and not pair.label:
        first = last = 0
    weight = 0.0 if pair.evidence is None else 1.0 if pair.evidence else UNANSWERABLE_EVIDENCE_WEIGHT
    return ids, evidence, len(ids), first_length, pair.task, pair.label, first, last, weight
