import numpy as np
import pytest

from qa_bot.models.onnx_model import session_options

pytestmark = pytest.mark.heavy
ROWS, DEPTH, COLUMNS = 7, 384, 48


def test_integer_products_are_exact_on_this_processor():
    """The largest activations and weights that there are: two of their products do not fit into 16 bits."""
    onnx = pytest.importorskip("onnx")
    onnxruntime = pytest.importorskip("onnxruntime")
    rng = np.random.default_rng(5)
    weights = rng.choice(np.array([-128, 127], np.int8), (DEPTH, COLUMNS))
    weights[:, 0] = 127
    activations = rng.choice(np.array([0, 255], np.uint8), (ROWS, DEPTH))
    activations[0] = 255
    node = onnx.helper.make_node("MatMulInteger", ["a", "w"], ["product"])
    graph = onnx.helper.make_graph(
        [node],
        "products",
        [onnx.helper.make_tensor_value_info("a", onnx.TensorProto.UINT8, [None, DEPTH])],
        [onnx.helper.make_tensor_value_info("product", onnx.TensorProto.INT32, [None, COLUMNS])],
        [onnx.numpy_helper.from_array(weights, "w")],
    )
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 13)], ir_version=8)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), session_options(onnxruntime), providers=["CPUExecutionProvider"]
    )
    (product,) = session.run(None, {"a": activations})
    assert np.array_equal(product, activations.astype(np.int64) @ weights.astype(np.int64))
