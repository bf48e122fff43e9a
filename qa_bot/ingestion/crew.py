"""Who does the part of an ingest that needs no index: reading files, cutting documents and embedding texts."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple, Protocol, TypeVar

from qa_bot.documents.apart import ReadingProcess, is_read_apart
from qa_bot.documents.document import Document, FileEntry
from qa_bot.documents.reading import read_file
from qa_bot.ingestion.chunking import Chunk, chunk_document
from qa_bot.models.protocols import Embedder, Vectors

Item = TypeVar("Item")
Result = TypeVar("Result")
CutDocuments = list[tuple[Chunk, ...]]


class Crew(Protocol):
    """Who reads, cuts and embeds. Each method begins a work, and returns a function that waits for its result.

    `ahead` is how many works of a kind may be begun before the first is waited for.
    """

    @property
    def ahead(self) -> int: ...  # noqa: D102

    def read(self, entry: FileEntry, data: bytes) -> Callable[[], tuple[Document, ...]]:
        """Read the bytes of a file; what is returned raises UnreadableFileError with the reason when it cannot be read."""

    def cut(self, documents: Sequence[Document]) -> Callable[[], CutDocuments]:
        """Cut documents into chunks, those of each document in order."""

    def embed(self, texts: Sequence[str]) -> Callable[[], Vectors]:
        """Embed texts: one unit vector each, shape (len(texts), dimensions)."""


class Alone(NamedTuple):
    """A crew of this process, which does a work when its result is waited for; another one reads what may do harm."""

    embedder: Embedder
    chunk_tokens: int
    apart: ReadingProcess

    @property
    def ahead(self) -> int:
        """Return 1: nothing is begun ahead."""
        return 1

    def read(self, entry: FileEntry, data: bytes) -> Callable[[], tuple[Document, ...]]:
        """Read the bytes of a file."""
        if is_read_apart(entry.path.name, len(data)):
            return partial(self.apart.read, entry.path.name, data)
        return partial(read_file, entry, data)

    def cut(self, documents: Sequence[Document]) -> Callable[[], CutDocuments]:
        """Cut documents into chunks."""
        return partial(cut_documents, documents, self.embedder, self.chunk_tokens)

    def embed(self, texts: Sequence[str]) -> Callable[[], Vectors]:
        """Embed texts."""
        return partial(self.embedder.embed_passages, texts)


def cut_documents(documents: Sequence[Document], embedder: Embedder, chunk_tokens: int) -> CutDocuments:
    """Return the chunks of each document, in order."""
    return [chunk_document(d.text, d.blocks, embedder, chunk_tokens, d.title, d.date, bool(d.part)) for d in documents]


def in_order(items: Iterable[Item], begin: Callable[[Item], Callable[[], Result]], ahead: int) -> Iterator[Result]:
    """Yield what comes of each item, in order; at most `ahead` of them are begun and not yet waited for."""
    waiting: deque[Callable[[], Result]] = deque()
    for item in items:
        waiting.append(begin(item))
        if len(waiting) >= ahead:
            yield waiting.popleft()()
    while waiting:
        yield waiting.popleft()()
