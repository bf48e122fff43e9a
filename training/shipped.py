"""The shipped reader as a start: its int8 file brought back to float (scale times integer)."""

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from google.protobuf.message import DecodeError
from numpy.typing import NDArray
from onnx import GraphProto, numpy_helper
from torch import Tensor

from training.backbone import dequantized
from training.errors import BaseModelError
from training.reader import Reader

# A node of a matrix, such as /up_3/MatMul_quant: the part, and the layer if it is not the first or the part is a head.
_NODE = re.compile(r"/([a-z]+)(?:_(\d+))?/(?:Gemm_)?MatMul_quant")
_HEADS = ("pool", "relevance", "answerable", "entailment", "span", "evidence")
_EMBEDDINGS = ("word", "position", "segment")

Values = dict[str, NDArray[np.generic]]


def read_shipped(path: Path) -> Reader:
    """Return the reader of a file that training.export wrote in int8; raise BaseModelError if it is another file."""
    try:
        graph = onnx.load(path).graph
        values = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        state = _matrices(graph, values) | _embeddings(values) | _others(values)
        reader = Reader(sum(name.endswith(".query.weight") for name in state))
        reader.load_state_dict(state)
    except (OSError, KeyError, ValueError, RuntimeError, DecodeError) as error:
        raise BaseModelError(f"{path} is not an exported reader in int8 ({error!r}): give the program's reader.onnx") from error
    return reader.eval()


def _matrices(graph: GraphProto, values: Values) -> dict[str, Tensor]:
    """Return the matrices by the names of Reader: the file only tells by its nodes which is which."""
    found = {}
    for node in graph.node:
        if node.op_type == "MatMulInteger" and (named := _NODE.fullmatch(node.name)):
            part, layer = named[1], int(named[2] or 0)
            ours = part if part in _HEADS else f"backbone.layers.{layer}.{part}"
            found[f"{ours}.weight"] = dequantized(values, node.input[1].removesuffix("_quantized")).T.contiguous()
    return found


def _embeddings(values: Values) -> dict[str, Tensor]:
    return {f"backbone.{part}.weight": dequantized(values, f"reader.backbone.{part}.weight") for part in _EMBEDDINGS}


def _others(values: Values) -> dict[str, Tensor]:
    """Return the biases and the weights of the normalisations, which are kept in float."""
    plain = {name.removeprefix("reader."): value for name, value in values.items() if name.startswith("reader.")}
    return {
        name: _tensor(value) for name, value in plain.items() if value.dtype == np.float32 and name.endswith(("bias", "weight"))
    }


def _tensor(value: NDArray[np.generic]) -> Tensor:
    return torch.tensor(np.ascontiguousarray(value, np.float32))
