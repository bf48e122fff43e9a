"""Find the answers of which a quote stands no more, whenever an index has a new generation."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing

from qa_bot.answer import Answer
from qa_bot.corpora import LocatedSettings, locate
from qa_bot.discord_bot.desk.shelf import settings_for
from qa_bot.discord_bot.memory.standing import Asked, KeptQuote, Standing, entries_of
from qa_bot.discord_bot.memory.store import Store
from qa_bot.errors import IndexUnusableError, ServiceError
from qa_bot.settings import Settings
from qa_bot.standing import holder
from qa_bot.storage.database import Generation, latest_generation, open_for_reading
from qa_bot.storage.history import versions_of
from qa_bot.storage.servers import servers_of
from qa_bot.storage.snapshot import Snapshot

# So many answers are looked at before what was found is kept.
AT_ONCE = 50
_logger = logging.getLogger(__name__)


class StandingCheck:
    """Compares the quotes that were given with what is published now; it remembers which generations it has seen.

    It blocks, and is for one thread at a time.
    """

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._standing = Standing(store)
        self._seen: dict[Asked, tuple[int, str]] = {}

    def run(self) -> None:
        """Look at what was quoted from each corpus that has a new generation, and at answers that came since.

        A corpus without an index that can be read is passed over: nothing is known of its quotes. Raise StorageError.
        """
        settings = locate(self._settings)
        for asked in self._standing.asked():
            try:
                self._check(settings, asked)
            except (IndexUnusableError, ServiceError) as error:
                _logger.debug("quotes are not compared: %s", error)

    def _check(self, settings: LocatedSettings, asked: Asked) -> None:
        each = settings_for(settings, asked.corpora).each
        one = next((one for one in each if one.corpus_name == asked.corpus), None if asked.corpus else each[0])
        if one is None:
            return
        servers = servers_of(one)
        with closing(open_for_reading(one.index_dir, servers)) as database:
            generation = latest_generation(database)
        if generation is None:
            return
        published = (generation.number, generation.built_at)
        if quotes := self._standing.quotes(asked, only_new=self._seen.get(asked) == published):
            with closing(Snapshot(one.index_dir, generation, servers)) as snapshot:
                self._compare(snapshot, generation, quotes)
        self._seen[asked] = published

    def _compare(self, snapshot: Snapshot, generation: Generation, quotes: Sequence[KeptQuote]) -> None:
        """Look for the quotes whose document is not as it was, and for those that stood nowhere."""
        known = versions_of(snapshot, sorted({quote.held_by for quote in quotes}))
        doubtful = [q for q in quotes if not q.stands or q.version is None or known.get(q.held_by) != q.version]
        entries = entries_of(doubtful)
        changed = 0
        for begin in range(0, len(entries), AT_ONCE):
            some = set(entries[begin : begin + AT_ONCE])
            before = [quote for quote in doubtful if quote.entry_id in some]
            found = list(self._found(snapshot, before))
            self._standing.settle(found)
            changed += len({quote.entry_id for quote in found if not quote.stands})
        if changed:
            _logger.info("answers with quotes that stand no more: answers=%d generation=%d", changed, generation.number)

    def _found(self, snapshot: Snapshot, quotes: Sequence[KeptQuote]) -> Iterator[KeptQuote]:
        for entry_id in entries_of(quotes):
            entry = self._store.entry(entry_id)
            if entry is None:  # it was deleted meanwhile
                continue
            cited = {citation.number: citation for citation in entry.answer.citations}
            for quote in (quote for quote in quotes if quote.entry_id == entry_id and quote.number in cited):
                citation = cited[quote.number]
                held = holder(snapshot, citation, _given_at(entry.answer, citation.corpus), quote.held_by)
                yield quote._replace(
                    held_by=held.source if held else quote.held_by,
                    version=held.version if held else "",
                    stands=held is not None,
                )


def _given_at(answer: Answer, corpus: str | None) -> int:
    """Return the generation that a corpus was asked at."""
    return next((index.generation for index in answer.indexes if index.corpus == corpus), answer.index.generation)
