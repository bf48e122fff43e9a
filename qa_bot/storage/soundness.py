"""Whether the database of an index holds what was written: its pages, the texts of its chunks, its vectors.

The key of a vector is a digest of the text that was embedded, so that every text can be checked against it. Vectors have unit
length, which most damage changes.
"""

import hashlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from qa_bot.errors import IndexDamagedError
from qa_bot.passage import Layout, heading_of
from qa_bot.storage import exact
from qa_bot.storage.database import ALIVE, Database, Generation, Row

_CHUNKS = f"""SELECT c.id, d.title, d.date, substr(d.text, c.start + 1, c."end" - c.start) AS text, c.layout, c.vector_key, v.vector
    FROM chunks c JOIN documents d ON d.id = c.document_id LEFT JOIN vectors v ON v.key = c.vector_key
    WHERE {ALIVE.format("c.")}"""


def vector_key(embedding: str, text: str) -> str:
    """Return the key of the vector of a text."""
    return hashlib.sha256(f"{embedding}\0{text}".encode()).hexdigest()


def embedded_text(heading: str, text: str) -> str:
    """Return what is embedded of a chunk: its text under its heading."""
    return f"{heading}\n{text}" if heading else text


def damage(database: Database, generation: Generation | None, is_sqlite: bool = True) -> str | None:
    """Return what is damaged in a database, None if nothing is; it is read from end to end."""
    try:
        if is_sqlite:
            told = str(database.select("PRAGMA integrity_check(1)")[0][0])
            if told != "ok":
                return " ".join(told.split())
        return _damaged_chunk(database, generation) if generation else None
    except IndexDamagedError as error:
        return str(error)


def _damaged_chunk(database: Database, generation: Generation) -> str | None:
    with closing(database.stream(_CHUNKS, g=generation.number)) as rows:
        length = None
        for row in rows:
            if problem := damaged_text(row, generation.embedding) or _damaged_vector(row):
                return problem
            if len(row["vector"]) != (length := length or len(row["vector"])):
                return f"the vector of chunk {row['id']} is not as long as the others"
    return None


def check_texts(index_dir: Path, rows: Sequence[Row], embedding: str) -> None:
    """Raise IndexDamagedError if the text of a chunk is not what was embedded; a question does so for what it reads."""
    for row in rows:
        if problem := damaged_text(row, embedding):
            raise _damaged(index_dir, problem)


def sound_vectors(index_dir: Path, rows: Sequence[Row]) -> exact.ExactVectors:
    """Return the vectors of rows; raise IndexDamagedError if one has not the length that it was computed with."""
    try:
        found = exact.exact_vectors(rows)
    except ValueError as error:
        raise _damaged(index_dir, "a vector is not as long as the others") from error
    if not exact.have_unit_length(found):
        raise _damaged(index_dir, "what is stored is not what was computed: a vector")
    return found


def _damaged(index_dir: Path, problem: str) -> IndexDamagedError:
    return IndexDamagedError(f"the index in {index_dir} is damaged ({problem}): run `qa-bot ingest --rebuild` to rebuild it")


def damaged_text(row: Row, embedding: str) -> str | None:
    """Return what is damaged in the text of a chunk, None if nothing is."""
    try:
        heading = heading_of(row["title"], row["date"], Layout.from_json(row["layout"]))
    except ValueError as error:  # a layout that is no JSON any more
        return f"the layout of a chunk cannot be read ({type(error).__name__}), that of chunk {row['id']}"
    if vector_key(embedding, embedded_text(heading, row["text"])) != row["vector_key"]:
        return f"what is stored is not what was embedded: the text of chunk {row['id']}"
    return None


def _damaged_vector(row: Row) -> str | None:
    if row["vector"] is None:
        return f"there is no vector of chunk {row['id']}"
    vector = np.frombuffer(row["vector"], np.float32) if len(row["vector"]) % 4 == 0 else np.zeros(1, np.float32)
    if not abs(float(vector @ vector) - 1) < exact.LENGTH_TOLERANCE:
        return f"what is stored is not what was computed: the vector of chunk {row['id']}"
    return None
