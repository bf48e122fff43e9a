"""A question reads one generation from its beginning to its end, however many are published meanwhile."""

import re
from contextlib import closing

from tests.conftest import open_reader

MILL = "The Aldmoor mill burned down in {}. It was never rebuilt.\n"


def found(index):
    """Return the year that the words of a question lead to."""
    hits = index.search_lexical("When did the mill burn down?", 5).hits
    return int(re.search(r"in (\d+)", index.passages([hit.chunk_id for hit in hits])[0].text)[1])


def test_nothing_of_a_generation_goes_while_a_question_reads_it(run_ingest, corpus, index_dir):
    run_ingest()
    with closing(open_reader(index_dir)) as reader:
        for generation in (1, 4):
            with reader.snapshot() as index:
                if generation == 1:
                    assert found(index) == 1931 + generation
                for later in (1, 2, 3):
                    (corpus / "mill.txt").write_text(MILL.format(1931 + generation + later))
                    run_ingest(keep_days=0)
                assert index.info.generation == generation
                assert found(index) == 1931 + generation
                assert index.document("mill.txt").text == MILL.format(1931 + generation)
                with reader.snapshot() as newest:
                    assert newest.document("mill.txt").text == MILL.format(1934 + generation)


def test_what_is_published_before_a_question_begins_to_read_is_read(run_ingest, corpus, index_dir, monkeypatch):
    """Between looking for the newest generation and holding it, two may be published, and its rows deleted."""
    run_ingest()
    with closing(open_reader(index_dir)) as reader:
        refresh = reader._refresh

        def refresh_late() -> None:
            refresh()
            monkeypatch.setattr(reader, "_refresh", refresh)
            for year in (1933, 1934):
                (corpus / "mill.txt").write_text(MILL.format(year))
                run_ingest(keep_days=0)

        monkeypatch.setattr(reader, "_refresh", refresh_late)
        with reader.snapshot() as index:
            assert index.document("mill.txt").text == MILL.format(1934)


def test_what_writes_may_clean_its_log_between_two_questions(run_ingest, corpus, index_dir):
    """A reader that held a state for ever would let the log of the database grow for ever."""
    run_ingest()
    with closing(open_reader(index_dir)) as reader:
        for year in range(1933, 1936):
            with reader.snapshot():
                pass
            (corpus / "mill.txt").write_text(MILL.format(year))
            run_ingest(keep_days=0)
        assert not any(snapshot._database._connection.in_transaction for snapshot in reader._users)
