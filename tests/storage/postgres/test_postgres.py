"""The truth in a real PostgreSQL on loopback: the whole life of an index, several machines, a server that restarts or refuses."""

import shutil
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from qa_bot.bot import Bot
from qa_bot.errors import CorpusError, IndexLockedError, IndexMissingError, ServiceError, SettingsError
from qa_bot.evaluation.gold import read_gold
from qa_bot.filters import make_filters
from qa_bot.ingestion.ingest import ingest
from qa_bot.prompts import load_prompts
from qa_bot.storage import exact, postgres, postgres_index
from qa_bot.storage.database import latest_generation, open_for_writing
from qa_bot.storage.document_list import list_documents
from qa_bot.storage.health import examine
from qa_bot.storage.joined import JoinedReader, limited
from qa_bot.storage.lock import current_holder, writer_lock
from qa_bot.storage.postgres import PostgresDatabase
from qa_bot.storage.reader import IndexReader
from qa_bot.storage.servers import LOCAL, Servers, chroma_server
from qa_bot.storage.snapshot import Snapshot
from testing.chroma import ChromaProcess
from testing.forking import environment_of
from testing.postgres import binaries
from testing.waiting import PATIENCE_S
from tests.conftest import ROOT, SEEDS, outcomes
from tests.storage.conftest import FINGERPRINT, opened

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(binaries() is None, reason="needs the programs of PostgreSQL: apt-get install postgresql"),
]
pytest.importorskip("psycopg", reason='needs psycopg: pip install "qa-bot[postgres]"')
QUESTION = "When did the mill burn down?"
PROGRAM = "from qa_bot.cli.main import main; main()"


@pytest.fixture
def patient(monkeypatch):
    """Wait for a server that starts on a busy machine."""
    monkeypatch.setattr(postgres, "RETRY_S", PATIENCE_S)


@contextmanager
def bot_of(index_dir: Path, servers: Servers, models) -> Iterator[Bot]:
    with closing(IndexReader(index_dir, FINGERPRINT, servers)) as reader:
        yield Bot(reader, models, load_prompts(), 0.0)


def test_an_index_in_the_database_finds_and_answers_what_a_local_one_does(
    tmp_path, index_dir, embedder, models, servers, seeds_index
):
    ingest(SEEDS, index_dir, embedder, servers=servers)
    assert not index_dir.exists(), "nothing lies on this machine"
    questions = [question.question for question in read_gold(ROOT / "tests" / "gold" / "seeds.jsonl").questions]
    with opened(index_dir, servers) as shared, opened(seeds_index, LOCAL) as local:
        for question in questions:
            mine, others = (_found(index, question) for index in (shared, local))
            assert mine == pytest.approx(others, abs=1e-4), question
            vector = embedder.embed_query(question)
            assert _places(shared, shared.search_dense(vector, 5)) == _places(local, local.search_dense(vector, 5))
        assert list_documents(shared) == list_documents(local)
    with bot_of(index_dir, servers, models) as mine, bot_of(seeds_index, LOCAL, models) as others:
        for question in questions[:12]:
            told = {"index", "timings_ms"}
            assert mine.ask(question).model_dump(exclude=told) == others.ask(question).model_dump(exclude=told)


def _found(index: Snapshot, question: str) -> dict[tuple[str, int], float]:
    hits = index.search_lexical(question, 5).hits
    return dict(zip(_places(index, hits), [hit.score for hit in hits], strict=True))


def _places(index: Snapshot, hits) -> list[tuple[str, int]]:
    return [(passage.source, passage.start) for passage in index.passages([hit.chunk_id for hit in hits])]


