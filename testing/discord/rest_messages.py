"""Endpoints of channels: messages, typing, threads, reactions."""

import time
from typing import Any
from urllib.parse import unquote

from testing.discord.constants import ChannelType, Flag, Intent, MessageType, Permission
from testing.discord.errors import ApiError, archived, invalid, missing_permissions, unknown
from testing.discord.limits import check_message, check_thread_name
from testing.discord.payloads import channel_payload, message_payload, thread_member_payload, thread_payload, user_payload
from testing.discord.posting import attach
from testing.discord.rest import Call, Routes
from testing.discord.world import Channel, Message


def has_content(call: Call) -> bool:
    return bool(call.world.allowed_intents & Intent.MESSAGE_CONTENT)


def shown(call: Call, message: Message) -> dict[str, Any]:
    return message_payload(call.world, message, has_content(call))


def get_channel(call: Call) -> Any:
    return channel_payload(call.channel())


def edit_channel(call: Call) -> Any:
    """Change a thread: its owner and moderators may, and whoever writes there may open one that is not locked."""
    channel, bot = call.channel(), call.world.bot
    may_manage = bool(channel.permissions_of(bot) & Permission.MANAGE_THREADS)
    only_opens = call.body == {"archived": False} and channel.permissions_of(bot) & Permission.SEND_MESSAGES_IN_THREADS
    may_change = may_manage or (not channel.locked and (channel.owner is bot or only_opens))
    if not channel.is_thread or not may_change or ("locked" in call.body and not may_manage):
        raise missing_permissions()
    if channel.archived and call.body.get("archived") is not False:
        raise archived()
    if "name" in call.body:
        check_thread_name(call.body["name"])
    channel.name = call.body.get("name", channel.name)
    call.post.archive(channel, call.body.get("archived", channel.archived), call.body.get("locked", channel.locked))
    return thread_payload(channel)


