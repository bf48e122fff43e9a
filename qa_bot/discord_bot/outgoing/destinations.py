"""Where answers appear: as replies in a channel, or as responses to an interaction."""

import io
import logging
import time
from typing import Any

import discord

from qa_bot.discord_bot.outgoing.delivery import Part
from qa_bot.discord_bot.outgoing.requests import FAILURES, insist

FILE_NAME = "answer.md"
# An interaction can be answered for 15 minutes; a minute of them is left for retries.
TOKEN_LIFE_S = 14 * 60.0
_logger = logging.getLogger(__name__)


class ChannelDestination:
    """A channel, to which messages are sent, each as a reply where there is a message to reply to.

    `key` makes sends idempotent: Discord returns the first message where the same nonce comes twice.
    """

    def __init__(self, channel: discord.abc.Messageable, key: int, reference: discord.MessageReference | None = None) -> None:
        self._channel = channel
        self._key = key
        self._reference = reference
        self._sent = 0

    async def open(self, part: Part) -> discord.Message:
        """Send the first message."""
        return await self.post(part)

    async def post(self, part: Part) -> discord.Message:
        """Send a message; without the reply or the file where Discord does not let the bot send those."""
        self._sent += 1
        try:
            return await self._send(part, self._reference)
        except discord.NotFound:
            raise
        except discord.HTTPException as error:
            if error.status not in (400, 403) or not (self._reference or part.file):
                raise
            _logger.info("sending a plainer message: status=%d code=%d", error.status, error.code)
            self._reference = None
            return await self._send(part._replace(file=None), None)

    async def edit(self, message: discord.Message, part: Part) -> None:
        """Change a message."""
        await insist(lambda: message.edit(**_changed(part)))

    async def remove(self, message: discord.Message) -> None:
        """Delete a message."""
        await message.delete()

    async def _send(self, part: Part, reference: discord.MessageReference | None) -> discord.Message:
        options: dict[str, Any] = {"view": part.view} if part.view else {}
        if reference is not None:
            options["reference"] = reference
        options |= {"nonce": f"{self._key}-{self._sent}", "mention_author": False}
        return await insist(lambda: self._channel.send(part.content, files=files_of(part), suppress_embeds=True, **options))


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
            await insist(lambda: message.edit(**_changed(part)))
        elif self._is_private and self._late is None:
            raise TimeoutError
        else:
            own = self._interaction.client.get_partial_messageable(message.channel.id).get_partial_message(message.id)
            await insist(lambda: own.edit(**_changed(part)))

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
        return await insist(lambda: self._interaction.edit_original_response(**_changed(part)))

    async def _follow_up(self, part: Part) -> discord.Message:
        options: dict[str, Any] = {"view": part.view} if part.view else {}
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


def _changed(part: Part) -> dict[str, Any]:
    changed: dict[str, Any] = {"content": part.content, "view": part.view}
    return changed if part.file is None else changed | {"attachments": files_of(part)}


def files_of(part: Part) -> list[discord.File]:
    """Return the files of a message, made anew for each request."""
    return [discord.File(io.BytesIO(part.file.encode()), FILE_NAME)] if part.file is not None else []
