import os
import shutil
import signal
import textwrap
from pathlib import Path

import pytest

from qa_bot.answering.models import Models
from qa_bot.bot import Bot
from qa_bot.errors import CorpusError, IndexLockedError, IndexStaleError
from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.prompts import load_prompts
from qa_bot.storage import exact
from qa_bot.storage.database import database_path
from qa_bot.storage.health import examine
from qa_bot.storage.layout import fingerprint
from qa_bot.storage.lock import writer_lock
from qa_bot.storage.reader import IndexReader
from tests.conftest import SEEDS, Ask, open_bot, open_reader, outcomes


def settle(folder: Path) -> None:
    """Make the files of a folder old enough for their times to be trusted."""
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (1_600_000_000, 1_600_000_000))


def sources(index_dir: Path) -> tuple[str, ...]:
    with open_reader(index_dir).snapshot() as index:
        return index.sources()


def text_of(index_dir: Path, source: str) -> str | None:
    with open_reader(index_dir).snapshot() as index:
        document = index.document(source)
    return document.text if document else None


def test_every_file_ends_with_an_outcome(corpus, run_ingest):
    (corpus / "picture.png").write_bytes(b"\x89PNG")
    first = run_ingest()
    assert outcomes(first) == {"bridge.txt": "added", "mill.txt": "added", "picture.png": "skipped", "school.md": "added"}
    (corpus / "mill.txt").write_text("The mill was rebuilt in 1950 after all.\n")
    (corpus / "bridge.txt").unlink()
    second = run_ingest()
    assert outcomes(second) == {
        "bridge.txt": "removed",
        "mill.txt": "changed",
        "picture.png": "skipped",
        "school.md": "unchanged",
    }
    assert second.generation == first.generation + 1
    assert second.documents == 2


def test_an_unchanged_corpus_publishes_nothing(corpus, run_ingest):
    first = run_ingest()
    again = run_ingest()
    assert not again.published
    assert again.generation == first.generation
    assert again.embedded == 0


def test_a_touched_file_is_unchanged(corpus, run_ingest):
    run_ingest()
    os.utime(corpus / "mill.txt", (1_700_000_000, 1_700_000_000))
    assert outcomes(run_ingest())["mill.txt"] == "unchanged"


def test_an_edit_of_the_same_length_within_the_same_tick_is_seen(corpus, run_ingest):
    path = corpus / "mill.txt"
    run_ingest()
    known = path.stat()
    path.write_text(path.read_text().replace("1932", "1933"))
    os.utime(path, ns=(known.st_mtime_ns, known.st_mtime_ns))
    assert outcomes(run_ingest())["mill.txt"] == "changed"


def test_only_what_changed_is_embedded(corpus, run_ingest):
    assert run_ingest().embedded == 3
    (corpus / "mill.txt").write_text("The mill burned down twice, in 1932 and in 1950.\n")
    assert run_ingest().embedded == 1


def test_a_renamed_file_is_not_embedded_again(corpus, run_ingest, index_dir):
    run_ingest()
    (corpus / "mill.txt").rename(corpus / "old-mill.txt")
    report = run_ingest()
    assert outcomes(report)["mill.txt"] == "removed"
    assert outcomes(report)["old-mill.txt"] == "added"
    assert report.embedded == 0
    assert "old-mill.txt" in sources(index_dir)
    assert "mill.txt" not in sources(index_dir)


def test_a_file_that_comes_back_is_found_again(corpus, run_ingest, index_dir):
    content = (corpus / "mill.txt").read_text()
    run_ingest()
    (corpus / "mill.txt").unlink()
    run_ingest()
    (corpus / "mill.txt").write_text(content)
    run_ingest()
    with open_reader(index_dir).snapshot() as index:
        hits = index.search_lexical("mill", 5).hits
        assert [p.source for p in index.passages([h.chunk_id for h in hits])] == ["mill.txt"]