def list_messages(call: Call) -> Any:
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    limit = int(call.query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise invalid("limit", "NUMBER_TYPE_MAX", "int value should be less than or equal to 100.")
    found = sorted(channel.messages.values(), key=lambda message: message.id, reverse=True)
    if "before" in call.query:
        found = [m for m in found if m.id < int(call.query["before"])][:limit]
    elif "after" in call.query:
        found = [m for m in found if m.id > int(call.query["after"])][-limit:]
    elif "around" in call.query:
        near = sorted(found, key=lambda m: abs(m.id - int(call.query["around"])))[:limit]
        found = sorted(near, key=lambda m: m.id, reverse=True)
    return [shown(call, message) for message in found[:limit]]


def get_message(call: Call) -> Any:
    return shown(call, call.message(call.channel(Permission.READ_MESSAGE_HISTORY)))


def create_message(call: Call) -> Any:
    """Send a message of the bot; a nonce that was used is not a message again."""
    channel = call.channel()
    in_thread = channel.is_thread
    call.channel(Permission.SEND_MESSAGES_IN_THREADS if in_thread else Permission.SEND_MESSAGES)
    if channel.type == ChannelType.FORUM:
        raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
    if channel.archived and channel.locked and not channel.permissions_of(call.world.bot) & Permission.MANAGE_THREADS:
        raise archived()
    if channel.recipient is not None and not channel.recipient.accepts_dms:
        raise ApiError(403, 50007, "Cannot send messages to this user")
    check_message(call.body, call.files)
    nonce = call.body.get("nonce")
    if nonce is not None and call.body.get("enforce_nonce"):
        recent = [m for m in channel.messages.values() if m.nonce == str(nonce) and time.monotonic() - m.at < 300]
        if recent:
            return shown(call, recent[0])
    message = _compose(call, channel)
    return shown(call, call.post.publish(message, call.body.get("allowed_mentions")))


def _compose(call: Call, channel: Channel) -> Message:
    """Return a new message of the bot, with the parts that its permissions let it have."""
    body, bot = call.body, call.world.bot
    granted = channel.permissions_of(bot)
    if call.files and not granted & Permission.ATTACH_FILES:
        raise missing_permissions()
    message = Message(
        channel,
        bot,
        body.get("content") or "",
        embeds=(body.get("embeds") or []) if granted & Permission.EMBED_LINKS else [],
        components=body.get("components") or [],
        flags=body.get("flags") or 0,
        nonce=None if body.get("nonce") is None else str(body["nonce"]),
    )
    if body.get("message_reference"):
        _refer(call, message, body["message_reference"])
    attach(message, body.get("attachments") or [], call.files, call.rest.url)
    channel.members.add(bot.id)
    return message


def _refer(call: Call, message: Message, reference: dict[str, Any]) -> None:
    channel = message.channel
    if not channel.permissions_of(call.world.bot) & Permission.READ_MESSAGE_HISTORY:
        raise ApiError(403, 160002, "Cannot reply without permission to read message history")
    message_id = int(reference["message_id"])
    if int(reference.get("channel_id") or channel.id) != channel.id:
        raise invalid("message_reference", "MESSAGE_REFERENCE_CHANNEL_MISMATCH", "Invalid channel")
    if message_id not in channel.messages:
        if reference.get("fail_if_not_exists", True):
            raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        return
    message.type = MessageType.REPLY
    message.reference = (channel.id, message_id)


def edit_message(call: Call) -> Any:
    message = call.message(call.channel())
    if message.author is not call.world.bot:
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    if message.channel.archived:
        raise archived()
    apply_edit(call, message)
    call.post.change(message, call.body.get("allowed_mentions"))
    return shown(call, message)


def apply_edit(call: Call, message: Message) -> None:
    """Change the parts of a message that a body names."""
    body = call.body
    flags = body.get("flags") or 0
    check_message({**body, "flags": flags | message.flags & Flag.COMPONENTS_V2}, call.files, is_edit=True)
    parts = {key: body.get(key, getattr(message, key)) for key in ("content", "embeds", "components", "attachments")}
    if not any(parts.values()) and not call.files:
        raise ApiError(400, 50006, "Cannot send an empty message")
    message.versions.append((time.monotonic(), message.content))
    message.content = parts["content"] or ""
    message.embeds = parts["embeds"] or []
    message.components = parts["components"] or []
    message.flags |= flags & (Flag.SUPPRESS_EMBEDS | Flag.COMPONENTS_V2)
    attach(message, parts["attachments"] or [], call.files, call.rest.url)


def delete_message(call: Call) -> Any:
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.world.bot and not channel.permissions_of(call.world.bot) & Permission.MANAGE_MESSAGES:
        raise missing_permissions()
    call.post.delete(message)


def type_in(call: Call) -> Any:
    channel = call.channel()
    call.channel(Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES)
    call.post.typing(channel, call.world.bot)


def thread_on_message(call: Call) -> Any:
    channel = call.channel(Permission.CREATE_PUBLIC_THREADS)
    message = call.message(channel)
    check_thread_name(call.body.get("name"))
    if message.thread is not None:
        raise ApiError(400, 160004, "A thread has already been created for this message")
    thread = call.post.open_thread(channel, call.body["name"], call.world.bot, message)
    return {**thread_payload(thread), "member": thread_member_payload(thread, call.world.bot)}


def thread_without_message(call: Call) -> Any:
    channel = call.channel(Permission.CREATE_PUBLIC_THREADS)
    check_thread_name(call.body.get("name"))
    thread = call.post.open_thread(channel, call.body["name"], call.world.bot)
    payload = {**thread_payload(thread), "member": thread_member_payload(thread, call.world.bot)}
    if channel.type != ChannelType.FORUM:
        return payload
    check_message(call.body["message"], call.files)
    message = _compose(call._replace(body=call.body["message"]), thread)
    message.id = thread.id
    return {**payload, "message": shown(call, call.post.publish(message, call.body["message"].get("allowed_mentions")))}


def join_thread(call: Call) -> Any:
    call.channel().members.add(call.world.bot.id)


def reacted(call: Call) -> Any:
    """Return who reacted to a message with an emoji."""
    message = call.message(call.channel(Permission.READ_MESSAGE_HISTORY))
    return [user_payload(user) for user in message.reacted.get(unquote(call.ids["emoji"]), ())]


def archived_threads(call: Call) -> Any:
    """Return the archived public threads of a channel, the newest first."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    threads = [one for one in call.world.channels.values() if one.parent is channel and one.archived]
    public = [thread for thread in threads if thread.type == ChannelType.PUBLIC_THREAD][::-1]
    return {"threads": [thread_payload(thread) for thread in public], "members": [], "has_more": False}


def react(call: Call) -> Any:
    message = call.message(call.channel(Permission.READ_MESSAGE_HISTORY, Permission.ADD_REACTIONS))
    message.reactions.append(unquote(call.ids["emoji"]))


def unreact(call: Call) -> Any:
    message = call.message(call.channel())
    if unquote(call.ids["emoji"]) not in message.reactions:
        raise unknown("Message")
    message.reactions.remove(unquote(call.ids["emoji"]))


ROUTES: Routes = (
    ("GET", "/channels/{channel}", get_channel),
    ("PATCH", "/channels/{channel}", edit_channel),
    ("GET", "/channels/{channel}/messages", list_messages),
    ("POST", "/channels/{channel}/messages", create_message),
    ("GET", "/channels/{channel}/messages/{message}", get_message),
    ("PATCH", "/channels/{channel}/messages/{message}", edit_message),
    ("DELETE", "/channels/{channel}/messages/{message}", delete_message),
    ("POST", "/channels/{channel}/messages/{message}/threads", thread_on_message),
    ("GET", "/channels/{channel}/threads/archived/public", archived_threads),
    ("GET", "/channels/{channel}/messages/{message}/reactions/{emoji}", reacted),
    ("PUT", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me", react),
    ("DELETE", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me", unreact),
    ("POST", "/channels/{channel}/typing", type_in),
    ("POST", "/channels/{channel}/threads", thread_without_message),
    ("PUT", "/channels/{channel}/thread-members/@me", join_thread),
)
