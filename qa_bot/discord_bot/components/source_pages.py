"""The pages of an answer's sources, which only the person who asked for them sees."""

from typing import Any

import discord

from qa_bot.answer import Answer
from qa_bot.discord_bot.components.buttons import GONE, Buttons, entry_of, press
from qa_bot.discord_bot.memory.store import Entry
from qa_bot.discord_bot.outgoing.rendering import source_page
from qa_bot.discord_bot.outgoing.responses import acknowledge, say, say_beside

LINK_BUTTON_CHARS = 512
NO_SOURCES = "This answer quotes no document."


class SourcesButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"qa:sources:(?P<entry>[\w-]{1,40})"):
    """The button that opens the sources at the first page."""

    def __init__(self, entry_id: str, count: int = 0) -> None:
        self.entry_id = entry_id
        label = f"Sources ({count})" if count else "Sources"
        button: discord.ui.Button[Any] = discord.ui.Button(
            label=label, emoji="📄", style=discord.ButtonStyle.primary, custom_id=f"qa:sources:{entry_id}"
        )
        super().__init__(button)

    @classmethod
    async def from_custom_id(cls, _: Any, __: Any, match: Any, /) -> "SourcesButton":
        """Return the button of a custom id."""
        return cls(match["entry"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the first page."""
        await press(interaction, lambda buttons: self._open(interaction, buttons))

    async def _open(self, interaction: discord.Interaction[Any], buttons: Buttons) -> None:
        await acknowledge(interaction)
        entry = await entry_of(buttons, self.entry_id)
        if entry is None or not entry.answer.citations:
            await say(interaction, GONE if entry is None else NO_SOURCES)
            return
        await _show(interaction, buttons, entry, 0)


class PageButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"qa:page:(?P<entry>[\w-]{1,40}):(?P<page>\d{1,4})"):
    """The button that turns to a page, counted from 0."""

    def __init__(self, entry_id: str, page: int, emoji: str = "▶️", is_enabled: bool = True) -> None:
        self.entry_id = entry_id
        self.page = page
        button: discord.ui.Button[Any] = discord.ui.Button(
            emoji=emoji, custom_id=f"qa:page:{entry_id}:{page}", disabled=not is_enabled
        )
        super().__init__(button)

    @classmethod
    async def from_custom_id(cls, _: Any, __: Any, match: Any, /) -> "PageButton":
        """Return the button of a custom id."""
        return cls(match["entry"], int(match["page"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the page in place of the one that is shown."""
        await press(interaction, lambda buttons: self._turn(interaction, buttons))

    async def _turn(self, interaction: discord.Interaction[Any], buttons: Buttons) -> None:
        await acknowledge(interaction, is_new=False)
        entry = await entry_of(buttons, self.entry_id)
        if entry is None or not entry.answer.citations:
            await say_beside(interaction, GONE)
            return
        await _show(interaction, buttons, entry, self.page)


async def _show(interaction: discord.Interaction[Any], buttons: Buttons, entry: Entry, page: int) -> None:
    shown = source_page(entry.answer, page, buttons.source_url_template)
    embed = discord.Embed(title=shown.title, url=shown.url, description=shown.body)
    await say(interaction, shown.head, _view(entry.id, entry.answer, page, shown.url), embed)


def _view(entry_id: str, answer: Answer, page: int, url: str | None) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    last = len(answer.citations) - 1
    if last:
        view.add_item(PageButton(entry_id, max(page - 1, 0), "◀️", is_enabled=page > 0))
        view.add_item(PageButton(entry_id, page + 1, "▶️", is_enabled=page < last))
    if url and len(url) <= LINK_BUTTON_CHARS:
        view.add_item(discord.ui.Button(label="Open the file", url=url))
    return view
