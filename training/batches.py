"""Batches of pairs of similar length, up to a number of tokens, prepared one ahead in a thread."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.encoding import Encoded

Rows = NDArray[np.int64]

_MULTIPLE = 16  # tokens are padded to a multiple of this, which the fast kernels ask for
_SORTED_TOGETHER = 12_000
_AHEAD = 6


@dataclass(frozen=True)
class Batch:
    """Tensors of some pairs: by token [batch, tokens], by pair [batch]; the fields of Encoded with the same names.

    `passage` is true for the tokens of the second text, without its [SEP]. `relevance` is the teacher's logit.
    """

    ids: Tensor
    types: Tensor
    attend: Tensor
    passage: Tensor
    evidence: Tensor
    task: Tensor
    label: Tensor
    start: Tensor
    end: Tensor
    evidence_weight: Tensor
    relevance: Tensor


def plan_by_chance(encoded: Encoded, max_tokens: int, max_rows: int, rng: np.random.Generator) -> list[Rows]:
    """Return the rows of each batch of an epoch, in random order, with similar lengths within a batch."""
    order = rng.permutation(len(encoded))
    batches: list[Rows] = []
    for at in range(0, len(order), _SORTED_TOGETHER):
        batches += _cut(order[at : at + _SORTED_TOGETHER], encoded.length, max_tokens, max_rows)
    return [batches[index] for index in rng.permutation(len(batches))]


def plan_by_length(encoded: Encoded, rows: Rows, max_tokens: int, max_rows: int) -> list[Rows]:
    """Return `rows` as batches, the longest first."""
    return _cut(rows, encoded.length, max_tokens, max_rows)


def load(
    encoded: Encoded, relevance: NDArray[np.float32], plan: Sequence[Rows], device: torch.device
) -> Iterator[tuple[Rows, Batch]]:
    """Yield the batches of a plan on the device; the next ones are prepared while one is in use."""
    waiting: deque[tuple[Rows, Future[Batch]]] = deque()
    with ThreadPoolExecutor(1) as thread:
        for rows in plan:
            waiting.append((rows, thread.submit(_collate, encoded, relevance, rows, device.type == "cuda")))
            if len(waiting) > _AHEAD:
                yield _ready(waiting, device)
        while waiting:
            yield _ready(waiting, device)


def _ready(waiting: deque[tuple[Rows, Future[Batch]]], device: torch.device) -> tuple[Rows, Batch]:
    rows, future = waiting.popleft()
    return rows, Batch(**{name: tensor.to(device, non_blocking=True) for name, tensor in vars(future.result()).items()})


def _cut(rows: Rows, length: NDArray[np.int32], max_tokens: int, max_rows: int) -> list[Rows]:
    rows = rows[np.argsort(-length[rows], kind="stable")]
    batches = []
    while len(rows):
        size = max(1, min(max_rows, max_tokens // _padded(int(length[rows[0]]))))
        batches.append(rows[:size])
        rows = rows[size:]
    return batches


def _padded(length: int) -> int:
    return -(-length // _MULTIPLE) * _MULTIPLE


def _collate(encoded: Encoded, relevance: NDArray[np.float32], rows: Rows, pin: bool) -> Batch:
    starts, lengths, firsts = encoded.offsets[rows], encoded.length[rows, None], encoded.first_length[rows, None]
    place = np.arange(_padded(int(lengths.max())))[None]
    attend, second = place < lengths, place >= firsts
    token = np.where(attend, starts[:, None] + place, 0)

    def tensor(values: NDArray[Any], kind: torch.dtype) -> Tensor:
        made = torch.from_numpy(np.ascontiguousarray(values)).to(kind)
        return made.pin_memory() if pin else made

    return Batch(
        ids=tensor(np.where(attend, encoded.ids[token], 0).astype(np.int32), torch.int32),
        types=tensor(attend & second, torch.int32),
        attend=tensor(attend, torch.bool),
        passage=tensor(second & (place < lengths - 1), torch.bool),
        evidence=tensor(encoded.evidence[token] * attend, torch.bool),
        task=tensor(encoded.task[rows], torch.int8),
        label=tensor(encoded.label[rows], torch.int64),
        start=tensor(encoded.start[rows], torch.int64),
        end=tensor(encoded.end[rows], torch.int64),
        evidence_weight=tensor(encoded.evidence_weight[rows], torch.float32),
        relevance=tensor(relevance[rows], torch.float32),
    )
