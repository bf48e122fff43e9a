"""What a killed process left half written of Chroma's graph is neither read nor written to, and the next ingest makes it anew."""

import shutil
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from qa_bot.errors import IndexDamagedError
from qa_bot.passage import Hit
from qa_bot.storage import exact, vector_search
from qa_bot.storage import vectors as vectors_module
from qa_bot.storage.health import examine
from qa_bot.storage.hnsw_files import torn_file
from qa_bot.storage.layout import fingerprint, vectors_path
from qa_bot.storage.lock import writer_lock
from qa_bot.storage.servers import LOCAL
from qa_bot.storage.vector_places import place_to_write
from qa_bot.storage.vectors import VectorStore
from qa_bot.storage.writer import IndexWriter
from tests.conftest import open_reader

NAME = "vectors"
# Chroma writes its graph to files from a thousand vectors on.
FIRST, SECOND = 1100, 2200
FILES = ("header.bin", "data_level0.bin", "length.bin", "link_lists.bin", "index_metadata.pickle")


def vectors(count: int) -> np.ndarray:
    found = np.random.default_rng(1).standard_normal((count, 16)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def add(folder: Path, begin: int, end: int) -> None:
    with closing(VectorStore.open(folder, NAME, create=True)) as store:
        store.add(range(begin, end), vectors(end)[begin:])


def graph(folder: Path) -> dict[str, bytes]:
    return {name: next(folder.glob(f"*/{name}")).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """Return a folder to which vectors were added twice, and what was in its files after the first time."""
    folder = tmp_path_factory.mktemp("vectors")
    add(folder, 0, FIRST)
    assert torn_file(folder) is None
    before = graph(folder)
    add(folder, FIRST, SECOND)
    return folder, before


def killed(written: tuple[Path, dict[str, bytes]], place: Path, last: int, part: float) -> Path:
    """Return a copy of the folder as it is when the second time ends in a part of the file that is written as `last`."""
    folder, before = written
    shutil.copytree(folder, place)
    for number, name in enumerate(FILES):
        path = next(place.glob(f"*/{name}"))
        after = path.read_bytes()
        cut = 0 if number > last else len(after) if number < last else int(part * len(after))
        # The last file is emptied before it is written, the others are written over.
        path.write_bytes(after[:cut] + (b"" if number == last == len(FILES) - 1 else before[name][cut:]))
    return place


@pytest.mark.parametrize("part", [0.0, 0.2, 0.7, 0.99])
@pytest.mark.parametrize("last", range(1, len(FILES)), ids=FILES[1:])
def test_a_graph_that_was_written_in_part_is_neither_read_nor_written(written, tmp_path, last, part):
    folder = killed(written, tmp_path / "vectors", last, part)
    found = graph(folder)
    assert torn_file(folder) == FILES[last]
    for create in (False, True):
        with pytest.raises(IndexDamagedError, match=r"was not written to its end.*run `qa-bot ingest"):
            VectorStore.open(folder, NAME, create)
    assert graph(folder) == found


def test_a_graph_that_another_process_is_writing_is_waited_for(written, tmp_path, monkeypatch):
    folder = killed(written, tmp_path / "vectors", 3, 0.5)
    whole = graph(written[0])

    def end_writing(_: float) -> None:
        for name, data in whole.items():
            next(folder.glob(f"*/{name}")).write_bytes(data)

    monkeypatch.setattr(vectors_module.time, "sleep", end_writing)
    with writer_lock(tmp_path, 0), closing(VectorStore.open(folder, NAME)) as store:
        assert store.count() == SECOND


def test_links_of_impossible_lengths_are_found_without_reading_gigabytes(written, tmp_path):
    folder = killed(written, tmp_path / "vectors", len(FILES), 1)
    links = next(folder.glob("*/link_lists.bin"))
    whole = links.read_bytes()
    assert torn_file(folder) is None
    links.write_bytes(whole[:400] + b"\x07" + whole[401:])
    assert torn_file(folder) == "link_lists.bin"
    with links.open("wb") as file:
        file.write(whole)
        file.truncate(1 << 40)
    assert torn_file(folder) == "link_lists.bin"


def test_a_whole_graph_is_searched(written):
    folder, _ = written
    with closing(VectorStore.open(folder, NAME)) as store:
        assert store.count() == SECOND
        assert store.search(vectors(SECOND)[7], 1)[0].chunk_id == 7


def tear(index_dir: Path) -> None:
    """Give the vectors of an index a graph on the disk, whose last file was not written to its end."""
    with open_reader(index_dir).snapshot() as index:
        place = place_to_write(index_dir, LOCAL, index._meta, index.generation.fingerprint)
    with closing(place.open_to_write(1)) as store:
        store.add(range(10**6, 10**6 + FIRST), np.eye(384, dtype=np.float32)[np.arange(FIRST) % 384])
    pickle = next(vectors_path(index_dir, 1).glob("*/index_metadata.pickle"))
    pickle.write_bytes(pickle.read_bytes()[:8192])


def test_an_index_with_torn_vectors_answers_from_its_database_until_the_next_ingest(
    corpus, run_ingest, index_dir, embedder, monkeypatch, caplog
):
    monkeypatch.setattr(exact, "MOST_EXACT", 0)
    monkeypatch.setattr(vector_search, "READ_AT_ONCE", 2)
    question = embedder.embed_query("When did the Aldmoor mill burn down?")
    run_ingest()
    with open_reader(index_dir).snapshot() as index:
        whole = index.search_dense(question, 3)
    tear(index_dir)
    health = examine(index_dir, fingerprint(embedder.name, 192))
    assert health.state == "damaged"
    assert "was not written to its end" in str(health.problem)
    with open_reader(index_dir).snapshot() as index:
        torn = [index.search_dense(question, 3), index.search_dense(question, 3)]
    for hits in torn:
        assert [hit.chunk_id for hit in hits] == [hit.chunk_id for hit in whole]
        assert [hit.score for hit in hits] == pytest.approx([hit.score for hit in whole], abs=1e-5)
    (told,) = (record.getMessage() for record in caplog.records if "cannot be read" in record.getMessage())
    assert "run `qa-bot ingest` to make them anew" in told
    (corpus / "school.md").unlink()
    assert run_ingest().embedded == 0
    assert not vectors_path(index_dir, 1).exists()
    assert examine(index_dir, fingerprint(embedder.name, 192)).state == "ok"
    with open_reader(index_dir).snapshot() as index:
        assert len(index.search_dense(question, 3)) == 2


def test_chroma_is_not_opened_to_be_asked_while_others_write_there(corpus, run_ingest, index_dir, embedder, monkeypatch):
    question = embedder.embed_query("When did the Aldmoor mill burn down?")
    run_ingest()
    monkeypatch.setattr(exact, "MOST_EXACT", 0)
    opened = []
    monkeypatch.setattr(VectorStore, "open", lambda *given, kept=VectorStore.open: opened.append(given) or kept(*given))
    with open_reader(index_dir).snapshot() as index:
        with writer_lock(index_dir, 0):
            meanwhile = index.search_dense(question, 3)
        assert not opened
        after = index.search_dense(question, 3)
        assert opened
    assert [hit.chunk_id for hit in meanwhile] == [hit.chunk_id for hit in after]


def test_torn_vectors_are_not_needed_while_an_ingest_makes_them_anew_nor_after_it_was_killed(
    corpus, run_ingest, index_dir, embedder, monkeypatch
):
    def found() -> tuple[Hit, ...]:
        with open_reader(index_dir).snapshot() as index:
            return index.search_dense(embedder.embed_query("When did the Aldmoor mill burn down?"), 3)

    def end(*_: object) -> None:
        assert not vectors_path(index_dir, 1).exists()
        meanwhile.append(found())
        raise KeyboardInterrupt

    run_ingest()
    monkeypatch.setattr(exact, "MOST_EXACT", 0)
    whole, meanwhile = found(), []
    tear(index_dir)
    monkeypatch.setattr(IndexWriter, "publish", end)
    with pytest.raises(KeyboardInterrupt):
        run_ingest()
    for hits in (*meanwhile, found()):
        assert [hit.chunk_id for hit in hits] == [hit.chunk_id for hit in whole]


def test_what_a_first_ingest_left_when_it_was_killed_is_deleted_by_the_next(corpus, run_ingest, index_dir, monkeypatch):
    def end(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(IndexWriter, "publish", end)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            run_ingest()
    assert len(list(index_dir.glob("vectors-*"))) == len(list(index_dir.glob("lexical-*"))) == 1