def test_identical_files_are_one_document_under_all_their_names(corpus, run_ingest, index_dir, models):
    shutil.copy(corpus / "mill.txt", corpus / "copy-of-mill.txt")
    report = run_ingest()
    assert report.documents == 3
    assert set(sources(index_dir)) == {"bridge.txt", "copy-of-mill.txt", "mill.txt", "school.md"}
    citation = open_bot(index_dir, models, 0.0).ask("When did the mill burn down?").citations[0]
    assert {citation.source, *citation.also_in} == {"copy-of-mill.txt", "mill.txt"}
    (corpus / "copy-of-mill.txt").unlink()
    assert run_ingest().documents == 3
    assert text_of(index_dir, "mill.txt") is not None


def test_paths_limit_the_ingest_to_what_they_name(corpus, run_ingest):
    (corpus / "folder").mkdir()
    (corpus / "folder" / "new.txt").write_text("A new document stands here for the test.\n")
    run_ingest()
    (corpus / "mill.txt").unlink()
    (corpus / "bridge.txt").unlink()
    (corpus / "folder" / "new.txt").write_text("A newer document stands here for the test.\n")
    assert outcomes(run_ingest(only=(Path("folder"),))) == {"folder/new.txt": "changed"}
    assert outcomes(run_ingest(only=(corpus / "mill.txt",))) == {"mill.txt": "removed"}
    assert outcomes(run_ingest())["bridge.txt"] == "removed"


def test_a_path_outside_the_corpus_is_refused(run_ingest, tmp_path):
    (tmp_path / "outside.txt").write_text("Outside.")
    with pytest.raises(CorpusError, match="not inside the corpus folder"):
        run_ingest(only=(tmp_path / "outside.txt",))


def test_a_path_that_never_existed_is_refused(run_ingest):
    run_ingest()
    with pytest.raises(CorpusError, match=r"there is no nonesuch\.txt"):
        run_ingest(only=(Path("nonesuch.txt"),))


def test_another_corpus_on_the_same_index_is_refused(run_ingest, index_dir, embedder):
    run_ingest()
    with pytest.raises(CorpusError, match="belongs to the corpus"):
        ingest(SEEDS, index_dir, embedder)


def test_a_corpus_moved_together_with_its_index_is_the_same(corpus, run_ingest, tmp_path, embedder):
    run_ingest()
    moved = tmp_path / "moved"
    moved.mkdir()
    (tmp_path / "corpus").rename(moved / "corpus")
    (tmp_path / "index").rename(moved / "index")
    assert not ingest(moved / "corpus", moved / "index", embedder).published


def test_a_missing_corpus_removes_nothing(corpus, run_ingest, index_dir):
    run_ingest()
    shutil.rmtree(corpus)
    with pytest.raises(CorpusError):
        run_ingest()
    assert len(sources(index_dir)) == 3


@pytest.mark.parametrize("only", [(), ("bridge.txt", "mill.txt", "school.md")], ids=["all", "by path"])
@pytest.mark.parametrize("left", [(), ("picture.png",)], ids=["nothing", "unread files"])
def test_a_corpus_whose_last_document_is_gone_answers_nothing_more(corpus, run_ingest, index_dir, models, only, left):
    run_ingest()
    for path in corpus.iterdir():
        path.unlink()
    for name in left:
        (corpus / name).write_bytes(b"\x89PNG")
    report = run_ingest(only=tuple(map(Path, only)))
    assert (report.published, report.documents, report.chunks) == (True, 0, 0)
    assert set(outcomes(report).values()) <= {"removed", "skipped"}
    answer = open_bot(index_dir, models, 0.0).ask("When did the mill burn down?")
    assert (answer.status, answer.reason, answer.citations, answer.nearest) == ("abstained", "empty_index", (), ())
    assert answer.text == "There are no documents to answer from."
    assert not run_ingest().published


def test_a_corpus_that_was_empty_is_read_again(corpus, run_ingest, index_dir, models):
    run_ingest()
    text = (corpus / "mill.txt").read_text()
    for path in corpus.iterdir():
        path.unlink()
    run_ingest()
    run_ingest(rebuild=True)
    (corpus / "mill.txt").write_text(text)
    assert run_ingest().documents == 1
    assert open_bot(index_dir, models, 0.0).ask("When did the mill burn down?").status == "answered"


