"""What the bot does by itself while it runs: it says on answers that their source has changed, and tells channels the news."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from qa_bot.discord_bot.components.marking import mark_next
from qa_bot.discord_bot.connection.client import QaBotClient
from qa_bot.discord_bot.daily_news import tell_news
from qa_bot.discord_bot.desk.standing import StandingCheck
from qa_bot.discord_bot.service import Service

# How often is looked for new generations, and how often a message is changed at most.
LOOK_EVERY_S = 5.0
EDIT_EVERY_S = 2.0
_logger = logging.getLogger(__name__)


class Upkeep:
    """The work that nobody asks for; `client` returns the connection that there is, which others follow."""

    def __init__(self, service: Service, client: Callable[[], QaBotClient | None]) -> None:
        self._service = service
        self._client = client
        self._check = StandingCheck(service.settings, service.store)

    async def run(self) -> None:
        """Work until cancelled; what fails is logged and tried again."""
        while True:
            await self._safely(self._look)
            await self._safely(self._tell_news)
            marked, pause_s = 0, EDIT_EVERY_S
            while marked * pause_s < LOOK_EVERY_S and await self._safely(self._mark):
                marked += 1
                await asyncio.sleep(pause_s)
            await asyncio.sleep(max(pause_s, LOOK_EVERY_S - marked * pause_s))

    async def _look(self) -> bool:
        await asyncio.to_thread(self._check.run)
        return True

    async def _mark(self) -> bool:
        client = self._connected()
        return client is not None and await mark_next(client, self._service.store, self._service.prompts)

    async def _tell_news(self) -> bool:
        if client := self._connected():
            await tell_news(client, self._service)
        return client is not None

    def _connected(self) -> QaBotClient | None:
        client = self._client()
        return client if client is not None and client.is_ready() and not client.is_closed() else None

    async def _safely(self, work: Callable[[], Awaitable[bool]]) -> bool:
        try:
            return await work()
        except Exception:
            _logger.exception("the upkeep failed and goes on")
            return False
