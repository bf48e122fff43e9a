import pytest


@pytest.mark.parametrize(
    ("question", "unknown", "corrected"),
    [
        ("Who opened the bridge?", (), ()),
        ("Who opened the brigde?", ("brigde",), ("bridge",)),
        ("What did Zebedee open?", ("Zebedee",), ()),
        ("How many teaching posts has the school?", ("posts",), ()),
        ("Who opened the bridgge?", ("bridgge",), ("bridge",)),
        ("Who opened the bridgen?", (), ("bridge",)),
        ("Who opened the Bridgen?", (), ()),
    ],
    ids=["known", "misspelt", "nowhere", "of a known family", "a letter doubled", "the ending misspelt", "a name"],
)
def test_words_that_no_document_has_are_told_apart(run_ingest, index_dir, question, unknown, corrected):
    from tests.conftest import open_reader

    run_ingest()
    with open_reader(index_dir).snapshot() as index:
        found = index.search_lexical(question, 5)
    assert found.unknown == unknown
    assert tuple(near[0] for _, near in found.corrections) == corrected


def test_a_word_of_a_known_family_finds_its_passage(run_ingest, index_dir, corpus):
    from tests.conftest import open_reader

    (corpus / "visit.txt").write_text("The Ruritanian envoy was received at the town hall on Friday.\n")
    run_ingest()
    with open_reader(index_dir).snapshot() as index:
        hits = index.search_lexical("Ruritania", 5).hits
        assert [p.source for p in index.passages([hit.chunk_id for hit in hits])] == ["visit.txt"]
