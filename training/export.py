"""Write trained weights as ONNX, in full precision and in int8.

    python -m training.export --base FOLDER --weights FOLDER --out FOLDER [--base-share 0.2]

Writes reader.fp32.onnx and reader.int8.onnx into the folder and prints how far their outputs differ from torch's.
"""

import argparse
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.averaging import averaged
from training.backbone import HEADS, WIDTH
from training.encoding import open_tokenizer, tokenize
from training.pairs import Pair, Task
from training.reader import Outputs, Reader
from training.weights import load_weights

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OPSET = 17

_EXAMPLES = (
    ("When was the bridge opened?", "Bridges of the county | 2020\nThe old bridge was opened in 1911. It carries two lanes."),
    ("The bridge carries four lanes.", "The old bridge was opened in 1911. It carries two lanes."),
    ("Who may borrow a boat?", "Members may borrow a boat on Sundays. Guests are asked to call the office two days before."),
)


class Plain(nn.Module):
    """The reader with attention written out: a clean graph for the quantisation."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Outputs:
        """Return the logits of three int64 inputs [batch, tokens]."""
        backbone = self.reader.backbone
        x = backbone.embed(input_ids, token_type_ids)
        bias = (1.0 - attention_mask[:, None, None, :].float()) * -1e4
        for layer in backbone.layers:
            query, key, value = layer.split(layer.query(x)), layer.split(layer.key(x)), layer.split(layer.value(x))
            weight = torch.softmax(query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + bias, -1)
            x = layer.after_attention(x, weight @ value)
        return self.reader.heads(x)


def export(reader: Reader, out: Path) -> tuple[Path, Path]:
    """Write the reader in full precision and in int8 (dynamic, weights per channel) and return the two paths."""
    out.mkdir(parents=True, exist_ok=True)
    full, small = out / "reader.fp32.onnx", out / "reader.int8.onnx"
    _write_full(reader, full)
    _write_small(full, small)
    return full, small


def run_onnx(path: Path, ids: NDArray[np.int64], types: NDArray[np.int64]) -> dict[str, NDArray[np.float32]]:
    """Return the outputs of an exported file for one pair, inputs [1, tokens]."""
    from onnxruntime import InferenceSession

    session = InferenceSession(str(path), providers=["CPUExecutionProvider"])
    inputs = dict(zip(INPUTS, (ids, np.ones_like(ids), types), strict=True))
    return dict(zip(Outputs._fields, session.run(list(Outputs._fields), inputs), strict=True))


def differences(reader: Reader, full: Path, small: Path, tokenizer_path: Path) -> dict[str, tuple[float, float]]:
    """Return for each output the largest difference, on a few pairs, of full precision from torch and of int8 from full precision."""
    found = dict.fromkeys(Outputs._fields, (0.0, 0.0))
    tokenizer = open_tokenizer(tokenizer_path, 320)
    for first, second in _EXAMPLES:
        encoding = tokenize(tokenizer, Pair(first, second, Task.QUESTION, 0))
        ids, types = np.array([encoding.ids], np.int64), np.array([encoding.type_ids], np.int64)
        with torch.inference_mode():
            meant = reader.cpu().eval()(torch.from_numpy(ids), torch.from_numpy(types), torch.ones(ids.shape, dtype=torch.bool))
        in_full, in_small = run_onnx(full, ids, types), run_onnx(small, ids, types)
        for name, values in meant._asdict().items():
            gaps = (np.abs(in_full[name] - values.numpy()).max(), np.abs(in_small[name] - in_full[name]).max())
            found[name] = (max(found[name][0], float(gaps[0])), max(found[name][1], float(gaps[1])))
    return found


def _write_full(reader: Reader, path: Path) -> None:
    ids = torch.randint(5, 999, (2, 32))
    ones, by_token = torch.ones_like(ids), {0: "batch", 1: "tokens"}
    axes: dict[str, Any] = dict.fromkeys((*INPUTS, "span", "evidence"), by_token)
    axes |= {name: {0: "batch"} for name in ("relevance", "answerable", "entailment")}
    with warnings.catch_warnings(), torch.no_grad():
        # The quantisation only supports the graph of the old, tracing exporter.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Plain(reader.cpu().eval()).eval(),
            (ids, ones, ones * 0),
            str(path),
            input_names=list(INPUTS),
            output_names=list(Outputs._fields),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )


def _write_small(full: Path, small: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder, "prepared.onnx")
        quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(small), weight_type=QuantType.QInt8, per_channel=True, reduce_range=False)


def main() -> None:
    """Parse, export, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="folder of the base reranker: model.onnx, tokenizer.json")
    parser.add_argument("--weights", type=Path, required=True, help="folder that training.train wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base-share", type=float, default=0.0, help="how much of the base to mix in, from 0 to 1")
    arguments = parser.parse_args()
    reader = averaged(load_weights(arguments.base, arguments.weights), arguments.base, arguments.base_share)
    full, small = export(reader, arguments.out)
    for path in (full, small):
        print(f"{path}: {path.stat().st_size:,} bytes")
    for name, (of_full, of_small) in differences(reader, full, small, arguments.base / "tokenizer.json").items():
        print(f"{name}: full precision differs from torch by at most {of_full:.1e}, int8 from full precision by {of_small:.2f}")


if __name__ == "__main__":
    main()
