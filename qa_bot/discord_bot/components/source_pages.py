"""The pages of an answer's sources, which only the person who asked for them sees."""

import discord

from qa_bot.answer import Answer
from qa_bot.discord_bot.components.answer_view import GONE, AnswerButton, Pressed, entry_of
from qa_bot.discord_bot.memory.entry import Entry
from qa_bot.discord_bot.outgoing.rendering import source_page
from qa_bot.discord_bot.outgoing.responses import acknowledge, say, say_beside

LINK_BUTTON_CHARS = 512
NO_SOURCES = "This answer quotes no document."


async def open_sources(pressed: Pressed) -> None:
    """Show the first page to the person who pressed, and to nobody else."""
    await acknowledge(pressed.interaction)
    entry = await entry_of(pressed)
    if entry is None or not entry.answer.citations:
        await say(pressed.interaction, GONE if entry is None else NO_SOURCES)
        return
    await _show(pressed, entry, 0)


async def turn_page(pressed: Pressed) -> None:
    """Show the page of the button's number, counted from 0, in place of the one that is shown."""
    await acknowledge(pressed.interaction, is_new=False)
    entry = await entry_of(pressed)
    if entry is None or not entry.answer.citations:
        await say_beside(pressed.interaction, GONE)
        return
    await _show(pressed, entry, pressed.number)


async def _show(pressed: Pressed, entry: Entry, page: int) -> None:
    shown = source_page(entry.answer, page, pressed.buttons.source_url_template)
    embed = discord.Embed(title=shown.title, url=shown.url, description=shown.body)
    await say(pressed.interaction, shown.head, _view(entry.id, entry.answer, page, shown.url), embed)


def _view(entry_id: str, answer: Answer, page: int, url: str | None) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    last = len(answer.citations) - 1
    if last:
        view.add_item(AnswerButton("page", entry_id, max(page - 1, 0), emoji="◀️", disabled=page == 0))
        view.add_item(AnswerButton("page", entry_id, page + 1, emoji="▶️", disabled=page >= last))
    if url and len(url) <= LINK_BUTTON_CHARS:
        view.add_item(discord.ui.Button(label="Open the file", url=url))
    return view
