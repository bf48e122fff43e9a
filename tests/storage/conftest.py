from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.ingestion.report import IngestReport
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.storage.layout import fingerprint
from qa_bot.storage.reader import IndexReader
from qa_bot.storage.servers import Servers
from qa_bot.storage.snapshot import Snapshot

FINGERPRINT = fingerprint(BundledEmbedder.name, 192)


@pytest.fixture
def run(corpus: Path, index_dir: Path, embedder: BundledEmbedder, servers: Servers) -> Callable[..., IngestReport]:
    """Return a function that brings the index on the servers of the file's fixture up to date."""

    def run(servers: Servers = servers, **options: object) -> IngestReport:
        return ingest(corpus, index_dir, embedder, IngestOptions(**options), servers=servers)

    return run


@contextmanager
def opened(index_dir: Path, servers: Servers) -> Iterator[Snapshot]:
    with closing(IndexReader(index_dir, FINGERPRINT, servers)) as reader, reader.snapshot() as index:
        yield index
