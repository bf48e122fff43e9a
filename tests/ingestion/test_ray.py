"""An ingest by the workers of a Ray cluster: two machines, here two on loopback, of which workers and one machine are killed."""

import json
import os
import signal
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from qa_bot.documents.document import FileEntry
from qa_bot.errors import ServiceError
from qa_bot.ingestion import cutting, ray_crew
from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.ray_crew import RETRIES, RayCrew, Recipe
from qa_bot.ingestion.report import Progress
from qa_bot.storage.database import open_for_reading
from qa_bot.storage.servers import LOCAL
from tests.conftest import SEEDS, outcomes

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(find_spec("ray") is None, reason='needs ray: pip install "qa-bot[ray]"'),
]
RECIPE = Recipe("bundled", None, 192)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each document a work of its own."""
    monkeypatch.setattr(cutting, "BATCH_CHARS", 1)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Run a cluster of two machines with a core each; the first is this process's own."""
    with pytest.MonkeyPatch.context() as environment:
        for name in ("RAY_USAGE_STATS_ENABLED", "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"):
            environment.setenv(name, "0")
        from ray.cluster_utils import Cluster

        cluster = Cluster()
        for _ in range(2):
            start_machine(cluster)
        yield cluster
        cluster.shutdown()


def start_machine(cluster: Any, **what: int) -> Any:
    """Add a machine with one core; Ray gives up on one that is not there after 30 seconds, and a busy computer may need longer."""
    for tries_left in (2, 1, 0):
        try:
            return cluster.add_node(num_cpus=1, include_dashboard=False, **what)
        except Exception:
            if not tries_left:
                raise
    return None


@pytest.fixture
def crew(cluster: Any) -> Iterator[RayCrew]:
    with ray_crew.ray_crew(cluster.address, RECIPE) as crew:
        yield crew


def task(work: Callable[..., object], retries: int = RETRIES) -> Any:
    """Return a work as the crew does it."""
    import ray

    return ray.remote(num_cpus=1, max_retries=retries)(work)


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


def test_workers_of_which_some_are_killed_make_the_index_that_one_machine_makes(tmp_path, crew, embedder):
    alone = ingest(SEEDS, tmp_path / "alone", embedder)
    for name in ("read", "cut", "embed"):
        setattr(crew, f"_{name}", task(ends_its_worker_once(tmp_path / name, getattr(ray_crew, f"_{name}"))))
    together = ingest(SEEDS, tmp_path / "together", embedder, crew=crew)
    assert {(tmp_path / name).exists() for name in ("read", "cut", "embed")} == {True}, "three workers were killed"
    assert together.model_dump(exclude={"seconds"}) == alone.model_dump(exclude={"seconds"})
    (expected, vectors), (found, others) = contents(tmp_path / "alone"), contents(tmp_path / "together")
    assert found == expected
    assert np.abs(others - vectors).max() < 1e-5


def test_a_file_that_ends_every_worker_that_reads_it_is_skipped(corpus, index_dir, crew, embedder):
    def read(recipe: Recipe, entry: FileEntry, data: bytes) -> object:
        if entry.source == "mill.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return ray_crew._read(recipe, entry, data)

    crew._read = task(read, retries=1)
    report = ingest(corpus, index_dir, embedder, crew=crew)
    assert outcomes(report) == {"bridge.txt": "added", "mill.txt": "skipped", "school.md": "added"}
    assert [file.reason for file in report.files if file.reason] == ["it ends the process that reads it"]


def test_files_are_told_as_one_machine_tells_them(corpus, index_dir, crew, embedder):
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (corpus / "copy.txt").write_bytes((corpus / "mill.txt").read_bytes())
    alone = ingest(corpus, index_dir.with_name("alone"), embedder)
    together = ingest(corpus, index_dir, embedder, crew=crew)
    assert together.files == alone.files
    assert outcomes(together)["broken.pdf"] == "skipped"
    assert contents(index_dir)[0] == contents(index_dir.with_name("alone"))[0]


def test_what_was_embedded_before_an_end_is_kept(index_dir, crew, embedder):
    class Ended(Exception):
        pass

    def end(progress: Progress) -> None:
        if progress.stage == "publishing":
            raise Ended

    with pytest.raises(Ended):
        ingest(SEEDS, index_dir, embedder, progress=end, crew=crew)
    report = ingest(SEEDS, index_dir, embedder, crew=crew)
    assert (report.published, report.embedded) == (True, 0)


