"""What an index keeps of earlier generations, in a real PostgreSQL: told, restored and deleted as from a folder."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qa_bot.answer import Citation
from qa_bot.bot import Bot
from qa_bot.errors import UsageError
from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.ingestion.restoring import restore
from qa_bot.news import news_since
from qa_bot.prompts import load_prompts
from qa_bot.standing import holder
from qa_bot.storage import history
from qa_bot.storage.database import open_for_reading
from qa_bot.storage.earlier import differing_files, kept_generations
from qa_bot.storage.health import examine
from qa_bot.storage.postgres import PostgresDatabase
from qa_bot.storage.postgres_index import schema_of
from qa_bot.storage.reader import IndexReader
from qa_bot.storage.servers import LOCAL, Servers
from testing.postgres import PostgresProcess, binaries
from tests.conftest import outcomes
from tests.storage.conftest import FINGERPRINT, opened

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(binaries() is None, reason="needs the programs of PostgreSQL: apt-get install postgresql"),
]
pytest.importorskip("psycopg", reason='needs psycopg: pip install "qa-bot[postgres]"')
OLD, NEW = "The Aldmoor mill burned down in 1932. It was never rebuilt.\n", "The mill was rebuilt in 1950 after all.\n"
BRIDGE = "The Quarrandel bridge was opened in 1901 by the mayor.\n"


def write_first(root: Path) -> None:
    root.mkdir(exist_ok=True)
    for path in root.iterdir():
        path.unlink()
    (root / "mill.txt").write_text(OLD)
    (root / "bridge.txt").write_text(BRIDGE)
    (root / "school.md").write_text("# Schools\n\nThe grammar school has 412 pupils and 31 teachers.\n")
    (root / "rows.csv").write_text("name,posts\nAldmoor,31\nBexley,12\n")


def change(root: Path) -> None:
    (root / "mill.txt").write_text(NEW)
    (root / "bridge.txt").unlink()
    (root / "ferry.txt").write_text("The ferry to Aldmoor sails at noon.\n")
    (root / "school.md").rename(root / "college.md")


def live(root: Path, index_dir: Path, embedder, servers: Servers) -> None:
    """Bring an index to its third generation: made, changed, and read again unchanged."""
    write_first(root)
    ingest(root, index_dir, embedder, servers=servers)
    change(root)
    ingest(root, index_dir, embedder, servers=servers)
    ingest(root, index_dir, embedder, IngestOptions(rebuild=True), servers=servers)


def citation(source: str, quote: str) -> Citation:
    return Citation(number=1, source=source, quote=quote, start=0, end=len(quote), line_start=1, line_end=1)


def told(index_dir: Path, servers: Servers) -> dict[str, Any]:
    """Return all that an index tells of its earlier generations, without times and ids."""
    times = {"built_at", "since_built_at"}
    with opened(index_dir, servers) as index:
        first = history.texts_at(index, 1, ["bridge.txt", "mill.txt", "rows.csv#1", "school.md"])
        hits = index.search_lexical("pupils at the grammar school", 3).hits
        quotes = {
            "mill.txt": OLD.split(". ")[0] + ".",
            "school.md": "# Schools\n\nThe grammar school has 412 pupils and 31 teachers.",
        }
        found = {
            "history": [one.number for one in history.history(index)],
            "touched": [history.touched_since(index, number) for number in (0, 1, 2, 3)],
            "texts": {name: (kept.title, kept.date, kept.text, kept.file) for name, kept in first.items()},
            "versions": sorted(history.versions_of(index, ["mill.txt", "ferry.txt", "bridge.txt"])),
            "moved": history.names_of_text(index, first["school.md"]),
            "chunks": history.names_of_chunks(index, [hit.chunk_id for hit in hits]),
            "news": [news_since(index, typed, 30).model_dump(exclude=times) for typed in (None, "1", "2", "2020-01-01")],
            "purged": history.purged_at(index),
            "stand": {
                name: held and held.source
                for name, quote in quotes.items()
                for held in [holder(index, citation(name, quote), 1, name)]
            },
        }
    with closing(open_for_reading(index_dir, servers)) as database:
        found["kept"] = [one.number for one in kept_generations(database)]
        found["differing"] = differing_files(database, 3, 1)
    return found


def test_history_news_and_standing_are_those_of_a_folder(tmp_path, index_dir, embedder, servers):
    live(tmp_path / "corpus", index_dir, embedder, servers)
    live(tmp_path / "corpus", tmp_path / "local", embedder, LOCAL)
    mine, others = told(index_dir, servers), told(tmp_path / "local", LOCAL)
    assert mine == others
    assert mine["kept"] == [3, 2, 1]
    assert mine["stand"] == {"mill.txt": None, "school.md": "college.md"}
    assert mine["texts"]["mill.txt"][2] == OLD
    assert {item["source"] for item in mine["news"][1]["changed"]} == {"mill.txt"}
    assert {item["source"] for item in mine["news"][1]["removed"]} >= {"bridge.txt"}


def test_what_is_new_is_answered_as_from_a_folder(tmp_path, index_dir, embedder, models, servers):
    live(tmp_path / "corpus", index_dir, embedder, servers)
    live(tmp_path / "corpus", tmp_path / "local", embedder, LOCAL)
    answers = []
    for folder, place in ((index_dir, servers), (tmp_path / "local", LOCAL)):
        with closing(Bot(IndexReader(folder, FINGERPRINT, place), models, load_prompts(), 0.0)) as bot:
            answers.append([bot.ask(question) for question in ("What is new?", "Which documents do you have?")])
    shared, local = ([one.model_dump(exclude={"index", "timings_ms"}) for one in asked] for asked in answers)
    assert shared == local


def test_a_generation_is_restored_and_the_next_ingest_brings_the_folder_in_again(tmp_path, index_dir, embedder, servers):
    root = tmp_path / "corpus"
    live(root, index_dir, embedder, servers)
    report = restore(root, index_dir, embedder, 1, servers=servers)
    assert report.generation == 4
    assert outcomes(report)["bridge.txt"] == "added"
    with opened(index_dir, servers) as index:
        assert index.document("mill.txt").text == OLD
        assert {"bridge.txt", "school.md"} <= set(index.sources())
        assert "bridge.txt" in history.names_of_chunks(index, [h.chunk_id for h in index.search_lexical("bridge", 3).hits])
    assert not restore(root, index_dir, embedder, 1, servers=servers).published
    assert ingest(root, index_dir, embedder, servers=servers).published
    with opened(index_dir, servers) as index:
        assert index.document("mill.txt").text == NEW
    assert examine(index_dir, FINGERPRINT, servers).state == "ok"


def test_texts_are_kept_for_the_last_generations_however_old(tmp_path, index_dir, embedder, servers):
    root = tmp_path / "corpus"
    write_first(root)
    for number in range(5):
        (root / "mill.txt").write_text(f"The mill burned down in {1932 + number}.\n")
        ingest(root, index_dir, embedder, IngestOptions(keep_days=0, keep_generations=2), servers=servers)
    with closing(open_for_reading(index_dir, servers)) as database:
        assert [one.number for one in kept_generations(database)] == [5, 4, 3]
    with pytest.raises(UsageError, match="generation 2 is not kept"):
        restore(root, index_dir, embedder, 2, servers=servers)


def files_with(server: PostgresProcess, word: str) -> list[str]:
    """Return the files of the server's tables that hold a word in any case, once all that was written is in them."""
    with closing(PostgresDatabase(server.url(), "public")) as database:
        database.run("CHECKPOINT")
    base = server.folder / "data" / "base"
    return [str(path) for path in base.rglob("*") if path.is_file() and word.lower().encode() in path.read_bytes().lower()]


def test_a_purge_leaves_nothing_of_what_was_removed_in_the_files_of_the_tables(tmp_path, index_dir, embedder, servers, server):
    root = tmp_path / "corpus"
    live(root, index_dir, embedder, servers)
    assert files_with(server, "Quarrandel")
    report = ingest(root, index_dir, embedder, IngestOptions(purge=True), servers=servers)
    assert (report.published, report.embedded) == (True, 0)
    with closing(PostgresDatabase(server.url(), "public")) as database:
        schemas = [row[0] for row in database.select("SELECT nspname FROM pg_namespace WHERE left(nspname, 7) = 'qa_bot_'")]
        for schema in set(schemas) - {schema_of(index_dir)}:
            database.run(f"DROP SCHEMA {schema} CASCADE")
    assert files_with(server, "Quarrandel") == files_with(server, "never rebuilt") == []
    assert files_with(server, "rebuilt in 1950")
    with opened(index_dir, servers) as index:
        assert index.search_lexical("When does the ferry sail?", 1).hits
        assert history.purged_at(index) == report.generation
    with closing(open_for_reading(index_dir, servers)) as database:
        assert 1 not in {one.number for one in kept_generations(database)}
    assert examine(index_dir, FINGERPRINT, servers).state == "ok"
