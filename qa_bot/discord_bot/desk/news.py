"""What is new in the corpora that may be read in a place."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta

from qa_bot.answering.contradicted import with_contradictions
from qa_bot.corpora import locate
from qa_bot.discord_bot.desk.shelf import settings_for
from qa_bot.errors import IndexUnusableError, ServiceError
from qa_bot.news import News, linked, news_since
from qa_bot.settings import Settings
from qa_bot.storage.database import latest_generation, open_for_reading
from qa_bot.storage.history import history
from qa_bot.storage.servers import servers_of
from qa_bot.storage.snapshot import Snapshot

# What a channel is told that was told nothing before.
FIRST = timedelta(days=1)


def news_of(settings: Settings, corpora: Sequence[str], since: str | None) -> dict[str, News]:
    """Return what is new in corpora since a day or generation, by default since the generation before.

    A corpus without an index that can be read is left out. Raise UsageError for another beginning.
    """
    found = ((corpus, _news(settings, corpus, since)) for corpus in corpora)
    return {corpus: news for corpus, news in found if news is not None}


def news_after(settings: Settings, corpora: Sequence[str], told: Mapping[str, int], now: datetime) -> dict[str, News]:
    """Return what is new since the generations that were told, in a corpus that was not told of within the last day."""
    return {
        corpus: news for corpus in corpora if (news := _news(settings, corpus, None, told.get(corpus), now - FIRST)) is not None
    }


def _news(
    settings: Settings, corpus: str, since: str | None, told: int | None = None, begin: datetime | None = None
) -> News | None:
    located = locate(settings)
    try:
        one = settings_for(located, (corpus,))
        servers = servers_of(one)
        with closing(open_for_reading(one.index_dir, servers)) as database:
            generation = latest_generation(database)
        if generation is None:
            return None
        with closing(Snapshot(one.index_dir, generation, servers)) as snapshot:
            typed = since if begin is None else str(_told_or_before(snapshot, told, begin))
            news = with_contradictions(snapshot, news_since(snapshot, typed, one.keep_days))
    except (IndexUnusableError, ServiceError):
        return None
    return linked(news, one.corpus_dir)


def _told_or_before(snapshot: Snapshot, told: int | None, begin: datetime) -> int:
    """Return the generation that was told; if none was, or another index stands in its place, the last one before a time."""
    generations = history(snapshot)
    if told is not None and told <= generations[0].number:
        return told
    return next((one.number for one in generations if one.at.astimezone(UTC) < begin), generations[0].number)
