"""Vectors on a real Chroma server on loopback: several indexes on it, a server that restarts, is slow, refuses or is gone."""

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

from qa_bot.errors import IndexStaleError, ServiceError
from qa_bot.evaluation.gold import read_gold
from qa_bot.ingestion.ingest import ingest
from qa_bot.storage import chroma_client, exact, vector_places
from qa_bot.storage.bounded_client import BoundedClient
from qa_bot.storage.chroma_client import Patience
from qa_bot.storage.health import examine
from qa_bot.storage.servers import LOCAL, Servers, chroma_server
from testing.chroma import ChromaProcess, proxy_before
from testing.forking import environment_of
from testing.waiting import PATIENCE_S
from tests.conftest import ROOT, SEEDS, outcomes
from tests.storage.conftest import FINGERPRINT, opened

pytestmark = pytest.mark.heavy
QUESTION = "When did the mill burn down?"
# The command line in which every index is a large one, which Chroma searches.
PROGRAM = "from qa_bot.storage import exact; exact.MOST_EXACT = 0; from qa_bot.cli.main import main; main()"


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaProcess]:
    process = ChromaProcess(tmp_path_factory.mktemp("chroma"))
    yield process
    process.kill()


@pytest.fixture
def servers(chroma: ChromaProcess) -> Servers:
    return Servers(chroma_server(chroma.url, None))


@pytest.fixture(autouse=True)
def _searched_by_chroma(monkeypatch):
    monkeypatch.setattr(exact, "MOST_EXACT", 0)


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """Wait for a server that starts, or answers, on a busy machine."""
    for name in ("ASKING", "WRITING"):
        monkeypatch.setattr(vector_places, name, Patience(PATIENCE_S, PATIENCE_S))


