"""Compare the integer products of an int8 ONNX file, as onnxruntime computes them here, with exact arithmetic.

    python benchmarks/saturation.py [ONNX] [--pairs 100] [--write FOLDER]

x86 processors with AVX2 or AVX-512 but without VNNI add two products of a uint8 and an int8 in 16 bits: sums beyond 32,767
are cut off. onnxruntime avoids this where the session asks for exact products (qa_bot/models/onnx_model.py). Without and with
that option the script prints how many products of real inputs are wrong and by how much, how far the outputs are from those of
the same weights in floating point, and how long a pair takes. The pairs are claims of tests/gold/claims ("tune") and the questions
of benchmarks/reworded.txt. `--write` puts the weights in floating point (float.onnx), with 7 bits instead of 8 (seven.onnx), and as
uint8 (unsigned.onnx) into a folder, for benchmarks/readers.py. Needs onnx (`pip install --group training`).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from readers import GOLD, corpus, lines

from qa_bot.models.bundled_reader import BundledReader
from qa_bot.models.onnx_model import EXACT_PRODUCTS
from qa_bot.models.protocols import HeadedText

ROOT = Path(__file__).parents[1]
BUNDLED = ROOT / "qa_bot/models/weights/reader.onnx"
Feed = dict[str, NDArray[np.int64]]


class Product(NamedTuple):
    """A MatMulInteger of the graph: the names of its activations and their zero point, its weights, its output."""

    activations: str
    zero: str
    weights: NDArray[np.int8]
    output: str


def session(model: onnx.ModelProto, is_exact: bool) -> Any:
    """Return a session of one thread, with exact products or with onnxruntime's default."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    if is_exact:
        options.add_session_config_entry(*EXACT_PRODUCTS)
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


