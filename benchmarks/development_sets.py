"""The development sets (a folder of folders, each with corpus/ and gold.jsonl)."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.models.protocols import Embedder
from qa_bot.storage.database import Generation, latest_generation, open_for_reading
from qa_bot.storage.layout import fingerprint
from qa_bot.storage.reader import IndexReader


def read_gold(folder: Path) -> list[dict[str, Any]]:
    """Return the questions of a set."""
    return read_lines(folder / "gold.jsonl")


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the questions of a gold file, with every key that they have."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def index_of(folder: Path, work: Path, embedder: Embedder) -> Path:
    """Return the index folder of a set, brought up to date."""
    index_dir = work / folder.name
    ingest(folder / "corpus", index_dir, embedder, IngestOptions(chunk_tokens=192))
    return index_dir


def newest(index_dir: Path) -> Generation:
    """Return the published generation of an index."""
    with closing(open_for_reading(index_dir)) as database:
        found = latest_generation(database)
    assert found is not None
    return found


def reader_of(index_dir: Path, embedder: Embedder) -> IndexReader:
    """Return a reader of an index made by index_of."""
    return IndexReader(index_dir, fingerprint(embedder.name, 192))
