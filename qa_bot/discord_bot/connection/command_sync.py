"""Tell Discord the bot's commands, but only when they changed: it allows few such calls a day."""

import asyncio
import hashlib
import json
import logging
from typing import Any

from discord import app_commands
from discord.http import Route

from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.outgoing.requests import FAILURES, within

SYNC_PATIENCE_S = 20.0
_logger = logging.getLogger(__name__)


async def sync_if_changed(tree: app_commands.CommandTree[Any], store: Store) -> None:
    """Send the commands when their hash differs from that of the last time; a failure leaves that for the next start."""
    digest = digest_of(tree)
    if await asyncio.to_thread(store.command_hash) == digest:
        return
    try:
        await within(SYNC_PATIENCE_S, tell(tree))
    except FAILURES as error:
        _logger.error("Discord did not take the commands, they stay as they were until the next start: %s", error)
        return
    await asyncio.to_thread(store.save_command_hash, digest)
    _logger.info("Discord was told the commands")


async def tell(tree: app_commands.CommandTree[Any]) -> None:
    """Send the commands; `CommandTree.sync` would read what Discord makes of them, which nobody needs."""
    application_id = tree.client.application_id
    if application_id is None:
        raise app_commands.MissingApplicationID
    await tree.client.http.bulk_upsert_global_commands(application_id, payload=payloads_of(tree))


def digest_of(tree: app_commands.CommandTree[Any]) -> str:
    """Return the hash of a tree's commands, of the application they belong to and of the service that knows it."""
    told = json.dumps([Route.BASE, tree.client.application_id, payloads_of(tree)], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def payloads_of(tree: app_commands.CommandTree[Any]) -> list[Any]:
    """Return the commands as Discord is told them, in an order that is always the same."""
    return sorted((command.to_dict(tree) for command in tree.get_commands()), key=lambda c: (c["type"], c["name"]))
