"""Make an index of very many chunks in minutes: recombined sentences, clustered random vectors, no ingest of files.

    python benchmarks/large_index.py SETS WORK CHUNKS

SETS is as for grown_corpus.py. The index is WORK/index-CHUNKS, its empty corpus WORK/corpus-CHUNKS. Files are neither written, read
nor cut: each text is a document of three chunks, which are its paragraphs. Everything else is what an ingest does: it stages
rows, adds them to Chroma and tantivy, publishes. Prints the processor time a chunk of each part, memory and disk. It is for
measuring time and memory, never quality; `performance_step.py warm` asks it. A run that was stopped goes on where it last published.
"""

import argparse
import hashlib
import json
import resource
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, nullcontext
from itertools import islice
from pathlib import Path
from unittest.mock import patch

from grown_corpus import recombined
from processes import size_of
from vector_memory import vectors_of

from qa_bot.documents.document import Document
from qa_bot.models.bundled_embedder import BundledEmbedder
from qa_bot.passage import Layout, Unit, heading_of
from qa_bot.settings import Settings
from qa_bot.storage.database import Generation, open_for_writing
from qa_bot.storage.layout import fingerprint
from qa_bot.storage.lock import writer_lock
from qa_bot.storage.origin import origin_of
from qa_bot.storage.servers import LOCAL
from qa_bot.storage.soundness import embedded_text, vector_key
from qa_bot.storage.store_sync import add_chunks, is_complete, next_build, remove_other_builds
from qa_bot.storage.vector_places import ADDRESS
from qa_bot.storage.vector_writing import VectorWriting
from qa_bot.storage.writer import IndexWriter, StagedChunk

# 51,000 chunks: what is published so far can be asked while the rest is made.
TEXTS_A_GENERATION = 17_000
CHUNKS_A_TEXT = 3
MODEL, CHUNK_TOKENS = BundledEmbedder.name, Settings.model_fields["chunk_tokens"].default
FINGERPRINT = fingerprint(MODEL, CHUNK_TOKENS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("chunks", type=int)
    given = parser.parse_args()
    corpus, index_dir = given.work / f"corpus-{given.chunks}", given.work / f"index-{given.chunks}"
    corpus.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    # Who asks meanwhile sees the lock, and waits while the graph is written.
    with writer_lock(index_dir, 0), closing(open_for_writing(index_dir)) as database:
        # It may be made anew if the machine goes down, so nothing waits for the disk.
        database.run("PRAGMA synchronous = OFF")
        writer = IndexWriter(database)
        writer.purge()
        published = writer.published.documents if writer.published else 0
        texts = islice(enumerate(recombined(given.sets)), published, given.chunks // CHUNKS_A_TEXT)
        while part := list(islice(texts, TEXTS_A_GENERATION)):
            worked = time.process_time()
            stage(writer, part)
            staged = time.process_time()
            generation = publish(writer, corpus.absolute(), index_dir.absolute())
            spent = {"staging_ms": staged - worked, "publishing_ms": time.process_time() - staged}
            each = {name: round(1000 * cpu_s / len(part) / CHUNKS_A_TEXT, 3) for name, cpu_s in spent.items()}
            peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                json.dumps({"chunks": generation.chunks, **each, "s": round(time.monotonic() - began), "peak_mb": peak_mb}),
                flush=True,
            )
    disk = {path.name: size_of(path) // given.chunks for path in sorted(index_dir.glob("*"))}
    print(json.dumps({"disk_bytes_a_chunk": disk}))


def publish(writer: IndexWriter, corpus: Path, index_dir: Path) -> Generation:
    """Add what is staged to Chroma and tantivy, and publish it."""
    writing = VectorWriting(index_dir, LOCAL, writer)
    before = writer.published.build if writer.published else 0
    # What a killed run has half written is made anew, as an ingest does.
    is_new = not is_complete(writing.stores(FINGERPRINT), before)
    build = next_build(index_dir, before) if is_new else before
    stores = writing.prepare(build, is_new, FINGERPRINT)
    with closing(writer.staged_chunks(() if is_new else None)) as rows:
        add_chunks(stores, build, rows)
    origin = {**origin_of(corpus, index_dir), ADDRESS: ""}
    published = writer.publish(FINGERPRINT, MODEL, CHUNK_TOKENS, build, origin, (), False, ())
    if is_new:
        remove_other_builds(stores, build)
    return published


def stage(writer: IndexWriter, texts: Sequence[tuple[int, str]]) -> None:
    """Store the documents of numbered texts in one transaction."""
    database = writer.database
    vectors = vectors_of(texts[0][0], CHUNKS_A_TEXT * len(texts))
    with database.transaction(), patch.object(database, "transaction", nullcontext):
        for place, (number, text) in enumerate(texts):
            chunks = tuple(chunks_of(text))
            own = vectors[CHUNKS_A_TEXT * place :][: len(chunks)]
            writer.save_vectors({c.vector_key: v.tobytes() for c, v in zip(chunks, own, strict=True)})
            document = Document(text=text, title=title_of(text), body_start=chunks[0].start)
            document_id = writer.stage_document(hashlib.sha256(text.encode()).hexdigest(), document, chunks)
            name = f"{number // 1000:04}/{number:07}.txt"
            writer.stage_name(name, name, document_id)


def chunks_of(text: str) -> Iterator[StagedChunk]:
    """Yield the paragraphs of a text below its title."""
    start = text.index("\n\n") + 2
    line = 3
    for paragraph in text[start:].rstrip("\n").split("\n\n"):
        end = start + len(paragraph)
        key = vector_key(MODEL, embedded_text(heading_of(title_of(text), None), paragraph))
        yield StagedChunk(start=start, end=end, line=line, layout=Layout((Unit("prose", start, end),)), vector_key=key)
        start, line = end + 2, line + 2


def title_of(text: str) -> str:
    return text[: text.index("\n\n")]


if __name__ == "__main__":
    main()
