"""Ingests that did not end: what they computed for nothing is deleted by the next whole one that does."""

from collections.abc import Iterator
from contextlib import contextmanager

from qa_bot.storage.database import Database, read_meta, write_meta

_KEY = "unfinished"
_UNUSED = "DELETE FROM vectors WHERE NOT EXISTS (SELECT 1 FROM chunks c WHERE c.vector_key = vectors.key)"


@contextmanager
def noted(database: Database, is_whole: bool) -> Iterator[None]:
    """Note while a block runs that an ingest does; if an earlier one was interrupted, delete the vectors that no chunk has.

    To look for them takes time in proportion to the index. An ingest of some files alone leaves them to one of all files, which
    may need them.
    """
    was_interrupted = bool(read_meta(database, _KEY))
    write_meta(database, {_KEY: "yes"})
    yield
    if was_interrupted and is_whole:
        database.run(_UNUSED)
    if is_whole or not was_interrupted:
        write_meta(database, {_KEY: ""})
