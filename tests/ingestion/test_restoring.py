"""An earlier generation is published again, from what the index keeps."""

from contextlib import closing
from pathlib import Path

import pytest

from qa_bot.errors import UsageError
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.ingestion.restoring import restore
from qa_bot.storage.database import open_for_reading
from qa_bot.storage.earlier import kept_generations
from qa_bot.storage.health import examine
from qa_bot.storage.layout import fingerprint
from qa_bot.storage.soundness import damage
from tests.conftest import open_reader, outcomes

OLD, NEW = "The Aldmoor mill burned down in 1932. It was never rebuilt.\n", "The mill was rebuilt in 1950 after all.\n"


def texts(index_dir: Path) -> dict[str, str]:
    with closing(open_reader(index_dir)) as reader, reader.snapshot() as index:
        return {source: index.document(source).text for source in index.sources()}


def kept(index_dir: Path) -> list[int]:
    with closing(open_for_reading(index_dir)) as database:
        return [one.number for one in kept_generations(database)]


@pytest.fixture
def changed(corpus, run_ingest):
    """Return a corpus of which one file was changed, one removed and one added after the first generation."""
    run_ingest()
    (corpus / "mill.txt").write_text(NEW)
    (corpus / "school.md").unlink()
    (corpus / "ferry.txt").write_text("The ferry to Aldmoor sails at noon.\n")
    run_ingest()
    return corpus


def test_a_restored_generation_has_its_documents_and_finds_them(changed, index_dir, embedder):
    report = restore(changed, index_dir, embedder, 1)
    assert (report.generation, report.embedded) == (3, 0)
    assert outcomes(report) == {"ferry.txt": "removed", "mill.txt": "changed", "school.md": "added"}
    assert texts(index_dir).keys() == {"bridge.txt", "mill.txt", "school.md"}
    assert texts(index_dir)["mill.txt"] == OLD
    with closing(open_reader(index_dir)) as reader, reader.snapshot() as index:
        hits = index.search_lexical("When did the mill burn down?", 1).hits
        assert [p.source for p in index.passages([hit.chunk_id for hit in hits])] == ["mill.txt"]
    assert examine(index_dir, fingerprint(embedder.name, 192)).state == "ok"
    with closing(open_for_reading(index_dir)) as database:
        assert damage(database, kept_generations(database)[0]) is None


def test_the_next_ingest_brings_in_what_the_folder_has(changed, index_dir, embedder, run_ingest):
    before = texts(index_dir)
    restore(changed, index_dir, embedder, 1)
    report = run_ingest()
    assert outcomes(report) == {"bridge.txt": "unchanged", "ferry.txt": "added", "mill.txt": "changed", "school.md": "removed"}
    assert texts(index_dir) == before


def test_a_restoration_can_be_undone(changed, index_dir, embedder):
    before = texts(index_dir)
    restore(changed, index_dir, embedder, 1)
    restore(changed, index_dir, embedder, 2)
    assert texts(index_dir) == before


def test_a_generation_like_the_published_one_publishes_nothing(changed, index_dir, embedder):
    restore(changed, index_dir, embedder, 1)
    assert not restore(changed, index_dir, embedder, 1).published


def test_a_generation_is_restored_after_a_rebuild(changed, index_dir, embedder, run_ingest):
    run_ingest(rebuild=True)
    restore(changed, index_dir, embedder, 1)
    assert texts(index_dir)["mill.txt"] == OLD


@pytest.mark.parametrize(
    ("number", "told"), [(2, "is the published one"), (7, "is not kept: `qa-bot index tags`")], ids=["published", "unknown"]
)
def test_what_cannot_be_restored_is_said(changed, index_dir, embedder, number, told):
    with pytest.raises(UsageError, match=told):
        restore(changed, index_dir, embedder, number)


def test_generations_are_kept_by_days_or_by_number(corpus, run_ingest, index_dir, embedder):
    for year in range(1950, 1956):
        (corpus / "mill.txt").write_text(f"The mill was rebuilt in {year} after all.\n")
        run_ingest(keep_days=0, keep_generations=3)
    assert kept(index_dir) == [6, 5, 4, 3]
    restore(corpus, index_dir, embedder, 3, IngestOptions(keep_days=0, keep_generations=3))
    assert texts(index_dir)["mill.txt"] == "The mill was rebuilt in 1952 after all.\n"
    run_ingest(keep_days=0)
    assert kept(index_dir) == [8, 7]


def test_two_names_of_one_document_come_back_together(corpus, run_ingest, index_dir, embedder):
    (corpus / "copy.txt").write_bytes((corpus / "mill.txt").read_bytes())
    run_ingest()
    (corpus / "mill.txt").unlink()
    run_ingest()
    (corpus / "copy.txt").unlink()
    run_ingest()
    assert outcomes(restore(corpus, index_dir, embedder, 2)) == {"copy.txt": "added"}
    assert outcomes(restore(corpus, index_dir, embedder, 1)) == {"mill.txt": "added"}
    with closing(open_reader(index_dir)) as reader, reader.snapshot() as index:
        assert index.document("mill.txt").names == ("copy.txt", "mill.txt")
