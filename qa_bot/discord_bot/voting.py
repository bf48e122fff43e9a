"""👍 and 👎: one vote a person, changeable; 👎 asks why."""

import asyncio
from typing import Any

import discord

from qa_bot.discord_bot.buttons import GONE, Buttons, acknowledge, buttons_of, known_soon, press, say, say_gone
from qa_bot.discord_bot.entry import VoteValue

REASON_CHARS = 1000
# A form can be sent for as long as its interaction lives.
FORM_LIFE_S = 15 * 60
UP_NOTED = "Thank you: noted as helpful. You can change your vote at any time."
DOWN_NOTED = "Thank you: noted as not helpful. You can change your vote at any time."


class UpButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"qa:up:(?P<entry>[\w-]{1,40})"):
    """Say that an answer helped."""

    def __init__(self, entry_id: str) -> None:
        self.entry_id = entry_id
        super().__init__(discord.ui.Button(emoji="👍", custom_id=f"qa:up:{entry_id}"))

    @classmethod
    async def from_custom_id(cls, _: Any, __: Any, match: Any, /) -> "UpButton":
        """Return the button of a custom id."""
        return cls(match["entry"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Keep the vote."""
        await press(interaction, lambda buttons: self._vote(interaction, buttons))

    async def _vote(self, interaction: discord.Interaction[Any], buttons: Buttons) -> None:
        await acknowledge(interaction)
        is_kept = await _vote(buttons, self.entry_id, interaction.user.id, 1)
        await say(interaction, UP_NOTED if is_kept else GONE)


class DownButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"qa:down:(?P<entry>[\w-]{1,40})"):
    """Say that an answer did not help; the vote counts even if the form that asks why is closed."""

    def __init__(self, entry_id: str) -> None:
        self.entry_id = entry_id
        super().__init__(discord.ui.Button(emoji="👎", custom_id=f"qa:down:{entry_id}"))

    @classmethod
    async def from_custom_id(cls, _: Any, __: Any, match: Any, /) -> "DownButton":
        """Return the button of a custom id."""
        return cls(match["entry"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Keep the vote and open the form."""
        await press(interaction, lambda buttons: self._vote(interaction, buttons))

    async def _vote(self, interaction: discord.Interaction[Any], buttons: Buttons) -> None:
        if await known_soon(_vote(buttons, self.entry_id, interaction.user.id, -1)) is False:
            await say_gone(interaction)
            return
        await interaction.response.send_modal(ReasonForm(self.entry_id))


class ReasonForm(discord.ui.Modal):
    """Ask what was wrong with an answer."""

    def __init__(self, entry_id: str) -> None:
        super().__init__(title="What was wrong with the answer?", timeout=FORM_LIFE_S)
        self._entry_id = entry_id
        self._reason: discord.ui.TextInput[Any] = discord.ui.TextInput(
            label="Reason (your vote counts without one)",
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=REASON_CHARS,
            custom_id="reason",
        )
        self.add_item(self._reason)

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Keep the reason."""
        await acknowledge(interaction)
        reason = self._reason.value.strip() or None
        is_kept = await _vote(buttons_of(interaction), self._entry_id, interaction.user.id, -1, reason)
        await say(interaction, DOWN_NOTED if is_kept else GONE)

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:  # type: ignore[override]
        """Say that something went wrong."""
        await buttons_of(interaction).answer_failure(interaction, error)


async def _vote(buttons: Buttons, entry_id: str, user_id: int, value: VoteValue, reason: str | None = None) -> bool:
    return await asyncio.to_thread(buttons.store.vote, entry_id, user_id, value, reason)
