"""What managers chose, in words."""

from qa_bot.discord_bot.policy.access import Bounds, ChannelMode, GuildConfig, heard_mode

LISTED = 25
MEANINGS: dict[ChannelMode, str] = {
    "off": "the bot does not answer",
    "mention": "the bot answers mentions, replies to it and /ask",
    "all": "every message is a question",
    "forum": "every new post is a question",
}


def describe_channel(config: GuildConfig, channel_id: int, sees_messages: bool) -> str:
    """Return what holds in a channel, as one line."""
    mode = config.mode_of(channel_id)
    threads = "; each question gets a thread" if config.opens_threads(channel_id) and mode in ("mention", "all") else ""
    return f"<#{channel_id}>: `{mode}`, {MEANINGS[mode]}{threads}{_degraded(mode, sees_messages)}"


def describe_guild(config: GuildConfig, bounds: Bounds, sees_messages: bool) -> str:
    """Return everything that holds on a server: its managers' choices, and the bounds within which they choose."""
    default = config.default_mode
    lines = ["**Where**"]
    lines += [f"- {describe_channel(config, channel.channel_id, sees_messages)}" for channel in config.channels[:LISTED]]
    if len(config.channels) > LISTED:
        lines.append(f"- and {len(config.channels) - LISTED} more channels")
    elsewhere = "everywhere else" if config.channels else "everywhere"
    lines.append(f"- {elsewhere}: `{default}`, {MEANINGS[default]}{_degraded(default, sees_messages)}")
    lines += ["**Who may ask**", f"- {describe_roles(config)}"]
    if drawn := _drawn(bounds):
        lines += ["**Set by whoever runs the bot**", *drawn]
    return "\n".join(lines)


def describe_roles(config: GuildConfig) -> str:
    """Return who may ask, as one line."""
    if not config.role_ids:
        return "everyone"
    return f"{_some('<@&{}>', config.role_ids)}, and who may manage this server"


def _degraded(mode: ChannelMode, sees_messages: bool) -> str:
    if heard_mode(mode, sees_messages) == mode:
        return ""
    return " (until QA_BOT_DISCORD_MESSAGE_CONTENT=true is set, only mentions are heard)"


def _drawn(bounds: Bounds) -> list[str]:
    lines = []
    if bounds.channel_ids:
        lines.append(f"- only in {_some('<#{}>', sorted(bounds.channel_ids))}")
    if bounds.role_ids:
        lines.append(f"- only people with {_some('<@&{}>', sorted(bounds.role_ids))}")
    return lines


def _some(form: str, ids: list[int] | tuple[int, ...]) -> str:
    more = f" and {len(ids) - LISTED} more" if len(ids) > LISTED else ""
    return ", ".join(form.format(one) for one in ids[:LISTED]) + more
