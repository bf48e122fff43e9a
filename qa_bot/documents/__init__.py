"""From files to documents: finding, decoding, reading, and what a document says of itself."""

from qa_bot.documents.document import Document, FileEntry, Scan, Skipped, UnreadableFileError
from qa_bot.documents.reading import READERS, read_file
from qa_bot.documents.scan import relative_source, scan

__all__ = ["READERS", "Document", "FileEntry", "Scan", "Skipped", "UnreadableFileError", "read_file", "relative_source", "scan"]
