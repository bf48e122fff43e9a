"""Turn what exists into the JSON that Discord documents; keys that have no value are absent."""

from typing import Any

from testing.discord.constants import ChannelType, Flag
from testing.discord.world import Channel, Guild, Message, Role, Snapshot, User, World, timestamp

JOINED = "2024-05-01T09:00:00.000000+00:00"
Payload = dict[str, Any]
# What of a message an application without the message content intent gets.
NOTHING_SEEN: Payload = {"content": "", "embeds": [], "attachments": [], "components": []}


def user_payload(user: User) -> Payload:
    payload: Payload = {
        "id": str(user.id),
        "username": user.name,
        "discriminator": "0",
        "global_name": None if user.is_bot else user.name.capitalize(),
        "avatar": None,
        "public_flags": 0,
    }
    return {**payload, "bot": True} if user.is_bot else payload


def member_payload(guild: Guild, user: User) -> Payload:
    """Return a member without the user in it, as messages carry it."""
    return {
        "roles": [str(role_id) for role_id in guild.members[user.id][1]],
        "joined_at": JOINED,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "nick": None,
        "avatar": None,
        "premium_since": None,
        "communication_disabled_until": None,
    }


def full_member_payload(guild: Guild, user: User) -> Payload:
    return {**member_payload(guild, user), "user": user_payload(user)}


def role_payload(role: Role, position: int) -> Payload:
    return {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(int(role.permissions)),
        "position": position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.bot is not None,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
        **({"tags": {"bot_id": str(role.bot.id)}} if role.bot else {}),
    }


def overwrites_payload(channel: Channel) -> list[Payload]:
    roles = channel.guild.roles if channel.guild else {}
    return [
        {"id": str(target), "type": 0 if target in roles else 1, "allow": "0", "deny": str(int(bits))}
        for target, bits in channel.denied.items()
    ]


def channel_payload(channel: Channel) -> Payload:
    if channel.type == ChannelType.DM:
        recipients = [user_payload(channel.recipient)] if channel.recipient else []
        return {"id": str(channel.id), "type": 1, "last_message_id": None, "flags": 0, "recipients": recipients}
    if channel.is_thread:
        return thread_payload(channel)
    payload: Payload = {
        "id": str(channel.id),
        "type": int(channel.type),
        "guild_id": str(channel.guild.id) if channel.guild else None,
        "name": channel.name,
        "position": 0,
        "permission_overwrites": overwrites_payload(channel),
        "nsfw": False,
        "parent_id": None,
        "topic": None,
        "last_message_id": str(max(channel.messages)) if channel.messages else None,
        "rate_limit_per_user": 0,
        "flags": 0,
    }
    forum: Payload = {
        "available_tags": [tag_payload(channel, name) for name in channel.tags],
        "default_reaction_emoji": None,
        "default_sort_order": None,
        "default_forum_layout": 0,
    }
    return {**payload, **forum} if channel.type == ChannelType.FORUM else payload


def tag_id(forum: Channel, name: str) -> str:
    """Return the id of a tag: tags are numbered after their forum."""
    return str(forum.id + 1 + forum.tags.index(name))


def tag_payload(forum: Channel, name: str) -> Payload:
    return {"id": tag_id(forum, name), "name": name, "moderated": False, "emoji_id": None, "emoji_name": None}


def thread_payload(thread: Channel) -> Payload:
    assert thread.guild is not None
    assert thread.parent is not None
    assert thread.owner is not None
    return {
        "id": str(thread.id),
        "type": int(thread.type),
        "guild_id": str(thread.guild.id),
        "parent_id": str(thread.parent.id),
        "owner_id": str(thread.owner.id),
        "name": thread.name,
        "last_message_id": str(max(thread.messages)) if thread.messages else None,
        "message_count": len(thread.messages),
        "total_message_sent": len(thread.messages),
        "member_count": len(thread.members),
        "rate_limit_per_user": 0,
        "flags": 0,
        "thread_metadata": {
            "archived": thread.archived,
            "auto_archive_duration": 1440,
            "archive_timestamp": timestamp(),
            "locked": thread.locked,
            "create_timestamp": timestamp(),
        },
        **(
            {"applied_tags": [tag_id(thread.parent, name) for name in thread.tags]}
            if thread.parent.type == ChannelType.FORUM
            else {}
        ),
    }


def thread_member_payload(thread: Channel, user: User) -> Payload:
    return {"id": str(thread.id), "user_id": str(user.id), "join_timestamp": timestamp(), "flags": 0}


def guild_payload(guild: Guild) -> Payload:
    nothing = ("emojis", "stickers", "features")
    unset = """icon splash discovery_splash description banner vanity_url_code application_id afk_channel_id system_channel_id
        rules_channel_id public_updates_channel_id safety_alerts_channel_id""".split()
    zero = ("verification_level", "default_message_notifications", "explicit_content_filter", "mfa_level", "nsfw_level")
    return {
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner.id),
        "region": "deprecated",
        "preferred_locale": "en-US",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "roles": [role_payload(role, position) for position, role in enumerate(guild.roles.values())],
        **{key: [] for key in nothing},
        **dict.fromkeys(unset),
        **dict.fromkeys(zero, 0),
    }


