"""Run the bundled int8 ONNX models with onnxruntime: one text at a time, one thread each, all cores busy.

A text that is alone in its batch needs no padding. Because the int8 kernels scale activations over the whole batch, it also
gets the same vector or logit every time, so results are reproducible. Single-threaded runs side by side are also the fastest
arrangement measured (benchmarks/README.md).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, cached_property, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from qa_bot.errors import ModelError
from qa_bot.models.cores import available_cores
from qa_bot.models.optimised import open_and_keep, open_kept, place_of
from qa_bot.models.weights import TOKENIZER, checked_file, read_weights

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

# Measured: with more workers than this, a typical question gets no faster and idle threads cost memory.
MAX_WORKERS = 8
# An option of onnxruntime's sessions. Without it, processors with AVX2 or AVX-512 but without VNNI add two products of int8 weights
# in 16 bits and cut off what is larger: scores are up to two logits from those of other processors (benchmarks/saturation.py).
EXACT_PRODUCTS = ("session.x64quantprecision", "1")
# onnxruntime's one kernel that adds and then normalises takes three times as long as its two kernels for it (benchmarks/README.md).
IN_TWO_STEPS = ("optimization.disable_specified_optimizers", "SkipLayerNormFusion")
# Two models that load side by side read the tokenizer once.
_OPENING = Lock()

Result = TypeVar("Result")


class BundledModel:
    """A tokenizer, an inference session and the threads that feed it, each created at first use or loaded ahead."""

    file: str
    max_tokens = 512

    def __init__(self, models_dir: Path | None = None, workers: int | None = None) -> None:
        self._models_dir = models_dir
        self._workers = workers or min(available_cores(), MAX_WORKERS)
        self._ahead: Future[InferenceSession] | None = None

    def load_ahead(self) -> None:
        """Begin to load in another thread; what goes wrong is raised at first use."""
        if "_session" not in vars(self):
            self._ahead = self._threads.submit(self._open)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return shared_tokenizer(self._models_dir)

    @cached_property
    def _session(self) -> InferenceSession:
        return self._ahead.result() if self._ahead else self._open()

    def _open(self) -> InferenceSession:
        onnxruntime = _import_onnxruntime()
        _ = self._tokenizer
        return open_session(onnxruntime, self.file, self._models_dir)

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._workers, thread_name_prefix=self.file)

    def _run(self, encoding: Encoding) -> Any:
        inputs = {
            "input_ids": np.array([encoding.ids], np.int64),
            "attention_mask": np.array([encoding.attention_mask], np.int64),
            "token_type_ids": np.array([encoding.type_ids], np.int64),
        }
        return self._session.run(None, inputs)

    def _map(self, encodings: Sequence[Encoding], take: Callable[[Any], Result]) -> list[Result]:
        """Run each encoding by itself, longest first, so that no core works alone on a long one at the end."""
        if len(encodings) == 1:
            return [take(self._run(encodings[0]))]
        _ = self._session  # loaded once, before the threads ask for it
        order = sorted(range(len(encodings)), key=lambda i: -len(encodings[i].ids))
        done = self._threads.map(lambda i: (i, take(self._run(encodings[i]))), order)
        results = dict(done)
        return [results[i] for i in range(len(encodings))]


def open_session(onnxruntime: Any, file: str, models_dir: Path | None) -> InferenceSession:
    """Return a session of a model, of its optimised graph where that is kept; raise ModelError if it cannot be opened."""
    options = partial(session_options, onnxruntime)
    place = None if models_dir else place_of(file, onnxruntime, (*EXACT_PRODUCTS, *IN_TWO_STEPS))
    if place and (kept := open_kept(place, onnxruntime, options)):
        return kept
    path = checked_file(file, models_dir)
    if place and (made := open_and_keep(path, place, onnxruntime, options)):
        return made
    try:
        return onnxruntime.InferenceSession(str(path), options(), providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime raises a class of its own for each failure
        raise ModelError(f"the bundled model {file} cannot be loaded: {error}") from error


def session_options(onnxruntime: Any) -> Any:
    """Return the options of a session: one thread, integer products that are the same on every processor, quick kernels."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    for entry in (EXACT_PRODUCTS, IN_TWO_STEPS):
        options.add_session_config_entry(*entry)
    return options


def shared_tokenizer(models_dir: Path | None) -> Tokenizer:
    """Return the tokenizer of the bundled models, which is the same for all."""
    with _OPENING:
        return _open_tokenizer(models_dir)


@cache
def _open_tokenizer(models_dir: Path | None) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str(read_weights(TOKENIZER, models_dir).decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _import_onnxruntime() -> Any:
    # Official builds since 1.29 report usage to their maker unless this variable is set before the import.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    return onnxruntime