@contextmanager
def impatience() -> Iterator[None]:
    """Give a server up at once that is known not to answer."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("ASKING", "WRITING"):
            patch.setattr(vector_places, name, Patience(0.5, 0.1))
        yield


def nearest(index_dir: Path, servers: Servers, embedder, question: str = QUESTION) -> list[str]:
    with opened(index_dir, servers) as index:
        hits = index.search_dense(embedder.embed_query(question), 3)
        return [passage.text for passage in index.passages([hit.chunk_id for hit in hits])]


def collections(chroma: ChromaProcess) -> dict[str, int]:
    with closing(BoundedClient(chroma_server(chroma.url, None), 30)) as client:
        return {collection.name: collection.count() for collection in client.list_collections(limit=1000)}


def program(tmp_path: Path, *arguments: str, servers: Servers, **environment: str) -> subprocess.Popen[str]:
    """Run the command line in a process of its own."""
    assert servers.chroma
    values = environment_of(tmp_path, {"QA_BOT_CHROMA_URL": servers.chroma.address, **environment})
    command = [sys.executable, "-c", PROGRAM, *arguments]
    return subprocess.Popen(command, cwd=tmp_path, env=values, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_the_server_finds_what_the_exact_search_finds(tmp_path, embedder, servers, seeds_index, monkeypatch):
    index_dir = tmp_path / "index"
    ingest(SEEDS, index_dir, embedder, servers=servers)
    assert not list(index_dir.glob("vectors-*"))
    questions = [question.question for question in read_gold(ROOT / "tests" / "gold" / "seeds.jsonl").questions]
    by_server = [nearest(index_dir, servers, embedder, question) for question in questions]
    monkeypatch.setattr(exact, "MOST_EXACT", 1000)
    assert by_server == [nearest(seeds_index, LOCAL, embedder, question) for question in questions]
    assert examine(index_dir, FINGERPRINT, servers).state == "ok"


def test_every_ingest_leaves_the_server_as_the_index_is(corpus, index_dir, run, servers, chroma, embedder):
    before = set(collections(chroma))
    assert run().published
    assert not run().published
    (corpus / "mill.txt").write_text("The Aldmoor mill burned down in 1977, of all years.\n")
    (corpus / "bridge.txt").unlink()
    assert outcomes(run()) == {"bridge.txt": "removed", "mill.txt": "changed", "school.md": "unchanged"}
    assert "1977" in nearest(index_dir, servers, embedder)[0]
    assert examine(index_dir, FINGERPRINT, servers).state == "ok"
    run(rebuild=True)
    assert not run().published
    made = {name: count for name, count in collections(chroma).items() if name not in before}
    assert list(made.values()) == [2], "the collection of the earlier build is gone"


def test_indexes_on_one_server_are_kept_apart(tmp_path, run, servers, embedder, index_dir):
    run()
    other = tmp_path / "other"
    other.mkdir()
    (other / "mill.txt").write_text("The Bexley mill never burned down.\n")
    ingest(other, tmp_path / "other-index", embedder, servers=servers)
    assert nearest(tmp_path / "other-index", servers, embedder) == ["The Bexley mill never burned down."]
    assert "Aldmoor" in nearest(index_dir, servers, embedder)[0]


def test_a_copy_of_an_index_that_is_written_to_does_not_touch_the_vectors_of_the_other(
    tmp_path, corpus, index_dir, run, servers, embedder
):
    run()
    copy = tmp_path / "copy"
    shutil.copytree(index_dir, copy)
    (corpus / "new.txt").write_text("The Aldmoor ferry sank in 1950 near the old pier.\n")
    run()
    (corpus / "new.txt").write_text("The Aldmoor fair was first held in 1801 on the green.\n")
    ingest(corpus, copy, embedder, servers=servers)
    assert "ferry" in nearest(index_dir, servers, embedder, "When did the ferry sink?")[0]
    assert "fair" in nearest(copy, servers, embedder, "When was the fair first held?")[0]
    for folder in (index_dir, copy):
        assert examine(folder, FINGERPRINT, servers).state == "ok"


def test_an_index_moves_to_a_server_and_back_by_an_ingest(run, index_dir, servers, embedder):
    run(LOCAL)
    with pytest.raises(IndexStaleError, match="are not on the Chroma server http://127"):
        nearest(index_dir, servers, embedder)
    assert run().embedded == 0
    assert "1932" in nearest(index_dir, servers, embedder)[0]
    run()
    assert not list(index_dir.glob("vectors-*"))
    with pytest.raises(IndexStaleError, match=r"are on the Chroma server http://127.*: set QA_BOT_CHROMA_URL"):
        nearest(index_dir, LOCAL, embedder)
    assert run(LOCAL).embedded == 0
    assert "1932" in nearest(index_dir, LOCAL, embedder)[0]


def test_few_chunks_are_asked_without_the_server(run, index_dir, servers, embedder, monkeypatch):
    run()
    gone = Servers(chroma_server("http://127.0.0.1:1", None))
    monkeypatch.setattr(exact, "MOST_EXACT", 1000)
    assert "1932" in nearest(index_dir, gone, embedder)[0]
    with impatience():
        health = examine(index_dir, FINGERPRINT, gone)
    assert health.state == "ok"
    assert "http://127.0.0.1:1 does not answer" in str(health.server_problem)


def test_a_question_waits_for_a_server_that_restarts(run, index_dir, servers, embedder, chroma):
    run()
    with opened(index_dir, servers) as index:
        vector = embedder.embed_query(QUESTION)
        before = index.search_dense(vector, 3)
        chroma.kill()
        found: list[object] = []
        asking = threading.Thread(target=lambda: found.append(index.search_dense(vector, 3)))
        asking.start()
        chroma.start()
        asking.join(PATIENCE_S)
    assert found == [before]


def test_an_ingest_waits_for_a_server_that_restarts(corpus, run, index_dir, servers, embedder, chroma):
    run()
    (corpus / "mill.txt").write_text("The Aldmoor mill burned down in 1977, of all years.\n")
    chroma.kill()
    writing = threading.Thread(target=run)
    writing.start()
    chroma.start()
    writing.join(PATIENCE_S)
    assert "1977" in nearest(index_dir, servers, embedder)[0]


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from qa_bot.ingestion.ingest import ingest
    from qa_bot.models.bundled_embedder import BundledEmbedder
    from qa_bot.storage.lexical import LexicalStore
    from qa_bot.storage.servers import Servers, chroma_server

    LexicalStore.write = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
    ingest(Path(sys.argv[1]), Path(sys.argv[2]), BundledEmbedder(), servers=Servers(chroma_server(sys.argv[3], None)))
"""


def test_a_killed_ingest_leaves_the_index_answering_and_the_next_one_finishes(
    corpus, run, index_dir, servers, embedder, chroma, tmp_path, run_python
):
    run()
    (corpus / "mill.txt").write_text("The Aldmoor mill burned down in 1977, of all years.\n")
    script = tmp_path / "killed.py"
    script.write_text(textwrap.dedent(KILLED))
    assert run_python(str(script), str(corpus), str(index_dir), chroma.url).returncode == -signal.SIGKILL
    assert "1932" in nearest(index_dir, servers, embedder)[0]
    made = len(collections(chroma))
    assert run().embedded == 0
    assert "1977" in nearest(index_dir, servers, embedder)[0]
    assert len(collections(chroma)) == made, "the collection was recognised as its own"


