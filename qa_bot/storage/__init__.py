"""The index on disk: SQLite is the truth, Chroma and tantivy are derived from it."""
