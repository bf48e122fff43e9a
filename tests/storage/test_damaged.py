"""What is damaged on disk is found before it is used, and named with the command that repairs it."""

import logging
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from qa_bot.errors import IndexDamagedError
from qa_bot.storage import probe
from qa_bot.storage.health import examine
from qa_bot.storage.layout import database_path, fingerprint
from qa_bot.storage.lexical_files import damaged_file
from tests.conftest import open_reader

QUESTION = "When did the Aldmoor mill burn down?"


def ask(index_dir: Path, embedder) -> tuple[str, ...]:
    """Return where a search by words and by vectors finds the answer."""
    with closing(open_reader(index_dir)) as reader, reader.snapshot() as index:
        hits = index.search_lexical(QUESTION, 1).hits + index.search_dense(embedder.embed_query(QUESTION), 1)
        return tuple(passage.source for passage in index.passages([hit.chunk_id for hit in hits]))


def words_of(index_dir: Path) -> Path:
    return max(index_dir.glob("lexical-*"))


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 4] ^= 4
    path.write_bytes(data)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


DAMAGE = {"flipped": flip, "truncated": truncate, "gone": Path.unlink}
PARTS = ("*.term", "*.idx", "*.store", "*.fast", "meta.json")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_damaged_words_are_refused_and_made_again_by_the_next_ingest(run_ingest, index_dir, embedder, part, damage):
    run_ingest()
    assert damaged_file(words_of(index_dir)) is None
    damage(next(words_of(index_dir).glob(part)))
    with pytest.raises(IndexDamagedError, match=r"run `qa-bot ingest --rebuild`"):
        ask(index_dir, embedder)
    assert run_ingest().embedded == 0
    assert set(ask(index_dir, embedder)) == {"mill.txt"}


def test_a_flipped_bit_of_the_words_is_seen_by_status(run_ingest, index_dir, embedder):
    run_ingest()
    flip(next(words_of(index_dir).glob("*.term")))
    health = examine(index_dir, fingerprint(embedder.name, 192))
    assert (health.state, health.remedy) == ("damaged", "run `qa-bot ingest --rebuild`")


def test_the_stores_are_opened_in_a_process_from_nothing(run_ingest, index_dir, embedder, monkeypatch):
    """In the other tests that process is forked."""
    monkeypatch.setattr(probe, "subprocess", subprocess)
    run_ingest()
    assert examine(index_dir, fingerprint(embedder.name, 192)).state == "ok"
    flip(next(words_of(index_dir).glob("*.term")))
    assert examine(index_dir, fingerprint(embedder.name, 192)).state == "damaged"


def test_the_generation_before_answers_where_it_has_files_of_its_own(run_ingest, index_dir, embedder, caplog):
    run_ingest()
    run_ingest(rebuild=True)
    flip(next(words_of(index_dir).glob("*.term")))
    with caplog.at_level(logging.WARNING):
        assert set(ask(index_dir, embedder)) == {"mill.txt"}
    assert "generation 1 answers; run `qa-bot ingest --rebuild`" in caplog.text
    run_ingest(rebuild=True)
    caplog.clear()
    assert set(ask(index_dir, embedder)) == {"mill.txt"}
    assert not caplog.text


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE documents SET text = replace(text, '1932', '1933')",
        "UPDATE documents SET title = 'Another'",
        "UPDATE chunks SET layout = substr(layout, 2)",
        "UPDATE vectors SET vector = zeroblob(length(vector))",
        "UPDATE vectors SET vector = substr(vector, 9) WHERE key = (SELECT min(key) FROM vectors)",
    ],
    ids=["text", "title", "layout", "vectors", "a short vector"],
)
def test_what_is_not_what_was_embedded_is_not_quoted(run_ingest, index_dir, embedder, change):
    run_ingest()
    with closing(sqlite3.connect(database_path(index_dir))) as database, database:
        database.execute(change)
    with pytest.raises(IndexDamagedError, match=r"damaged .*run `qa-bot ingest --rebuild`"):
        ask(index_dir, embedder)
    run_ingest(rebuild=True)
    assert set(ask(index_dir, embedder)) == {"mill.txt"}


def test_a_rebuild_does_not_stumble_over_damage_when_old_chunks_are_due(run_ingest, corpus, index_dir, embedder):
    run_ingest()
    (corpus / "school.md").unlink()
    run_ingest()
    (corpus / "bridge.txt").unlink()
    run_ingest()
    flip(next(words_of(index_dir).glob("meta.json")))
    run_ingest(rebuild=True)
    assert set(ask(index_dir, embedder)) == {"mill.txt"}
