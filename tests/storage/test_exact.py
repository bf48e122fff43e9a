"""Small indexes are searched exactly, without Chroma; larger ones by Chroma."""

import numpy as np
import pytest

from qa_bot.storage import exact
from qa_bot.storage.exact import ExactVectors
from tests.conftest import open_reader

QUESTIONS = ("Which airport was closed?", "Who leads the government in Tripoli?", "What did Turkey and Russia agree on?")


@pytest.fixture
def few() -> ExactVectors:
    vectors = np.array([[1, 0], [0, 1], [0.6, 0.8], [1, 0]], np.float32)
    return ExactVectors(np.array([7, 8, 9, 10]), vectors)


def test_the_nearest_vectors_come_first_and_equal_ones_in_their_order(few):
    hits = few.search(np.array([1, 0], np.float32), 3)
    assert [(hit.chunk_id, round(hit.score, 6)) for hit in hits] == [(7, 1.0), (10, 1.0), (9, 0.6)]


def test_only_the_chunks_asked_for_are_found(few):
    assert [hit.chunk_id for hit in few.search(np.array([1, 0], np.float32), 3, {8, 9, 99})] == [9, 8]
    assert few.search(np.array([1, 0], np.float32), 3, ()) == ()


def test_nothing_is_found_where_there_is_nothing(few):
    assert exact.exact_vectors([]).search(np.array([1, 0], np.float32), 3) == ()


def test_exact_search_and_chroma_find_the_same(seeds_index, embedder, monkeypatch):
    with open_reader(seeds_index).snapshot() as index:
        for question in QUESTIONS:
            vector = embedder.embed_query(question)
            by_hand = index.search_dense(vector, 10)
            monkeypatch.setattr(exact, "MOST_EXACT", 0)
            by_chroma = index.search_dense(vector, 10)
            some = index.search_dense(vector, 3, [hit.chunk_id for hit in by_chroma[4:]])
            monkeypatch.undo()
            assert [hit.chunk_id for hit in by_hand] == [hit.chunk_id for hit in by_chroma]
            assert [hit.score for hit in by_hand] == pytest.approx([hit.score for hit in by_chroma], abs=1e-5)
            assert [hit.chunk_id for hit in some] == [hit.chunk_id for hit in by_chroma[4:7]]
