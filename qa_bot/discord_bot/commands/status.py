"""/status: how the bot and its index are."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from qa_bot.corpora import LocatedSettings, locate
from qa_bot.discord_bot.desk.health import Health
from qa_bot.discord_bot.desk.shelf import settings_for
from qa_bot.discord_bot.incoming.invocation import granted_to
from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.outgoing.responses import acknowledge, for_servers_and_messages, say
from qa_bot.errors import IndexUnusableError, ServiceError
from qa_bot.frozen import Frozen
from qa_bot.settings import Settings
from qa_bot.sources.state import SourceState, states_of
from qa_bot.storage.database import Generation, latest_generation, open_for_reading
from qa_bot.storage.health import bytes_of
from qa_bot.storage.servers import Servers, servers_of

MB = 1024 * 1024
NO_MODEL = "none: answers are the documents' own words"


class Published(Frozen):
    """What is published in an index folder, and the sources of its corpus; None where nothing is, or nothing that can be read."""

    generation: Generation | None
    bytes_on_disk: int
    sources: tuple[SourceState, ...] = ()


def add_status(tree: app_commands.CommandTree[Any], health: Callable[[], Health], settings: Settings, store: Store) -> None:
    """Add the command to the tree; it tells of the indexes that the person may read there, and of no other."""

    @for_servers_and_messages
    @tree.command(name="status", description="Show how the bot and its index are")
    async def status(interaction: discord.Interaction) -> None:
        await acknowledge(interaction)
        access = await granted_to(interaction, settings, store.guild_config)
        published = await asyncio.to_thread(published_of, settings, access.readable.in_private)
        await say(interaction, status_text(health(), published))


def published_of(settings: Settings, corpora: Sequence[str]) -> dict[str, Published]:
    """Return what is published of each corpus, and how its sources are."""
    return {name: _published(locate(settings), name) for name in corpora}


def _published(settings: LocatedSettings, corpus: str) -> Published:
    try:
        found = settings_for(settings, (corpus,))
    except IndexUnusableError:
        return Published(generation=None, bytes_on_disk=0)
    return published_in(found.index_dir, servers_of(settings)).model_copy(update={"sources": states_of(found.corpus_dir)})


def published_in(index_dir: Path, servers: Servers) -> Published:
    """Return what is published of an index, without opening its stores."""
    try:
        with closing(open_for_reading(index_dir, servers)) as database:
            generation = latest_generation(database)
        return Published(generation=generation, bytes_on_disk=bytes_of(index_dir, servers))
    except (IndexUnusableError, ServiceError):
        return Published(generation=None, bytes_on_disk=0)


def status_text(health: Health, published: Mapping[str, Published]) -> str:
    """Return the state in words; times are shown as the reader's own by Discord."""
    return "\n".join(
        [
            *(line for name, index in published.items() for line in _lines_of(f" of `{name}`" if name else "", index)),
            f"**Queue** {health.running} running, {health.waiting} waiting",
            f"**Answers** {_answers_line(health)}",
            f"**Model** {health.model or NO_MODEL}",
            f"**Up** since {moment(health.started_at)}, on {_count(health.guilds, 'server')}",
        ]
    )


def _lines_of(named: str, published: Published) -> list[str]:
    sources = [f"**Sources**{named} {_sources_line(published.sources)}"] if published.sources else []
    return [f"**Index**{named} {_index_line(published)}", *sources]


def _index_line(published: Published) -> str:
    made = published.generation
    if made is None:
        return "there is none that can be read; whoever runs the bot finds out more with `qa-bot status`"
    return (
        f"generation {made.number}, published {moment(datetime.fromisoformat(made.built_at))}: "
        f"{_count(made.documents, 'document')}, {_count(made.chunks, 'passage')}, {published.bytes_on_disk / MB:.1f} MB"
    )


def _sources_line(sources: Sequence[SourceState]) -> str:
    """Return which sources are out of date and, in short, why: what failed may name addresses, which are for who runs the bot."""
    stale = [source for source in sources if source.stale]
    if not stale:
        return f"{_count(len(sources), 'source')}, none out of date"
    told = ", ".join(
        f"{one.name} ({'the last refresh failed' if one.problem else 'not fetched in time'})" for one in stale[:10]
    )
    more = f" and {len(stale) - 10} more" if len(stale) > 10 else ""
    return f"{_count(len(sources), 'source')}, {len(stale)} out of date: {told}{more}"


def _answers_line(health: Health) -> str:
    counted = f"{health.answered} given, {health.failed} failed"
    if health.p50_ms is None or health.p95_ms is None:
        return counted
    return f"{counted}; half of the last within {health.p50_ms / 1000:.1f} s, 95 of 100 within {health.p95_ms / 1000:.1f} s"


def moment(time: datetime) -> str:
    """Return a time in UTC and, as Discord counts it for the reader, how long ago that is."""
    return f"{time:%Y-%m-%d %H:%M} UTC (<t:{int(time.timestamp())}:R>)"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
