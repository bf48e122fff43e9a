"""The buttons under an answer. What they need is in their custom ids, so that they outlive restarts."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, NamedTuple, TypeVar

import discord

from qa_bot.discord_bot.memory.community import Community
from qa_bot.discord_bot.memory.entry import Entry
from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.outgoing.rendering import reading_label
from qa_bot.discord_bot.outgoing.requests import within
from qa_bot.discord_bot.policy.limits import Calls
from qa_bot.prompts import Prompts

PERSON_LABEL = "Ask a person"
LABEL_CHARS = 80
GONE = "This answer is no longer kept, so its buttons do nothing any more. Ask again to get a fresh one."
MOST_READINGS = 10
READINGS_IN_A_ROW = 5
# A press must be answered within three seconds; what decides how it is answered may take this long.
PATIENCE_S = 1.5
# What a button does, for which entry and, for pages and readings alone, with which number.
CUSTOM_ID = (
    r"qa:(?P<action>sources|up|down|delete|person|keep|again|(?P<numbered>page|reading)):(?P<entry>[\w-]{1,40})"
    r"(?(numbered):(?P<number>\d{1,4}))"
)
Result = TypeVar("Result")


class Pressed(NamedTuple):
    """A button that was pressed: by whom and where, on which entry, with which number."""

    interaction: discord.Interaction[Any]
    buttons: "Buttons"
    entry_id: str
    number: int


Action = Callable[[Pressed], Awaitable[None]]


class Buttons(NamedTuple):
    """What buttons work with; the client has it as its attribute `buttons`.

    `actions` says what each button does, `calls` how often people are asked. `written_text` reads what somebody wrote,
    which is kept for `keep_days`. `answer_reading(interaction, entry_id, number)` asks the reading of that number, counted
    from 1, and `answer_again(interaction, entry_id)` the same question; they acknowledge the interaction themselves.
    `refusal(interaction, entry, is_private)` says why the person who pressed may not be shown what an entry has of
    documents, alone or for all to see, None where they may. `answer_failure(interaction, error)` says that something went
    wrong, and logs it.
    """

    store: Store
    community: Community
    prompts: Prompts
    calls: Calls
    keep_days: float
    written_text: Callable[[discord.Message], str]
    source_url_template: str | None
    actions: Mapping[str, Action]
    answer_reading: Callable[[discord.Interaction[Any], str, int], Awaitable[None]]
    answer_again: Callable[[discord.Interaction[Any], str], Awaitable[None]]
    refusal: Callable[[discord.Interaction[Any], Entry, bool], Awaitable[str | None]]
    answer_failure: Callable[[discord.Interaction[Any], Exception], Awaitable[None]]


class AnswerButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=CUSTOM_ID,
):
    """A button under an answer or under a page of its sources; the number is that of a page or of a reading."""

    def __init__(self, action: str, entry_id: str, number: int | None = None, row: int | None = None, **looks: Any) -> None:
        self.action = action
        self.entry_id = entry_id
        self.number = number
        custom_id = f"qa:{action}:{entry_id}" if number is None else f"qa:{action}:{entry_id}:{number}"
        super().__init__(discord.ui.Button(custom_id=custom_id, **looks), row=row)

    @classmethod
    async def from_custom_id(cls, _: Any, __: Any, match: Any, /) -> "AnswerButton":
        """Return the button of a custom id."""
        number = match["number"]
        return cls(match["action"], match["entry"], None if number is None else int(number))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button is for."""

        async def act(buttons: Buttons) -> None:
            await buttons.actions[self.action](Pressed(interaction, buttons, self.entry_id, self.number or 0))

        await press(interaction, act)


def answer_view(
    entry: Entry, is_private: bool = False, offers_person: bool = False, again_label: str | None = None
) -> discord.ui.View:
    """Return the buttons under an answer; a private one can be dismissed and needs no button to delete it.

    `offers_person` adds the one that asks a person in place of the documents, `again_label` the one that asks again.
    """
    view = discord.ui.View(timeout=None)
    if cited := len(entry.answer.citations):
        label = f"Sources ({cited})"
        view.add_item(AnswerButton("sources", entry.id, label=label, emoji="📄", style=discord.ButtonStyle.primary))
    view.add_item(AnswerButton("up", entry.id, emoji="👍"))
    view.add_item(AnswerButton("down", entry.id, emoji="👎"))
    if not is_private:
        view.add_item(AnswerButton("delete", entry.id, emoji="🗑️"))
    if offers_person:
        view.add_item(AnswerButton("person", entry.id, label=PERSON_LABEL, emoji="🙋"))
    if again_label is not None:
        view.add_item(AnswerButton("again", entry.id, label=again_label[:LABEL_CHARS], emoji="🔄"))
    for number, reading in enumerate(entry.answer.readings[:MOST_READINGS], 1):
        row = 1 + (number - 1) // READINGS_IN_A_ROW
        view.add_item(AnswerButton("reading", entry.id, number, row, label=reading_label(number, reading)))
    return view


async def press(interaction: discord.Interaction[Any], action: Callable[[Buttons], Awaitable[None]]) -> None:
    """Do what a button or a form is for; whatever fails is told to the person who used it."""
    buttons: Buttons = interaction.client.buttons
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


async def entry_of(pressed: Pressed) -> Entry | None:
    """Return the entry of a button; None where it is gone."""
    return await asyncio.to_thread(pressed.buttons.store.entry, pressed.entry_id)
