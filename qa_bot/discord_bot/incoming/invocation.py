"""What matters of Discord's objects: the place, the person, which messages are questions to the bot, and what they ask."""

import re
from collections.abc import Callable, Mapping
from typing import Literal

import discord

from qa_bot.discord_bot.policy.access import Access, Person, Place, granted
from qa_bot.discord_bot.policy.choices import ChannelMode, GuildConfig
from qa_bot.frozen import Frozen
from qa_bot.settings import Settings

# Discord's numbers for an ordinary message and for a reply; every other kind is the system's.
QUESTION_KINDS = frozenset({0, 19})
# Words that ask somebody to answer, and say nothing of what.
_POINTING = frozenset(
    """a about also an and any anybody anyone answer answers at below above by can check could do does earlier explain
    for from have help here hey hello hi i idea ideas if in is it its just know look me message my no of ok on one
    over please pls question same say tell thanks thank that the their there they think this thoughts to up us was we
    what what's whats would yes you your""".split()
)
_POINTS_UP = re.compile(
    r"\b(?:answer|explain|help|know|check|look)\b.*\bquestion\b|\bquestion above\b|\b(?:above|earlier) question\b|"
    r"\banswer\b.*\babove\b",
    re.I,
)
_CUSTOM_EMOJI = re.compile(r"<a?:\w+:\d+>")
_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_CHANNEL = re.compile(r"<#(\d+)>")
_WORD = re.compile(r"[\w']+")

RepliesTo = Literal["nobody", "bot", "other"]


class Heard(Frozen):
    """What matters of a message for whether it is a question; texts are plain (see `plain_text`).

    `is_bot` covers webhooks. `opens_post` says that it is the first message of a forum's post.
    """

    kind: int
    is_bot: bool
    text: str
    mentions_bot: bool
    replies_to: RepliesTo = "nobody"
    replied_text: str = ""
    forwarded_text: str = ""
    is_direct: bool = False
    is_in_own_thread: bool = False
    opens_post: bool = False
    post_title: str = ""


class Invocation(Frozen):
    """A question, "" where somebody addressed the bot and asked nothing.

    `asks_replied` says that it is the question of the message that was replied to, "" where the bot cannot read that,
    `asks_above` that it is the one that stands above, which is still to be found: the words are those that point to it.
    """

    question: str
    asks_replied: bool = False
    asks_above: bool = False


def invocation_of(heard: Heard, mode: ChannelMode) -> Invocation | None:
    """Return what a message asks the bot; None where it is not meant for it."""
    if heard.kind not in QUESTION_KINDS or heard.is_bot or mode == "off":
        return None
    is_addressed = heard.mentions_bot or heard.is_direct
    if mode == "forum" and heard.opens_post:
        return _asked(_with_title(heard.post_title, heard.text))
    if not is_addressed and not _is_overheard(heard, mode):
        return None
    if heard.replies_to == "other" and heard.mentions_bot:
        return _about_reply(heard)
    if heard.forwarded_text and only_points(heard.text):
        return _asked(heard.forwarded_text)
    if heard.replies_to == "nobody" and points_above(heard.text):
        return Invocation(question=heard.text, asks_above=True)
    if not has_words(heard.text):
        return Invocation(question="") if is_addressed else None
    return _asked(heard.text)


def place_of(channel: object, channel_id: int, guild_id: int | None) -> Place:
    """Return the place of a channel, which may be one that is not in the cache."""
    parent_id = channel.parent_id if isinstance(channel, discord.Thread) else None
    is_known = channel is not None and not isinstance(channel, discord.PartialMessageable)
    return Place(guild_id=guild_id, channel_id=channel_id, parent_id=parent_id, is_known=is_known)


def place_of_interaction(interaction: discord.Interaction) -> Place:
    """Return where a command was used."""
    return place_of(interaction.channel, interaction.channel_id or 0, interaction.guild_id)


def person_of(user: discord.User | discord.Member, permissions: discord.Permissions | None = None) -> Person:
    """Return who asks; an interaction knows their permissions, for a message they are computed from the cache."""
    if not isinstance(user, discord.Member):
        return Person()
    has = user.guild_permissions if permissions is None else permissions
    return Person(role_ids=frozenset(role.id for role in user.roles), can_manage=has.manage_guild)


