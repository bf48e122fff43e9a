"""👍 and 👎: one vote a person, changeable; 👎 asks why."""

import asyncio
import re
from typing import Any

import discord

from qa_bot.discord_bot.components.answer_view import GONE, Buttons, Pressed, known_soon, press
from qa_bot.discord_bot.memory.entry import VoteValue
from qa_bot.discord_bot.outgoing.responses import acknowledge, say, say_beside

REASON_CHARS = 1000
REASON_ID = "reason"
FORM = re.compile(r"qa:reason:(?P<entry>[\w-]{1,40})")
UP_NOTED = "Thank you: noted as helpful. You can change your vote at any time."
DOWN_NOTED = "Thank you: noted as not helpful. You can change your vote at any time."


async def vote_up(pressed: Pressed) -> None:
    """Keep that an answer helped."""
    await acknowledge(pressed.interaction)
    is_kept = await _vote(pressed.buttons, pressed.entry_id, pressed.interaction.user.id, 1)
    await say(pressed.interaction, UP_NOTED if is_kept else GONE)


async def vote_down(pressed: Pressed) -> None:
    """Keep that an answer did not help, and open the form that asks why; the vote counts even if that is closed."""
    if await known_soon(_vote(pressed.buttons, pressed.entry_id, pressed.interaction.user.id, -1)) is False:
        await say_beside(pressed.interaction, GONE)
        return
    await pressed.interaction.response.send_modal(ReasonForm(pressed.entry_id))


class ReasonForm(discord.ui.Modal):
    """The form that asks what was wrong with an answer; what is sent comes to `take_reason`, after a restart too."""

    def __init__(self, entry_id: str) -> None:
        super().__init__(title="What was wrong with the answer?", custom_id=f"qa:reason:{entry_id}")
        reason: discord.ui.TextInput[Any] = discord.ui.TextInput(
            label="Reason (your vote counts without one)",
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=REASON_CHARS,
            custom_id=REASON_ID,
        )
        self.add_item(reason)
        # The library keeps only forms that are not stopped, and would take what is sent to `on_submit`.
        self.stop()


async def take_reason(interaction: discord.Interaction[Any]) -> None:
    """Keep the reason of a form that was sent, whoever opened it and when; any other interaction is left alone."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return
    sent: Any = interaction.data
    if form := FORM.fullmatch(sent["custom_id"]):
        await press(interaction, lambda buttons: _keep_reason(interaction, buttons, form["entry"], _typed(sent["components"])))


async def _keep_reason(interaction: discord.Interaction[Any], buttons: Buttons, entry_id: str, typed: str) -> None:
    await acknowledge(interaction)
    is_kept = await _vote(buttons, entry_id, interaction.user.id, -1, typed.strip() or None)
    await say(interaction, DOWN_NOTED if is_kept else GONE)


def _typed(components: list[dict[str, Any]]) -> str:
    """Return what was typed into the field of the form, in whatever rows or labels Discord puts it."""
    for component in components:
        inner = [*component.get("components", ()), *([component["component"]] if "component" in component else [])]
        found = str(component.get("value") or "") if component.get("custom_id") == REASON_ID else _typed(inner)
        if found:
            return found
    return ""


async def _vote(buttons: Buttons, entry_id: str, user_id: int, value: VoteValue, reason: str | None = None) -> bool:
    return await asyncio.to_thread(buttons.store.vote, entry_id, user_id, value, reason)
