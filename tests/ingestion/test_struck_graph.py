"""An ingest that is killed while Chroma writes its graph: what was published answers, and the next ingest makes the graph anew."""

import json
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qa_bot.ingestion.ingest import ingest
from qa_bot.storage import exact
from qa_bot.storage.hnsw_files import torn_file
from qa_bot.storage.layout import fingerprint, vectors_path
from qa_bot.storage.reader import IndexReader
from testing.hashing import ScatteredEmbedder
from testing.struck import Outcome, Strike, Striking, can_strike, striking

# Chroma writes its graph to files from a thousand vectors on.
ROWS = 1100
SEED, SAMPLE = 17, 3
# The long form kills at so many calls, drawn by a seed of its own.
PART, PART_SEED = int(os.environ.get("QA_BOT_STRIKES", "400")), int(os.environ.get("QA_BOT_STRIKES_SEED", "0"))
QUESTION = "Who keeps the key of house 7?"
EMBEDDER = ScatteredEmbedder()
pytestmark = pytest.mark.skipif(not can_strike(), reason="it needs Linux and a C compiler")


@pytest.fixture(scope="module")
def strikes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Striking]:
    with striking(tmp_path_factory.mktemp("struck")) as found:
        yield found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with an index that has a graph on the disk, and a corpus of as many rows more."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "corpus").mkdir()
    write_rows(folder, "first", 0)
    ingest(folder / "corpus", folder / "index", EMBEDDER)
    write_rows(folder, "second", ROWS)
    return folder


def write_rows(folder: Path, name: str, begin: int) -> None:
    rows = ({"text": f"The key of house {n} is kept by warden {n * 7919 % 10_007}."} for n in range(begin, begin + ROWS))
    (folder / "corpus" / f"{name}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))


def graph_of(place: Path) -> Path:
    (header,) = vectors_path(place / "index", 1).glob("*/header.bin")
    return header.parent


def strike(home: Path, place: Path, strikes: Striking, at: int) -> Outcome:
    """Ingest what is new in a copy of the folder, killed at a call that writes the graph."""
    shutil.copytree(home, place)
    return strikes(struck(place, at))


def struck(place: Path, at: int) -> Strike:
    return Strike(str(place / "corpus"), str(place / "index"), at, below=str(graph_of(place)), is_scattered=True)


@pytest.fixture(scope="module")
def calls(home: Path, strikes: Striking, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Return with how many calls the graph is written."""
    found = strike(home, tmp_path_factory.mktemp("counted") / "scene", strikes, 0).calls
    print(f"calls that write the graph: {found}")
    assert found > ROWS
    return found


def scores(place: Path) -> list[float]:
    with closing(IndexReader(place / "index", fingerprint(EMBEDDER.name, 192))) as reader:
        return scores_of(reader)


def scores_of(reader: IndexReader) -> list[float]:
    with reader.snapshot() as index:
        return [hit.score for hit in index.search_dense(EMBEDDER.embed_query(QUESTION), 5)]


def check(home: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> str | None:
    """Check that what was published is found, and all of it after the next ingest; return the file that was torn."""
    before = scores(home)
    torn = torn_file(vectors_path(place / "index", 1))
    monkeypatch.setattr(exact, "MOST_EXACT", 0)
    assert scores(place) == pytest.approx(before, abs=1e-5)
    report = ingest(place / "corpus", place / "index", EMBEDDER)
    assert (report.published, report.embedded, report.chunks) == (True, 0, 2 * ROWS)
    by_chroma = scores(place)
    with closing(IndexReader(place / "index", fingerprint(EMBEDDER.name, 192))) as reader, reader.snapshot() as index:
        assert index._vectors.open().count() == 2 * ROWS
    monkeypatch.undo()
    assert by_chroma == pytest.approx(scores(place), abs=1e-5)
    assert len(list((place / "index").glob("vectors-*"))) == 1
    shutil.rmtree(place)
    return torn


@pytest.mark.long
def test_an_ingest_that_is_killed_while_the_graph_is_written_loses_nothing(home, strikes, calls, tmp_path, monkeypatch):
    # The last file is written by one call.
    some = [*random.Random(SEED).sample(range(1, calls), SAMPLE - 1), calls]
    for at in some:
        assert strike(home, tmp_path / str(at), strikes, at).killed
    torn = {check(home, tmp_path / str(at), monkeypatch) for at in some}
    assert torn - {None}


@pytest.mark.long
def test_a_reader_that_is_open_answers_the_same_after_an_ingest_was_killed_beside_it(
    home, strikes, calls, tmp_path, monkeypatch
):
    monkeypatch.setattr(exact, "MOST_EXACT", 0)
    shutil.copytree(home, place := tmp_path / "scene")
    with closing(IndexReader(place / "index", fingerprint(EMBEDDER.name, 192))) as reader:
        before = scores_of(reader)
        assert strikes(struck(place, calls // 2)).killed
        assert scores_of(reader) == pytest.approx(before, abs=1e-5)
        ingest(place / "corpus", place / "index", EMBEDDER)
        assert scores_of(reader) == pytest.approx(scores(place), abs=1e-5)


@pytest.mark.soak
def test_an_ingest_may_be_killed_at_every_call_that_writes_the_graph(home, strikes, calls, tmp_path, monkeypatch):
    torn = []
    for at in random.Random(PART_SEED).sample(range(1, calls + 1), min(PART, calls)):
        assert strike(home, tmp_path / str(at), strikes, at).killed
        torn.append(check(home, tmp_path / str(at), monkeypatch))
    print({name: torn.count(name) for name in set(torn)})
