"""Files that differ from what is indexed are seen at once."""

import os

import pytest

from qa_bot.documents.scan import DEFAULT_MAX_BYTES
from qa_bot.ingestion import freshness


@pytest.fixture
def seen(corpus, run_ingest, index_dir):
    run_ingest()
    return lambda seconds=60.0: freshness.first_change(corpus, index_dir, DEFAULT_MAX_BYTES, seconds)


def test_nothing_is_seen_where_nothing_has_changed(seen, corpus):
    assert seen() is None
    os.utime(corpus / "mill.txt", (1_700_000_000, 1_700_000_000))
    (corpus / ".hidden.txt").write_text("Nobody reads this.")
    (corpus / "picture.png").write_bytes(b"\x89PNG")
    assert seen() is None


def test_a_changed_file_is_seen(seen, corpus):
    (corpus / "mill.txt").write_text("The mill stands.\n")
    assert seen() == "mill.txt"


def test_a_change_of_the_same_length_is_seen(seen, corpus):
    path = corpus / "mill.txt"
    path.write_text(path.read_text().replace("1932", "1933"))
    assert seen() == "mill.txt"


def test_a_removed_file_is_seen(seen, corpus):
    (corpus / "mill.txt").unlink()
    assert seen() == "mill.txt"


def test_a_new_file_is_seen_in_a_new_folder_too(seen, corpus):
    (corpus / "later").mkdir()
    assert seen() is None
    (corpus / "later" / "notes.txt").write_text("A note.")
    assert seen() == "later/notes.txt"


def test_a_file_that_was_skipped_is_no_change(corpus, run_ingest, index_dir):
    (corpus / "broken.json").write_text("{")
    (corpus / "empty.txt").write_text("")
    run_ingest()
    assert freshness.first_change(corpus, index_dir, DEFAULT_MAX_BYTES, 60.0) is None


def test_what_would_take_longer_is_not_looked_for(seen, corpus, monkeypatch):
    (corpus / "mill.txt").unlink()
    assert seen(seconds=0.0) is None
    monkeypatch.setattr(freshness, "MOST_FILES", 2)
    assert seen() is None
