"""Watch the folders of corpora: what changes there is searchable a moment later."""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from qa_bot.application import run_ingest
from qa_bot.corpora import LocatedSettings
from qa_bot.errors import IndexLockedError, QaBotError
from qa_bot.ingestion.report import IngestReport
from qa_bot.sources.refresh import utc_now
from qa_bot.watching.refreshing import Tell, refresh_due

# How often is looked whether something else than a file asks for an ingest, or for an end.
TICK_MS = 1000
# Folders on a network tell of no change: everything is compared so often.
COMPARE_EVERY_S = 300.0
REFRESH_LOOK_S = 30.0
_logger = logging.getLogger(__name__)


class Watcher:
    """A watcher of corpora, until `stop` is set: files are indexed when they change, sources fetched when they are due."""

    def __init__(
        self, corpora: Sequence[LocatedSettings], stop: threading.Event, tell: Tell, now: Callable[[], datetime] = utc_now
    ):
        self._corpora = {one.corpus_dir: one for one in corpora}
        self._stop = stop
        self._tell = tell
        self._now = now
        # The corpora to be compared with their indexes.
        self._pending: set[Path] = set(self._corpora)
        self._noting = threading.Lock()

    def run(self) -> None:
        """Watch until stopped; the first ingest comes when the folders are watched already, so that no change is missed."""
        refreshing = threading.Thread(target=self._keep_refreshing, name="refresh", daemon=True)
        refreshing.start()
        compared = time.monotonic()
        for changed in changes(tuple(self._corpora), self._stop):
            if time.monotonic() - compared > COMPARE_EVERY_S:
                compared = time.monotonic()
                self._note(self._corpora)
            self._note(corpus for corpus in self._corpora if any(is_of(corpus, self._index(corpus), path) for path in changed))
            self._ingest()

    def _index(self, corpus: Path) -> Path:
        return self._corpora[corpus].index_dir.absolute()

    def _note(self, corpora: Iterable[Path]) -> None:
        with self._noting:
            self._pending.update(corpora)

    def _ingest(self) -> None:
        """Bring the indexes up to date whose corpora have changed; one that is written by others waits for the next tick."""
        with self._noting:
            pending, self._pending = self._pending, set()
        for corpus in sorted(pending):
            settings = self._corpora[corpus]
            try:
                report = run_ingest(settings)
            except IndexLockedError as error:
                _logger.info("%s", error)
                self._note([corpus])
            except (QaBotError, OSError) as error:
                self._tell(f"{settings.corpus_name}: {error}")
            else:
                if report.published:
                    self._tell(f"{settings.corpus_name}: {said_of(report)}")

    def _keep_refreshing(self) -> None:
        """Fetch what is due, until stopped; an ingest follows at the next tick."""
        while not self._stop.is_set():
            for corpus, settings in self._corpora.items():
                try:
                    if refresh_due(settings, self._now(), self._tell):
                        self._note([corpus])
                except (QaBotError, OSError) as error:
                    self._tell(f"{settings.corpus_name}: {error}")
            self._stop.wait(REFRESH_LOOK_S)


def changes(folders: Sequence[Path], stop: threading.Event) -> Iterator[set[str]]:
    """Yield the paths that have changed below some folders, and nothing at each tick, until stopped."""
    try:
        yield from _changes(folders, stop, None)
    except OSError as error:  # the system's limit of watched folders
        _logger.warning("the folders are looked through again and again, as the system does not watch them: %s", error)
        yield from _changes(folders, stop, True)


def _changes(folders: Sequence[Path], stop: threading.Event, polling: bool | None) -> Iterator[set[str]]:
    from watchfiles import watch

    watching = watch(
        *folders, stop_event=stop, rust_timeout=TICK_MS, yield_on_timeout=True, watch_filter=None, force_polling=polling
    )
    for found in watching:
        yield {path for _, path in found}


def is_of(corpus: Path, index: Path, path: str) -> bool:
    """Tell whether a path may be a document of a corpus: nothing hidden, and no part of an index."""
    changed = Path(path)
    if not changed.is_relative_to(corpus) or changed.is_relative_to(index):
        return False
    return not any(part.startswith(".") for part in changed.relative_to(corpus).parts)


def said_of(report: IngestReport) -> str:
    """Return what an ingest published, on one line."""
    counts = report.counts()
    outcomes = ", ".join(f"{counts[o]} {o}" for o in ("added", "changed", "removed") if o in counts)
    return f"{outcomes or 'built anew'}; published generation {report.generation} in {report.seconds:.1f} s"
