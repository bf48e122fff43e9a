"""Run the bundled int8 ONNX models with onnxruntime: one text at a time, one thread each, all cores busy.

A text alone in its batch needs no padding and, since the int8 kernels scale activations over the whole batch, gets the
same vector or logit whatever else is asked: results are reproducible. Single-threaded runs side by side are also the
fastest arrangement measured (benchmarks/README.md).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from qa_bot.errors import ModelError
from qa_bot.models.onnx_outputs import expose_tensor
from qa_bot.models.protocols import PairScores, Vectors
from qa_bot.models.weights import EMBEDDER_FOLDER, RERANKER_FOLDER, read_weights

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

# Measured: past this many workers a chat-sized question gains nothing and idle threads cost memory.
MAX_WORKERS = 8

Result = TypeVar("Result")


class _BundledModel:
    """Hold a tokenizer, an inference session and the threads that feed it, each made at first use."""

    folder: str
    max_tokens = 512
    inner_tensor: str | None = None

    def __init__(self, models_dir: Path | None = None, workers: int | None = None) -> None:
        self._models_dir = models_dir
        self._workers = workers or min(_available_cores(), MAX_WORKERS)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        content = read_weights(self.folder, "tokenizer.json", self._models_dir)
        tokenizer = Tokenizer.from_str(content.decode("utf-8"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def _session(self) -> InferenceSession:
        onnxruntime = _import_onnxruntime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        content = read_weights(self.folder, "model.onnx", self._models_dir)
        if self.inner_tensor:
            content = expose_tensor(content, self.inner_tensor)
        try:
            return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime raises a class of its own for each failure
            raise ModelError(f"the bundled model {self.folder} cannot be loaded: {error}") from error

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._workers, thread_name_prefix=self.folder)

    def _run(self, encoding: Encoding) -> Any:
        inputs = {
            "input_ids": np.array([encoding.ids], np.int64),
            "attention_mask": np.array([encoding.attention_mask], np.int64),
            "token_type_ids": np.array([encoding.type_ids], np.int64),
        }
        return self._session.run(None, inputs)

    def _map(self, encodings: Sequence[Encoding], take: Callable[[Any], Result]) -> list[Result]:
        """Run each encoding by itself, longest first so that no core is left with a long one at the end."""
        if len(encodings) == 1:
            return [take(self._run(encodings[0]))]
        _ = self._session  # loaded once, before the threads ask for it
        order = sorted(range(len(encodings)), key=lambda i: -len(encodings[i].ids))
        done = self._threads.map(lambda i: (i, take(self._run(encodings[i]))), order)
        results = dict(done)
        return [results[i] for i in range(len(encodings))]


class BundledEmbedder(_BundledModel):
    """Embed with BAAI/bge-small-en-v1.5 (int8): CLS pooling, unit length, a prefix on queries only.

    Source: https://huggingface.co/BAAI/bge-small-en-v1.5 (model card, "Usage").
    """

    folder = EMBEDDER_FOLDER
    name = "bundled:bge-small-en-v1.5-int8"
    dimensions = 384
    query_prefix = "Represent this sentence for searching relevant passages: "

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, shape (len(texts), 384); text beyond 512 tokens is left out."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        encodings = self._tokenizer.encode_batch(list(texts))
        for encoding in encodings:
            encoding.truncate(self.max_tokens)
        vectors = np.stack(self._map(encodings, lambda outputs: outputs[0][0, 0]))
        unit: Vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        return unit

    def embed_query(self, question: str) -> Vectors:
        """Return the unit vector of a question, shape (384,)."""
        vector: Vectors = self.embed_passages([self.query_prefix + question])[0]
        return vector

    def token_offsets(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return the (start, end) character offsets of the tokens of a text, special tokens left out."""
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).offsets)


class BundledReranker(_BundledModel):
    """Rerank with cross-encoder/ms-marco-MiniLM-L-12-v2 (int8); its states are the [CLS] vectors of its 11th layer.

    Source: https://huggingface.co/cross-encoder/ms-marco-MiniLM-L-12-v2. The layer before the last separates "answers the
    question" from "is about the same things" better than the logit does (docs/confidence.md).
    """

    folder = RERANKER_FOLDER
    name = "bundled:ms-marco-MiniLM-L-12-v2-int8"
    inner_tensor = "/bert/encoder/layer.10/output/LayerNorm/Add_1_output_0"
    state_width = 384
    # A question longer than this would leave no room for the passage.
    max_question_tokens = 256

    def score(self, question: str, passages: Sequence[str]) -> PairScores:
        """Return one logit and state a passage; passages are cut where the pair exceeds 512 tokens."""
        if not passages:
            return PairScores(np.zeros(0, np.float32), np.zeros((0, self.state_width), np.float32))
        question = self._shorten(question)
        encodings = self._tokenizer.encode_batch([(question, passage) for passage in passages])
        for encoding in encodings:
            encoding.truncate(self.max_tokens)
        results = self._map(encodings, lambda outputs: (outputs[0][0, 0], outputs[1][0, 0]))
        return PairScores(np.array([r[0] for r in results], np.float32), np.stack([r[1] for r in results]))

    def _shorten(self, question: str) -> str:
        offsets = self._tokenizer.encode(question, add_special_tokens=False).offsets
        return question if len(offsets) <= self.max_question_tokens else question[: offsets[self.max_question_tokens][0]]


def _import_onnxruntime() -> Any:
    # Official builds since 1.29 report usage to their maker unless this stands in the environment beforehand.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    return onnxruntime


def _available_cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else (os.cpu_count() or 1)
