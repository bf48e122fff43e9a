"""Whatever call of an ingest is the last, the published index answers, and the next ingest finishes and leaves nothing over."""

import errno
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.storage.database import latest_generation, open_for_reading
from qa_bot.storage.layout import HOLDER_NAME
from qa_bot.storage.leftovers import orphan_builds, unpublished_rows
from qa_bot.storage.soundness import damage
from testing.struck import Outcome, Strike, Striking, can_strike, striking
from tests.conftest import open_reader

SEED, SAMPLE = 17, 4
# The long form strikes at so many calls of each ingest, drawn by a seed of its own; at all of them where none is named.
PART, PART_SEED = int(os.environ.get("QA_BOT_STRIKES", "0")), int(os.environ.get("QA_BOT_STRIKES_SEED", "0"))
FIRST, NEXT, PURGE = "first", "next", "purge"
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
pytestmark = [
    pytest.mark.skipif(not can_strike(), reason="it needs Linux and a C compiler"),
    # Each starts a program from nothing and many ingests.
    pytest.mark.slow,
]


@pytest.fixture(scope="module")
def strikes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Striking]:
    with striking(tmp_path_factory.mktemp("struck")) as found:
        yield found


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory, embedder) -> dict[str, Path]:
    """Return folders with a corpus: one that was never indexed, and one that has changed since."""
    first, later, purged = (tmp_path_factory.mktemp(name) for name in (FIRST, NEXT, PURGE))
    for home in (first, later):
        (home / "corpus").mkdir()
        (home / "corpus" / "mill.txt").write_text("The Aldmoor mill burned down in 1932. It was never rebuilt.\n")
        (home / "corpus" / "school.md").write_text("# Schools\n\nThe grammar school has 412 pupils and 31 teachers.\n")
    ingest(later / "corpus", later / "index", embedder)
    (later / "corpus" / "mill.txt").write_text("The Aldmoor mill burned down in 1977, of all years.\n")
    (later / "corpus" / "school.md").unlink()
    (later / "corpus" / "ferry.txt").write_text("The ferry to Aldmoor sails at noon.\n")
    shutil.copytree(later, purged, dirs_exist_ok=True)
    return {FIRST: first, NEXT: later, PURGE: purged}


