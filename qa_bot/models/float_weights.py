"""Bring the bundled embedder's int8 weights back to float: scale times integer, as a folder that sentence-transformers reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from qa_bot.errors import DependencyError
from qa_bot.models.weights import EMBEDDER, TOKENIZER, checked_file

if TYPE_CHECKING:
    from torch import Tensor

Values = Mapping[str, NDArray[np.generic]]

LAYERS, WIDTH = 12, 384
# The sizes of BERT that differ from those of its base.
SIZES = {"hidden_size": WIDTH, "num_hidden_layers": LAYERS, "num_attention_heads": 12, "intermediate_size": 1536}
# In the file the matrices of a layer have numbers as names, and this order.
_MATRICES = (
    *("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"),
    *("intermediate.dense", "output.dense"),
)
_QUANTIZED = "_quantized"
_MODULES = ("Transformer", "Pooling", "Normalize")


def write_float_model(folder: Path, models_dir: Path | None) -> None:
    """Write the embedder into a folder; raise ModelError when the bundled file is missing or altered."""
    transformers = _import_transformers()
    model = transformers.BertModel(transformers.BertConfig(**SIZES))
    model.load_state_dict(dict(_weights(_read(checked_file(EMBEDDER, models_dir)))))
    model.save_pretrained(folder)
    tokenizer = checked_file(TOKENIZER, models_dir)
    transformers.BertTokenizerFast(tokenizer_file=str(tokenizer), model_max_length=512).save_pretrained(folder)
    parts = [
        {"idx": number, "name": str(number), "path": "" if number == 0 else f"{number}_{name}", "type": _class_path(name)}
        for number, name in enumerate(_MODULES)
    ]
    (folder / "modules.json").write_text(json.dumps(parts))
    (folder / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": 512, "do_lower_case": False}))
    pooling = folder / "1_Pooling"
    pooling.mkdir()
    (pooling / "config.json").write_text(
        json.dumps({"word_embedding_dimension": WIDTH, "pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False})
    )
    (folder / "2_Normalize").mkdir()


def _class_path(name: str) -> str:
    return f"sentence_transformers.models.{name}"


def _read(path: Path) -> Values:
    import onnx

    graph = onnx.load(path).graph
    return {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}


def _weights(values: Values) -> Iterator[tuple[str, Tensor]]:
    """Yield the weights by the names of transformers' BertModel."""
    import torch

    names = [name.removesuffix(_QUANTIZED) for name in values if name.endswith(_QUANTIZED)]
    for name in names:
        if not name.startswith("onnx::MatMul"):
            yield name, torch.tensor(_as_float(values, name))
    matrices = sorted(
        (name for name in names if name.startswith("onnx::MatMul")), key=lambda name: int(name.rsplit("_", 1)[-1])
    )
    places = [f"encoder.layer.{layer}.{part}.weight" for layer in range(LAYERS) for part in _MATRICES]
    for place, name in zip(places, matrices, strict=True):
        yield place, torch.tensor(_as_float(values, name).T.copy())
    # Never used, but what lacks it is complained about.
    yield "pooler.dense.weight", torch.zeros(WIDTH, WIDTH)
    yield "pooler.dense.bias", torch.zeros(WIDTH)
    for name, value in values.items():
        if name.endswith((".bias", ".LayerNorm.weight")):
            yield name, torch.tensor(np.asarray(value, np.float32))


def _as_float(values: Values, name: str) -> NDArray[np.float32]:
    whole, zero, scale = (np.asarray(values[f"{name}{part}"], np.float32) for part in (_QUANTIZED, "_zero_point", "_scale"))
    return (whole - zero) * scale


def _import_transformers() -> Any:
    try:
        import onnx  # noqa: F401
        import sentence_transformers  # noqa: F401
        import transformers
    except ImportError as error:
        raise DependencyError(
            "QA_BOT_EMBEDDING=bundled-float needs the extra to embed documents: pip install 'qa-bot[sentence-transformers]'"
        ) from error
    untyped: Any = transformers
    untyped.utils.logging.disable_progress_bar()
    return untyped
