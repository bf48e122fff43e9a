"""The values that the SQLite file holds."""

from qa_bot.frozen import Frozen
from qa_bot.store.fingerprint import IndexSettings


class Generation(Frozen):
    """Be one published state of the index; `built_at` is ISO 8601 in UTC, `store` names its derived stores."""

    number: int
    built_at: str
    settings: IndexSettings
    store: str
    documents: int
    chunks: int


class StoredDocument(Frozen):
    """Be a document as it was indexed; `names` are its paths in the corpus, `source` the first of them."""

    document_id: int
    source: str
    names: tuple[str, ...]
    title: str | None
    date: str | None
    outlet: str | None
    text: str
    body_start: int
    page_starts: tuple[int, ...]

    def heading(self) -> str:
        """Return the line that stands before the text when it is embedded or reranked: title and date, or ''."""
        return " | ".join(part for part in (self.title, self.date) if part)


class FileRecord(Frozen):
    """Be a file of the corpus as the last ingest found it; `digest` is the SHA-256 of its bytes."""

    source: str
    size: int
    mtime_ns: int
    digest: str
