"""Read an index from a long-running program: always the newest generation, without a restart."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from qa_bot.errors import IndexMissingError, IndexStaleError, UsageError
from qa_bot.storage.database import Generation, generation_before, latest_generation, open_for_reading
from qa_bot.storage.layout import database_path, lexical_path
from qa_bot.storage.lexical_files import damaged_file
from qa_bot.storage.read_only import Stamps, is_read_only, stamps_of
from qa_bot.storage.servers import LOCAL, Servers
from qa_bot.storage.snapshot import Snapshot

_logger = logging.getLogger(__name__)


class IndexReader:
    """A reader that lends snapshots of the newest published generation; a question keeps the one it began with.

    The old snapshot is closed when the last question that uses it is done, because closing a Chroma client breaks its
    running queries.
    """

    def __init__(self, index_dir: Path, fingerprint: str, servers: Servers = LOCAL) -> None:
        self._index_dir = index_dir
        self._servers = servers
        self._fingerprint = fingerprint
        self._lock = Lock()
        self._opened_at = self._stamps()
        self._database = open_for_reading(index_dir, servers)
        newest = self._newest()
        self._published = newest.number
        self._current = self._open(newest)
        self._users = {self._current: 0}
        self._is_closed = False

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """Lend the newest generation for one question; raise IndexStaleError if it was built with other settings."""
        with self._lock:
            if self._is_closed:
                raise UsageError(f"the index in {self._index_dir} was closed: open it again to ask it")
            lent = self._hold_newest()
            self._users[lent] += 1
        try:
            yield lent
        finally:
            with self._lock:
                self._users[lent] -= 1
                if not self._users[lent]:
                    lent.let_go()
                self._close_unused()

    def close(self) -> None:
        """Release the files; a snapshot that is lent is closed when it comes back."""
        with self._lock:
            self._is_closed = True
            self._close_unused()
            self._database.close()

    def _hold_newest(self) -> Snapshot:
        """Return the newest generation, of which nothing is deleted while anybody uses it.

        An ingest deletes what no reader of the last two generations can see, and a question may last longer than two ingests.
        """
        self._refresh()
        while not self._users[self._current]:
            held = self._current.hold()
            if held and held.number == self._published:
                break
            self._current.let_go()
            self._refresh()
        return self._current

    def _refresh(self) -> None:
        newest = self._newest()
        if newest.number == self._published:
            return
        # What is open of the words stays, while later ingests delete words that only this generation has.
        self._current = self._open(newest, self._current)
        self._published = newest.number
        self._users[self._current] = 0
        self._close_unused()

    def _close_unused(self) -> None:
        needed = None if self._is_closed else self._current
        for snapshot in [s for s, users in self._users.items() if not users and s is not needed]:
            del self._users[snapshot]
            snapshot.close()

    def _newest(self) -> Generation:
        # A database that was opened as one that does not change never shows what another machine or container publishes.
        if is_read_only(self._index_dir) and (stamps := self._stamps()) != self._opened_at:
            self._database.close()
            self._database, self._opened_at = open_for_reading(self._index_dir, self._servers), stamps
        generation = latest_generation(self._database)
        if generation is None:
            raise IndexMissingError(f"nothing has been indexed in {self._index_dir} yet: run `qa-bot ingest`")
        return generation

    def _stamps(self) -> Stamps:
        path = database_path(self._index_dir)
        return stamps_of((path, path.with_name(f"{path.name}-wal")))

    def _open(self, generation: Generation, before: Snapshot | None = None) -> Snapshot:
        if generation.fingerprint != self._fingerprint:
            raise IndexStaleError(
                f"the index in {self._index_dir} was built with other settings (embedding {generation.embedding}, "
                f"{generation.chunk_tokens} tokens a chunk): run `qa-bot ingest`, or restore those settings"
            )
        return Snapshot(self._index_dir, self._usable(generation), self._servers, before)

    def _usable(self, generation: Generation) -> Generation:
        """Return a generation, or the one before if its words are damaged and those of the other are not.

        They are in other files only after a rebuild. Where there is none that is sound, the damage is told when words are needed.
        """
        problem = None if self._servers.database else damaged_file(lexical_path(self._index_dir, generation.build))
        before = generation_before(self._database, generation) if problem else None
        if before is None or damaged_file(lexical_path(self._index_dir, before.build)):
            return generation
        _logger.warning(
            "the words of generation %d are damaged (%s): generation %d answers; run `qa-bot ingest --rebuild`",
            generation.number,
            problem,
            before.number,
        )
        return before
