"""How the sources of a corpus are: when each was fetched, and which are out of date and why."""

from datetime import UTC, datetime
from pathlib import Path

from qa_bot.errors import SourceError
from qa_bot.frozen import Frozen
from qa_bot.sources.manifest import read_manifest
from qa_bot.sources.places import folder_of, names_of
from qa_bot.sources.schedule import staleness


class SourceState(Frozen):
    """How a source is: `stale` says why it is out of date, None that it is not; `problem` is why the last refresh failed."""

    name: str
    address: str = ""
    files: int = 0
    fetched: str = ""
    attempted: str = ""
    refresh_s: int | None = None
    problem: str | None = None
    stale: str | None = None


def states_of(corpus: Path, now: datetime | None = None) -> tuple[SourceState, ...]:
    """Return how each source of a corpus is, sorted by name."""
    return tuple(_state(corpus, name, now or datetime.now(UTC)) for name in names_of(corpus))


def _state(corpus: Path, name: str, now: datetime) -> SourceState:
    try:
        manifest = read_manifest(folder_of(corpus, name))
    except SourceError as error:
        return SourceState(name=name, problem=str(error), stale=str(error))
    return SourceState(
        name=name,
        address=manifest.address,
        files=len(manifest.documents),
        fetched=manifest.fetched,
        attempted=manifest.attempted,
        refresh_s=manifest.options.refresh_s,
        problem=manifest.problem,
        stale=staleness(manifest, now),
    )
