"""A watcher beside a server and a Discord bot: they answer from what was just written."""

import pytest

from qa_bot.cli.watch import watch_beside
from qa_bot.corpora import locate
from qa_bot.settings import load_settings
from qa_bot.storage.corpus_names import add_name
from qa_bot.watching import child
from tests.server.running import Running


def test_a_server_that_watches_answers_from_a_file_that_was_just_written(tmp_path, corpus):
    server = Running(tmp_path, "--corpus", "corpus", QA_BOT_WATCH="true")
    try:
        # At once: a watcher that comes in between would find it empty.
        (corpus / ".pier.txt").write_text("The Aldmoor pier is 210 metres long.\n", "utf-8")
        (corpus / ".pier.txt").replace(corpus / "pier.txt")
        assert server.wait_for(r"1 added; published generation (\d)") == "2"
        answer = server.post("/ask", {"question": "How long is the Aldmoor pier?"}).json
        assert [citation["source"] for citation in answer["citations"]] == ["pier.txt"]
        assert server.stop() == 0
    finally:
        server.end()


@pytest.fixture
def started(monkeypatch, tmp_path, corpus):
    """Return the options of the watchers that were started."""
    monkeypatch.chdir(tmp_path)
    found: list[list[str]] = []
    monkeypatch.setattr(child, "start_watching", found.append)
    return found


def test_the_corpora_that_are_asked_in_discord_are_watched(started, tmp_path, corpus):
    (tmp_path / "rules").mkdir()
    add_name(tmp_path / "index", "handbook", tmp_path / "rules")
    add_name(tmp_path / "index", "gone", tmp_path / "nowhere")
    watch_beside(locate(load_settings(corpus_dir="corpus", watch=True)), ("gone", "handbook"))
    assert started == [["--corpus", "corpus"], ["--corpus", "handbook"]]


def test_nothing_is_watched_unless_the_settings_say_so(started):
    watch_beside(locate(load_settings(corpus_dir="corpus")), ("handbook",))
    assert started == []
