"""The graphs of the bundled models as onnxruntime has optimised them, kept beside the weights as Python keeps compiled modules.

To optimise takes three quarters of the time in which a model is opened, and gives the same graph every time, on one kind of
processor with one release of onnxruntime (benchmarks/README.md). Where Python could keep nothing, nothing is kept here.
"""

import hashlib
import os
import platform
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from qa_bot.models.weights import CHECKSUMS, WEIGHTS

FOLDER = WEIGHTS / "optimised"
CPU_FLAGS, CPUINFO = ("flags", "features"), Path("/proc/cpuinfo")
KEY_CHARS = 16
# Makes the options of a session, each time anew.
Options = Callable[[], Any]


class Place(NamedTuple):
    """Where the optimised graph of a model is kept, and the digest that says that it is whole."""

    folder: Path
    model: str
    key: str

    @property
    def graph(self) -> Path:
        """Return the path of the graph."""
        return self.folder / f"{self.model}-{self.key}.onnx"

    @property
    def digest(self) -> Path:
        """Return the path of the graph's digest."""
        return self.graph.with_suffix(".sha256")


def place_of(file: str, onnxruntime: Any, options: Iterable[str], folder: Path = FOLDER) -> Place:
    """Return where the graph of a model's file is kept, for this processor, this onnxruntime and these options."""
    told = "\n".join([CHECKSUMS[file], onnxruntime.__version__, platform.machine(), _cpu_flags(), *options])
    return Place(folder, Path(file).stem, hashlib.sha256(told.encode()).hexdigest()[:KEY_CHARS])


def open_kept(place: Place, onnxruntime: Any, options: Options) -> Any:
    """Return a session of the graph that is kept; None if there is none that is whole."""
    try:
        with place.graph.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != place.digest.read_bytes().decode():
                return None
        given = options()
        given.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        return onnxruntime.InferenceSession(str(place.graph), given, providers=["CPUExecutionProvider"])
    except Exception:  # onnxruntime raises a class of its own for each failure; the weights themselves are still there
        return None


def open_and_keep(weights: Path, place: Place, onnxruntime: Any, options: Options) -> Any:
    """Return a session of a model's weights, and keep its graph; None if it cannot be kept."""
    if sys.dont_write_bytecode or not os.access(WEIGHTS, os.W_OK):
        return None
    beside = place.graph.with_suffix(f".{os.getpid()}")
    try:
        place.folder.mkdir(exist_ok=True)
        given = options()
        given.optimized_model_filepath = str(beside)
        session = onnxruntime.InferenceSession(str(weights), given, providers=["CPUExecutionProvider"])
        _keep(beside, place)
        return session
    except Exception:  # the disk may be full, and onnxruntime raises a class of its own for each failure
        return None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _keep(made: Path, place: Place) -> None:
    """Move a graph to its place, then write its digest: a graph without it is not used."""
    with made.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    for old in place.folder.glob(f"{place.model}-*"):
        if old != made:
            old.unlink(missing_ok=True)
    made.replace(place.graph)
    beside = place.digest.with_suffix(f".{os.getpid()}-digest")
    beside.write_bytes(digest.encode())
    beside.replace(place.digest)


def _cpu_flags() -> str:
    try:
        lines = CPUINFO.read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line for line in lines if line.lower().startswith(CPU_FLAGS)), "")