class Scene:
    """A copy of a folder in which one ingest is struck."""

    def __init__(self, home: Path, place: Path, strikes: Striking, embedder: object) -> None:
        shutil.copytree(home, place)
        self.corpus, self.index, self.is_next = place / "corpus", place / "index", (home / "index").exists()
        self._purge = home.name.startswith(PURGE)
        self._strikes, self._embedder, self._place = strikes, embedder, place

    def strike(self, at: int, error: int = 0, stays: bool = False) -> Outcome:
        return self._strikes(Strike(str(self.corpus), str(self.index), at, error, stays, self._purge))

    def check(self, outcome: Outcome) -> None:
        """Check what is published, finish the ingest, check again."""
        assert outcome.failed is None, outcome
        if self.is_next:
            assert self._answers() in (({"mill.txt", "school.md"}, "1932"), ({"ferry.txt", "mill.txt"}, "1977")), outcome
        report = ingest(self.corpus, self.index, self._embedder, IngestOptions(purge=self._purge))
        assert self._answers()[0] == ({"ferry.txt", "mill.txt"} if self.is_next else {"mill.txt", "school.md"})
        assert report.documents == report.chunks == 2
        self._is_clean()
        if self._purge:
            assert [
                path for path in self.index.rglob("*") if path.is_file() and b"burned down in 1932" in path.read_bytes()
            ] == []
        shutil.rmtree(self._place)

    def _answers(self) -> tuple[set[str], str]:
        """Return the documents of the published generation and the year of the fire, as both searches find it."""
        with closing(open_reader(self.index)) as reader, reader.snapshot() as snapshot:
            alive = "SELECT id FROM chunks WHERE born <= :g AND (died IS NULL OR died > :g)"
            ids = [row["id"] for row in snapshot.select(alive)]
            dense = snapshot.search_dense(snapshot.vectors_of(ids).vectors[0], 5)
            assert {hit.chunk_id for hit in dense} == set(ids)
            assert len(ids) == snapshot.chunk_count
            hits = snapshot.search_lexical("mill burned", 5).hits
            (passage,) = snapshot.passages([hit.chunk_id for hit in hits])
            return set(snapshot.sources()), "1932" if "1932" in passage.text else "1977"

    def _is_clean(self) -> None:
        with closing(open_for_reading(self.index)) as database:
            generation = latest_generation(database)
            assert damage(database, generation) is None
            assert orphan_builds(database, self.index) == ()
            assert unpublished_rows(database) == 0
            for table, columns in (("documents", "digest, part"), ("names", "source"), ("chunks", "document_id, start")):
                rows = database.select(
                    f"SELECT count(*) FROM {table} WHERE died IS NULL GROUP BY {columns} HAVING count(*) > 1"
                )
                assert rows == [], f"{table} are doubled"
            orphans = "SELECT count(*) FROM vectors v WHERE NOT EXISTS (SELECT 1 FROM chunks c WHERE c.vector_key = v.key)"
            assert database.select(orphans)[0][0] == 0
            kept = {row[0] for row in database.select("SELECT id FROM chunks")}
        with closing(open_reader(self.index)) as reader, reader.snapshot() as snapshot:
            for store in (snapshot._vectors.open(), snapshot._open_lexical()):
                assert generation.chunks <= store.count() <= len(kept)
        assert not (self.index / HOLDER_NAME).exists()
        assert [path.name for path in self.index.iterdir() if path.name.startswith((".", "unusable"))] == []


@pytest.fixture(scope="module")
def calls(homes, strikes, embedder, tmp_path_factory) -> dict[str, int]:
    """Return how many calls each ingest makes."""
    found = {}
    for name, home in homes.items():
        scene = Scene(home, tmp_path_factory.mktemp("counted") / "scene", strikes, embedder)
        found[name] = scene.strike(0).calls
    print(f"calls that write: {found}")
    assert min(found.values()) > 50
    return found


@pytest.mark.parametrize("name", [FIRST, NEXT, PURGE])
def test_an_ingest_that_is_killed_at_some_calls_is_finished_by_the_next(name, homes, calls, strikes, embedder, tmp_path):
    for at in random.Random(SEED).sample(range(1, calls[name] + 1), SAMPLE if name != PURGE else 2):
        scene = Scene(homes[name], tmp_path / str(at), strikes, embedder)
        outcome = scene.strike(at)
        assert outcome.killed
        scene.check(outcome)


@pytest.mark.parametrize("error", ERRORS, ids=[errno.errorcode[error] for error in ERRORS])
def test_a_disk_that_fails_at_some_call_leaves_the_index_answering(error, homes, calls, strikes, embedder, tmp_path):
    for at in random.Random(SEED + error).sample(range(1, calls[NEXT] + 1), 2):
        scene = Scene(homes[NEXT], tmp_path / str(at), strikes, embedder)
        scene.check(scene.strike(at, error, stays=error == errno.ENOSPC))


@pytest.mark.soak
@pytest.mark.parametrize("name", [FIRST, NEXT, PURGE])
@pytest.mark.parametrize("error", [0, *ERRORS])
def test_every_call_of_an_ingest_may_be_the_last_or_fail(name, error, homes, calls, strikes, embedder, tmp_path):
    every = range(1, calls[name] + 1)
    for at in random.Random(f"{PART_SEED} {name} {error}").sample(every, min(PART or len(every), len(every))):
        scene = Scene(homes[name], tmp_path / str(at), strikes, embedder)
        scene.check(scene.strike(at, error, stays=error == errno.ENOSPC))
