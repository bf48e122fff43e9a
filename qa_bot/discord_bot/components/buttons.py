"""What every button under an answer shares: its context, what becomes of failures, and what it says when its answer is gone."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, NamedTuple, TypeVar

import discord

from qa_bot.discord_bot.memory.store import Entry, Store
from qa_bot.discord_bot.outgoing.requests import within

GONE = "This answer is no longer kept, so its buttons do nothing any more. Ask again to get a fresh one."
# A press must be answered within three seconds; what decides how it is answered may take this long.
PATIENCE_S = 1.5
Result = TypeVar("Result")


class Buttons(NamedTuple):
    """What buttons work with; the client has it as its attribute `buttons`.

    `answer_reading(interaction, entry_id, number)` asks the reading of that number, counted from 1; it acknowledges the
    interaction itself. `answer_failure(interaction, error)` says that something went wrong, and logs it.
    """

    store: Store
    source_url_template: str | None
    answer_reading: Callable[[discord.Interaction[Any], str, int], Awaitable[None]]
    answer_failure: Callable[[discord.Interaction[Any], Exception], Awaitable[None]]


def buttons_of(interaction: discord.Interaction[Any]) -> Buttons:
    """Return the context of a pressed button."""
    found: Buttons = interaction.client.buttons
    return found


async def press(interaction: discord.Interaction[Any], action: Callable[[Buttons], Awaitable[None]]) -> None:
    """Do what a button is for; whatever fails is told to the person who pressed it."""
    buttons = buttons_of(interaction)
    try:
        await action(buttons)
    except Exception as error:
        await buttons.answer_failure(interaction, error)


async def known_soon(coroutine: Coroutine[Any, Any, Result]) -> Result | None:
    """Return what a coroutine returns; None where that takes too long, and then it goes on by itself."""
    try:
        return await within(PATIENCE_S, coroutine)
    except TimeoutError:
        return None


async def entry_of(buttons: Buttons, entry_id: str) -> Entry | None:
    """Return the entry of a button; None where it is gone."""
    return await asyncio.to_thread(buttons.store.entry, entry_id)