@pytest.mark.parametrize("name", ["index", "stored/of an earlier year"])
def test_an_index_inside_the_corpus_is_never_indexed(corpus, embedder, name):
    inside = corpus / name
    first = ingest(corpus, inside, embedder)
    assert first.documents == 3
    settle(corpus)
    again = ingest(corpus, inside, embedder)
    assert set(outcomes(again).values()) == {"unchanged"}
    assert ingest(corpus, corpus / "another", embedder).documents == 3
    assert ingest(corpus, inside, embedder, IngestOptions(only=(inside,))).documents == 3


def test_a_folder_with_a_database_of_that_name_is_read_unless_it_is_an_index(corpus, run_ingest):
    (corpus / "app").mkdir()
    (corpus / "app" / "index.sqlite").write_bytes(b"SQLite format 3\0")
    (corpus / "app" / "notes.txt").write_text("The app counts herons.\n")
    assert outcomes(run_ingest())["app/notes.txt"] == "added"


def test_an_unreadable_file_is_skipped_with_the_reason_and_stops_nothing(corpus, run_ingest, index_dir):
    (corpus / "broken.json").write_text("{")
    (corpus / "empty.txt").write_text(" \n")
    report = run_ingest()
    reasons = {file.source: file.reason for file in report.files if file.outcome == "skipped"}
    assert reasons == {"broken.json": "it is not JSON (line 1, column 2)", "empty.txt": "it holds no text"}
    assert len(sources(index_dir)) == 3


def test_a_file_that_becomes_unreadable_is_no_longer_quoted(corpus, run_ingest, index_dir):
    (corpus / "row.json").write_text('{"text": "One row of seven words stands here."}')
    run_ingest()
    (corpus / "row.json").write_text("{")
    assert outcomes(run_ingest())["row.json"] == "skipped"
    assert "row.json" not in sources(index_dir)


def test_a_file_that_was_skipped_is_not_removed_when_it_goes(corpus, run_ingest):
    (corpus / "picture.png").write_bytes(b"\x89PNG")
    run_ingest()
    (corpus / "picture.png").unlink()
    (corpus / "mill.txt").unlink()
    for dry_run in (True, False):
        report = run_ingest(dry_run=dry_run)
        assert [one.source for one in report.files if one.outcome == "removed"] == ["mill.txt"]


def test_a_skipped_file_is_read_again_at_the_next_ingest(corpus, run_ingest):
    (corpus / "broken.json").write_text("{")
    settle(corpus)
    run_ingest()
    (corpus / "broken.json").write_text('{"text": "Now it can be read by all."}')
    settle(corpus)
    assert outcomes(run_ingest())["broken.json"] == "added"


def test_other_settings_cut_and_embed_anew_beside_the_index_in_use(corpus, run_ingest, index_dir, monkeypatch):
    monkeypatch.setattr(exact, "MOST_EXACT", 0)
    run_ingest()
    with open_reader(index_dir).snapshot() as old:
        report = run_ingest(chunk_tokens=64)
        assert report.published
        assert len(old.search_dense(old.vectors_of([1]).vectors[0], 5)) == 3
    with pytest.raises(IndexStaleError, match="qa-bot ingest"):
        open_reader(index_dir)
    with open_reader(index_dir, 64).snapshot() as new:
        assert new.chunk_count == report.chunks


def test_a_rebuild_reads_every_file_and_embeds_nothing_twice(run_ingest, index_dir):
    first = run_ingest()
    again = run_ingest(rebuild=True)
    assert again.published
    assert again.embedded == 0
    assert again.chunks == first.chunks
    assert examine(index_dir, fingerprint(BundledEmbedder.name, 192)).state == "ok"


