"""What every way to ask works with, made once and kept while clients come and go."""

from datetime import datetime
from typing import NamedTuple

from qa_bot.discord_bot.desk.answerer import Answerer
from qa_bot.discord_bot.desk.desk import Desk
from qa_bot.discord_bot.desk.health import Health, percentile_ms
from qa_bot.discord_bot.memory.community import Community
from qa_bot.discord_bot.memory.store import Store, utc_now
from qa_bot.discord_bot.policy.limits import Calls, SeenEvents
from qa_bot.prompts import Prompts
from qa_bot.settings import Settings


class Service(NamedTuple):
    """The parts that outlive a connection to Discord."""

    settings: Settings
    prompts: Prompts
    store: Store
    community: Community
    answerer: Answerer
    desk: Desk
    seen: SeenEvents
    calls: Calls
    started_at: datetime

    def health(self, is_connected: bool, guilds: int) -> Health:
        """Return how the bot is doing."""
        desk = self.desk
        return Health(
            started_at=self.started_at,
            written_at=utc_now(),
            is_connected=is_connected,
            guilds=guilds,
            running=desk.running,
            waiting=desk.waiting,
            answered=desk.answered,
            failed=desk.failed,
            p50_ms=percentile_ms(desk.latencies_s, 50),
            p95_ms=percentile_ms(desk.latencies_s, 95),
            model=None if self.settings.llm == "none" else self.settings.llm,
            generation=self.answerer.generation,
        )
