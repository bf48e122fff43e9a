"""Which corpora may be read where: what everybody in a channel may read, and what a person may read there in private.

A public answer is made of the channel's corpora alone, whoever asks: everybody in the channel sees it. What a role opens
goes only into answers that the person with the role sees alone.
"""

from collections.abc import Collection, Iterable

from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.frozen import Frozen

# Stands for the corpus that the bot was started with, which needs no name.
STARTED = ""
# Between the name of a corpus and the server that it is for.
_ONLY_IN = "@"


class Readable(Frozen):
    """The corpora that may be read in a place: `in_public` by everybody there, `in_private` by the person who asks."""

    in_public: tuple[str, ...] = (STARTED,)
    in_private: tuple[str, ...] = (STARTED,)

    def corpora(self, is_private: bool) -> tuple[str, ...]:
        """Return what an answer may be made of that everybody sees, or that is private."""
        return self.in_private if is_private else self.in_public


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
