"""Who may ask the bot where, and which corpora may be read there: the operator's bounds, then the choices of a server's managers.

A public answer is made of the channel's corpora alone, whoever asks: everybody in the channel sees it. What a role opens
goes only into answers that the person with the role sees alone.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable
from typing import Literal

from qa_bot.discord_bot.policy.choices import ChannelMode, GuildConfig
from qa_bot.frozen import Frozen
from qa_bot.settings import Settings

Refusal = Literal["guild", "channel", "off", "role", "dm"]
# The modes in which the bot reads messages that do not mention it.
OVERHEARING: frozenset[ChannelMode] = frozenset({"all", "forum"})
# Stands for the corpus that the bot was started with, which needs no name.
STARTED = ""
# Between the name of a corpus and the server that it is for.
_ONLY_IN = "@"


class Bounds(Frozen):
    """The operator's outer bounds, as ids; an empty set bounds nothing."""

    guild_ids: frozenset[int] = frozenset()
    channel_ids: frozenset[int] = frozenset()
    role_ids: frozenset[int] = frozenset()


class Place(Frozen):
    """Where something is asked; direct messages have no guild, and only threads and forum posts a parent.

    `is_known` is False where Discord did not say what the channel is: it may be a thread of any channel.
    """

    guild_id: int | None
    channel_id: int
    parent_id: int | None = None
    is_known: bool = True

    @property
    def home_id(self) -> int:
        """Return the channel whose choices hold here: a thread's are its parent's."""
        return self.channel_id if self.parent_id is None else self.parent_id


class Person(Frozen):
    """Who asks; `can_manage` says that they may manage the server."""

    role_ids: frozenset[int] = frozenset()
    can_manage: bool = False


class Readable(Frozen):
    """The corpora that may be read in a place: `in_public` by everybody there, `in_private` by the person who asks."""

    in_public: tuple[str, ...] = (STARTED,)
    in_private: tuple[str, ...] = (STARTED,)

    def corpora(self, is_private: bool) -> tuple[str, ...]:
        """Return what an answer may be made of that everybody sees, or that is private."""
        return self.in_private if is_private else self.in_public


class Access(Frozen):
    """How the bot listens in a place, why a person may not ask there (None: they may), where it answers, and from what."""

    mode: ChannelMode
    refusal: Refusal | None
    opens_thread: bool
    readable: Readable = Readable()


def bounds_of(settings: Settings) -> Bounds:
    """Return the outer bounds that the settings draw."""
    return Bounds(guild_ids=settings.discord_guilds, channel_ids=settings.discord_channels, role_ids=settings.discord_roles)


async def granted(settings: Settings, config_of: Callable[[int], GuildConfig], place: Place, person: Person) -> Access:
    """Return what a person may do in a place; `config_of` reads what the managers of a server chose, off the event loop."""
    config = GuildConfig() if place.guild_id is None else await asyncio.to_thread(config_of, place.guild_id)
    decided = access(bounds_of(settings), config, place, person, settings.discord_message_content)
    return decided.model_copy(update={"readable": readable_in(settings, config, place, person)})


def readable_in(settings: Settings, config: GuildConfig, place: Place, person: Person) -> Readable:
    """Return what a person may read in a place; in a direct message that is the corpus of the settings alone."""
    if place.guild_id is None:
        return Readable()
    names = choosable(settings.discord_corpora, place.guild_id)
    return readable(config, names, place.home_id if place.is_known else None, person.role_ids)


def access(bounds: Bounds, config: GuildConfig, place: Place, person: Person, sees_messages: bool) -> Access:
    """Return what a person may do in a place; `sees_messages` says that the bot has the message content intent.

    In a direct message there is neither server nor role to check, so any bound closes those. An operator's roles bind
    everybody; a server's do not bind those who manage it.
    """
    if place.guild_id is None:
        is_open = bounds == Bounds() or place.channel_id in bounds.channel_ids
        return Access(mode="all" if is_open else "off", refusal=None if is_open else "dm", opens_thread=False)
    outside = outside_of(bounds, place)
    mode = "off" if outside else heard_mode(config.mode_of(place.home_id), sees_messages)
    refusal = outside or _refusal(bounds, config, person, mode)
    opens_thread = place.parent_id is None and mode in ("mention", "all") and config.opens_threads(place.channel_id)
    return Access(mode=mode, refusal=refusal, opens_thread=opens_thread)


def heard_mode(mode: ChannelMode, sees_messages: bool) -> ChannelMode:
    """Return how the bot can listen: without the message content intent it hears only what mentions it."""
    return "mention" if mode in OVERHEARING and not sees_messages else mode


def outside_of(bounds: Bounds, place: Place) -> Literal["guild", "channel"] | None:
    """Tell which bound a place on a server is outside of; a thread is where its parent is."""
    if bounds.guild_ids and place.guild_id not in bounds.guild_ids:
        return "guild"
    if bounds.channel_ids and bounds.channel_ids.isdisjoint({place.channel_id, place.home_id}):
        return "channel"
    return None


def _refusal(bounds: Bounds, config: GuildConfig, person: Person, mode: ChannelMode) -> Refusal | None:
    if mode == "off":
        return "off"
    if bounds.role_ids and bounds.role_ids.isdisjoint(person.role_ids):
        return "role"
    return None if person.can_manage or config.may_ask(person.role_ids) else "role"


def choosable(lent: Iterable[str], guild_id: int | None) -> tuple[str, ...]:
    """Return the corpora that the operator lets the managers of a server choose: `name`, or `name@server`."""
    parts = (entry.partition(_ONLY_IN) for entry in lent)
    return tuple(sorted({name for name, _, guild in parts if guild_id is not None and guild in ("", str(guild_id))}))


def readable(config: GuildConfig, names: Collection[str], channel_id: int | None, role_ids: Collection[int]) -> Readable:
    """Return what may be read in a channel of a server; `names` are the corpora that its managers may choose.

    Where corpora were chosen that they may choose no more, nothing stands in for them. Where the channel is not known, only
    what may be read in every channel may be read.
    """
    if channel_id is None and any(channel.corpora for channel in config.channels):
        in_public: tuple[str, ...] = ()
    else:
        chosen = config.corpora_of(channel_id or 0)
        in_public = tuple(name for name in chosen if name in names) if chosen else (STARTED,)
    opened = tuple(name for name in config.corpora_of_roles(role_ids) if name in names)
    return Readable(in_public=in_public, in_private=tuple(dict.fromkeys((*in_public, *opened))))


def may_read(corpora: Iterable[str], readable: Iterable[str]) -> bool:
    """Tell whether everything that an answer was made from may be read."""
    return set(corpora) <= set(readable)