async def granted_to(interaction: discord.Interaction, settings: Settings, config_of: Callable[[int], GuildConfig]) -> Access:
    """Return what the person who used a command may do there."""
    person = person_of(interaction.user, interaction.permissions)
    return await granted(settings, config_of, place_of_interaction(interaction), person)


def is_from_bot(message: discord.Message) -> bool:
    """Tell whether a program wrote a message."""
    return message.author.bot or message.webhook_id is not None


def mentions_bot(message: discord.Message, bot_id: int) -> bool:
    """Tell whether a message mentions the bot, by itself or by the role that Discord made for it; a pinging reply does too.

    Discord counts it, which in code it does not.
    """
    return any(user.id == bot_id for user in message.mentions) or any(is_bots(role, bot_id) for role in message.role_mentions)


def is_bots(role: discord.Role, bot_id: int) -> bool:
    """Tell whether a role is the one that Discord made for the bot; it has its name, and many choose it in its place."""
    return role.tags is not None and role.tags.bot_id == bot_id


def plain_message(message: discord.Message, bot_id: int) -> str:
    """Return the text of a person's message, mentions as names, the bot's own left out."""
    roles = (role for role in message.role_mentions if not is_bots(role, bot_id))
    named = (*message.mentions, *roles, *message.channel_mentions)
    names = {one.id: getattr(one, "display_name", None) or one.name for one in named}
    return plain_text(message.content, bot_id, names)


def forwarded_text(message: discord.Message, bot_id: int) -> str:
    """Return what the messages say that a message forwards; whom they mention is not known here."""
    return " ".join(filter(None, (plain_text(one.content, bot_id, {}) for one in message.message_snapshots)))


def plain_text(content: str, bot_id: int, names: Mapping[int, str]) -> str:
    """Return a message's text without the bot's mentions and custom emoji, other mentions as names."""
    text = re.sub(rf"<@!?{bot_id}>", " ", content)
    text = _CUSTOM_EMOJI.sub(" ", text)
    for pattern, sign in ((_USER, ""), (_ROLE, ""), (_CHANNEL, "#")):
        text = pattern.sub(lambda match, sign=sign: _name(match, sign, names), text)  # type: ignore[misc]
    return " ".join(text.split())


def mentions(content: str, user_id: int) -> bool:
    """Tell whether a message's text mentions a user."""
    return re.search(rf"<@!?{user_id}>", content) is not None


def has_words(text: str) -> bool:
    """Tell whether there is anything to answer in a text."""
    return any(character.isalnum() for character in text)


def only_points(text: str) -> bool:
    """Tell whether a text asks to answer something else and says nothing itself, as "can you answer this?" does."""
    return all(word in _POINTING for word in _WORD.findall(text.casefold()))


def points_above(text: str) -> bool:
    """Tell whether a text asks to answer a question above and says nothing itself, as "answer the question above" does."""
    return only_points(text) and _POINTS_UP.search(text) is not None


def _is_overheard(heard: Heard, mode: ChannelMode) -> bool:
    is_spoken_to = heard.replies_to == "bot" or heard.is_in_own_thread or mode == "all"
    return is_spoken_to and has_words(heard.text or heard.forwarded_text)


def _about_reply(heard: Heard) -> Invocation:
    if only_points(heard.text):
        return Invocation(question=heard.replied_text if has_words(heard.replied_text) else "", asks_replied=True)
    return _asked(heard.text)


def _asked(text: str) -> Invocation:
    return Invocation(question=text if has_words(text) else "")


def _with_title(title: str, text: str) -> str:
    if not has_words(text) or title.casefold().strip(" ?.!") in text.casefold():
        return text if has_words(text) else title
    return f"{title}{'' if title.endswith(('?', '.', '!', ':')) else ':'} {text}" if has_words(title) else text


def _name(match: re.Match[str], sign: str, names: Mapping[int, str]) -> str:
    name = names.get(int(match[1]))
    return f"{sign}{name}" if name else " "