@pytest.mark.parametrize(("token", "header"), [("s3cret", "Bearer s3cret"), ("ann:s3cret", "Basic YW5uOnMzY3JldA==")])
def test_a_token_opens_a_server_that_asks_for_it(run, index_dir, chroma, embedder, token, header):
    with proxy_before(chroma.url, header) as proxy:
        servers = Servers(chroma_server(proxy.url, SecretStr(token)))
        run(servers)
        assert "1932" in nearest(index_dir, servers, embedder)[0]
        for wrong in (None, SecretStr("s3cret-but-wrong")):
            with pytest.raises(ServiceError, match=f"{proxy.url} refuses access .*QA_BOT_CHROMA_TOKEN") as told:
                nearest(index_dir, Servers(chroma_server(proxy.url, wrong)), embedder)
            assert "s3cret" not in str(told.value)


def test_what_fails_in_passing_is_tried_again(run, index_dir, chroma, embedder):
    with proxy_before(chroma.url) as proxy:
        servers = Servers(chroma_server(proxy.url, None))
        proxy.failures = 3
        run(servers)
        proxy.failures = 3
        assert "1932" in nearest(index_dir, servers, embedder)[0]
        assert proxy.failures == 0


def test_a_server_that_holds_its_answer_is_told_and_keeps_nobody_else_waiting(run, index_dir, chroma, embedder):
    with proxy_before(chroma.url) as proxy:
        servers = Servers(chroma_server(proxy.url, None))
        run(servers)
        vector = embedder.embed_query(QUESTION)
        proxy.is_open.clear()
        with impatience(), opened(index_dir, servers) as index:
            with pytest.raises(ServiceError, match=f"{proxy.url} does not answer .*QA_BOT_CHROMA_URL"):
                index.search_dense(vector, 3)
            assert index.search_lexical("mill", 3).hits
        proxy.is_open.set()
        with opened(index_dir, servers) as index:
            assert index.search_dense(vector, 3)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/nowhere", "is no Chroma server"),
        ("?tenant=default_tenant&database=nonesuch", "no database nonesuch of a tenant default_tenant"),
    ],
)
def test_a_wrong_address_is_told(run, chroma, path, told):
    with pytest.raises(ServiceError, match=told):
        run(Servers(chroma_server(chroma.url + path, None)))


def test_an_address_without_tls_is_told(run, chroma):
    with pytest.raises(ServiceError, match=r"no safe connection to the Chroma server https://127.*http:// and https://"):
        run(Servers(chroma_server(chroma.url.replace("http", "https"), None)))


def test_two_programs_answer_while_a_third_publishes(corpus, index_dir, run, servers, tmp_path):
    run()
    where = ("--corpus", str(corpus), "--index", str(index_dir))
    asking = [program(tmp_path, "ask", "--batch", "-", *where, servers=servers, QA_BOT_MIN_CONFIDENCE="0") for _ in range(2)]

    def ask() -> list[str]:
        for process in asking:
            process.stdin.write('{"question": "When did the mill burn down?"}\n')
            process.stdin.flush()
        return [process.stdout.readline() for process in asking]

    assert all("1932" in line for line in ask())
    (corpus / "mill.txt").write_text("The Aldmoor mill burned down in 1977, of all years.\n")
    publishing = program(tmp_path, "ingest", *where, servers=servers)
    during = ask()
    assert all("1932" in line or "1977" in line for line in during)
    publishing.communicate(timeout=PATIENCE_S)
    assert publishing.returncode == 0
    assert all("1977" in line for line in ask())
    for process in asking:
        process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0


def test_the_command_line_tells_a_server_that_is_gone(corpus, index_dir, run, tmp_path, run_python):
    run()
    script = tmp_path / "program.py"
    script.write_text(
        "from qa_bot.storage import vector_places; vector_places.ASKING = vector_places.WRITING = "
        f"vector_places.Patience(1.0, 0.1); {PROGRAM}"
    )
    where = ("--corpus", str(corpus), "--index", str(index_dir))
    gone = {"QA_BOT_CHROMA_URL": "http://127.0.0.1:1", "QA_BOT_CHROMA_TOKEN": "s3cret"}
    for command in (("ask", "-vv", QUESTION), ("ingest", "--rebuild"), ("status",)):
        done = run_python(str(script), *command, *where, **gone)
        assert done.returncode == 5, done
        assert "the Chroma server http://127.0.0.1:1 does not answer" in done.stdout + done.stderr
        assert "s3cret" not in done.stdout + done.stderr


def test_an_answer_of_nobody_knows_whom_is_told():
    failure = chroma_client._failure_of(ValueError("not JSON"), "http://x", ServiceError("missing"))
    assert "what answers at http://x is no Chroma server" in str(failure)
