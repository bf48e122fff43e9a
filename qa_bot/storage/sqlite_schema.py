"""The tables of an index in SQLite; storage.postgres_schema has the same ones.

The vectors have row numbers: without them each takes a page of its own, and twice the space, as in indexes that were made before.
"""

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE generations (
    number INTEGER PRIMARY KEY, built_at TEXT NOT NULL, fingerprint TEXT NOT NULL, embedding TEXT NOT NULL,
    chunk_tokens INTEGER NOT NULL, build INTEGER NOT NULL, documents INTEGER NOT NULL, chunks INTEGER NOT NULL
);
CREATE TABLE files (
    source TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, digest TEXT, skipped TEXT,
    notes TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL, part TEXT NOT NULL, title TEXT, date TEXT, outlet TEXT,
    text TEXT NOT NULL, body_start INTEGER NOT NULL, page_starts TEXT NOT NULL, blocks TEXT NOT NULL, born INTEGER NOT NULL, died INTEGER
);
CREATE INDEX documents_digest ON documents (digest);
CREATE INDEX documents_born ON documents (born);
CREATE INDEX documents_died ON documents (died) WHERE died IS NOT NULL;
CREATE TABLE names (
    source TEXT NOT NULL, document_id INTEGER NOT NULL REFERENCES documents (id), file TEXT NOT NULL,
    born INTEGER NOT NULL, died INTEGER, PRIMARY KEY (source, document_id, born)
) WITHOUT ROWID;
CREATE INDEX names_document ON names (document_id);
CREATE INDEX names_file ON names (file);
CREATE INDEX names_born ON names (born);
CREATE INDEX names_died ON names (died) WHERE died IS NOT NULL;
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL REFERENCES documents (id),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, line INTEGER NOT NULL, layout TEXT NOT NULL, vector_key TEXT NOT NULL,
    born INTEGER NOT NULL, died INTEGER
);
CREATE INDEX chunks_document ON chunks (document_id);
CREATE INDEX chunks_vector ON chunks (vector_key);
CREATE INDEX chunks_born ON chunks (born);
CREATE INDEX chunks_died ON chunks (died) WHERE died IS NOT NULL;
CREATE TABLE vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL);
"""
