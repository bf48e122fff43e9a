"""How much of the disk an index takes."""

from contextlib import closing
from pathlib import Path

from qa_bot.storage.database import open_for_writing
from qa_bot.storage.writer import IndexWriter

VECTORS, BYTES = 200, 4 * 384


def test_a_vector_takes_little_more_than_its_bytes(tmp_path: Path) -> None:
    with closing(open_for_writing(tmp_path)) as database:
        writer = IndexWriter(database)
        empty = size_of(database)
        writer.save_vectors({f"{number:064}": bytes(BYTES) for number in range(VECTORS)})
        assert (size_of(database) - empty) / VECTORS < 1.5 * BYTES


def size_of(database) -> int:
    return database.select("PRAGMA page_count")[0][0] * database.select("PRAGMA page_size")[0][0]