def test_an_index_lives_in_the_database_as_in_a_folder(corpus, index_dir, run, servers, models):
    assert outcomes(run(dry_run=True)) == dict.fromkeys(["bridge.txt", "mill.txt", "school.md"], "added")
    assert run().published
    assert not run().published
    (corpus / "mill.txt").write_text("The Aldmoor mill burned down in 1977, of all years.\n")
    (corpus / "bridge.txt").unlink()
    assert outcomes(run()) == {"bridge.txt": "removed", "mill.txt": "changed", "school.md": "unchanged"}
    with bot_of(index_dir, servers, models) as bot:
        assert "1977" in bot.ask(QUESTION).text
        assert run(rebuild=True).embedded == 0
        (corpus / "mill.txt").write_text("The Aldmoor mill burned down in 1988, says another.\n")
        run(chunk_tokens=192)
        assert "1988" in bot.ask(QUESTION).text
    health = examine(index_dir, FINGERPRINT, servers)
    assert (health.state, health.writer) == ("ok", None)
    assert health.bytes_on_disk
    for path in corpus.iterdir():
        path.unlink()
    assert run().documents == 0
    assert not run().published


def test_other_settings_cut_anew(corpus, index_dir, run, servers):
    run()
    assert run(chunk_tokens=64).published
    assert examine(index_dir, FINGERPRINT, servers).state == "stale"
    assert run().published
    assert examine(index_dir, FINGERPRINT, servers).state == "ok"


def test_filters_and_misspelt_words_work(run, index_dir, servers):
    run()
    with opened(index_dir, servers) as index:
        found = index.search_lexical("Who opened the brigde?", 5)
        assert found.corrections == (("brigde", ("bridge",)),)
        assert index.search_lexical("How many teaching posts?", 5).hits
        scoped = limited(index, make_filters(**{"in": ("mill.txt",)}))
        hits = scoped.search_lexical("Aldmoor", 5).hits
        assert [passage.source for passage in scoped.passages([hit.chunk_id for hit in hits])] == ["mill.txt"]


def test_indexes_in_one_database_are_kept_apart_by_their_names(tmp_path, corpus, index_dir, run, servers, embedder):
    run()
    other = tmp_path / "other"
    other.mkdir()
    (other / "ferry.txt").write_text("The Bexley ferry sank in 1950.\n")
    ingest(other, tmp_path / f"other-{tmp_path.name}", embedder, servers=servers)
    with opened(tmp_path / f"other-{tmp_path.name}", servers) as index:
        assert index.sources() == ("ferry.txt",)
    with pytest.raises(CorpusError, match="belongs to the corpus"):
        ingest(other, index_dir, embedder, servers=servers)


FEES = {
    "fees.md": "---\ndate: 2024-03-05\n---\n# Fees\n\nThe summer fee of the rowing club is 48 euros.\n",
    "old/fees.md": "---\ndate: 2019-05-01\n---\n# Fees\n\nThe summer fee of the rowing club is 31 euros.\n",
}
FILTERED = {
    QUESTION: ({}, "corpus", "1932"),
    "What is the summer fee of the rowing club?": ({"since": "2024"}, "club", "48 euros"),
    "How much is the summer fee of the rowing club?": ({"in": ("old/",)}, "club", "31 euros"),
}


def test_several_corpora_and_some_of_their_documents_are_asked_as_from_folders(tmp_path, corpus, embedder, servers, models):
    for name, text in FEES.items():
        path = tmp_path / "club" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    told = []
    for place in (servers, LOCAL):
        readers = {}
        for root in (corpus, tmp_path / "club"):
            index_dir = tmp_path / f"{root.name}-{tmp_path.name}-{len(told)}"
            ingest(root, index_dir, embedder, servers=place)
            readers[root.name] = IndexReader(index_dir, FINGERPRINT, place)
        with closing(Bot(JoinedReader(readers), models, load_prompts(), 0.0)) as bot:
            told.append([bot.ask(question, filters=make_filters(**chosen)) for question, (chosen, _, _) in FILTERED.items()])
    shared, local = ([one.model_dump(exclude={"index", "indexes", "timings_ms"}) for one in answers] for answers in told)
    assert shared == local
    for answer, (_, name, words) in zip(told[0], FILTERED.values(), strict=True):
        assert {citation.corpus for citation in answer.citations} == {name}
        assert words in answer.text


def test_a_second_writer_waits_and_then_names_the_holder(index_dir, run, servers):
    run()
    with writer_lock(index_dir, 1.0, servers):
        assert "process " in str(current_holder(index_dir, servers))
        with pytest.raises(IndexLockedError, match=r"is being written by process \d+ on "):
            run(lock_timeout_s=0.1)
    assert not run().published


