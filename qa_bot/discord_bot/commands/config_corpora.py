"""/config corpus: which of the operator's corpora the bot answers from, in a channel, everywhere, or in private for a role."""

import re
from typing import Any, NamedTuple

import discord
from discord import app_commands

from qa_bot.discord_bot.commands.config_changes import ConfigChanges, require_manager
from qa_bot.discord_bot.commands.config_channel import ChannelOption, Described, chosen_channel
from qa_bot.discord_bot.commands.config_text import describe_corpora
from qa_bot.discord_bot.outgoing.responses import RefusedError, acknowledge, say
from qa_bot.discord_bot.policy.choices import GuildConfig

OFFERED = 25
NAMES_CHARS = 200
MOST_TOGETHER = 8
TWICE = "Choose a channel, a role or everywhere: one of them at a time. Nothing was changed."
OPTIONS = {
    "corpora": "Names, separated by commas; leave them out to go back to what held before",
    "channel": "This channel, unless you choose another",
    "role": "Open the corpora to people with this role, in answers that they alone see",
    "everywhere": "In all channels without corpora of their own",
}
_BETWEEN = re.compile(r"[,;\s]+")


class Target(NamedTuple):
    """What corpora are chosen for: a channel, a role or everywhere; without any of them the channel of the command."""

    channel: Described | None
    role: discord.Role | None
    everywhere: bool


def corpus_command(changes: ConfigChanges) -> app_commands.Command[Any, ..., None]:
    """Return the command; the group that it is added to lets only managers use it."""

    @app_commands.command(name="corpus", description="Choose which documents the bot answers from")
    @app_commands.describe(**OPTIONS)
    async def corpus(
        interaction: discord.Interaction,
        corpora: app_commands.Range[str, 0, NAMES_CHARS] = "",
        channel: ChannelOption | None = None,
        role: discord.Role | None = None,
        everywhere: bool = False,
    ) -> None:
        await _choose(changes, interaction, corpora, Target(channel, role, everywhere))

    @corpus.autocomplete("corpora")
    async def offer(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            return []
        fitting = offered(typed, changes.choosable(interaction.guild_id))
        return [app_commands.Choice(name=text, value=text) for text in fitting if len(text) <= 100][:OFFERED]

    return corpus


async def _choose(changes: ConfigChanges, interaction: discord.Interaction, typed: str, target: Target) -> None:
    await acknowledge(interaction)
    guild_id = require_manager(interaction)
    names = _chosen(typed, changes.choosable(guild_id))
    if sum((target.channel is not None, target.role is not None, target.everywhere)) > 1:
        raise RefusedError(TWICE)
    channel = None if target.role or target.everywhere else chosen_channel(interaction, target.channel)
    if channel is not None:
        changes.check_place(channel.place)

    def change(config: GuildConfig) -> GuildConfig:
        if target.role is not None:
            return config.with_role_corpora(target.role.id, names)
        return config.with_corpora(channel.id if channel else None, names)

    await say(interaction, describe_corpora(await changes.change(guild_id, change), changes.choosable(guild_id)))


def offered(typed: str, names: tuple[str, ...]) -> list[str]:
    """Return what the last of the names that were typed may become, with those before it."""
    *before, last = _BETWEEN.split(typed.lstrip())
    fitting = (name for name in names if last.casefold() in name.casefold() and name not in before)
    return [", ".join((*before, name)) for name in fitting]


def _chosen(typed: str, names: tuple[str, ...]) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(filter(None, _BETWEEN.split(typed))))
    if unknown := [name for name in chosen if name not in names]:
        known = f"choose among {', '.join(f'`{name}`' for name in names)}" if names else "it lends none to this server"
        raise RefusedError(
            f"Whoever runs the bot did not list `{unknown[0].replace('`', '')}` (QA_BOT_DISCORD_CORPORA): {known}. "
            "Nothing was changed."
        )
    if len(chosen) > MOST_TOGETHER:
        raise RefusedError(f"At most {MOST_TOGETHER} corpora can be asked together. Nothing was changed.")
    return chosen
