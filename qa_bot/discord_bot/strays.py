"""Presses and forms that nothing takes any more, as an earlier version of the bot left them behind."""

from typing import Any

import discord

from qa_bot.discord_bot.buttons import press, say_at_once
from qa_bot.discord_bot.privacy import FORGET_ID
from qa_bot.discord_bot.views import dynamic_items
from qa_bot.discord_bot.voting import FORM

STRAY = "This is of an earlier version of me and does nothing any more. Ask again to get a fresh answer."
_KINDS = frozenset({discord.InteractionType.component, discord.InteractionType.modal_submit})


async def answer_stray(interaction: discord.Interaction[Any]) -> None:
    """Say that a button or form does nothing, where that is so: Discord would say that something went wrong."""
    sent: Any = interaction.data
    if interaction.type in _KINDS and not is_known(sent["custom_id"]):
        await press(interaction, lambda _: say_at_once(interaction, STRAY))


def is_known(custom_id: str) -> bool:
    """Tell whether something of this version has a custom id."""
    patterns = (FORM, *(item.__discord_ui_compiled_template__ for item in dynamic_items()))
    return custom_id == FORGET_ID or any(pattern.fullmatch(custom_id) for pattern in patterns)