def test_a_writer_whose_lock_was_lost_keeps_others_out_as_long_as_it_writes(index_dir, run, servers, monkeypatch):
    run()
    # The session of the lock may end alone, as it says nothing for the whole of an ingest; here it never was.
    with closing(open_for_writing(index_dir, servers)), monkeypatch.context() as impatient:
        impatient.setattr(postgres_index, "WRITER_ENDS_WITHIN_S", 0.1)
        with pytest.raises(IndexLockedError, match=r"is being written by process \d+ on "):
            run()
    assert not run().published


def test_a_writer_does_not_go_on_after_a_restart_that_freed_its_lock(index_dir, run, servers, server):
    run()
    with closing(open_for_writing(index_dir, servers)) as writing:
        server.kill()
        server.start()
        with pytest.raises(ServiceError, match="does not answer"):
            latest_generation(writing)
    assert not run().published


KILLED = """
    import os, signal, sys
    from pathlib import Path
    import qa_bot.ingestion.publishing as module
    from qa_bot.ingestion.ingest import ingest
    from pydantic import SecretStr
    from qa_bot.models.bundled_embedder import BundledEmbedder
    from qa_bot.storage.servers import Servers
    from qa_bot.storage.writer import IndexWriter

    where = sys.argv[4]
    def die(*_, **__):
        os.kill(os.getpid(), signal.SIGKILL)
    if where == "before the stores":
        module.add_chunks = die
    elif where == "before the commit":
        IndexWriter.publish = die
    ingest(Path(sys.argv[1]), Path(sys.argv[2]), BundledEmbedder(), servers=Servers(database=SecretStr(sys.argv[3])))
"""


@pytest.mark.parametrize("where", ["before the stores", "before the commit"])
def test_a_killed_ingest_leaves_the_index_answering_and_the_next_one_finishes(
    corpus, index_dir, run, servers, server, models, tmp_path, run_python, where
):
    run()
    (corpus / "mill.txt").write_text("The Aldmoor mill burned down in 1977, of all years.\n")
    script = tmp_path / "killed.py"
    script.write_text(textwrap.dedent(KILLED))
    address = server.url().get_secret_value()
    assert run_python(str(script), str(corpus), str(index_dir), address, where).returncode == -signal.SIGKILL
    with bot_of(index_dir, servers, models) as bot:
        assert "1932" in bot.ask(QUESTION).text
        assert run().embedded == 0
        assert "1977" in bot.ask(QUESTION).text
    assert examine(index_dir, FINGERPRINT, servers).state == "ok"


def test_a_question_waits_for_a_server_that_restarts(run, index_dir, servers, server, patient):
    run()
    with opened(index_dir, servers) as index:
        before = index.search_lexical("mill", 3)
        server.kill()
        found: list[object] = []
        asking = threading.Thread(target=lambda: found.append(index.search_lexical("mill", 3)))
        asking.start()
        server.start()
        asking.join(PATIENCE_S)
        assert found == [before]


def test_an_ingest_during_which_the_server_ends_is_told_and_the_next_one_finishes(
    corpus, index_dir, run, servers, server, monkeypatch
):
    run()
    monkeypatch.setattr(postgres, "RETRY_S", 0.1)
    (corpus / "mill.txt").write_text("The Aldmoor mill burned down in 1977, of all years.\n")
    real = postgres.PostgresDatabase.copy
    monkeypatch.setattr(postgres.PostgresDatabase, "copy", lambda *a: (server.kill(), real(*a)))
    with pytest.raises(ServiceError, match="does not answer"):
        run()
    monkeypatch.undo()
    server.start()
    assert run().published
    assert examine(index_dir, FINGERPRINT, servers).state == "ok"


