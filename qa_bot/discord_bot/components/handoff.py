"""Ask a person where the documents have no answer, and keep what they reply."""

import asyncio
import logging
from typing import Any

import discord

from qa_bot.discord_bot.components.answer_view import GONE, AnswerButton, Pressed, entry_of
from qa_bot.discord_bot.memory.community import Written
from qa_bot.discord_bot.memory.entry import Entry
from qa_bot.discord_bot.outgoing.requests import FAILURES
from qa_bot.discord_bot.outgoing.responses import acknowledge, say, say_beside
from qa_bot.discord_bot.outgoing.text import cut, escape, one_line
from qa_bot.discord_bot.outgoing.threads import open_thread

QUESTION_CHARS = 1000
KEEP_LABEL = "Keep this answer"
_logger = logging.getLogger(__name__)


async def ask_person(pressed: Pressed) -> None:
    """Ping the role of helpers once about a question that the documents did not answer, within limits, in its thread."""
    interaction, buttons = pressed.interaction, pressed.buttons
    await acknowledge(interaction)
    entry = await entry_of(pressed)
    if entry is None:
        await say(interaction, GONE)
        return
    config = await asyncio.to_thread(buttons.store.guild_config, interaction.guild_id or 0)
    refusal = await buttons.refusal(interaction, entry, False) or _refusal(pressed, config.handoff_role_id)
    if refusal is None and not await asyncio.to_thread(buttons.community.hand_over, entry):
        refusal = buttons.prompts.say("discord_handoff_asked_before")
    if refusal is not None or config.handoff_role_id is None:
        await say(interaction, refusal or buttons.prompts.say("discord_handoff_off"))
        return
    called = await _call(pressed, entry, config.handoff_role_id)
    if called is None:
        await asyncio.to_thread(buttons.community.take_back, entry)
        await say(interaction, buttons.prompts.say("discord_handoff_failed"))
        return
    await asyncio.to_thread(buttons.community.add_call, entry, called.id, called.channel.id)
    await say(interaction, buttons.prompts.say("discord_handoff_done", link=called.jump_url))


async def keep_answer(pressed: Pressed) -> None:
    """Keep the message of a helper that the offer replies to; only who wrote it can."""
    interaction, buttons = pressed.interaction, pressed.buttons
    await acknowledge(interaction, is_new=False)
    entry, message = await entry_of(pressed), await _replied(interaction)
    config = await asyncio.to_thread(buttons.store.guild_config, interaction.guild_id or 0)
    role_ids = {role.id for role in getattr(interaction.user, "roles", ())}
    if entry is None or message is None:
        await say_beside(interaction, GONE)
    elif message.author.id != interaction.user.id or config.handoff_role_id not in role_ids:
        await say_beside(interaction, buttons.prompts.say("discord_handoff_not_yours"))
    elif isinstance(message.channel, discord.Thread) and message.channel.is_private():
        await say_beside(interaction, buttons.prompts.say("discord_handoff_private"))
    elif not (text := buttons.written_text(message)):
        await say_beside(interaction, buttons.prompts.say("discord_handoff_unread"))
    else:
        written = Written(
            message_id=message.id,
            channel_id=message.channel.id,
            author_id=message.author.id,
            author_name=message.author.display_name,
            text=text,
        )
        kept = await asyncio.to_thread(buttons.community.keep, entry, written, buttons.keep_days)
        await say(interaction, buttons.prompts.say("discord_handoff_kept", until=f"{kept.expires_at:%Y-%m-%d}"))


def offer_view(entry: Entry) -> discord.ui.View:
    """Return the button with which a helper keeps a reply."""
    view = discord.ui.View(timeout=None)
    view.add_item(AnswerButton("keep", entry.id, label=KEEP_LABEL, style=discord.ButtonStyle.success))
    return view


def _refusal(pressed: Pressed, role_id: int | None) -> str | None:
    """Return why nobody is asked now; where somebody may be, that is counted."""
    interaction, buttons = pressed.interaction, pressed.buttons
    if role_id is None or interaction.guild_id is None:
        return buttons.prompts.say("discord_handoff_off")
    if not buttons.calls.take(interaction.user.id, interaction.guild_id):
        return buttons.prompts.say("discord_handoff_limit")
    return None


async def _call(pressed: Pressed, entry: Entry, role_id: int) -> discord.Message | None:
    """Ping the role in the thread of the answer, which is opened where there is none; None where that cannot be sent."""
    interaction, buttons = pressed.interaction, pressed.buttons
    question = cut(escape(one_line(entry.answer.question)), QUESTION_CHARS)
    text = buttons.prompts.say("discord_handoff_call", role=f"<@&{role_id}>", question=question)
    channel: Any = interaction.client.get_partial_messageable(interaction.channel_id, guild_id=interaction.guild_id)
    if interaction.message is not None and not isinstance(interaction.channel, discord.Thread):
        message = channel.get_partial_message(interaction.message.id)
        channel = await open_thread(message, entry.answer.question, buttons.store) or channel
    try:
        sent: discord.Message = await channel.send(
            text, allowed_mentions=discord.AllowedMentions(everyone=False, users=False, roles=[discord.Object(role_id)])
        )
        return sent
    except FAILURES as error:
        _logger.warning("nobody can be asked: channel=%s error=%s", interaction.channel_id, error)
        return None


async def _replied(interaction: discord.Interaction[Any]) -> discord.Message | None:
    """Return the message that the one with the button replies to, as it is now."""
    reference = interaction.message.reference if interaction.message else None
    if reference is None or reference.message_id is None:
        return None
    try:
        return await interaction.channel.fetch_message(reference.message_id)  # type: ignore[union-attr]
    except FAILURES:
        return None
