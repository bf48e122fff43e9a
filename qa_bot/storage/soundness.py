"""Whether the database of an index holds what was written: its pages, the texts of its chunks, its vectors.

The key of a vector is a digest of the text that was embedded, so that every text can be checked against it. Vectors have unit
length, which most damage changes.
"""

import hashlib
from contextlib import closing

import numpy as np

from qa_bot.errors import IndexDamagedError
from qa_bot.passage import Layout, heading_of
from qa_bot.storage.database import ALIVE, Database, Generation, Row

# How far the square of a vector's length may be from 1: float32, and what a model rounds.
LENGTH_TOLERANCE = 0.01
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
    except ValueError as error:  # a layout that is no JSON any more
        return f"the layout of a chunk cannot be read ({type(error).__name__})"


def _damaged_chunk(database: Database, generation: Generation) -> str | None:
    with closing(database.stream(_CHUNKS, g=generation.number)) as rows:
        for row in rows:
            if problem := _problem(row, generation.embedding):
                return f"{problem} of chunk {row['id']}"
    return None


def _problem(row: Row, embedding: str) -> str | None:
    heading = heading_of(row["title"], row["date"], Layout.from_json(row["layout"]))
    if vector_key(embedding, embedded_text(heading, row["text"])) != row["vector_key"]:
        return "what is stored is not what was embedded: the text"
    if row["vector"] is None:
        return "there is no vector"
    vector = np.frombuffer(row["vector"], np.float32) if len(row["vector"]) % 4 == 0 else np.zeros(1, np.float32)
    if not abs(float(vector @ vector) - 1) < LENGTH_TOLERANCE:
        return "what is stored is not what was computed: the vector"
    return None
