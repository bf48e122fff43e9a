"""The training loop: limited by time, with a learning rate that rises briefly and then falls to zero."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.batches import Batch, Rows, load, plan_by_chance
from training.encoding import Encoded
from training.losses import LossWeights, losses
from training.reader import NEW_HEADS, Reader

Log = Callable[[str], None]


@dataclass(frozen=True)
class Schedule:
    """How long and how fast: the loop ends after `epochs` or `seconds`, whichever is first."""

    seconds: float
    epochs: float
    learning_rate: float = 1.5e-4
    head_factor: float = 5.0
    warm_up_share: float = 0.05
    tokens_per_batch: int = 32_768
    rows_per_batch: int = 384
    log_steps: int = 200
    seed: int = 1

    def rate(self, share: float) -> float:
        """Return the learning rate when `share` of the training is done."""
        return self.learning_rate * min(1.0, (share + 1e-3) / self.warm_up_share) * max(0.0, 1.0 - share)


@dataclass(frozen=True)
class Trained:
    """What a run of the loop did; `losses` are the means of the parts at each log line."""

    steps: int
    epochs: float
    seconds: float
    pairs_per_second: float
    losses: list[dict[str, float]]


def train(
    reader: Reader,
    encoded: Encoded,
    relevance: NDArray[np.float32],
    schedule: Schedule,
    weights: LossWeights,
    log: Log,
) -> Trained:
    """Train the reader's parameters that require a gradient, in place, on the reader's device."""
    device = next(reader.parameters()).device
    rng = np.random.default_rng(schedule.seed)
    first_plan = plan_by_chance(encoded, schedule.tokens_per_batch, schedule.rows_per_batch, rng)
    rows_per_batch, steps = len(encoded) / len(first_plan), max(1, round(schedule.epochs * len(first_plan)))
    optimizer = _optimizer(reader, schedule, device)
    parameters = [parameter for group in optimizer.param_groups for parameter in group["params"]]
    log(f"{len(encoded)} pairs, {len(encoded.ids)} tokens, {len(first_plan)} batches an epoch, at most {steps} steps")
    sums: dict[str, Tensor] = {}
    history: list[dict[str, float]] = []
    seen = step = 0
    reader.train()
    began = time.monotonic()
    for rows, batch in _epochs(encoded, relevance, first_plan, schedule, rng, device):
        share = max(step / steps, (time.monotonic() - began) / schedule.seconds)
        if share >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = schedule.rate(share) * group["factor"]
        parts = _step(reader, batch, weights, rows_per_batch, optimizer, parameters)
        sums = {name: sums[name] + part if sums else part for name, part in parts.items()}
        step, seen = step + 1, seen + len(rows)
        if step % schedule.log_steps == 0:
            history.append(_means(sums, schedule.log_steps))
            sums = {}
            log(_line(step, steps, share, seen / (time.monotonic() - began), history[-1]))
    if device.type == "cuda":
        torch.cuda.synchronize()
    reader.eval()
    seconds = time.monotonic() - began
    return Trained(step, seen / len(encoded), seconds, seen / seconds, history)


def _epochs(
    encoded: Encoded,
    relevance: NDArray[np.float32],
    plan: list[Rows],
    schedule: Schedule,
    rng: np.random.Generator,
    device: torch.device,
) -> Iterator[tuple[Rows, Batch]]:
    """Yield the batches of endless epochs."""
    while True:
        yield from load(encoded, relevance, plan, device)
        plan = plan_by_chance(encoded, schedule.tokens_per_batch, schedule.rows_per_batch, rng)


def _step(
    reader: Reader,
    batch: Batch,
    weights: LossWeights,
    rows_per_batch: float,
    optimizer: torch.optim.Optimizer,
    parameters: list[nn.Parameter],
) -> dict[str, Tensor]:
    """Take one step and return the parts of the loss, still on the device."""
    with torch.autocast(batch.ids.device.type, torch.bfloat16, enabled=batch.ids.device.type == "cuda"):
        outputs = reader(batch.ids, batch.types, batch.attend)
    parts = losses(outputs, batch, weights, rows_per_batch)
    optimizer.zero_grad(set_to_none=True)
    torch.stack([*parts.values()]).sum().backward()
    nn.utils.clip_grad_norm_(parameters, 1.0)
    optimizer.step()
    return {name: part.detach() for name, part in parts.items()}


def _optimizer(reader: Reader, schedule: Schedule, device: torch.device) -> torch.optim.Optimizer:
    """Return AdamW: matrices decay, the new heads learn faster."""
    heads, matrices, others = [], [], []
    for name, parameter in reader.named_parameters():
        if parameter.requires_grad:
            group = heads if name.split(".")[0] in NEW_HEADS else matrices if parameter.ndim > 1 else others
            group.append(parameter)
    groups = [
        {"params": matrices, "weight_decay": 0.01, "factor": 1.0},
        {"params": others, "weight_decay": 0.0, "factor": 1.0},
        {"params": heads, "weight_decay": 0.0, "factor": schedule.head_factor},
    ]
    return torch.optim.AdamW(groups, lr=schedule.learning_rate, fused=device.type == "cuda")


def _means(sums: dict[str, Tensor], steps: int) -> dict[str, float]:
    return {name: round(float(total) / steps, 4) for name, total in sums.items()}


def _line(step: int, steps: int, share: float, pairs_per_second: float, means: dict[str, float]) -> str:
    parts = ", ".join(f"{name} {mean:.3f}" for name, mean in means.items())
    return f"step {step}/{steps}, {share:.0%} done, {pairs_per_second:.0f} pairs/s: {parts}"
