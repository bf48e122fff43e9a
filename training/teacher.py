"""Compute the base reranker's relevance once for every question, so that it need not run at every step."""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training.batches import load, plan_by_length
from training.encoding import Encoded
from training.pairs import Task
from training.reader import Reader, open_reader

TOKENS_PER_BATCH = 131_072
ROWS_PER_BATCH = 4096


def teacher_relevance(base: Path, encoded: Encoded, device: torch.device) -> NDArray[np.float32]:
    """Return the relevance logit of the base model for every question, shape [pairs]; 0 for a claim."""
    teacher = open_reader(base).to(device).eval()
    return relevance_of(teacher, encoded, device)


@torch.inference_mode()
def relevance_of(
    reader: Reader, encoded: Encoded, device: torch.device, rows: NDArray[np.int64] | None = None
) -> NDArray[np.float32]:
    """Return the relevance logit of a reader for every question, or for those of `rows`, shape [pairs]; 0 for the others."""
    found = np.zeros(len(encoded), np.float32)
    tokens = TOKENS_PER_BATCH if device.type == "cuda" else TOKENS_PER_BATCH // 32
    questions = np.flatnonzero(encoded.task == Task.QUESTION) if rows is None else rows
    plan = plan_by_length(encoded, questions, tokens, ROWS_PER_BATCH)
    logits = []
    for _, batch in load(encoded, found, plan, device):
        with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
            logits.append(reader(batch.ids, batch.types, batch.attend).relevance[:, 0].float())
    for batch_rows, values in zip(plan, logits, strict=True):
        found[batch_rows] = values.cpu().numpy()
    return found
