"""The buttons under an answer. What they need is in their custom ids, so that they outlive restarts."""

import asyncio
import logging
from typing import Any

import discord

from qa_bot.discord_bot.components.buttons import GONE, Buttons, entry_of, known_soon, press
from qa_bot.discord_bot.components.source_pages import PageButton, SourcesButton
from qa_bot.discord_bot.components.voting import FORM, DownButton, UpButton
from qa_bot.discord_bot.memory.store import Entry
from qa_bot.discord_bot.outgoing.rendering import reading_label
from qa_bot.discord_bot.outgoing.responses import acknowledge, say, say_beside

MOST_READINGS = 10
DELETED = "The answer is deleted, with its votes."
NOT_YOURS = "Only the person who asked and members who may manage messages can delete this answer."
NOT_DELETED = "Discord did not let me delete the answer. Somebody who may manage messages can delete it."
STRAY = "This is of an earlier version of me and does nothing any more. Ask again to get a fresh answer."
PRESSES = frozenset({discord.InteractionType.component, discord.InteractionType.modal_submit})
_logger = logging.getLogger(__name__)


def answer_view(entry: Entry, is_private: bool = False) -> discord.ui.View:
    """Return the buttons under an answer; a private one can be dismissed and needs no button to delete it."""
    view = discord.ui.View(timeout=None)
    if entry.answer.citations:
        view.add_item(SourcesButton(entry.id, len(entry.answer.citations)))
    view.add_item(UpButton(entry.id))
    view.add_item(DownButton(entry.id))
    if not is_private:
        view.add_item(DeleteButton(entry.id))
    for number, reading in enumerate(entry.answer.readings[:MOST_READINGS], 1):
        view.add_item(ReadingButton(entry.id, number, reading_label(number, reading)))
    return view


async def answer_stray(interaction: discord.Interaction[Any]) -> None:
    """Say that a button or form is of an earlier version and does nothing; Discord would say that something went wrong."""
    sent: Any = interaction.data
    if interaction.type in PRESSES and not _is_known(interaction.client, sent["custom_id"]):
        await press(interaction, lambda _: say_beside(interaction, STRAY))


def dynamic_items() -> tuple[type[discord.ui.DynamicItem[Any]], ...]:
    """Return what to give to `client.add_dynamic_items` before the client connects."""
    return (SourcesButton, PageButton, UpButton, DownButton, DeleteButton, ReadingButton)


class DeleteButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"qa:delete:(?P<entry>[\w-]{1,40})"):
    """The button 🗑️, which deletes an answer: for the person who asked, and for members who may manage messages."""

    def __init__(self, entry_id: str) -> None:
        self.entry_id = entry_id
        super().__init__(discord.ui.Button(emoji="🗑️", custom_id=f"qa:delete:{entry_id}"))

    @classmethod
    async def from_custom_id(cls, _: Any, __: Any, match: Any, /) -> "DeleteButton":
        """Return the button of a custom id."""
        return cls(match["entry"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Delete the answer where the person may."""
        await press(interaction, lambda buttons: self._delete(interaction, buttons))

    async def _delete(self, interaction: discord.Interaction[Any], buttons: Buttons) -> None:
        await acknowledge(interaction)
        entry = await entry_of(buttons, self.entry_id)
        if entry is None:
            await say(interaction, GONE)
        elif not _may_delete(interaction, buttons, entry):
            await say(interaction, NOT_YOURS)
        elif not await _delete_messages(interaction, entry):
            await say(interaction, NOT_DELETED)
        else:
            await asyncio.to_thread(buttons.store.delete_entry, entry.id)
            await say(interaction, DELETED)


class ReadingButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"qa:reading:(?P<entry>[\w-]{1,40}):(?P<number>\d{1,2})"
):
    """The button that asks one of the questions that an ambiguous one may mean."""

    def __init__(self, entry_id: str, number: int, label: str = "…") -> None:
        self.entry_id = entry_id
        self.number = number
        button: discord.ui.Button[Any] = discord.ui.Button(label=label, custom_id=f"qa:reading:{entry_id}:{number}")
        super().__init__(button, row=1 + (number - 1) // 5)

    @classmethod
    async def from_custom_id(cls, _: Any, __: Any, match: Any, /) -> "ReadingButton":
        """Return the button of a custom id."""
        return cls(match["entry"], int(match["number"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Have the reading answered."""
        await press(interaction, lambda buttons: self._ask(interaction, buttons))

    async def _ask(self, interaction: discord.Interaction[Any], buttons: Buttons) -> None:
        if await known_soon(_is_gone(buttons, self.entry_id)):
            await say_beside(interaction, GONE)
            return
        await buttons.answer_reading(interaction, self.entry_id, self.number)


def _is_known(client: discord.Client, custom_id: str) -> bool:
    """Tell whether something of this version has a custom id."""
    lasting = {getattr(item, "custom_id", None) for view in client.persistent_views for item in view.children}
    patterns = (FORM, *(item.__discord_ui_compiled_template__ for item in dynamic_items()))
    return custom_id in lasting or any(pattern.fullmatch(custom_id) for pattern in patterns)


async def _is_gone(buttons: Buttons, entry_id: str) -> bool:
    return await entry_of(buttons, entry_id) is None


def _may_delete(interaction: discord.Interaction[Any], buttons: Buttons, entry: Entry) -> bool:
    is_moderator = interaction.guild_id is not None and interaction.permissions.manage_messages
    return is_moderator or buttons.store.is_asker(entry, interaction.user.id)


async def _delete_messages(interaction: discord.Interaction[Any], entry: Entry) -> bool:
    """Delete the messages of an answer, the one with the button last; tell whether all are gone."""
    pressed = interaction.message.id if interaction.message else 0
    channel = interaction.client.get_partial_messageable(interaction.channel_id, guild_id=interaction.guild_id)
    others = sorted(set(entry.message_ids) - {pressed})
    for message_id in (*others, pressed):
        try:
            await channel.get_partial_message(message_id).delete()
        except discord.NotFound:
            continue
        except discord.HTTPException as error:
            _logger.warning("an answer cannot be deleted: message=%d status=%d", message_id, error.status)
            return False
    return True
