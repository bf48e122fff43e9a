"""Watching: what changes in a corpus is searchable, and sources are fetched when their time has come."""

import queue
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qa_bot.corpora import locate
from qa_bot.settings import load_settings
from qa_bot.sources.manifest import SourceOptions
from qa_bot.sources.refresh import Sources
from qa_bot.sources.web.client import WebLimits
from qa_bot.storage.lock import writer_lock
from qa_bot.watching import watch as watching
from qa_bot.watching.watch import Watcher, is_of
from testing.site import Reply, running_site
from testing.waiting import PATIENCE_S
from tests.conftest import open_reader


class Watched:
    """A corpus that is being watched, and what is told of it."""

    def __init__(self, corpus: Path, index: Path) -> None:
        self.corpus, self.index = corpus, index
        self.told: queue.Queue[str] = queue.Queue()
        self.now = datetime.now(UTC)

    def next(self, part: str) -> str:
        """Return the next line that is told with some words in it."""
        while part not in (line := self.told.get(timeout=PATIENCE_S)):
            pass
        return line

    def write(self, name: str, text: str) -> None:
        """Write a file at once: a watcher that comes in between would find it empty."""
        written = self.corpus / f".{name}"
        written.write_text(text, "utf-8")
        written.replace(self.corpus / name)

    def sources(self) -> set[str]:
        with open_reader(self.index).snapshot() as snapshot:
            return {row["source"] for row in snapshot.select("SELECT source FROM names WHERE died IS NULL")}


@pytest.fixture
def watched(tmp_path, corpus, embedder, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(watching, "REFRESH_LOOK_S", 0.05)
    monkeypatch.setattr(watching, "TICK_MS", 100)
    return Watched(corpus, tmp_path / "index")


@contextmanager
def running(watched: Watched):
    """Watch in a thread while the block runs."""
    settings = locate(load_settings(corpus_dir=watched.corpus, index_dir=watched.index, lock_timeout_s=0, source_delay_s=0))
    stop = threading.Event()
    thread = threading.Thread(target=Watcher(settings.each, stop, watched.told.put, lambda: watched.now).run)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


def test_what_is_written_changed_and_deleted_is_published(watched):
    with running(watched):
        assert "3 added; published generation 1" in watched.next("published")
        watched.write("pier.txt", "The Aldmoor pier is 210 metres long.\n")
        assert "1 added; published generation 2" in watched.next("published")
        watched.write("pier.txt", "The Aldmoor pier is 180 metres long.\n")
        assert "1 changed; published generation 3" in watched.next("published")
        (watched.corpus / "mill.txt").unlink()
        assert "1 removed; published generation 4" in watched.next("published")
    assert watched.sources() == {"bridge.txt", "pier.txt", "school.md"}


def test_an_index_that_others_write_is_brought_up_to_date_afterwards(watched):
    with running(watched):
        watched.next("published")
        with writer_lock(watched.index, 0):
            watched.write("pier.txt", "The Aldmoor pier is 210 metres long.\n")
        assert "1 added" in watched.next("published")


def test_a_source_is_fetched_when_its_time_has_come_and_indexed(watched):
    with running_site() as site:
        site.article("/", "Tides", "The tide is high at noon.")
        sources = Sources(watched.corpus, WebLimits(delay_s=0), lambda: watched.now)
        sources.add(f"site:{site.address}/", SourceOptions(refresh_s=6 * 3600), "tides")
        with running(watched):
            assert "4 added" in watched.next("published")
            site.article("/", "Tides", "The tide is high at four.")
            watched.now += timedelta(hours=6)
            assert watched.next("tides") == "tides: 0 added, 1 changed, 0 removed"
            assert "1 changed" in watched.next("published")
            site.pages["/"] = Reply(status=503)
            watched.now += timedelta(hours=6)
            assert "what was fetched before stays" in watched.next("answered 503")
    assert "sources/tides/index.html" in watched.sources()


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("/c/a.txt", True),
        ("/c/sources/x/a.html", True),
        ("/c/.git/HEAD", False),
        ("/c/sources/.qa-bot-x.new/a.html", False),
        ("/c/index/index.sqlite-wal", False),
        ("/d/a.txt", False),
    ],
)
def test_hidden_files_and_the_index_are_no_documents(path, counts):
    assert is_of(Path("/c"), Path("/c/index"), path) == counts
