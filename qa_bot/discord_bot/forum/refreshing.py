"""Fetch the forums that are sources of a corpus, while the bot runs: no other program of ours reads them."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

import discord

from qa_bot.application import open_sources
from qa_bot.corpora import LocatedSettings, locate
from qa_bot.discord_bot.desk.shelf import settings_for
from qa_bot.discord_bot.forum.posts import SolvedPost, put_posts
from qa_bot.discord_bot.forum.reading import solved_posts
from qa_bot.discord_bot.memory.opted_out import OptedOut
from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.outgoing.requests import FAILURES
from qa_bot.discord_bot.policy.access import STARTED
from qa_bot.discord_bot.policy.choices import ChannelConfig
from qa_bot.errors import QaBotError, SourceError
from qa_bot.settings import Settings
from qa_bot.sources.address import FORUM, parse_address
from qa_bot.sources.fetching import Fetch, Fetched, Order
from qa_bot.sources.manifest import Manifest
from qa_bot.sources.places import names_of
from qa_bot.sources.schedule import is_due_beside

LOOK_S = 60.0
NOT_ALLOWED = "no manager of its server allowed this yet: /config forum"
NO_CONTENT = "the bot may not read messages: QA_BOT_DISCORD_MESSAGE_CONTENT, and the intent in Discord's developer portal"
_logger = logging.getLogger(__name__)


class Known(NamedTuple):
    """A forum that is a source of a corpus, as it was fetched last."""

    settings: LocatedSettings
    name: str
    forum_id: int
    manifest: Manifest


class Forums:
    """The forums that are sources of the corpora that the bot answers from."""

    def __init__(self, settings: Settings, store: Store, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._settings = settings
        self._store = store
        self._opted_out = OptedOut(store)
        self._now = now

    async def keep_fresh(self, client: Callable[[], discord.Client | None]) -> None:
        """Fetch what is due, again and again, while a client is connected; failures are the source's own."""
        while True:
            connected = client()
            if connected is not None and connected.is_ready():
                try:
                    await self.refresh(connected)
                except Exception:
                    _logger.exception("the forums cannot be fetched")
            await asyncio.sleep(LOOK_S)

    async def refresh(self, client: discord.Client) -> None:
        """Fetch every forum whose time has come; one that managers allow no longer is emptied at once."""
        for known in await asyncio.to_thread(lambda: list(self._known())):
            fetch = await self._fetch_of(client, known)
            if fetch is None:
                continue
            try:
                done = await asyncio.to_thread(open_sources(known.settings).refresh, known.name, fetch)
            except QaBotError as error:
                _logger.warning("a forum cannot be fetched: source=%s: %s", known.name, error)
            else:
                counts = done.added, done.changed, done.removed
                _logger.info("fetched a forum: source=%s added=%d changed=%d removed=%d", known.name, *counts)

    async def _fetch_of(self, client: discord.Client, known: "Known") -> Fetch | None:
        """Return what fetches a forum, which may only say why it cannot be; None where it need not be fetched now."""
        is_due = is_due_beside(known.manifest, self._now())
        try:
            forum, chosen = await self._chosen(client, known.forum_id)
            if not chosen.is_source:
                is_told = known.manifest.notes == (NOT_ALLOWED,) and not known.manifest.documents
                return None if is_told else partial(_fetch, [], NOT_ALLOWED)
            if not is_due:
                return None
            if not self._settings.discord_message_content:
                raise SourceError(NO_CONTENT)
            return partial(_fetch, await solved_posts(forum, chosen.solved_tag, self._opted_out.has), "")
        except SourceError as error:
            return partial(_fail, str(error)) if is_due else None
        except FAILURES as error:
            return partial(_fail, f"Discord did not answer as it should: {error}")

    def _known(self) -> Iterator["Known"]:
        """Yield the forums that are sources of the corpora that the bot answers from."""
        lent = {entry.partition("@")[0] for entry in self._settings.discord_corpora}
        for corpus in (STARTED, *sorted(lent)):
            try:
                settings = settings_for(locate(self._settings), (corpus,))
                manifests = open_sources(settings).manifests() if names_of(settings.corpus_dir) else {}
            except QaBotError as error:
                _logger.debug("a corpus cannot be looked through for forums: %s", error)
                continue
            for name, manifest in manifests.items():
                address = parse_address(manifest.address)
                if address.kind == FORUM:
                    yield Known(settings, name, int(address.place), manifest)

    async def _chosen(self, client: discord.Client, forum_id: int) -> tuple[discord.ForumChannel, ChannelConfig]:
        """Return a forum and what its managers chose; raise SourceError where the bot does not see it."""
        forum = client.get_channel(forum_id)
        if not isinstance(forum, discord.ForumChannel):
            raise SourceError(f"the bot sees no forum {forum_id}: is it invited there, and may it view the channel?")
        config = await asyncio.to_thread(self._store.guild_config, forum.guild.id)
        return forum, config.channel(forum_id)


def _fetch(posts: list[SolvedPost], note: str, order: Order) -> Fetched:
    return put_posts(order.staging, posts, note)


def _fail(problem: str, order: Order) -> Fetched:
    raise SourceError(problem)