def test_a_large_index_is_searched_by_a_chroma_server_or_says_that_it_needs_one(
    run, index_dir, servers, embedder, monkeypatch, tmp_path
):
    run()
    vector = embedder.embed_query(QUESTION)
    monkeypatch.setattr(exact, "MOST_EXACT", 0)
    with opened(index_dir, servers) as index, pytest.raises(SettingsError, match="set QA_BOT_CHROMA_URL and run"):
        index.search_dense(vector, 3)
    chroma = ChromaProcess(tmp_path / "chroma")
    both = Servers(chroma_server(chroma.url, None), servers.database)
    assert run(both).embedded == 0
    with opened(index_dir, both) as index:
        assert "1932" in index.passages([index.search_dense(vector, 3)[0].chunk_id])[0].text
    assert examine(index_dir, FINGERPRINT, both).state == "ok"
    chroma.kill()


def test_what_is_wrong_with_the_address_is_told_without_the_password(index_dir, server, monkeypatch, servers):
    monkeypatch.setattr(postgres, "RETRY_S", 0.1)
    wrong = {
        server.url("n0t-it"): (ServiceError, f"127.0.0.1:{server.port}/postgres refuses access"),
        server.url(port=1): (ServiceError, r"127\.0\.0\.1:1/postgres does not answer"),
        SecretStr("mysql://qa:n0t-it@x/y"): (SettingsError, "QA_BOT_DATABASE_URL is no address"),
        servers.database: (IndexMissingError, "run `qa-bot ingest` first"),
    }
    for url, (kind, told) in wrong.items():
        with pytest.raises(kind, match=told) as raised:
            IndexReader(index_dir, FINGERPRINT, Servers(database=url))
        assert "n0t-it" not in str(raised.value)


def test_two_programs_answer_while_a_third_publishes(corpus, index_dir, run, server, tmp_path):
    run()
    where = ("--corpus", str(corpus), "--index", str(index_dir))
    values = environment_of(tmp_path, {"QA_BOT_DATABASE_URL": server.url().get_secret_value(), "QA_BOT_MIN_CONFIDENCE": "0"})

    def program(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", PROGRAM, *arguments]
        return subprocess.Popen(command, cwd=tmp_path, env=values, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    asking = [program("ask", "--batch", "-", *where) for _ in range(2)]

    def ask() -> list[str]:
        for process in asking:
            process.stdin.write('{"question": "When did the mill burn down?"}\n')
            process.stdin.flush()
        return [process.stdout.readline() for process in asking]

    assert all("1932" in line for line in ask())
    (corpus / "mill.txt").write_text("The Aldmoor mill burned down in 1977, of all years.\n")
    publishing = program("ingest", *where)
    assert all("1932" in line or "1977" in line for line in ask())
    publishing.communicate(timeout=PATIENCE_S)
    assert publishing.returncode == 0
    assert all("1977" in line for line in ask())
    for process in asking:
        process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0


def test_an_account_that_may_only_read_asks(run, index_dir, server, servers, models):
    run()
    schema = postgres_index.schema_of(index_dir)
    with closing(PostgresDatabase(server.url(), schema)) as database:
        database.run("CREATE ROLE reader LOGIN PASSWORD 's3cret'")
        database.run(f"GRANT USAGE ON SCHEMA {schema} TO reader")
        database.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader")
    reader = Servers(database=SecretStr(server.url().get_secret_value().replace("//qa:", "//reader:")))
    with bot_of(index_dir, reader, models) as bot:
        assert "1932" in bot.ask(QUESTION).text
    assert examine(index_dir, FINGERPRINT, reader).state == "ok"
    with pytest.raises(ServiceError, match=r"refuses this .*permission denied"):
        run(reader, rebuild=True)


def test_a_machine_without_the_documents_asks_the_index_by_its_name(corpus, index_dir, run, server, tmp_path, qa_bot):
    run()
    shutil.rmtree(corpus)
    settings = {"QA_BOT_DATABASE_URL": server.url().get_secret_value(), "QA_BOT_MIN_CONFIDENCE": "0"}
    where = ("--index", f"elsewhere/{index_dir.name}")
    assert "1932" in qa_bot("ask", QUESTION, *where, **settings).stdout
    for command in (("search", "mill"), ("list",), ("show", "mill.txt")):
        assert "mill" in qa_bot(*command, *where, **settings).stdout
    told = qa_bot("status", *where, **settings)
    assert told.returncode == 0, told
    assert "s3cret" not in told.stdout + told.stderr
