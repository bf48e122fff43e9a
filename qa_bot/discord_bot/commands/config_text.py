"""What managers chose, in words."""

from collections.abc import Collection
from datetime import datetime

from qa_bot.discord_bot.policy.access import Bounds, heard_mode
from qa_bot.discord_bot.policy.choices import ChannelConfig, ChannelMode, GuildConfig

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
    if told := [channel for channel in config.channels if channel.news_hour is not None]:
        lines += ["**Who gets the news**", *(f"- {describe_news(channel)}" for channel in told[:LISTED])]
    if config.handoff_role_id is not None:
        lines += ["**Who is asked**", f"- {describe_handoff(config)}"]
    if sources := [channel.channel_id for channel in config.channels if channel.is_source]:
        lines += ["**What becomes documents**", *(f"- {describe_forum(config, channel_id)}" for channel_id in sources[:LISTED])]
    if drawn := _drawn(bounds):
        lines += ["**Set by whoever runs the bot**", *drawn]
    return "\n".join(lines)


def describe_roles(config: GuildConfig) -> str:
    """Return who may ask, as one line."""
    if not config.role_ids:
        return "everyone"
    return f"{_some('<@&{}>', config.role_ids)}, and who may manage this server"


def describe_handoff(config: GuildConfig) -> str:
    """Return whom people may ask in place of the documents, as one line."""
    if config.handoff_role_id is None:
        return "Where the documents have no answer, people cannot ask a person."
    return f"Where the documents have no answer, people may ask <@&{config.handoff_role_id}>."


def describe_news(channel: ChannelConfig, today: datetime | None = None) -> str:
    """Return when a channel is told what is new, as one line; on some day also in the reader's own time."""
    if channel.news_hour is None:
        return f"<#{channel.channel_id}> gets no news."
    at = today and today.replace(hour=channel.news_hour, minute=0, second=0)
    own = f" (<t:{int(at.timestamp())}:t> for you)" if at else ""
    return f"<#{channel.channel_id}> gets the news every day at {channel.news_hour}:00 UTC{own}, if there is any."


def describe_forum(config: GuildConfig, channel_id: int) -> str:
    """Return whether posts of a forum become documents, as one line."""
    chosen = config.channel(channel_id)
    if not chosen.is_source:
        return f"Posts of <#{channel_id}> do not become documents. Those that did are deleted with the next refresh."
    tagged = f"tagged `{chosen.solved_tag}`, or " if chosen.solved_tag else ""
    return (
        f"Solved posts of <#{channel_id}> ({tagged}with a reply that the asker marked ✅) may become documents, without names, for "
        "all who may ask the corpus that whoever runs the bot put them into. Anybody can leave theirs out: /opt-out."
    )


def describe_corpora(config: GuildConfig, names: Collection[str]) -> str:
    """Return from which documents the bot answers; `names` are the corpora that may be chosen on the server."""
    chosen = [channel for channel in config.channels if channel.corpora]
    lines = ["**From which documents**"]
    lines += [f"- <#{channel.channel_id}>: {_named(channel.corpora, names)}" for channel in chosen[:LISTED]]
    if len(chosen) > LISTED:
        lines.append(f"- and {len(chosen) - LISTED} more channels")
    everywhere = _named(config.corpora, names) if config.corpora else "those that the bot was started with"
    lines.append(f"- {'everywhere else' if chosen else 'everywhere'}: {everywhere}")
    lines += [f"- in private, for <@&{role.role_id}>, also: {_named(role.corpora, names)}" for role in config.role_corpora]
    return "\n".join(lines)


def _named(corpora: Collection[str], names: Collection[str]) -> str:
    return ", ".join(
        f"`{name}`{'' if name in names else ' (⚠️ no longer listed in QA_BOT_DISCORD_CORPORA)'}" for name in corpora
    )


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
