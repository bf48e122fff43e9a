"""/privacy and /forget-me: what is kept of people, and how it is deleted."""

import asyncio
from typing import Any

import discord
from discord import app_commands

from qa_bot.discord_bot.memory.opted_out import OptedOut
from qa_bot.discord_bot.memory.store import Forgotten, Store
from qa_bot.discord_bot.outgoing.failures import answering_failures
from qa_bot.discord_bot.outgoing.responses import acknowledge, for_servers_and_messages, say
from qa_bot.prompts import Prompts
from qa_bot.settings import Settings

FORGET_ID = "qa:forget-me"


def add_privacy(tree: app_commands.CommandTree[Any], settings: Settings, prompts: Prompts) -> None:
    """Add /privacy to the tree."""

    @for_servers_and_messages
    @tree.command(name="privacy", description="Show what the bot keeps of you, for how long and where")
    async def privacy(interaction: discord.Interaction) -> None:
        await acknowledge(interaction)
        await say(interaction, privacy_text(settings, prompts))


def add_forget_me(tree: app_commands.CommandTree[Any], store: Store, prompts: Prompts) -> None:
    """Add /forget-me to the tree, and its button to the client, where it outlives restarts."""
    tree.client.add_view(ForgetMe(store, prompts))

    @for_servers_and_messages
    @tree.command(name="forget-me", description="Delete the questions, answers and votes the bot keeps of you")
    async def forget_me(interaction: discord.Interaction) -> None:
        await acknowledge(interaction)
        await say(interaction, prompts.say("discord_forget_me"), ForgetMe(store, prompts))


def add_opt_out(tree: app_commands.CommandTree[Any], store: Store, prompts: Prompts) -> None:
    """Add /opt-out to the tree."""

    @for_servers_and_messages
    @tree.command(name="opt-out", description="Keep your posts in forums out of the documents")
    @app_commands.rename(is_out="out")
    @app_commands.describe(is_out="False lets them in again")
    async def opt_out(interaction: discord.Interaction, is_out: bool = True) -> None:
        await acknowledge(interaction)
        await asyncio.to_thread(OptedOut(store).choose, interaction.user.id, is_out)
        await say(interaction, prompts.say("discord_opted_out" if is_out else "discord_opted_in"))


class ForgetMe(discord.ui.View):
    """The button that deletes what is kept of the person who presses it."""

    def __init__(self, store: Store, prompts: Prompts) -> None:
        super().__init__(timeout=None)
        self._store = store
        self._answer_failure = answering_failures(prompts)

    @discord.ui.button(label="Delete it all", style=discord.ButtonStyle.danger, custom_id=FORGET_ID)
    async def forget(self, interaction: discord.Interaction, button: "discord.ui.Button[ForgetMe]") -> None:
        """Delete, and take the button away."""
        await acknowledge(interaction, is_new=False)
        forgotten = await asyncio.to_thread(self._store.forget_user, interaction.user.id)
        await say(interaction, forgotten_text(forgotten))

    async def on_error(self, interaction: discord.Interaction, error: Exception, item: "discord.ui.Item[ForgetMe]", /) -> None:
        """Say that it failed."""
        await self._answer_failure(interaction, error)


def privacy_text(settings: Settings, prompts: Prompts) -> str:
    """Return what is kept, as the settings have it."""
    if settings.llm == "none":
        service = prompts.say("discord_privacy_local")
    else:
        service = prompts.say("discord_privacy_service", model=settings.llm)
    kept = prompts.say("discord_privacy", days=str(settings.discord_keep_days), service=service)
    community = prompts.say("discord_privacy_community", days=str(settings.discord_community_days))
    return "\n".join((kept, community, prompts.say("discord_privacy_files"), prompts.say("discord_privacy_forum")))


def forgotten_text(forgotten: Forgotten) -> str:
    """Return what was deleted, in words."""
    if forgotten == Forgotten(entries=0, votes=0):
        return "There was nothing to delete."
    entries = "1 question with its answer" if forgotten.entries == 1 else f"{forgotten.entries:,} questions with their answers"
    votes = "1 vote" if forgotten.votes == 1 else f"{forgotten.votes:,} votes"
    if forgotten.community:
        votes += f", {forgotten.community:,} of the answers of people that you gave or asked for"
    return f"Deleted: {entries} and {votes}. Buttons under those answers no longer work."