@pytest.mark.parametrize("store", ["vectors-1", "lexical-1"])
def test_missing_stores_are_made_again_from_the_database(corpus, run_ingest, index_dir, store, monkeypatch):
    monkeypatch.setattr(exact, "MOST_EXACT", 0)
    run_ingest()
    shutil.rmtree(index_dir / store)
    assert examine(index_dir, fingerprint(BundledEmbedder.name, 192)).state == "damaged"
    report = run_ingest()
    assert report.published
    assert report.embedded == 0
    with open_reader(index_dir).snapshot() as index:
        assert len(index.search_lexical("mill", 5).hits) == 1
        assert len(index.search_dense(index.vectors_of([1]).vectors[0], 5)) == 3


def test_a_damaged_database_is_set_aside_by_a_rebuild(run_ingest, index_dir):
    run_ingest()
    database_path(index_dir).write_bytes(b"this is no database" * 100)
    assert examine(index_dir, fingerprint(BundledEmbedder.name, 192)).state == "damaged"
    assert run_ingest(rebuild=True).documents == 3
    assert (index_dir / "unusable-index.sqlite").exists()
    assert examine(index_dir, fingerprint(BundledEmbedder.name, 192)).state == "ok"


@pytest.mark.parametrize("store", ["vectors-1", "lexical-1"])
def test_a_rebuild_repairs_truncated_stores(run_ingest, index_dir, store):
    run_ingest()
    for path in (index_dir / store).rglob("*"):
        if path.is_file() and path.suffix not in (".lock",):
            path.write_bytes(path.read_bytes()[:10])
    assert examine(index_dir, fingerprint(BundledEmbedder.name, 192)).state == "damaged"
    assert run_ingest(rebuild=True).published
    assert examine(index_dir, fingerprint(BundledEmbedder.name, 192)).state == "ok"


def test_a_dry_run_tells_the_plan_and_writes_nothing(corpus, run_ingest, index_dir):
    report = run_ingest(dry_run=True)
    assert report.counts() == {"added": 3}
    assert not index_dir.exists()
    run_ingest()
    (corpus / "mill.txt").write_text("Changed it is, for the test of the plan.")
    (corpus / "school.md").unlink()
    report = run_ingest(dry_run=True)
    assert outcomes(report) == {"bridge.txt": "unchanged", "mill.txt": "changed", "school.md": "removed"}
    assert len(sources(index_dir)) == 3


def test_a_second_writer_waits_and_then_names_the_holder(run_ingest, index_dir):
    with writer_lock(index_dir, 1.0), pytest.raises(IndexLockedError, match=f"process {os.getpid()} on "):
        run_ingest(lock_timeout_s=0.1)
    assert run_ingest(lock_timeout_s=0.1).published


def test_what_is_dead_leaves_the_stores_one_generation_late(corpus, run_ingest, index_dir):
    run_ingest()
    for year in ("1940", "1941", "1942"):
        (corpus / "mill.txt").write_text(f"The mill burned down in {year}, it is said.\n")
        run_ingest()
    with open_reader(index_dir).snapshot() as index:
        stored = index._vectors.open().count()
        assert index._open_lexical().count() == stored
    assert stored == 3 + 1  # three alive, and the one that died last


KILLED = """
    import os, signal, sys
    from pathlib import Path
    import qa_bot.ingestion.publishing as module
    from qa_bot.ingestion.ingest import ingest
    from qa_bot.models.bundled_embedder import BundledEmbedder
    from qa_bot.storage.writer import IndexWriter

    where = sys.argv[3]
    def die(*_, **__):
        os.kill(os.getpid(), signal.SIGKILL)
    if where == "before embedding":
        BundledEmbedder.embed_passages = die
    elif where == "before the stores":
        module.add_chunks = die
    elif where == "in the stores":
        from qa_bot.storage.lexical import LexicalStore
        LexicalStore.write = die
    elif where == "before the commit":
        IndexWriter.publish = die
    elif where == "after the commit":
        real = IndexWriter.publish
        IndexWriter.publish = lambda *a, **k: (real(*a, **k), die())
    ingest(Path(sys.argv[1]), Path(sys.argv[2]), BundledEmbedder())
"""


