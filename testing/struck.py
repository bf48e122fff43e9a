"""Ingests that are killed, or refused by the disk, at any one of the calls with which they write.

shim.c is loaded before libc in a process that has imported the program; each ingest runs in a child that is forked from it, so
that SQLite, Chroma and tantivy are struck as well as Python.

python -m testing.struck SHIM reads a Strike a line as JSON, and writes an Outcome a line.
"""

import ctypes
import importlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from testing import ROOT

if TYPE_CHECKING:
    from qa_bot.models.bundled_embedder import BundledEmbedder

SHIM = ROOT / "testing" / "shim.c"
# What an ingest imports inside functions: four fifths of the time of an ingest in a new process.
_IMPORTED_LATE = (
    "chromadb.api.rust",
    "chromadb.telemetry.product.posthog",
    "filelock",
    "markdown_it.tree",
    "qa_bot.ingestion.ingest",
    "qa_bot.ingestion.planning",
    "tantivy",
)


class Strike(NamedTuple):
    """What happens to an ingest: at the call `at` (0 for none) it is killed, or fails with `error`, once or for good.

    With `purge` it deletes what was removed before. Calls are counted in the folder of the index, or `below` a path in it. `is_scattered`
    stands for vectors that cost nothing.
    """

    corpus: str
    index_dir: str
    at: int
    error: int = 0
    stays: bool = False
    purge: bool = False
    below: str = ""
    is_scattered: bool = False


class Outcome(NamedTuple):
    """How the ingest ended: by a signal (`killed`), with an error of the program (`told`), or otherwise (`failed`)."""

    killed: bool
    told: str | None
    failed: str | None
    calls: int


class Striking:
    """The process that the ingests are forked from."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def __call__(self, strike: Strike) -> Outcome:
        """Run an ingest."""
        given, answered = self._process.stdin, self._process.stdout
        assert given is not None
        assert answered is not None
        print(json.dumps(strike), file=given, flush=True)
        return Outcome(*json.loads(answered.readline()))


def can_strike() -> bool:
    """Tell whether the shim can be built here."""
    return sys.platform == "linux" and shutil.which("cc") is not None


@contextmanager
def striking(folder: Path) -> Iterator[Striking]:
    """Build the shim in a folder, and run the process that it is loaded into."""
    shim = folder / "shim.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(shim), str(SHIM), "-ldl"], check=True)
    environment = {**os.environ, "LD_PRELOAD": str(shim), "HOME": str(folder), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "testing.struck", str(shim)]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Striking(process)
        finally:
            process.kill()


def _serve(shim: ctypes.CDLL, asked: IO[str]) -> None:
    embedder = _load_once()
    for line in asked:
        strike = Strike(*json.loads(line))
        print(json.dumps(_run(shim, strike, embedder)), flush=True)


def _load_once() -> "BundledEmbedder":
    """Import what an ingest imports, and open the model. It is not run here: threads that it starts would not be in the children."""
    from qa_bot.models.bundled_embedder import BundledEmbedder

    for name in _IMPORTED_LATE:
        importlib.import_module(name)
    embedder = BundledEmbedder()
    embedder.token_offsets("a")
    _ = embedder._session
    return embedder


def _run(shim: ctypes.CDLL, strike: Strike, embedder: object) -> Outcome:
    """Fork, ingest in the child, and return how it ended."""
    from testing.hashing import ScatteredEmbedder

    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        told = _ingest(shim, strike, ScatteredEmbedder() if strike.is_scattered else embedder)
        os.write(writing, json.dumps(told).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        written = pipe.read()
    _, status = os.waitpid(child, 0)
    return Outcome(*json.loads(written)) if written else Outcome(os.WIFSIGNALED(status), None, None, 0)


def _ingest(shim: ctypes.CDLL, strike: Strike, embedder: object) -> Outcome:
    from qa_bot.errors import QaBotError
    from qa_bot.ingestion.ingest import ingest
    from qa_bot.ingestion.planning import IngestOptions

    told, failed = None, None
    shim.arm((strike.below or strike.index_dir).encode(), ctypes.c_long(strike.at), strike.error, int(strike.stays))
    try:
        options = IngestOptions(purge=strike.purge)
        ingest(Path(strike.corpus), Path(strike.index_dir), embedder, options)  # type: ignore[arg-type]
    except QaBotError as error:
        told = str(error)
    except BaseException as error:
        failed = f"{type(error).__name__}: {error}"
    shim.disarm()
    return Outcome(False, told, failed, shim.counted())


if __name__ == "__main__":
    library = ctypes.CDLL(sys.argv[1])
    library.counted.restype = ctypes.c_long
    _serve(library, sys.stdin)
