"""What was removed or changed is deleted at once: from the answers, from what can be restored, and from the bytes on the disk."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qa_bot.errors import StorageError, UsageError
from qa_bot.ingestion.restoring import restore
from qa_bot.news import news_since
from qa_bot.storage import sqlite
from qa_bot.storage.database import latest_generation, open_for_reading
from qa_bot.storage.earlier import kept_generations
from qa_bot.storage.health import examine
from qa_bot.storage.layout import fingerprint, vectors_path
from qa_bot.storage.purging import CHROMA_DATABASE, ROOM, clear_unused
from qa_bot.storage.soundness import damage
from tests.conftest import open_reader, outcomes

# Words that no other text has, in no form that a stemmer would change.
OLD, GONE, NOW = "Zebedwick", "Quarrandel", "Mirrowhoe"


@pytest.fixture
def changed(corpus: Path, run_ingest) -> Path:
    """Return a corpus of which one file was changed and another removed, in two ingests."""
    (corpus / "mill.txt").write_text(f"The mill of {OLD} burned down in 1932.\n")
    (corpus / "secret.txt").write_text(f"# {GONE}\n\nThe password of {GONE} is on the door.\n" * 30)
    run_ingest()
    (corpus / "mill.txt").write_text(f"The mill of {NOW} burned down in 1932.\n")
    run_ingest()
    (corpus / "secret.txt").unlink()
    run_ingest()
    return corpus


def holding(folder: Path, *words: str) -> set[str]:
    """Return the names in a folder below which a file holds a word, in any case, as UTF-8 or UTF-16."""
    found = set()
    for path in (path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes().lower()
        for word in words:
            if word.lower().encode() in data or word.lower().encode("utf-16-le") in data:
                found.add(path.relative_to(folder).parts[0])
    return found


def frequencies(index_dir: Path) -> dict[str, int]:
    """Return in how many chunks words occur: tantivy writes them in pieces, and counts those that it has deleted but still holds."""
    with closing(open_reader(index_dir)) as reader, reader.snapshot() as index:
        return {word: index._open_lexical().document_frequency(word.lower()) for word in (OLD, GONE, NOW)}


def test_nothing_of_it_is_on_the_disk_and_all_else_answers(changed, index_dir, run_ingest, embedder):
    assert holding(index_dir, OLD) >= {"index.sqlite"}
    assert holding(index_dir, GONE) >= {"index.sqlite"}
    assert frequencies(index_dir)[GONE] > 0
    report = run_ingest(purge=True)
    assert (report.published, report.embedded, report.purged) == (True, 0, 2)
    assert holding(index_dir, OLD, GONE) == set()
    assert holding(index_dir, NOW) == {"index.sqlite"}
    assert frequencies(index_dir) == {OLD: 0, GONE: 0, NOW: 1}
    assert {path.name for path in index_dir.glob("*-*")} == {f"{kind}-{build_of(index_dir)}" for kind in ("lexical", "vectors")}
    with closing(open_reader(index_dir)) as reader, reader.snapshot() as index:
        hits = index.search_lexical(f"When did the mill of {NOW} burn down?", 1).hits
        assert [passage.source for passage in index.passages([hit.chunk_id for hit in hits])] == ["mill.txt"]
        assert index._vectors.open().count() == index._open_lexical().count() == index.chunk_count
        assert index.select("SELECT count(*) FROM vectors")[0][0] <= index.chunk_count
    assert examine(index_dir, fingerprint(embedder.name, 192)).state == "ok"
    with closing(open_for_reading(index_dir)) as database:
        assert damage(database, latest_generation(database)) is None


def build_of(index_dir: Path) -> int:
    with closing(open_for_reading(index_dir)) as database:
        return latest_generation(database).build


def test_nothing_earlier_can_be_restored_or_told(changed, index_dir, run_ingest, embedder):
    run_ingest(purge=True)
    with closing(open_for_reading(index_dir)) as database:
        # What the third had, the fourth has too.
        assert [one.number for one in kept_generations(database)] == [4, 3]
    with pytest.raises(UsageError, match="generation 2 is not kept"):
        restore(changed, index_dir, embedder, 2)
    with closing(open_reader(index_dir)) as reader, reader.snapshot() as index:
        news = news_since(index, "1", 30)
        assert [item.source for item in news.new] == ["mill.txt"]
        assert news.removed == news.changed == ()
        assert news.note == "texts that were replaced before generation 4 were purged: such documents count as new"
        assert news_since(index, None, 30).is_nothing


def test_what_an_ingest_and_a_rebuild_have_left_goes_too(changed, index_dir, run_ingest):
    (index_dir / "unusable-index.sqlite").write_text(f"The mill of {OLD}")
    (index_dir / "lexical-77").mkdir()
    (index_dir / "lexical-77" / "words").write_text(OLD)
    assert run_ingest(purge=True, rebuild=True).purged == 2
    assert holding(index_dir, OLD, GONE) == set()
    assert run_ingest(purge=True).purged == 0


def test_what_was_only_read_again_is_no_history_that_is_lost(changed, index_dir, run_ingest):
    run_ingest(rebuild=True)
    assert run_ingest(purge=True).purged == 2
    with closing(open_reader(index_dir)) as reader, reader.snapshot() as index:
        assert [item.source for item in news_since(index, "1", 30).new] == ["mill.txt"]


def test_what_memory_left_in_the_database_of_chroma_goes_too(changed, index_dir, run_ingest):
    run_ingest(purge=True)
    build = build_of(index_dir)
    path = vectors_path(index_dir, build) / CHROMA_DATABASE
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            f"PRAGMA secure_delete = OFF; CREATE TABLE left (text); INSERT INTO left VALUES ('{OLD * 40}'); DROP TABLE left"
        )
    assert OLD.encode() in path.read_bytes()
    rooms = [room for room in path.parent.glob("*/*.bin") if room.name in ROOM]
    assert {room.name for room in rooms} == set(ROOM)
    for room in rooms:
        room.write_bytes((OLD.encode() * 20_000)[: room.stat().st_size])
    assert holding(index_dir, OLD) == {f"vectors-{build}"}
    clear_unused(index_dir, build)
    assert holding(index_dir, OLD) == set()
    with closing(open_reader(index_dir)) as reader, reader.snapshot() as index:
        assert index._vectors.open().count() == index.chunk_count
        index._vectors.open().probe()


def test_a_purge_of_what_is_removed_in_the_same_ingest(changed, index_dir, run_ingest):
    (changed / "mill.txt").unlink()
    report = run_ingest(purge=True, only=[changed / "mill.txt"])
    assert outcomes(report)["mill.txt"] == "removed"
    assert report.purged == 3
    assert holding(index_dir, OLD, GONE, NOW) == set()


def test_a_preview_says_what_would_go_and_deletes_nothing(changed, index_dir, run_ingest):
    assert run_ingest(purge=True, dry_run=True).purged == 2
    assert run_ingest(dry_run=True).purged is None
    assert "index.sqlite" in holding(index_dir, GONE)


def test_whoever_reads_is_waited_for_and_named_where_it_takes_too_long(changed, index_dir, run_ingest, monkeypatch):
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT_S", 0.05)
    with closing(open_reader(index_dir)) as reader, reader.snapshot() as index:
        with pytest.raises(
            StorageError, match=r"still in files of the index .* does not let its log go.*: run `qa-bot ingest --purge` again"
        ):
            run_ingest(purge=True)
        hits = index.search_lexical(f"the mill of {NOW}", 1).hits
        assert [passage.source for passage in index.passages([hit.chunk_id for hit in hits])] == ["mill.txt"]
    run_ingest(purge=True)
    assert holding(index_dir, OLD, GONE) == set()


def test_the_command_deletes_it_and_says_so(changed, index_dir, qa_bot):
    place = ("--corpus", str(changed), "--index", str(index_dir))
    planned = qa_bot("ingest", "--purge", "--dry-run", *place)
    assert "would be purged: 2 earlier texts, and what is removed or changed now\n" in planned.stdout
    done = qa_bot("ingest", "--purge", *place)
    assert (done.returncode, done.stdout.strip().endswith("; purged 2 earlier texts")) == (0, True)
    assert holding(index_dir, OLD, GONE) == set()
    assert '"purged":0' in qa_bot("ingest", "--purge", "--json", *place).stdout


def test_what_cannot_be_deleted_is_named(changed, index_dir, run_ingest, monkeypatch):
    monkeypatch.setattr("shutil.rmtree", lambda *_, **__: None)
    with pytest.raises(StorageError, match=r"-\d+ holds what was removed and cannot be deleted"):
        run_ingest(purge=True)
    monkeypatch.undo()
    run_ingest(purge=True)
    assert holding(index_dir, OLD, GONE) == set()
