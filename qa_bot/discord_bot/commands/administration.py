"""The commands beside asking: /config, /status, /news, /reindex, /privacy and /forget-me."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import discord
from discord import app_commands

from qa_bot.application import run_ingest
from qa_bot.corpora import locate
from qa_bot.discord_bot.commands.config import ConfigCommands
from qa_bot.discord_bot.commands.config_changes import ConfigChanges
from qa_bot.discord_bot.commands.news import add_news
from qa_bot.discord_bot.commands.privacy import add_forget_me, add_opt_out, add_privacy
from qa_bot.discord_bot.commands.reindex import Ingest, IsOwner, add_reindex
from qa_bot.discord_bot.commands.status import add_status
from qa_bot.discord_bot.desk.health import Health
from qa_bot.discord_bot.desk.shelf import settings_for
from qa_bot.discord_bot.incoming.invocation import granted_to
from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.outgoing.failures import answering_failures
from qa_bot.discord_bot.policy.access import bounds_of
from qa_bot.ingestion.report import IngestReport, ProgressListener
from qa_bot.prompts import Prompts
from qa_bot.settings import Settings


class Parts(NamedTuple):
    """What the commands work with; `ingest` replaces the ingest of the settings."""

    settings: Settings
    store: Store
    prompts: Prompts
    health: Callable[[], Health]
    is_owner: IsOwner
    ingest: Ingest | None = None


def add_administration(tree: app_commands.CommandTree[Any], parts: Parts) -> None:
    """Add the commands to a tree, and what answers when any command of it fails."""
    settings = parts.settings
    changes = ConfigChanges(parts.store, bounds_of(settings), settings.discord_message_content, settings.discord_corpora)
    tree.add_command(ConfigCommands(changes))
    add_status(tree, parts.health, settings, parts.store)
    add_news(tree, settings, parts.store, parts.prompts)
    add_reindex(tree, partial(_ingest_of, parts), partial(_asked_here, parts), parts.is_owner)
    add_privacy(tree, settings, parts.prompts)
    add_forget_me(tree, parts.store, parts.prompts)
    add_opt_out(tree, parts.store, parts.prompts)
    tree.error(answering_failures(parts.prompts))


def _ingest_of(parts: Parts, corpus: str) -> Ingest:
    return parts.ingest or partial(_ingest, parts.settings, corpus)


def _ingest(settings: Settings, corpus: str, progress: ProgressListener) -> IngestReport:
    return run_ingest(settings_for(locate(settings), (corpus,)), progress=progress)


async def _asked_here(parts: Parts, interaction: discord.Interaction) -> Sequence[str]:
    """Return the corpora that the person may ask in the place of a command."""
    access = await granted_to(interaction, parts.settings, parts.store.guild_config)
    return access.readable.in_private
