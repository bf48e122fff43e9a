"""An ingest by the workers of a Ray cluster: two machines, here two on loopback, of which workers and one machine are killed."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest

from qa_bot.errors import ServiceError, UsageError
from qa_bot.ingestion import cutting, ray_crew
from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.ingestion.ray_crew import RETRIES, RayCrew, Recipe
from qa_bot.ingestion.report import IngestReport, Progress
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.storage.database import open_for_reading
from qa_bot.storage.servers import LOCAL
from tests.conftest import SEEDS, outcomes

pytestmark = pytest.mark.heavy
ray = pytest.importorskip("ray", reason='needs ray: pip install "qa-bot[ray]"')

RECIPE = Recipe("bundled", None, 192)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each document a work of its own."""
    monkeypatch.setattr(cutting, "BATCH_CHARS", 1)


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    yield cluster
    cluster.shutdown()


@contextmanager
def crew_of(cluster) -> Iterator[RayCrew]:
    with ray_crew.ray_crew(cluster.address, RECIPE) as crew:
        yield crew


Alone = Callable[..., IngestReport]


def contents(index_dir: Path) -> tuple[list[tuple[object, ...]], np.ndarray]:
    """Return the documents with their chunks, and the vectors of these, in order."""
    with closing(open_for_reading(index_dir, LOCAL)) as database:
        rows = database.select(
            'SELECT d.digest, d.part, d.title, d.date, d.text, d.blocks, c.id, c.start, c."end", c.line, c.layout, v.key, v.vector '
            "FROM chunks c JOIN documents d ON d.id = c.document_id JOIN vectors v ON v.key = c.vector_key ORDER BY c.id"
        )
    return [tuple(row)[:-1] for row in rows], np.stack([np.frombuffer(row["vector"], np.float32) for row in rows])


def ends_its_worker_once(marker: Path, work: Callable[..., object]) -> Callable[..., object]:
    """Return a work that kills the process that does it, the first time."""

    def die_once(*arguments: object) -> object:
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return work(*arguments)

    return die_once


def test_workers_of_which_some_are_killed_make_the_index_that_one_machine_makes(tmp_path, cluster, embedder):
    alone = ingest(SEEDS, tmp_path / "alone", embedder)
    with crew_of(cluster) as crew:
        task = ray.remote(num_cpus=1, max_retries=RETRIES)
        for name in ("read", "cut", "embed"):
            work = ends_its_worker_once(tmp_path / name, getattr(ray_crew, f"_{name}"))
            setattr(crew, f"_{name}", task(work))
        together = ingest(SEEDS, tmp_path / "together", embedder, crew=crew)
    assert {(tmp_path / name).exists() for name in ("read", "cut", "embed")} == {True}, "three workers were killed"
    assert together.model_dump(exclude={"seconds"}) == alone.model_dump(exclude={"seconds"})
    (expected, vectors), (found, others) = contents(tmp_path / "alone"), contents(tmp_path / "together")
    assert found == expected
    assert np.abs(others - vectors).max() < 1e-5


def test_a_file_that_ends_every_worker_that_reads_it_is_skipped(corpus, index_dir, cluster, embedder):
    def read(recipe: Recipe, entry, data: bytes) -> object:
        if entry.source == "mill.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return ray_crew._read(recipe, entry, data)

    with crew_of(cluster) as crew:
        crew._read = ray.remote(num_cpus=1, max_retries=1)(read)
        report = ingest(corpus, index_dir, embedder, crew=crew)
    assert outcomes(report) == {"bridge.txt": "added", "mill.txt": "skipped", "school.md": "added"}
    assert [file.reason for file in report.files if file.reason] == ["it ends the process that reads it"]


def test_a_file_that_cannot_be_read_is_skipped_with_its_reason(corpus, index_dir, cluster, embedder):
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    alone = ingest(corpus, index_dir, embedder)
    with crew_of(cluster) as crew:
        together = ingest(corpus, index_dir.with_name("together"), embedder, crew=crew)
    assert together.files == alone.files
    assert outcomes(together)["broken.pdf"] == "skipped"


def test_what_was_embedded_before_an_end_is_kept(index_dir, cluster, embedder):
    class Ended(Exception):
        pass

    def end(progress: Progress) -> None:
        if progress.stage == "publishing":
            raise Ended

    with crew_of(cluster) as crew:
        with pytest.raises(Ended):
            ingest(SEEDS, index_dir, embedder, progress=end, crew=crew)
        report = ingest(SEEDS, index_dir, embedder, crew=crew)
        again = ingest(SEEDS, index_dir, embedder, IngestOptions(rebuild=True), crew=crew)
    assert (report.published, report.embedded) == (True, 0)
    assert (again.chunks, again.embedded) == (report.chunks, 0)


def test_a_worker_with_another_release_is_refused(corpus, index_dir, cluster, embedder):
    with (
        ray_crew.ray_crew(cluster.address, RECIPE._replace(version="0.0.1")) as crew,
        pytest.raises(ServiceError, match="install the same everywhere"),
    ):
        ingest(corpus, index_dir, embedder, crew=crew)


def test_a_machine_that_is_lost_on_the_way_is_replaced_by_those_that_are_left(tmp_path, cluster, embedder):
    lost = cluster.add_node(num_cpus=1)

    def lose(progress: Progress) -> None:
        if progress.stage == "reading" and progress.done == 1 and lost in cluster.list_all_nodes():
            cluster.remove_node(lost, allow_graceful=False)

    with crew_of(cluster) as crew:
        report = ingest(SEEDS, tmp_path / "together", embedder, progress=lose, crew=crew)
    assert lost not in cluster.list_all_nodes()
    assert report.published
    ingest(SEEDS, tmp_path / "alone", embedder)
    assert contents(tmp_path / "together")[0] == contents(tmp_path / "alone")[0]


def test_the_workers_of_this_machine_listen_on_loopback_alone(qa_bot, corpus, tmp_path):
    pass


@pytest.mark.parametrize("address", ["seeds", "ray://", "host:", ":6379"])
def test_what_is_no_address_is_refused(address: str):
    with pytest.raises(UsageError, match="HOST:PORT"), ray_crew.ray_crew(address, RECIPE):
        pass


def test_a_cluster_that_does_not_answer_is_told_at_once():
    with pytest.raises(ServiceError, match=r"no Ray cluster answers at 127\.0\.0\.1:1 "), ray_crew.ray_crew("127.0.0.1:1", RECIPE):
        pass
