"""What the buttons under an answer do, each by its name in their custom ids."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import discord

from qa_bot.discord_bot.components.answer_view import GONE, Action, AnswerButton, Buttons, Pressed, entry_of, known_soon, press
from qa_bot.discord_bot.components.handoff import ask_person, keep_answer
from qa_bot.discord_bot.components.marking import ask_again
from qa_bot.discord_bot.components.source_pages import open_sources, turn_page
from qa_bot.discord_bot.components.voting import FORM, vote_down, vote_up
from qa_bot.discord_bot.memory.entry import Entry
from qa_bot.discord_bot.outgoing.responses import acknowledge, say, say_beside

DELETED = "The answer is deleted, with its votes."
NOT_YOURS = "Only the person who asked and members who may manage messages can delete this answer."
NOT_DELETED = "Discord did not let me delete the answer. Somebody who may manage messages can delete it."
STRAY = "This is of an earlier version of me and does nothing any more. Ask again to get a fresh answer."
PRESSES = frozenset({discord.InteractionType.component, discord.InteractionType.modal_submit})
_logger = logging.getLogger(__name__)


async def delete_answer(pressed: Pressed) -> None:
    """Delete an answer: for the person who asked, and for members who may manage messages."""
    interaction, buttons = pressed.interaction, pressed.buttons
    await acknowledge(interaction)
    entry = await entry_of(pressed)
    if entry is None:
        await say(interaction, GONE)
    elif not _may_delete(interaction, buttons, entry):
        await say(interaction, NOT_YOURS)
    elif not await _delete_messages(interaction, entry):
        await say(interaction, NOT_DELETED)
    else:
        await asyncio.to_thread(buttons.store.delete_entry, entry.id)
        await say(interaction, DELETED)


async def ask_reading(pressed: Pressed) -> None:
    """Have one of the questions answered that an ambiguous one may mean."""

    async def is_gone() -> bool:
        return await entry_of(pressed) is None

    if await known_soon(is_gone()):
        await say_beside(pressed.interaction, GONE)
        return
    await pressed.buttons.answer_reading(pressed.interaction, pressed.entry_id, pressed.number)


ACTIONS: Mapping[str, Action] = {
    "sources": open_sources,
    "page": turn_page,
    "up": vote_up,
    "down": vote_down,
    "delete": delete_answer,
    "reading": ask_reading,
    "person": ask_person,
    "keep": keep_answer,
    "again": ask_again,
}


async def answer_stray(interaction: discord.Interaction[Any]) -> None:
    """Say that a button or form is of an earlier version and does nothing; Discord would say that something went wrong."""
    sent: Any = interaction.data
    if interaction.type in PRESSES and not _is_known(interaction.client, sent["custom_id"]):
        await press(interaction, lambda _: say_beside(interaction, STRAY))


def _is_known(client: discord.Client, custom_id: str) -> bool:
    """Tell whether something of this version has a custom id."""
    lasting = {getattr(item, "custom_id", None) for view in client.persistent_views for item in view.children}
    patterns = (FORM, AnswerButton.__discord_ui_compiled_template__)
    return custom_id in lasting or any(pattern.fullmatch(custom_id) for pattern in patterns)


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