def test_a_worker_with_another_release_is_refused(corpus, index_dir, cluster, embedder):
    with (
        ray_crew.ray_crew(cluster.address, RECIPE._replace(version="0.0.1")) as crew,
        pytest.raises(ServiceError, match="install the same everywhere"),
    ):
        ingest(corpus, index_dir, embedder, crew=crew)


def test_only_an_embedder_that_can_use_them_runs_on_graphics_cards_and_its_process_stays(cluster, monkeypatch):
    def where(recipe: Recipe, texts: Sequence[str]) -> tuple[str, int]:
        return os.environ.get("CUDA_VISIBLE_DEVICES", ""), os.getpid()

    monkeypatch.setattr(ray_crew, "_embed", where)
    machine = start_machine(cluster, num_gpus=1)
    found = {}
    for embedding in ("bundled", "bundled-float"):
        with ray_crew.ray_crew(cluster.address, RECIPE._replace(embedding=embedding)) as crew:
            found[embedding] = [crew.embed(["The mill burned down."])() for _ in range(3)]
    cluster.remove_node(machine)
    assert {card for card, _ in found["bundled"]} == {""}
    assert {card for card, _ in found["bundled-float"]} == {"0"}
    assert len({process for _, process in found["bundled-float"]}) == 1, "a model is loaded once"


def test_an_ingest_goes_on_when_a_machine_is_lost(tmp_path, cluster, embedder):
    lost = start_machine(cluster)

    def lose(progress: Progress) -> None:
        if progress.stage == "reading" and progress.done == 1:
            cluster.remove_node(lost, allow_graceful=False)

    with ray_crew.ray_crew(cluster.address, RECIPE) as crew:
        report = ingest(SEEDS, tmp_path / "together", embedder, progress=lose, crew=crew)
    assert lost not in cluster.list_all_nodes()
    ingest(SEEDS, tmp_path / "alone", embedder)
    assert report.published
    assert contents(tmp_path / "together")[0] == contents(tmp_path / "alone")[0]


LISTENING = """
    import json, sys
    from pathlib import Path
    from qa_bot.cli.main import main
    from qa_bot.ingestion.ray_crew import RayCrew

    cut = RayCrew.cut
    def look_around(crew, documents):
        import psutil  # Ray brings one along

        waiting = cut(crew, documents)
        waiting()
        mine = [psutil.Process(), *psutil.Process().children(recursive=True)]
        hosts = {c.laddr.ip for one in mine for c in one.net_connections("inet") if c.status == psutil.CONN_LISTEN}
        Path("hosts").write_text(json.dumps(sorted(hosts)))
        Path("names").write_text(" ".join(one.name() for one in mine))
        return waiting

    RayCrew.cut = look_around
    main(["ingest", "--ray", "--corpus", sys.argv[1], "--index", "index", "--quiet"])
"""


def test_workers_of_this_machine_alone_are_reached_from_it_alone(run_python, corpus, tmp_path):
    (tmp_path / "script.py").write_text(textwrap.dedent(LISTENING))
    done = run_python("script.py", str(corpus))
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 added; published generation 1" in done.stdout
    assert "raylet" in (tmp_path / "names").read_text()
    assert {host.removeprefix("::ffff:") for host in json.loads((tmp_path / "hosts").read_text())} == {"127.0.0.1"}


ENDING = """
    import os, signal, sys
    from qa_bot.cli.main import main
    from qa_bot.ingestion.ray_crew import RayCrew

    def end_ray(crew, documents):
        import psutil

        for one in psutil.Process().children(recursive=True):
            if one.name() == "raylet":
                one.send_signal(signal.SIGKILL)
        signal.pause()  # as if Ray were waited for

    RayCrew.cut = end_ray
    main(["ingest", "--ray", "--corpus", sys.argv[1], "--index", "index", "--quiet"])
"""


def test_an_ingest_whose_ray_is_ended_says_so_and_the_next_one_goes_on(run_python, corpus, tmp_path):
    (tmp_path / "script.py").write_text(textwrap.dedent(ENDING))
    done = run_python("script.py", str(corpus))
    assert done.returncode == ServiceError.exit_code
    assert "qa-bot: Ray ended on this machine: start it again" in done.stderr
    assert "Traceback" not in done.stderr
    again = run_python("-m", "qa_bot", "ingest", "--corpus", str(corpus), "--index", "index")
    assert "3 added; published generation 1" in again.stdout
