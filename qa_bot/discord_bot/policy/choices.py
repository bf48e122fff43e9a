"""What the managers of a server choose with /config."""

from collections.abc import Collection
from typing import Literal

from qa_bot.frozen import Frozen

ChannelMode = Literal["off", "mention", "all", "forum"]


class ChannelConfig(Frozen):
    """What was chosen for one channel; without a mode, or without corpora, the server's choice holds.

    From `news_hour` on, in UTC, it is told every day what is new; None is never.
    `is_source` allows that solved posts of a forum become documents: those with `solved_tag`, or with an accepted reply.
    """

    channel_id: int
    mode: ChannelMode | None = None
    opens_threads: bool = False
    corpora: tuple[str, ...] = ()
    news_hour: int | None = None
    is_source: bool = False
    solved_tag: str = ""

    @property
    def is_chosen(self) -> bool:
        """Tell whether anything was chosen for the channel."""
        return self != ChannelConfig(channel_id=self.channel_id)


class RoleCorpora(Frozen):
    """The corpora that a role opens, in private answers alone."""

    role_id: int
    corpora: tuple[str, ...]


class GuildConfig(Frozen):
    """The choices of one server; `role_ids` are the roles that may ask, none meaning everybody.

    `corpora` are those of every channel without corpora of its own; with none chosen it is the corpus of the settings.
    People with `handoff_role_id` are asked what the documents do not answer.
    """

    default_mode: ChannelMode = "mention"
    channels: tuple[ChannelConfig, ...] = ()
    role_ids: tuple[int, ...] = ()
    corpora: tuple[str, ...] = ()
    role_corpora: tuple[RoleCorpora, ...] = ()
    handoff_role_id: int | None = None

    def channel(self, channel_id: int) -> ChannelConfig:
        """Return what was chosen for a channel."""
        chosen = (channel for channel in self.channels if channel.channel_id == channel_id)
        return next(chosen, ChannelConfig(channel_id=channel_id))

    def mode_of(self, channel_id: int) -> ChannelMode:
        """Return how the bot listens in a channel."""
        return self.channel(channel_id).mode or self.default_mode

    def opens_threads(self, channel_id: int) -> bool:
        """Tell whether a question in a channel is answered in a thread of its own."""
        return self.channel(channel_id).opens_threads

    def corpora_of(self, channel_id: int) -> tuple[str, ...]:
        """Return the corpora that were chosen for a channel, by itself or with the server; none if nobody chose any."""
        return self.channel(channel_id).corpora or self.corpora

    def corpora_of_roles(self, role_ids: Collection[int]) -> tuple[str, ...]:
        """Return the corpora that roles open."""
        opened = (name for role in self.role_corpora if role.role_id in role_ids for name in role.corpora)
        return tuple(dict.fromkeys(opened))

    @property
    def has_corpora(self) -> bool:
        """Tell whether corpora were chosen anywhere on the server."""
        return bool(self.corpora or self.role_corpora or any(channel.corpora for channel in self.channels))

    def may_ask(self, role_ids: frozenset[int] | set[int] | tuple[int, ...]) -> bool:
        """Tell whether somebody with these roles may ask."""
        return not self.role_ids or not set(self.role_ids).isdisjoint(role_ids)

    def with_default(self, mode: ChannelMode) -> "GuildConfig":
        """Return the choices with another mode for the channels that have none of their own."""
        return self.model_copy(update={"default_mode": mode})

    def with_mode(self, channel_id: int, mode: ChannelMode | None) -> "GuildConfig":
        """Return the choices with another mode for a channel; None goes back to the default."""
        return self._with(channel_id, mode=mode)

    def with_threads(self, channel_id: int, opens_threads: bool) -> "GuildConfig":
        """Return the choices with threads opened in a channel, or no longer."""
        return self._with(channel_id, opens_threads=opens_threads)

    def with_roles(self, role_ids: tuple[int, ...]) -> "GuildConfig":
        """Return the choices with other roles that may ask."""
        return self.model_copy(update={"role_ids": tuple(dict.fromkeys(role_ids))})

    def with_handoff(self, role_id: int | None) -> "GuildConfig":
        """Return the choices with another role that is asked where the documents have no answer; None asks nobody."""
        return self.model_copy(update={"handoff_role_id": role_id})

    def with_corpora(self, channel_id: int | None, corpora: tuple[str, ...]) -> "GuildConfig":
        """Return the choices with other corpora for a channel, or with None for all channels without corpora of their own."""
        return self.model_copy(update={"corpora": corpora}) if channel_id is None else self._with(channel_id, corpora=corpora)

    def with_news(self, channel_id: int, hour: int | None) -> "GuildConfig":
        """Return the choices with another hour at which a channel is told what is new; None tells it nothing."""
        return self._with(channel_id, news_hour=hour)

    def with_forum(self, channel_id: int, is_source: bool, solved_tag: str) -> "GuildConfig":
        """Return the choices with the posts of a forum as documents, or no longer."""
        return self._with(channel_id, is_source=is_source, solved_tag=solved_tag)

    def with_role_corpora(self, role_id: int, corpora: tuple[str, ...]) -> "GuildConfig":
        """Return the choices with other corpora that a role opens; none closes what it opened."""
        others = tuple(role for role in self.role_corpora if role.role_id != role_id)
        opened = (RoleCorpora(role_id=role_id, corpora=corpora),) if corpora else ()
        return self.model_copy(update={"role_corpora": (*others, *opened)})

    def _with(self, channel_id: int, **choices: object) -> "GuildConfig":
        changed = self.channel(channel_id).model_copy(update=choices)
        others = tuple(channel for channel in self.channels if channel.channel_id != channel_id)
        return self.model_copy(update={"channels": (*others, changed) if changed.is_chosen else others})