def guild_create_payload(world: World) -> Payload:
    """Return GUILD_CREATE as a bot without the members intent gets it: with itself as the only member."""
    guild = world.guild
    visible = [channel for channel in guild.channels.values() if channel.permissions_of(world.bot)]
    threads = [channel for channel in visible if channel.is_thread and not channel.archived]
    return {
        **guild_payload(guild),
        "joined_at": JOINED,
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [full_member_payload(guild, world.bot)],
        "channels": [channel_payload(channel) for channel in visible if not channel.is_thread],
        "threads": [
            {**thread_payload(t), **({"member": thread_member_payload(t, world.bot)} if world.bot.id in t.members else {})}
            for t in threads
        ],
        **{key: [] for key in ("voice_states", "presences", "stage_instances", "guild_scheduled_events", "soundboard_sounds")},
    }


def message_payload(world: World, message: Message, has_content_intent: bool, is_nested: bool = False) -> Payload:
    """Return a message as the bot sees it: emptied where the message content intent is needed and not there."""
    payload = _whole_message(world, message)
    if message.reference is not None:
        payload["message_reference"] = _reference(world, message.reference)
        if not is_nested:
            payload["referenced_message"] = _referred(world, message.reference, has_content_intent)
    is_open = has_content_intent or is_open_to_bot(world, message)
    if message.forwarded is not None:
        payload |= _forwarded(message.forwarded, is_open)
    if not is_open:
        payload |= NOTHING_SEEN
    return payload


def is_open_to_bot(world: World, message: Message) -> bool:
    """Tell whether the bot sees the content without the intent: in DMs, in mentions of it, in what it wrote."""
    is_dm = message.channel.type == ChannelType.DM
    return is_dm or message.author is world.bot or world.bot in message.mentions


def _whole_message(world: World, message: Message) -> Payload:
    payload: Payload = {
        "id": str(message.id),
        "channel_id": str(message.channel.id),
        "type": int(message.type),
        "author": user_payload(message.author),
        "content": message.content,
        "timestamp": message.created,
        "edited_timestamp": message.edited,
        "tts": False,
        "mention_everyone": message.mention_everyone,
        "mentions": [user_payload(user) for user in message.mentions],
        "mention_roles": [str(role_id) for role_id in message.mention_roles],
        "attachments": message.attachments,
        "embeds": message.embeds,
        "components": message.components,
        "pinned": False,
        "flags": int(message.flags | (Flag.HAS_THREAD if message.thread else 0)),
    }
    if message.reacted:
        payload["reactions"] = [_reaction(emoji, users, world) for emoji, users in message.reacted.items()]
    if message.nonce is not None:
        payload["nonce"] = message.nonce
    if message.thread is not None:
        payload["thread"] = thread_payload(message.thread)
    if message.webhook_id is not None:
        payload.update(webhook_id=str(message.webhook_id), application_id=str(world.bot.id))
    if message.metadata is not None:
        payload["interaction_metadata"] = message.metadata
    return payload


def _reaction(emoji: str, users: list[User], world: World) -> Payload:
    counts = {"count": len(users), "count_details": {"normal": len(users), "burst": 0}}
    return {"emoji": {"id": None, "name": emoji}, "me": world.bot in users, "me_burst": False, "burst_colors": [], **counts}


def _reference(world: World, reference: tuple[int, int]) -> Payload:
    channel_id, message_id = reference
    channel = world.channels.get(channel_id)
    guild = {"guild_id": str(channel.guild.id)} if channel is not None and channel.guild is not None else {}
    return {"type": 0, "channel_id": str(channel_id), "message_id": str(message_id), **guild}


def _forwarded(forwarded: Snapshot, is_open: bool) -> Payload:
    guild = {"guild_id": str(forwarded.guild_id)} if forwarded.guild_id else {}
    reference = {"type": 1, "channel_id": str(forwarded.channel_id), "message_id": str(forwarded.message_id), **guild}
    return {
        "message_reference": reference,
        "message_snapshots": [{"message": forwarded.said | ({} if is_open else NOTHING_SEEN)}],
    }


def _referred(world: World, reference: tuple[int, int], has_content_intent: bool) -> Payload | None:
    channel = world.channels.get(reference[0])
    referred = channel.messages.get(reference[1]) if channel is not None else None
    return message_payload(world, referred, has_content_intent, is_nested=True) if referred else None


def message_event(world: World, message: Message, has_content_intent: bool) -> Payload:
    """Return MESSAGE_CREATE or MESSAGE_UPDATE: the message with its guild and the author's membership."""
    payload = message_payload(world, message, has_content_intent)
    guild = message.channel.guild
    if guild is None:
        return payload
    payload["guild_id"] = str(guild.id)
    if message.author.id in guild.members and message.webhook_id is None:
        payload["member"] = member_payload(guild, message.author)
    payload["mentions"] = [
        {**user_payload(user), **({"member": member_payload(guild, user)} if user.id in guild.members else {})}
        for user in message.mentions
    ]
    return payload
