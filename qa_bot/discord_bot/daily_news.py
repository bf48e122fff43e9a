"""The news of the day, in the channels whose managers chose an hour for it."""

import asyncio
import logging
from collections.abc import Sequence
from typing import NamedTuple

import discord

from qa_bot.discord_bot.desk.news import news_after
from qa_bot.discord_bot.memory.told_news import Told, ToldNews
from qa_bot.discord_bot.outgoing.delivery import ChannelDestination, Part
from qa_bot.discord_bot.outgoing.news import render_news
from qa_bot.discord_bot.outgoing.requests import FAILURES
from qa_bot.discord_bot.policy.access import Person, Place, bounds_of, outside_of, readable_in
from qa_bot.discord_bot.service import Service

_logger = logging.getLogger(__name__)


class Due(NamedTuple):
    """A channel whose turn it is, and the corpora that everybody there may read."""

    guild_id: int
    channel_id: int
    corpora: tuple[str, ...]


async def tell_news(client: discord.Client, service: Service) -> None:
    """Send the news to each channel whose turn it is; a channel with no news is sent nothing."""
    for due in await asyncio.to_thread(_due, service):
        await _tell(client, service, due)


def _due(service: Service) -> Sequence[Due]:
    told, settings = ToldNews(service.store), service.settings
    found = []
    for guild_id, config in told.guilds():
        for channel in config.channels:
            place = Place(guild_id=guild_id, channel_id=channel.channel_id)
            if channel.news_hour is None or outside_of(bounds_of(settings), place):
                continue
            if told.is_due(channel.channel_id, channel.news_hour):
                corpora = readable_in(settings, config, place, Person()).in_public
                found.append(Due(guild_id, channel.channel_id, corpora))
    return found


async def _tell(client: discord.Client, service: Service, due: Due) -> None:
    """Tell a channel what is new; the day counts before anything is sent, so that nothing is sent twice, whatever happens."""
    told_news = ToldNews(service.store)
    now, before = service.store.now(), await asyncio.to_thread(told_news.told, due.channel_id)
    await asyncio.to_thread(told_news.keep, due.channel_id, before._replace(day=now.date()))
    found = await asyncio.to_thread(news_after, service.settings, due.corpora, before.generations, now)
    worth = {corpus: news for corpus, news in found.items() if not news.is_nothing}
    if worth:
        channel = client.get_partial_messageable(due.channel_id, guild_id=due.guild_id)
        try:
            # The key is of the day: Discord passes over what has the key of a message that it took a moment ago.
            await ChannelDestination(channel, due.channel_id + now.toordinal()).post(Part(render_news(worth, service.prompts)))
        except FAILURES as error:
            # What was not told today is told tomorrow.
            _logger.warning("the news cannot be sent: channel=%d error=%s", due.channel_id, error)
            return
    generations = {**before.generations, **{corpus: news.generation for corpus, news in found.items()}}
    await asyncio.to_thread(told_news.keep, due.channel_id, Told(now.date(), generations))
