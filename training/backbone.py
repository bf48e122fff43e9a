"""The encoder: BERT with 12 layers x 384, with weights read from the int8 ONNX file of the base reranker."""

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from training.errors import BaseModelError

LAYERS = 12
WIDTH = 384
HEADS = 12
INNER = 1536
WORDS = 30522
POSITIONS = 512
DROPOUT = 0.1

# Our name and the file's name; in the file, the matrices of a layer have numbers as names and this order.
_MATRICES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "up": "intermediate.dense",
    "down": "output.dense",
}
_NORMS = {"norm_mixed": "attention.output.LayerNorm", "norm_down": "output.LayerNorm"}
_EMBEDDINGS = {"word": "word_embeddings", "position": "position_embeddings", "segment": "token_type_embeddings"}


class Layer(nn.Module):
    """One layer: attention, then two dense layers, each with a residual connection and normalisation."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_mixed, self.norm_down = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the tokens [batch, tokens, WIDTH]; `mask` [batch, 1, 1, tokens] is true where there is a token."""
        attended = functional.scaled_dot_product_attention(
            self.split(self.query(x)),
            self.split(self.key(x)),
            self.split(self.value(x)),
            attn_mask=mask,
            dropout_p=self.dropout.p if self.training else 0.0,
        )
        return self.after_attention(x, attended)

    def split(self, x: Tensor) -> Tensor:
        """Return [batch, tokens, WIDTH] as [batch, HEADS, tokens, WIDTH / HEADS]."""
        return x.view(x.shape[0], x.shape[1], HEADS, WIDTH // HEADS).transpose(1, 2)

    def after_attention(self, x: Tensor, attended: Tensor) -> Tensor:
        """Return the tokens after applying the result of attention [batch, HEADS, tokens, WIDTH / HEADS]."""
        together = attended.transpose(1, 2).reshape(x.shape)
        x = self.norm_mixed(x + self.dropout(self.mixed(together)))
        return self.norm_down(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Backbone(nn.Module):
    """Embeddings and layers."""

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.word, self.position, self.segment = (nn.Embedding(size, WIDTH) for size in (WORDS, POSITIONS, 2))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: Tensor, types: Tensor, attend: Tensor) -> Tensor:
        """Return the tokens [batch, tokens, WIDTH] of three inputs [batch, tokens]; `attend` is true where there is a token."""
        x = self.embed(ids, types)
        mask = attend[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def embed(self, ids: Tensor, types: Tensor) -> Tensor:
        """Return the embedded tokens, the input of the first layer."""
        positions = torch.arange(ids.shape[1], device=ids.device)[None]
        return self.dropout(self.norm(self.word(ids) + self.position(positions) + self.segment(types)))

    def freeze_embeddings(self) -> None:
        """Exclude the embeddings from training."""
        for part in (self.word, self.position, self.segment):
            part.requires_grad_(False)


def kept_layers(layers: int) -> tuple[int, ...]:
    """Return which layers of the base a smaller model keeps: every (LAYERS / layers)th."""
    if layers < 1 or LAYERS % layers:
        raise BaseModelError(f"{layers} layers cannot be taken evenly out of {LAYERS}: choose a divisor of {LAYERS}")
    step = LAYERS // layers
    return tuple(range(step - 1, LAYERS, step))


def read_base(path: Path, layers: int = LAYERS) -> dict[str, Tensor]:
    """Return the weights of the base reranker by the names of Reader: the backbone's and those of its relevance head."""
    try:
        graph = onnx.load(path).graph
        values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        return _named(values, layers)
    except (OSError, KeyError, ValueError) as error:
        raise BaseModelError(f"{path} is not the base reranker ({error!r}): give the folder of its model.onnx") from error


def _named(values: dict[str, NDArray[np.generic]], layers: int) -> dict[str, Tensor]:
    named = {
        f"backbone.{ours}.weight": dequantized(values, f"bert.embeddings.{name}.weight") for ours, name in _EMBEDDINGS.items()
    }
    named |= _affine(values, "backbone.norm", "bert.embeddings.LayerNorm")
    suffix = "_quantized"
    matrices = [name.removesuffix(suffix) for name in values if name.startswith("onnx::MatMul") and name.endswith(suffix)]
    matrices.sort(key=lambda name: int(name.rsplit("_", 1)[-1]))
    if len(matrices) != LAYERS * len(_MATRICES):
        raise ValueError(f"{len(matrices)} matrices instead of {LAYERS * len(_MATRICES)}")
    for kept, index in enumerate(kept_layers(layers)):
        ours, theirs = f"backbone.layers.{kept}", f"bert.encoder.layer.{index}"
        for place, (part, name) in enumerate(_MATRICES.items()):
            matrix = dequantized(values, matrices[index * len(_MATRICES) + place])
            named[f"{ours}.{part}.weight"] = matrix.T.contiguous()
            named[f"{ours}.{part}.bias"] = _tensor(values[f"{theirs}.{name}.bias"])
        for part, name in _NORMS.items():
            named |= _affine(values, f"{ours}.{part}", f"{theirs}.{name}")
    named["pool.weight"] = dequantized(values, "bert.pooler.dense.weight").T.contiguous()
    named["pool.bias"] = _tensor(values["bert.pooler.dense.bias"])
    named["relevance.weight"] = dequantized(values, "classifier.weight").reshape(1, WIDTH)
    named["relevance.bias"] = _tensor(values["classifier.bias"])
    return named


def _affine(values: dict[str, NDArray[np.generic]], ours: str, theirs: str) -> dict[str, Tensor]:
    return {f"{ours}.{part}": _tensor(values[f"{theirs}.{part}"]) for part in ("weight", "bias")}


def dequantized(values: dict[str, NDArray[np.generic]], name: str) -> Tensor:
    """Return a tensor of an int8 file in float: scale times integer."""
    whole = values[f"{name}_quantized"].astype(np.float32)
    zero = values[f"{name}_zero_point"].astype(np.float32) if f"{name}_zero_point" in values else 0.0
    return _tensor((whole - zero) * values[f"{name}_scale"])


def _tensor(value: NDArray[np.generic]) -> Tensor:
    return torch.tensor(np.asarray(value, np.float32))
