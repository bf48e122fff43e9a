"""What the managers of a server chose: where the bot listens, where it opens threads, and who may ask."""

from typing import Literal

from qa_bot.frozen import Frozen

ChannelMode = Literal["off", "mention", "all", "forum"]


class ChannelConfig(Frozen):
    """What was chosen for one channel; without a mode the server's default holds."""

    channel_id: int
    mode: ChannelMode | None = None
    opens_threads: bool = False


class GuildConfig(Frozen):
    """The choices of one server; `role_ids` are the roles that may ask, none meaning everybody."""

    default_mode: ChannelMode = "mention"
    channels: tuple[ChannelConfig, ...] = ()
    role_ids: tuple[int, ...] = ()

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

    def may_ask(self, role_ids: frozenset[int] | set[int] | tuple[int, ...]) -> bool:
        """Tell whether somebody with these roles may ask."""
        return not self.role_ids or not set(self.role_ids).isdisjoint(role_ids)

    def with_default(self, mode: ChannelMode) -> "GuildConfig":
        """Return the choices with another mode for the channels that have none of their own."""
        return self.model_copy(update={"default_mode": mode})

    def with_mode(self, channel_id: int, mode: ChannelMode | None) -> "GuildConfig":
        """Return the choices with another mode for a channel; None goes back to the default."""
        return self._with(self.channel(channel_id).model_copy(update={"mode": mode}))

    def with_threads(self, channel_id: int, opens_threads: bool) -> "GuildConfig":
        """Return the choices with threads opened in a channel, or no longer."""
        return self._with(self.channel(channel_id).model_copy(update={"opens_threads": opens_threads}))

    def with_roles(self, role_ids: tuple[int, ...]) -> "GuildConfig":
        """Return the choices with other roles that may ask."""
        return self.model_copy(update={"role_ids": tuple(dict.fromkeys(role_ids))})

    def _with(self, changed: ChannelConfig) -> "GuildConfig":
        others = tuple(channel for channel in self.channels if channel.channel_id != changed.channel_id)
        is_chosen = changed.mode is not None or changed.opens_threads
        return self.model_copy(update={"channels": (*others, changed) if is_chosen else others})