@pytest.mark.parametrize(
    "where", ["before embedding", "before the stores", "in the stores", "before the commit", "after the commit"]
)
def test_a_killed_ingest_leaves_the_index_answering_and_the_next_one_finishes(
    corpus: Path, index_dir: Path, run_ingest, models: Models, tmp_path: Path, run_python: Ask, where: str
):
    run_ingest()
    (corpus / "mill.txt").write_text("The mill burned down in 1977, of all years.\n")
    script = tmp_path / "killed.py"
    script.write_text(textwrap.dedent(KILLED))
    killed = run_python(str(script), str(corpus), str(index_dir), where)
    assert killed.returncode == -signal.SIGKILL
    year = "1977" if where == "after the commit" else "1932"
    bot = open_bot(index_dir, models, 0.0)
    assert year in bot.ask("When did the mill burn down?").text
    report = run_ingest()
    assert report.published == (where != "after the commit")
    assert report.embedded == (1 if where == "before embedding" else 0)
    fresh = open_bot(index_dir, models, 0.0).ask("When did the mill burn down?")
    assert "1977" in fresh.text
    assert "1932" not in fresh.text
    assert examine(index_dir, fingerprint(BundledEmbedder.name, 192)).state == "ok"


def test_a_killed_first_ingest_is_done_again(corpus, index_dir, run_ingest, tmp_path, run_python):
    script = tmp_path / "killed.py"
    script.write_text(textwrap.dedent(KILLED))
    run_python(str(script), str(corpus), str(index_dir), "before the commit")
    report = run_ingest()
    assert report.documents == 3
    assert report.embedded == 0
    assert examine(index_dir, fingerprint(BundledEmbedder.name, 192)).state == "ok"


def test_what_a_killed_ingest_embedded_for_nothing_is_deleted(corpus, index_dir, run_ingest, tmp_path, run_python):
    run_ingest()
    (corpus / "mill.txt").write_text("The mill burned down in 1977, of all years.\n")
    script = tmp_path / "killed.py"
    script.write_text(textwrap.dedent(KILLED))
    run_python(str(script), str(corpus), str(index_dir), "before the stores")
    (corpus / "mill.txt").write_text("The mill burned down in 1978, of all years.\n")
    run_ingest()
    with open_reader(index_dir).snapshot() as index:
        unused = "SELECT 1 FROM vectors v WHERE NOT EXISTS (SELECT 1 FROM chunks c WHERE c.vector_key = v.key)"
        assert index.select(unused) == []


def test_a_running_bot_answers_from_what_another_process_published(
    corpus: Path, index_dir: Path, run_ingest, models: Models, qa_bot: Ask
):
    run_ingest()
    reader = IndexReader(index_dir, fingerprint(BundledEmbedder.name, 192))
    bot = Bot(reader, models, load_prompts(), 0.0)
    assert "1932" in bot.ask("When did the mill burn down?").text
    (corpus / "mill.txt").write_text("The mill burned down in 1977, of all years.\n")
    done = qa_bot("ingest", "--corpus", str(corpus), "--index", str(index_dir))
    assert done.returncode == 0, done.stderr
    assert "1977" in bot.ask("When did the mill burn down?").text


def test_a_file_known_to_be_unreadable_is_not_pending(corpus, run_ingest):
    (corpus / "broken.json").write_text("{")
    run_ingest()
    assert outcomes(run_ingest(dry_run=True))["broken.json"] == "skipped"
    (corpus / "broken.json").write_text('{"text": "Now it can be read by all."}')
    assert outcomes(run_ingest(dry_run=True))["broken.json"] == "added"


def test_what_of_a_file_was_not_read_is_told_and_kept(corpus, run_ingest):
    (corpus / "rows.jsonl").write_text('{"text": "The bridge opened in May."}\n{oops\n')
    (corpus / "copy.jsonl").write_text('{"text": "The bridge opened in May."}\n{oops\n')
    notes = {file.source: file.notes for file in run_ingest().files}
    assert notes["rows.jsonl"] == notes["copy.jsonl"] == ("line 2 is not JSON",)
    again = {file.source: (file.outcome, file.notes) for file in run_ingest().files}
    assert again["rows.jsonl"] == ("unchanged", ("line 2 is not JSON",))
