from qa_bot.answering.reckoned import MOST_KEPT, _read


def test_the_tables_of_a_file_are_read_once_for_an_index(run_ingest, index_dir, corpus):
    from tests.conftest import open_reader

    for number in range(MOST_KEPT + 1):
        (corpus / f"prices{number}.csv").write_text(f"item,price\nOats,{number}.40\nRye,3.10\n")
    run_ingest()
    reader = open_reader(index_dir)
    with reader.snapshot() as index:
        first = _read(index, "prices0.csv")
        assert first.tables
        assert len(first.documents) == 2
    with reader.snapshot() as index:
        assert _read(index, "prices0.csv") is first
        for number in range(1, MOST_KEPT + 1):
            _read(index, f"prices{number}.csv")
        assert _read(index, "prices0.csv") is not first, "only the files read last are kept"
