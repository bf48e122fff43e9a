"""The loss of each head, computed without reading values back, so that the device never waits for the host."""

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch
from training.pairs import Task
from training.reader import Outputs
from training.rows import LABELS

_NO_TOKEN = -1e4


@dataclass(frozen=True)
class LossWeights:
    """The weights of the parts of the loss; the other parts have weight 1."""

    relevance: float
    evidence: float
    span: float = 1.0


def losses(outputs: Outputs, batch: Batch, weights: LossWeights, rows_per_batch: float) -> dict[str, Tensor]:
    """Return the parts of the loss of a batch.

    Each is a sum over pairs divided by the mean size of a batch, so that every pair has the same weight in batches of any size.
    """
    question = (batch.task == Task.QUESTION).float()
    parts = {
        "answerable": question * _answerable(outputs, batch),
        "span": weights.span * _span(outputs, batch),
        "relevance": weights.relevance * question * _relevance(outputs, batch),
        "entailment": (1 - question) * _entailment(outputs, batch),
    }
    known = (batch.evidence_weight > 0).float().sum()
    return {name: part.sum() / rows_per_batch for name, part in parts.items()} | {
        "evidence": weights.evidence * _evidence(outputs, batch) * known / rows_per_batch
    }


def _answerable(outputs: Outputs, batch: Batch) -> Tensor:
    target = batch.label.clamp(max=1).float()
    return functional.binary_cross_entropy_with_logits(outputs.answerable[:, 0].float(), target, reduction="none")


def _span(outputs: Outputs, batch: Batch) -> Tensor:
    """Return the cross entropy of the first and the last token over the passage and [CLS], which means no answer."""
    allowed = batch.passage.clone()
    allowed[:, 0] = True
    logits = outputs.span.float().masked_fill(~allowed[..., None], _NO_TOKEN)
    first = functional.cross_entropy(logits[..., 0], batch.start.clamp(min=0), reduction="none")
    last = functional.cross_entropy(logits[..., 1], batch.end.clamp(min=0), reduction="none")
    return 0.5 * (first + last) * (batch.start >= 0)


def _relevance(outputs: Outputs, batch: Batch) -> Tensor:
    """Return how far the relevance is from the teacher's; 0 where that is not known (NaN)."""
    ours = outputs.relevance[:, 0].float()
    return functional.smooth_l1_loss(ours, torch.where(batch.relevance.isnan(), ours, batch.relevance), reduction="none")


def _entailment(outputs: Outputs, batch: Batch) -> Tensor:
    """Return the cross entropy of the three labels; for an unsupported claim, only the label "supported" is known to be wrong."""
    log_odds = functional.log_softmax(outputs.entailment.float(), dim=1)
    three_way = functional.nll_loss(log_odds, batch.label.clamp(max=2), reduction="none")
    not_supported = -torch.logsumexp(log_odds[:, 1:], dim=1)
    return torch.where(batch.label == LABELS["unsupported"], not_supported, three_way)


def _evidence(outputs: Outputs, batch: Batch) -> Tensor:
    """Return the mean of two means, over evidence tokens and over the others, because evidence tokens are rare."""
    wrong = functional.binary_cross_entropy_with_logits(outputs.evidence.float(), batch.evidence.float(), reduction="none")
    weight = batch.passage * batch.evidence_weight[:, None]
    positive, negative = weight * batch.evidence, weight * ~batch.evidence
    return 0.5 * (_mean(wrong, positive) + _mean(wrong, negative))


def _mean(values: Tensor, weight: Tensor) -> Tensor:
    return (values * weight).sum() / weight.sum().clamp(min=1)
