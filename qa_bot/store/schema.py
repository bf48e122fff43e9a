"""The tables of the SQLite file.

A *name* is a path under which a document is in the corpus, a *cut* one way of cutting a document into chunks. Both are
alive in the generations born <= g < died (died NULL: still alive). What an ingest prepares is born in the generation that
does not exist yet, so no reader sees it until that generation's row is committed.
"""

SCHEMA_VERSION = 1

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE generations (
    number INTEGER PRIMARY KEY, built_at TEXT NOT NULL, settings TEXT NOT NULL, fingerprint TEXT NOT NULL,
    store TEXT NOT NULL, documents INTEGER NOT NULL, chunks INTEGER NOT NULL);

-- A folder with Chroma's and tantivy's files; each holds every chunk up to its mark.
CREATE TABLE stores (
    name TEXT PRIMARY KEY, fingerprint TEXT NOT NULL,
    vectors_upto INTEGER NOT NULL DEFAULT 0, lexical_upto INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT, digest TEXT NOT NULL UNIQUE, title TEXT, date TEXT, outlet TEXT,
    text TEXT NOT NULL, body_start INTEGER NOT NULL, page_starts TEXT NOT NULL);

-- The documents that a file with these bytes holds; suffix is '' or a row's '#17'.
CREATE TABLE contents (
    digest TEXT NOT NULL, position INTEGER NOT NULL, suffix TEXT NOT NULL, document_id INTEGER NOT NULL,
    PRIMARY KEY (digest, position)) WITHOUT ROWID;
CREATE INDEX contents_by_document ON contents (document_id);

CREATE TABLE names (
    id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL, source TEXT NOT NULL, file TEXT NOT NULL,
    born INTEGER NOT NULL, died INTEGER);
CREATE INDEX names_by_document ON names (document_id);
CREATE INDEX names_by_source ON names (source);
CREATE INDEX names_by_file ON names (file);
CREATE INDEX names_by_death ON names (died) WHERE died IS NOT NULL;

CREATE TABLE cuts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL, fingerprint TEXT NOT NULL,
    chunks INTEGER NOT NULL, born INTEGER NOT NULL, died INTEGER);
CREATE INDEX cuts_by_document ON cuts (document_id);
CREATE INDEX cuts_by_birth ON cuts (born);
CREATE INDEX cuts_by_death ON cuts (died) WHERE died IS NOT NULL;

CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT, cut_id INTEGER NOT NULL, start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL, line INTEGER NOT NULL, page INTEGER, text TEXT NOT NULL, vector_id INTEGER NOT NULL);
CREATE INDEX chunks_by_cut ON chunks (cut_id);
CREATE INDEX chunks_by_vector ON chunks (vector_id);

-- Every vector ever computed that is still of use; key is the SHA-256 of the embedded text.
CREATE TABLE vectors (
    id INTEGER PRIMARY KEY AUTOINCREMENT, model TEXT NOT NULL, key BLOB NOT NULL, vector BLOB NOT NULL,
    UNIQUE (model, key));

-- The files of the corpus as the last ingest found them; mtime_ns 0 means: look into it again.
CREATE TABLE files (
    source TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE skipped (source TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
"""
