"""What an index depends on besides the documents, and the short name of it."""

import hashlib

from qa_bot.frozen import Frozen

# Raise it when the reading of files, the cutting into chunks or the fields of the lexical index change.
FORMAT_VERSION = 1


class IndexSettings(Frozen):
    """Be the settings that an index is built with: another value of any of them needs another index."""

    embedding: str
    chunk_tokens: int
    format_version: int = FORMAT_VERSION

    def fingerprint(self) -> str:
        """Return 12 hexadecimal digits that differ when a setting does."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]
