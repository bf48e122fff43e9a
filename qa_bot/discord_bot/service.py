"""What every way to ask works with, made once and kept while clients come and go."""

import asyncio
from datetime import datetime
from typing import NamedTuple

from qa_bot.discord_bot.desk.answerer import Answerer
from qa_bot.discord_bot.desk.desk import Desk
from qa_bot.discord_bot.desk.health import Health
from qa_bot.discord_bot.memory.store import Store, utc_now
from qa_bot.discord_bot.policy.access import Access, Bounds, Person, Place, access
from qa_bot.discord_bot.policy.guild_config import GuildConfig
from qa_bot.discord_bot.policy.seen_events import SeenEvents
from qa_bot.prompts import Prompts
from qa_bot.settings import Settings


class Service(NamedTuple):
    """The parts that outlive a connection to Discord."""

    settings: Settings
    prompts: Prompts
    bounds: Bounds
    store: Store
    answerer: Answerer
    desk: Desk
    seen: SeenEvents
    started_at: datetime

    async def access(self, place: Place, person: Person) -> Access:
        """Return what a person may do in a place."""
        if place.guild_id is None:
            config = GuildConfig()
        else:
            config = await asyncio.to_thread(self.store.guild_config, place.guild_id)
        return access(self.bounds, config, place, person, self.settings.discord_message_content)

    def health(self, is_connected: bool, guilds: int) -> Health:
        """Return how the bot is doing."""
        desk, latencies = self.desk, self.desk.latencies
        return Health(
            started_at=self.started_at,
            written_at=utc_now(),
            is_connected=is_connected,
            guilds=guilds,
            running=desk.running,
            waiting=desk.waiting,
            answered=desk.answered,
            failed=desk.failed,
            p50_ms=latencies.p50_ms,
            p95_ms=latencies.p95_ms,
            model=None if self.settings.llm == "none" else self.settings.llm,
            generation=self.answerer.generation,
        )
