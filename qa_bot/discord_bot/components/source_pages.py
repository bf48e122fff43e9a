"""The pages of an answer's sources, which only the person who asked for them sees."""

from collections.abc import Awaitable, Callable

import discord

from qa_bot.answer import Answer
from qa_bot.discord_bot.components.answer_view import GONE, AnswerButton, Pressed, entry_of
from qa_bot.discord_bot.outgoing.rendering import source_page
from qa_bot.discord_bot.outgoing.responses import acknowledge, say, say_beside

LINK_BUTTON_CHARS = 512
NO_SOURCES = "This answer quotes no document."


async def open_sources(pressed: Pressed) -> None:
    """Show the first page to the person who pressed, and to nobody else."""
    await acknowledge(pressed.interaction)
    await _show(pressed, 0, say)


async def turn_page(pressed: Pressed) -> None:
    """Show the page of the button's number, counted from 0, in place of the one that is shown."""
    await acknowledge(pressed.interaction, is_new=False)
    await _show(pressed, pressed.number, say_beside)


async def _show(pressed: Pressed, page: int, tell: Callable[[discord.Interaction, str], Awaitable[object]]) -> None:
    """Show a page, or tell why there is none that this person may see here."""
    interaction, entry = pressed.interaction, await entry_of(pressed)
    if entry is None:
        await tell(interaction, GONE)
    elif refusal := await pressed.buttons.refusal(interaction, entry, True):
        await tell(interaction, refusal)
    elif not entry.answer.citations:
        await tell(interaction, NO_SOURCES)
    else:
        shown = source_page(entry.answer, page, pressed.buttons.source_url_template)
        embed = discord.Embed(title=shown.title, url=shown.url, description=shown.body)
        await say(interaction, shown.head, _view(entry.id, entry.answer, page, shown.url), embed)


def _view(entry_id: str, answer: Answer, page: int, url: str | None) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    last = len(answer.citations) - 1
    if last:
        view.add_item(AnswerButton("page", entry_id, max(page - 1, 0), emoji="◀️", disabled=page == 0))
        view.add_item(AnswerButton("page", entry_id, page + 1, emoji="▶️", disabled=page >= last))
    if url and len(url) <= LINK_BUTTON_CHARS:
        view.add_item(discord.ui.Button(label="Open the file", url=url))
    return view
