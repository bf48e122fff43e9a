"""How commands and buttons answer: it is acknowledged at once that an answer comes, then something is said."""

import logging
import time
from typing import Any, TypeVar

import discord
from discord import app_commands

from qa_bot.discord_bot.outgoing.delivery import ChannelDestination, Part, changed_by, files_of
from qa_bot.discord_bot.outgoing.requests import FAILURES, insist
from qa_bot.discord_bot.outgoing.text import MESSAGE_CHARS
from qa_bot.errors import UsageError

ALREADY_ACKNOWLEDGED = 40060
# An interaction can be answered for 15 minutes; a minute of them is left for retries.
TOKEN_LIFE_S = 14 * 60.0
_logger = logging.getLogger(__name__)
Command = TypeVar("Command", bound=app_commands.Command[Any, ..., None] | app_commands.ContextMenu)


class RefusedError(UsageError):
    """A command does nothing; the message tells the person who used it why."""


def for_servers_and_messages(command: Command) -> Command:
    """Offer a command on servers that invited the bot and in direct messages with it, and nowhere else."""
    command.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
    command.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False)
    return command


async def acknowledge(interaction: discord.Interaction[Any], is_private: bool = True, is_new: bool = True) -> None:
    """Tell Discord that an answer comes: a new one, or where `is_new` is false a change of the message that was pressed.

    A new one that `is_private` is seen by the person who asked alone. Where Discord's reply to this was lost it is said
    again, and Discord may say that it was said already: it was.
    """
    try:
        await insist(lambda: interaction.response.defer(ephemeral=is_private, thinking=is_new))
    except discord.HTTPException as error:
        if error.code != ALREADY_ACKNOWLEDGED:
            raise


async def say(
    interaction: discord.Interaction[Any],
    text: str,
    view: discord.ui.View | None = None,
    embed: discord.Embed | None = None,
) -> None:
    """Answer what was acknowledged, or replace what was answered."""
    shown = shortened(text)
    await insist(lambda: interaction.edit_original_response(content=shown, view=view, embed=embed))


async def say_beside(interaction: discord.Interaction[Any], text: str) -> None:
    """Say something to the person alone, in a message of its own, acknowledged or not; what was answered stays."""
    if not interaction.response.is_done():
        try:
            await interaction.response.send_message(shortened(text), ephemeral=True)
            return
        except discord.HTTPException as error:
            if error.code != ALREADY_ACKNOWLEDGED:
                raise
    await interaction.followup.send(shortened(text), ephemeral=True)


def shortened(text: str) -> str:
    """Return a text that fits into a message."""
    return text if len(text) <= MESSAGE_CHARS else f"{text[: MESSAGE_CHARS - 2]} …"


class InteractionDestination:
    """A deferred interaction; when it can no longer be answered its channel, or the person in private."""

    def __init__(self, interaction: discord.Interaction, is_private: bool, preface: str) -> None:
        self._interaction = interaction
        self._is_private = is_private
        self._preface = preface
        self._began = time.monotonic()
        self._late: ChannelDestination | None = None

    async def open(self, part: Part) -> discord.Message:
        """Turn the deferral into a message."""
        if self._is_late():
            return await self.post(part)
        try:
            return await self._edit_original(part)
        except FAILURES as error:
            _logger.info("the response is gone (%s); sending a new one", type(error).__name__)
            return await self.post(part)

    async def edit(self, message: discord.Message, part: Part) -> None:
        """Change a message; one that an old interaction can no longer change is changed as the bot's own."""
        if self._late is None and not self._is_late():
            await insist(lambda: message.edit(**changed_by(part)))
        elif self._is_private and self._late is None:
            raise TimeoutError
        else:
            own = self._interaction.client.get_partial_messageable(message.channel.id).get_partial_message(message.id)
            await insist(lambda: own.edit(**changed_by(part)))

    async def post(self, part: Part) -> discord.Message:
        """Send one more message: as a follow-up while those are possible, else an ordinary one."""
        if self._late is None and not self._is_late():
            try:
                return await self._follow_up(part)
            except FAILURES as error:
                _logger.info("no follow-up is possible (%s); sending an ordinary message", type(error).__name__)
        return await (await self._ordinary()).post(part)

    async def remove(self, message: discord.Message) -> None:
        """Delete the response."""
        await self._interaction.delete_original_response()

    def _is_late(self) -> bool:
        return time.monotonic() - self._began > TOKEN_LIFE_S

    async def _edit_original(self, part: Part) -> discord.Message:
        return await insist(lambda: self._interaction.edit_original_response(**changed_by(part)))

    async def _follow_up(self, part: Part) -> discord.Message:
        options: dict[str, Any] = {"view": part.view} if part.view else {}
        if part.view and self._is_private:
            # The library would wait a quarter of an hour for presses; the buttons work without it, from their ids.
            part.view.stop()
        return await self._interaction.followup.send(
            part.content,
            files=files_of(part),
            wait=True,
            ephemeral=self._is_private,
            suppress_embeds=True,
            **options,
        )

    async def _ordinary(self) -> ChannelDestination:
        if self._late is None:
            self._late = await self._late_destination()
        return self._late

    async def _late_destination(self) -> ChannelDestination:
        if self._is_private:
            private = await self._interaction.user.create_dm()
            destination = ChannelDestination(private, self._interaction.id)
            await destination.post(Part(self._preface))
            return destination
        channel = self._interaction.client.get_partial_messageable(self._interaction.channel_id or 0)
        return ChannelDestination(channel, self._interaction.id)
