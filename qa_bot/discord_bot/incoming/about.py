"""What a message asks: its own words, those of the message that it replies to or forwards, or of a question above it."""

from typing import NamedTuple

import discord

from qa_bot.discord_bot.incoming.above import asked_in, question_above
from qa_bot.discord_bot.incoming.attachments import Attachments, attachments_of
from qa_bot.discord_bot.incoming.invocation import Invocation, RepliesTo, mentions, plain_message


class About(NamedTuple):
    """What is asked, "" for nothing: then `hint` names what to say.

    `source` is the message whose conversation the question goes on with, None where there is none. `is_quoted` says that the
    question is shown above its answer, as it stands elsewhere.
    """

    question: str
    source: discord.Message | None
    hint: str
    attachments: Attachments
    is_quoted: bool = False


async def about_of(message: discord.Message, invocation: Invocation, bot_id: int) -> About:
    """Return what a message asks, as its invocation has it."""
    if invocation.asks_above:
        text = plain_message(message, bot_id)
        found = await question_above(message.channel, message, text, message.author.id, bot_id)
        messages = (message, found) if found else (message,)
        return About(asked_in(found, bot_id) if found else "", found, "discord_above_hint", attachments_of(*messages), True)
    replied = replied_message(message)
    other = replied if replied and replied.author.id != bot_id else None
    attachments = attachments_of(message, other) if other else attachments_of(message)
    source = other if invocation.asks_replied else message
    return About(invocation.question, source, _hint(message, invocation, attachments), attachments)


def replied(message: discord.Message, bot_id: int) -> tuple[RepliesTo, str]:
    """Return to whom a message replies, and what was said there as far as Discord tells."""
    if message.reference is None or message.type is not discord.MessageType.reply:
        return "nobody", ""
    found = replied_message(message) or message.reference.cached_message
    if found is not None:
        is_mine = found.author.id == bot_id
        return ("bot", "") if is_mine else ("other", asked_in(found, bot_id))
    # Discord does not always send along what was replied to; a reply to the bot mentions it without saying so in the text.
    is_pinged = any(user.id == bot_id for user in message.mentions) and not mentions(message.content, bot_id)
    return ("bot" if is_pinged else "other"), ""


def replied_message(message: discord.Message) -> discord.Message | None:
    """Return the message that one replies to, where Discord sent it along."""
    found = message.reference.resolved if message.reference else None
    return found if isinstance(found, discord.Message) else None


def _hint(message: discord.Message, invocation: Invocation, attachments: Attachments) -> str:
    """Return the name of what to say to somebody who asked nothing."""
    if attachments.readable:
        return "discord_attached_hint"
    if not message.content and message.role_mentions:
        return "discord_role_hint"
    return "discord_unread_hint" if invocation.asks_replied else "discord_hint"
