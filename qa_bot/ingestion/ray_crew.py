"""A crew of many machines: the workers of a Ray cluster (extra `ray`).

Plain tasks of Ray do the work. Each depends on nothing but what is sent to it, so one whose worker is killed is simply done again
elsewhere. Files are sent as bytes: no worker needs to see the folder of the documents, nor the index.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from qa_bot import __version__
from qa_bot.documents.apart import ReadingProcess, is_read_apart
from qa_bot.documents.document import Document, FileEntry, UnreadableFileError
from qa_bot.documents.reading import read_named
from qa_bot.errors import DependencyError, ServiceError, UsageError
from qa_bot.ingestion.crew import CutDocuments, cut_documents
from qa_bot.models.cores import available_cores
from qa_bot.models.load import load_embedder
from qa_bot.models.protocols import Embedder, Vectors

if TYPE_CHECKING:
    from pathlib import Path

# A cluster on this machine alone, for as long as the ingest runs.
LOCAL = "local"
# The cluster that was started on this machine.
JOINED = "auto"
CONNECT_S = 5
# The embedder that runs on processors alone.
BUNDLED = "bundled"
# How often a task is tried again whose worker, or whose machine, ended.
RETRIES = 3
# So many works of a kind are begun ahead for each core: one that is done, one that waits.
AHEAD_A_CORE = 2
_STARTING = "start one with `ray start --head --disable-usage-stats` here, and `ray start --address=HOST:PORT` on the others"


class Recipe(NamedTuple):
    """What a worker must know to do what this process would do."""

    embedding: str
    models_dir: Path | None
    chunk_tokens: int
    version: str = __version__


class RayCrew:
    """The workers of the cluster that this process is connected to."""

    def __init__(self, ray: Any, recipe: Recipe) -> None:
        """Embed on the cluster's graphics cards, if it has some and the embedder can use them."""
        self._ray = ray
        self._recipe = ray.put(recipe)
        resources = ray.cluster_resources()
        self.ahead = AHEAD_A_CORE * max(1, int(resources.get("CPU", 0)))
        task = ray.remote(num_cpus=1, max_retries=RETRIES)
        self._read, self._cut, self._embed = task(_read), task(_cut), task(_embed)
        if resources.get("GPU") and recipe.embedding != BUNDLED:
            # Without max_calls=0 Ray ends a process after each task on a graphics card, and the model is loaded anew.
            self._embed = ray.remote(num_gpus=1, max_calls=0, max_retries=RETRIES)(_embed)

    def read(self, entry: FileEntry, data: bytes) -> Callable[[], tuple[Document, ...]]:
        """Read the bytes of a file on a worker; a file that ends its worker again and again cannot be read."""
        waiting = self._read.remote(self._recipe, entry, data)

        def wait() -> tuple[Document, ...]:
            try:
                documents: tuple[Document, ...] = self._result(waiting)
            except self._ray.exceptions.WorkerCrashedError as error:
                raise UnreadableFileError("it ends the process that reads it") from error
            return documents

        return wait

    def cut(self, documents: Sequence[Document]) -> Callable[[], CutDocuments]:
        """Cut documents into chunks on a worker."""
        waiting = self._cut.remote(self._recipe, documents)
        return lambda: self._result(waiting)

    def embed(self, texts: Sequence[str]) -> Callable[[], Vectors]:
        """Embed texts on a worker."""
        waiting = self._embed.remote(self._recipe, texts)
        return lambda: self._result(waiting)

    def _result(self, waiting: Any) -> Any:
        try:
            return self._ray.get(waiting)
        except self._ray.exceptions.RayTaskError as error:
            raise error.cause from None


@contextmanager
def ray_crew(address: str, recipe: Recipe) -> Iterator[RayCrew]:
    """Provide the workers of a cluster, or of this machine; raise ServiceError when they cannot be reached or go away."""
    _check_address(address)
    ray = _import_ray(address)
    try:
        with _connected(ray, address):
            yield RayCrew(ray, recipe)
    except ray.exceptions.RayError as error:
        what = str(error).strip().partition("\n")[0]
        raise ServiceError(
            f"the Ray cluster failed ({type(error).__name__}: {what}): run `qa-bot ingest --ray` again; what is embedded is kept"
        ) from error


def _check_address(address: str) -> None:
    """Raise UsageError for what is no address, ServiceError where nobody answers: Ray itself would try for minutes."""
    if address in (LOCAL, JOINED):
        return
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        raise UsageError(f"--ray {address}: write the address of a Ray cluster as HOST:PORT; PATHs come before --ray")
    try:
        socket.create_connection((host.strip("[]"), int(port)), CONNECT_S).close()
    except (OSError, OverflowError) as error:
        raise ServiceError(f"no Ray cluster answers at {address} ({error}): {_STARTING}") from error


@contextmanager
def _connected(ray: Any, address: str) -> Iterator[None]:
    options: dict[str, Any] = {"include_dashboard": False, "num_cpus": available_cores()} if address == LOCAL else {}
    try:
        ray.init(address=address, log_to_driver=False, logging_level="error", **options)
    except Exception as error:  # some of Ray's failures are plain exceptions, as when its processes take too long to start
        what = str(error).strip().partition("\n")[0]
        raise ServiceError(_not_connected(address, what)) from error
    try:
        yield
    finally:
        ray.shutdown()


def _not_connected(address: str, what: str) -> str:
    if address == LOCAL:
        return f"Ray did not start on this machine ({what}): run `qa-bot ingest` without --ray, or try again"
    return f"this machine is no part of the Ray cluster at {address} ({what}): {_STARTING}"


def _import_ray(address: str) -> Any:
    # Both are read at the import. Without the first Ray may report its use to its makers; without the second, which is its switch
    # for loopback whatever the name says, a cluster on one machine listens on all addresses.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if address == LOCAL:
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
    try:
        import ray
    except ImportError as error:
        raise DependencyError("--ray needs the package ray: pip install 'qa-bot[ray]'") from error
    return ray


def _read(recipe: Recipe, entry: FileEntry, data: bytes) -> tuple[Document, ...]:
    _check(recipe)
    name = entry.path.name
    return _apart().read(name, data) if is_read_apart(name, len(data)) else read_named(name, data)


def _cut(recipe: Recipe, documents: Sequence[Document]) -> CutDocuments:
    return cut_documents(documents, _embedder(recipe), recipe.chunk_tokens)


def _embed(recipe: Recipe, texts: Sequence[str]) -> Vectors:
    return _embedder(recipe).embed_passages(texts)


def _check(recipe: Recipe) -> None:
    if recipe.version != __version__:
        raise ServiceError(f"a worker has qa-bot {__version__} and this machine {recipe.version}: install the same everywhere")


@cache
def _apart() -> ReadingProcess:
    """Return the process that reads for this worker; it ends with it."""
    return ReadingProcess()


@cache
def _embedder(recipe: Recipe) -> Embedder:
    _check(recipe)
    return load_embedder(recipe.embedding, recipe.models_dir, workers=1)
