"""The reader: five heads over one backbone."""

import hashlib
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn

from training.backbone import DROPOUT, LAYERS, WIDTH, Backbone, read_base

NEW_HEADS = ("answerable", "span", "entailment", "evidence")


class Outputs(NamedTuple):
    """Logits of a batch; `span` holds start and end, `entailment` supported, refuted and neutral."""

    relevance: Tensor  # [batch, 1]
    answerable: Tensor  # [batch, 1]
    span: Tensor  # [batch, tokens, 2]
    entailment: Tensor  # [batch, 3]
    evidence: Tensor  # [batch, tokens]


class Reader(nn.Module):
    """The backbone with the reranker's own head, relevance, and four more."""

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.backbone = Backbone(layers)
        self.pool, self.relevance = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 1)
        self.answerable, self.entailment = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 3)
        self.span, self.evidence = nn.Linear(WIDTH, 2), nn.Linear(WIDTH, 1)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, ids: Tensor, types: Tensor, attend: Tensor) -> Outputs:
        """Return the logits of three inputs [batch, tokens]."""
        return self.heads(self.backbone(ids, types, attend))

    def heads(self, tokens: Tensor) -> Outputs:
        """Return the logits of the last layer's tokens [batch, tokens, WIDTH]."""
        first, dropped = tokens[:, 0], self.dropout(tokens)
        return Outputs(
            self.relevance(torch.tanh(self.pool(first))),
            self.answerable(dropped[:, 0]),
            self.span(dropped),
            self.entailment(dropped[:, 0]),
            self.evidence(dropped)[..., 0],
        )


def open_reader(base: Path, layers: int = LAYERS) -> Reader:
    """Return a reader that starts as the base reranker in the folder `base`; its new heads are untrained."""
    reader = Reader(layers)
    weights = read_base(base / "model.onnx", layers)
    reader.load_state_dict({**reader.state_dict(), **weights})
    return reader


def base_sum(base: Path) -> str:
    """Return the SHA-256 sum of the base model."""
    return hashlib.sha256((base / "model.onnx").read_bytes()).hexdigest()
