"""Make an ONNX model return one of its inner tensors as well.

A serialised protobuf message may be extended by appending: a field of message type that occurs twice is merged, a
repeated field gains an element (https://protobuf.dev/programming-guides/encoding/#last-one-wins). Appending a graph that
has nothing but one more output adds that output to the model, without the `onnx` package and without touching a weight.
"""

# Field numbers of onnx.proto3: ModelProto.graph, GraphProto.output, ValueInfoProto.name.
_MODEL_GRAPH = 7
_GRAPH_OUTPUT = 12
_VALUE_NAME = 1
_LENGTH_DELIMITED = 2


def expose_tensor(model: bytes, tensor: str) -> bytes:
    """Return the model with `tensor` (the name of an inner tensor) as an additional, last output."""
    value = _field(_VALUE_NAME, tensor.encode("utf-8"))
    return model + _field(_MODEL_GRAPH, _field(_GRAPH_OUTPUT, value))


def _field(number: int, payload: bytes) -> bytes:
    return _varint(number << 3 | _LENGTH_DELIMITED) + _varint(len(payload)) + payload


def _varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)
