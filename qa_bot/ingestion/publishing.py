"""Publish what is staged as the next generation, and delete what no reader sees any more."""

import shutil
from collections.abc import Mapping, Sequence
from contextlib import closing, nullcontext, suppress
from itertools import chain, islice
from pathlib import Path

from qa_bot.errors import IndexDamagedError
from qa_bot.ingestion.planning import IngestOptions
from qa_bot.ingestion.report import Progress, ProgressListener
from qa_bot.storage.files import FileRecord
from qa_bot.storage.layout import fingerprint
from qa_bot.storage.leftovers import orphan_builds
from qa_bot.storage.origin import origin_of
from qa_bot.storage.purging import check_builds, clear_unused, compact, purge, remove_set_aside
from qa_bot.storage.servers import Servers
from qa_bot.storage.store_sync import add_chunks, is_complete, next_build, remove_chunks, remove_other_builds
from qa_bot.storage.vector_places import ADDRESS
from qa_bot.storage.vector_writing import VectorWriting
from qa_bot.storage.writer import IndexWriter


class Publisher:
    """The last steps of writing an index, the same whether the documents come from files or from an earlier generation."""

    def __init__(
        self, root: Path, index_dir: Path, model: str, options: IngestOptions, writer: IndexWriter, servers: Servers
    ) -> None:
        self._root, self._index_dir, self._model = root, index_dir, model
        self._options, self._writer = options, writer
        self._vectors = VectorWriting(index_dir, servers, writer)
        self._fingerprint = fingerprint(model, options.chunk_tokens)

    def begin(self, keep_days: int | None = None) -> None:
        """Delete what an interrupted ingest has left, and the texts that are older than `keep_days`, by default the option's."""
        self._vectors.begin(self._writer.published)
        self.clean_up(keep_days=keep_days)

    def clean_up(self, keep_builds: bool = False, keep_days: int | None = None) -> None:
        """Delete the chunks, texts and, unless they are to be kept, the builds that no reader sees."""
        days = self._options.keep_days if keep_days is None else keep_days
        published = self._writer.published
        if published is None:
            for path in orphan_builds(self._writer.database, self._index_dir):
                shutil.rmtree(path, ignore_errors=True)
            self._writer.purge(days, self._options.keep_generations)
            return
        stores = self._vectors.stores(published.fingerprint)
        # A rebuild replaces what may be damaged.
        with suppress(IndexDamagedError) if self._options.rebuild else nullcontext():
            remove_chunks(stores, published.build, self._writer.dead_chunks())
        self._writer.purge(days, self._options.keep_generations)
        if not keep_builds:
            remove_other_builds(stores, published.build)

    def is_recut(self) -> bool:
        """Tell whether the published chunks were made with other settings."""
        published = self._writer.published
        return published is not None and published.fingerprint != self._fingerprint

    def is_complete(self) -> bool:
        """Tell whether the published generation has its words and its vectors."""
        published = self._writer.published
        if published is None:
            return False
        return is_complete(self._vectors.stores(published.fingerprint), published.build)

    def publish(
        self,
        gone: Sequence[str],
        records: Sequence[FileRecord],
        progress: ProgressListener,
        new_build: bool = False,
        recut: bool = False,
    ) -> None:
        """Bring words and vectors in line with what is staged, and commit the generation; then clean up.

        `gone` are the files whose current names end, `records` the new or changed files; `recut` says that every published chunk
        has a staged successor.
        """
        progress(Progress(stage="publishing", done=0, total=1))
        published = self._writer.published
        before = published.build if published else 0
        build = next_build(self._index_dir, before) if new_build or published is None else before
        fresh = published is None or build != published.build
        origin = self._origin(self._fill(build, fresh, gone if fresh and not recut else None))
        tokens = self._options.chunk_tokens
        self._writer.publish(self._fingerprint, self._model, tokens, build, origin, gone, recut, records)
        progress(Progress(stage="publishing", done=1, total=1))
        # Before the first generation there are no readers whose build must stay.
        self.clean_up(keep_builds=published is not None)

    def purge(self) -> int:
        """Delete what the published generation does not have, from rows, files and servers; return how many documents that were.

        The build that is in use must have been made without it.
        """
        published, database = self._writer.published, self._writer.database
        assert published is not None
        stores, purged = self._vectors.stores(published.fingerprint), purge(database)
        if self._vectors.servers.database:  # there the words are rows as well
            remove_other_builds(stores, published.build)
        compact(database)
        remove_other_builds(stores, published.build)
        clear_unused(self._index_dir, published.build)
        remove_set_aside(self._index_dir)
        check_builds(self._index_dir, published.build)
        return purged

    def _fill(self, build: int, fresh: bool, gone: Sequence[str] | None) -> str:
        """Add to words and vectors of a build what is staged; return the address of the server that has the vectors, if there is one."""
        stores = self._vectors.prepare(build, fresh, self._fingerprint)
        with closing(self._writer.staged_chunks(gone)) as rows:
            first = list(islice(rows, 1))
            if first or fresh:
                add_chunks(stores, build, chain(first, rows))
        return stores.vectors.address

    def _origin(self, address: str) -> Mapping[str, str]:
        return {**origin_of(self._root, self._index_dir, self._vectors.servers), ADDRESS: address}