def feeds(count: int) -> list[Feed]:
    """Return real inputs: claims with the paragraph of their evidence, questions in other words with their passage."""
    pairs = []
    for line in (ROOT / "benchmarks/reworded.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            passage, asked, near = line.split(" | ")
            pairs += [(asked, HeadedText("", passage)), (near, HeadedText("", passage))]
    texts = {name: corpus(GOLD / "claims" / name / "corpus") for name in ("handbook", "observatory")}
    for claim in lines(GOLD / "claims/pairs.jsonl"):
        if claim["split"] == "tune":
            of_corpus = [text for file in texts[claim["corpus"]].values() for text in file]
            pairs += [(claim["sentence"], text) for text in of_corpus if any(e in text.text for e in claim["evidence"])]
    chosen = pairs[:: max(1, len(pairs) // count)][:count]
    encodings = [BundledReader()._encode(asked, [text])[0] for asked, text in chosen]
    names = ("input_ids", "attention_mask", "token_type_ids")
    return [
        {name: np.array([values], np.int64) for name, values in zip(names, (e.ids, e.attention_mask, e.type_ids), strict=True)}
        for e in encodings
    ]


# ---- the products


def with_products(model: onnx.ModelProto) -> tuple[onnx.ModelProto, list[Product]]:
    """Return a copy of the model that also gives the inputs and outputs of its integer products, and these products."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    weights = {tensor.name: tensor for tensor in copy.graph.initializer}
    products = [
        Product(node.input[0], node.input[2], numpy_helper.to_array(weights[node.input[1]]), node.output[0])
        for node in copy.graph.node
        if node.op_type == "MatMulInteger"
    ]
    kinds = {product.output: onnx.TensorProto.INT32 for product in products}
    kinds |= {name: onnx.TensorProto.UINT8 for product in products for name in (product.activations, product.zero)}
    copy.graph.output.extend(helper.make_tensor_value_info(name, kind, None) for name, kind in kinds.items())
    return copy, products


def wrong_products(model: onnx.ModelProto, inputs: list[Feed], is_exact: bool) -> str:
    """Return how many products differ from exact arithmetic, and by how much of their layer's largest product."""
    copy, products = with_products(model)
    running = session(copy, is_exact)
    names = [output.name for output in running.get_outputs()]
    all_products, wrong, layers, largest = 0, 0, set(), 0.0
    for feed in inputs:
        values = dict(zip(names, running.run(None, feed), strict=True))
        for product in products:
            shifted = values[product.activations].astype(np.float64) - float(values[product.zero])
            exact = shifted @ product.weights.astype(np.float64)  # whole numbers below 2**53: exact
            gaps = np.abs(values[product.output] - exact)
            all_products, wrong = all_products + gaps.size, wrong + int((gaps > 0).sum())
            if gaps.any():
                layers.add(product.output)
                largest = max(largest, float(gaps.max() / np.abs(exact).max()))
    share = (
        f"{wrong:,} of {all_products:,} products wrong ({wrong / all_products:.2%}) in {len(layers)} of {len(products)} layers"
    )
    return f"{share}, by at most {largest:.2f} of their layer's largest product"


# ---- other forms of the same weights


def quantised_weights(
    model: onnx.ModelProto,
) -> Iterator[tuple[onnx.NodeProto, onnx.TensorProto, onnx.TensorProto, onnx.NodeProto]]:
    """Yield each MatMulInteger with its weights, their scale and the node that multiplies the two scales."""
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    scales = {n.input[1]: n for n in model.graph.node if n.op_type == "Mul" and n.input[1].endswith("_scale")}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            scale = node.input[1].removesuffix("_quantized") + "_scale"
            yield node, tensors[node.input[1]], tensors[scale], scales[scale]


def as_float(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the model with its weights and activations in floating point: nothing is quantised but what the weights already are."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    plain = {n.output[0]: n.input[0] for n in copy.graph.node if n.op_type == "DynamicQuantizeLinear"}
    users = {name: node for node in copy.graph.node for name in node.input}
    done: dict[str, onnx.NodeProto] = {}
    for node, weights, scale, _ in quantised_weights(copy):
        product = users[users[node.output[0]].output[0]]  # MatMulInteger, Cast, then the Mul with both scales
        values = numpy_helper.to_array(weights).astype(np.float32) * numpy_helper.to_array(scale)
        name = f"{weights.name}_float"
        if all(tensor.name != name for tensor in copy.graph.initializer):
            copy.graph.initializer.append(numpy_helper.from_array(values, name))
        done[node.name] = helper.make_node("MatMul", [plain[node.input[0]], name], list(product.output), name=node.name)
        product.op_type = "left out"
    kept = [done.get(node.name, node) for node in copy.graph.node if node.op_type != "left out"]
    wanted, graph = {output.name for output in copy.graph.output}, []
    for node in reversed(kept):
        if wanted & set(node.output):
            wanted |= set(node.input)
            graph.append(node)
    used = [tensor for tensor in copy.graph.initializer if tensor.name in wanted]
    del copy.graph.node[:], copy.graph.initializer[:]
    copy.graph.node.extend(reversed(graph))
    copy.graph.initializer.extend(used)
    return copy


def in_seven_bits(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the model with its weights rounded to -64 ... 63, with which no sum of two products leaves 16 bits."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    for _, weights, scale, _ in quantised_weights(copy):
        values, steps = numpy_helper.to_array(weights).astype(np.float32), numpy_helper.to_array(scale)
        wider = np.maximum(np.abs(values).max(axis=0), 1) / 63
        weights.CopyFrom(numpy_helper.from_array(np.rint(values / wider).astype(np.int8), weights.name))
        scale.CopyFrom(numpy_helper.from_array((steps * wider).astype(np.float32).reshape(steps.shape), scale.name))
    return copy


def as_unsigned(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return the model with each weight and its zero point raised by 128: uint8 times uint8."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    tensors = {tensor.name: tensor for tensor in copy.graph.initializer}
    for name in {name for node, *_ in quantised_weights(copy) for name in (node.input[1], node.input[3])}:
        raised = numpy_helper.to_array(tensors[name]).astype(np.int16) + 128
        tensors[name].CopyFrom(numpy_helper.from_array(raised.astype(np.uint8), name))
    return copy


# ---- what comes of it


def outputs_of(running: Any, inputs: list[Feed]) -> tuple[list[list[NDArray[np.float32]]], float]:
    """Return the outputs for each input, and the milliseconds of processor time a pair takes."""
    running.run(None, inputs[0])
    start = time.process_time()
    results = [running.run(None, feed) for feed in inputs]
    return results, (time.process_time() - start) * 1000 / len(inputs)


def distances(names: list[str], found: list[Any], meant: list[Any]) -> str:
    """Return for each output the mean and the largest distance from what is meant."""
    gaps = [np.concatenate([np.abs(f[i] - m[i]).ravel() for f, m in zip(found, meant, strict=True)]) for i in range(len(names))]
    return ", ".join(f"{name} {gap.mean():.3f} ({gap.max():.2f})" for name, gap in zip(names, gaps, strict=True))


def main() -> None:
    """Parse, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=BUNDLED)
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--write", type=Path, help="a folder for the other forms of the weights")
    arguments = parser.parse_args()
    model, inputs = onnx.load(str(arguments.file)), feeds(arguments.pairs)
    names = [output.name for output in model.graph.output]
    forms = {"float": as_float(model), "seven": in_seven_bits(model), "unsigned": as_unsigned(model)}
    for name, form in forms.items() if arguments.write else ():
        arguments.write.mkdir(parents=True, exist_ok=True)
        onnx.save(form, str(arguments.write / f"{name}.onnx"))
    for is_exact in (False, True):
        print(f"{'exact' if is_exact else 'default'}: {wrong_products(model, inputs, is_exact)}", flush=True)
    meant, took = outputs_of(session(forms["float"], True), inputs)
    print(f"float: {took:.1f} ms a pair")
    for name, form, is_exact in (
        ("default", model, False),
        ("exact", model, True),
        ("seven bits", forms["seven"], False),
        ("unsigned", forms["unsigned"], False),
    ):
        found, took = outputs_of(session(form, is_exact), inputs)
        print(f"{name}: {took:.1f} ms a pair; mean (largest) distance from float: {distances(names, found, meant)}", flush=True)


if __name__ == "__main__":
    main()
