"""The tables of an index in PostgreSQL: those of SQLite, and the words of the chunks (storage.postgres_words)."""

# Texts compare byte by byte, as in SQLite.
SCHEMA = """
CREATE TABLE meta (key TEXT COLLATE "C" PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE generations (
    number INTEGER PRIMARY KEY, built_at TEXT NOT NULL, fingerprint TEXT NOT NULL, embedding TEXT NOT NULL,
    chunk_tokens INTEGER NOT NULL, build INTEGER NOT NULL, documents INTEGER NOT NULL, chunks INTEGER NOT NULL
);
CREATE TABLE files (
    source TEXT COLLATE "C" PRIMARY KEY, size BIGINT NOT NULL, mtime_ns BIGINT NOT NULL, digest TEXT, skipped TEXT,
    notes TEXT NOT NULL
);
CREATE TABLE documents (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, digest TEXT COLLATE "C" NOT NULL, part TEXT NOT NULL, title TEXT,
    date TEXT COLLATE "C", outlet TEXT, text TEXT NOT NULL, body_start INTEGER NOT NULL, page_starts TEXT NOT NULL,
    blocks TEXT NOT NULL, born INTEGER NOT NULL, died INTEGER
);
CREATE INDEX documents_digest ON documents (digest);
CREATE INDEX documents_born ON documents (born);
CREATE INDEX documents_died ON documents (died) WHERE died IS NOT NULL;
CREATE TABLE names (
    source TEXT COLLATE "C" NOT NULL, document_id BIGINT NOT NULL, file TEXT COLLATE "C" NOT NULL,
    born INTEGER NOT NULL, died INTEGER, PRIMARY KEY (source, document_id, born)
);
CREATE INDEX names_document ON names (document_id);
CREATE INDEX names_file ON names (file);
CREATE INDEX names_born ON names (born);
CREATE INDEX names_died ON names (died) WHERE died IS NOT NULL;
CREATE TABLE chunks (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, document_id BIGINT NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, line INTEGER NOT NULL, layout TEXT NOT NULL, vector_key TEXT COLLATE "C" NOT NULL,
    born INTEGER NOT NULL, died INTEGER
);
CREATE INDEX chunks_document ON chunks (document_id);
CREATE INDEX chunks_vector ON chunks (vector_key);
CREATE INDEX chunks_born ON chunks (born);
CREATE INDEX chunks_died ON chunks (died) WHERE died IS NOT NULL;
CREATE TABLE vectors (key TEXT COLLATE "C" PRIMARY KEY, vector BYTEA NOT NULL);
CREATE TABLE postings (
    build INTEGER NOT NULL, field SMALLINT NOT NULL, word TEXT COLLATE "C" NOT NULL, chunk_id BIGINT NOT NULL,
    frequency INTEGER NOT NULL, length INTEGER NOT NULL,
    PRIMARY KEY (build, field, word, chunk_id) INCLUDE (frequency, length)
);
CREATE TABLE worded (
    build INTEGER NOT NULL, chunk_id BIGINT NOT NULL, stemmed INTEGER NOT NULL, heading INTEGER NOT NULL,
    words TEXT[] NOT NULL, PRIMARY KEY (build, chunk_id)
);
CREATE TABLE vocabulary (build INTEGER NOT NULL, word TEXT COLLATE "C" NOT NULL, PRIMARY KEY (build, word))
"""
