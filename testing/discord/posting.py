"""Post, change and delete messages, whoever does it, and tell the gateway."""

import mimetypes
import re
import time
from typing import Any

from testing.discord.components import walk
from testing.discord.constants import Flag, Intent, MessageType
from testing.discord.gateway import Gateway
from testing.discord.payloads import member_payload, message_event, thread_member_payload, thread_payload
from testing.discord.world import Channel, Message, User, World, snowflake, timestamp

MENTION = re.compile(r"<@!?(\d+)>")
ROLE_MENTION = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(?:everyone|here)\b")
CODE = re.compile(r"```.*?```|``.*?``|`[^`\n]*`", re.DOTALL)
EVERYTHING = ("users", "roles", "everyone")


class Post:
    """What writes to the world what people and the bot say, and dispatches it."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def publish(self, message: Message, allowed_mentions: dict[str, Any] | None = None) -> Message:
        """Put a new message into its channel; what it mentions and pings follows from its content."""
        if message.channel.archived and message.type != MessageType.THREAD_STARTER:
            self.archive(message.channel, False, message.channel.locked)
        self.read_mentions(message, allowed_mentions)
        number_components(message)
        kept = message.channel.ephemeral if message.is_ephemeral else message.channel.messages
        kept[message.id] = message
        if not message.is_ephemeral:
            self._announce("MESSAGE_CREATE", message)
        return message

    def change(self, message: Message, allowed_mentions: dict[str, Any] | None = None, may_ping: bool = False) -> None:
        """Tell that a message was changed; only one that was deferred may still ping."""
        self.read_mentions(message, allowed_mentions, may_ping)
        number_components(message)
        message.edited = timestamp()
        if not message.is_ephemeral:
            self._announce("MESSAGE_UPDATE", message)

    def delete(self, message: Message) -> None:
        message.is_deleted = True
        channel = message.channel
        if message.is_ephemeral:
            channel.ephemeral.pop(message.id, None)
            return
        channel.messages.pop(message.id, None)
        guild = {"guild_id": str(channel.guild.id)} if channel.guild else {}
        payload = {"id": str(message.id), "channel_id": str(channel.id), **guild}
        self.broadcast("MESSAGE_DELETE", channel, payload)

    def archive(self, thread: Channel, archived: bool, locked: bool) -> None:
        """Archive a thread or open it again, and tell the gateway."""
        thread.archived, thread.locked = archived, locked
        self.broadcast("THREAD_UPDATE", thread, thread_payload(thread), Intent.GUILDS)

    def open_thread(
        self, parent: Channel, name: str, owner: User, starter: Message | None = None, tags: tuple[str, ...] = ()
    ) -> Channel:
        """Open a thread on a message, or on none, as a post of a forum is."""
        thread = self._world.add_thread(parent, name, owner, starter.id if starter else None, tags)
        is_bots = owner is self._world.bot
        member = {"member": thread_member_payload(thread, owner)} if is_bots else {}
        payload = {**thread_payload(thread), **member, "newly_created": True}
        self.broadcast("THREAD_CREATE", thread, payload, Intent.GUILDS)
        if starter is not None:
            starter.thread = thread
            self.change(starter)
            reference = (parent.id, starter.id)
            self.publish(Message(thread, owner, type=MessageType.THREAD_STARTER, reference=reference))
        return thread

    def read_mentions(self, message: Message, allowed: dict[str, Any] | None, may_ping: bool = True) -> None:
        """Find whom a content mentions, outside code, and whom of them `allowed_mentions` lets it ping."""
        text = CODE.sub("", message.content)
        parse = EVERYTHING if allowed is None else tuple(allowed.get("parse") or ())
        named = {int(n) for n in (allowed or {}).get("users") or ()}
        users = [u for n in dict.fromkeys(map(int, MENTION.findall(text))) if (u := self._world.user_by_id(n))]
        message.mentions = [u for u in users if "users" in parse or u.id in named]
        roles = [int(n) for n in dict.fromkeys(ROLE_MENTION.findall(text)) if int(n) in self._world.guild.roles]
        named_roles = {int(n) for n in (allowed or {}).get("roles") or ()}
        message.mention_roles = [n for n in roles if "roles" in parse or n in named_roles]
        message.mention_everyone = bool(EVERYONE.search(text)) and "everyone" in parse
        self._read_reply(message, allowed)
        if may_ping and not message.flags & Flag.LOADING:
            message.pings = [u.name for u in message.mentions] + [f"role {n}" for n in message.mention_roles]
            message.pings += ["everyone"] if message.mention_everyone else []

    def _read_reply(self, message: Message, allowed: dict[str, Any] | None) -> None:
        if message.type != MessageType.REPLY or message.reference is None:
            return
        referred = self._world.channels[message.reference[0]].messages.get(message.reference[1])
        pings = True if allowed is None else allowed.get("replied_user", False)
        if referred is not None and pings and referred.author not in message.mentions:
            message.mentions.append(referred.author)

    def _announce(self, event: str, message: Message) -> None:
        channel = message.channel
        if self._is_seen(channel):
            self._gateway.broadcast(
                event,
                lambda session: message_event(self._world, message, session.has(Intent.MESSAGE_CONTENT)),
                Intent.DIRECT_MESSAGES if channel.guild is None else Intent.GUILD_MESSAGES,
                channel.guild.id if channel.guild else None,
            )

    def _is_seen(self, channel: Channel) -> bool:
        return channel.permissions_of(self._world.bot) != 0

    def broadcast(self, event: str, channel: Channel, payload: dict[str, Any], intent: int | None = None) -> None:
        """Dispatch an event of a channel."""
        if self._is_seen(channel):
            wanted = Intent.DIRECT_MESSAGES if channel.guild is None else Intent.GUILD_MESSAGES
            guild_id = channel.guild.id if channel.guild else None
            self._gateway.broadcast(event, lambda _: payload, wanted if intent is None else intent, guild_id)

    def typing(self, channel: Channel, user: User) -> None:
        guild = channel.guild
        payload = {"channel_id": str(channel.id), "user_id": str(user.id), "timestamp": int(time.time())}
        if guild is not None:
            payload |= {"guild_id": str(guild.id), "member": member_payload(guild, user)}
        self.broadcast("TYPING_START", channel, payload, 1 << 11 if guild else 1 << 14)


def number_components(message: Message) -> None:
    """Give each component an id where it has none."""
    for number, component in enumerate(walk(message.components), 1):
        component.setdefault("id", number)


def attach(message: Message, listed: list[dict[str, Any]], files: dict[str, bytes], url: str) -> None:
    """Set the attachments of a message: those listed that it had, then the files sent along."""
    kept = {str(attachment["id"]) for attachment in listed}
    message.attachments = [a for a in message.attachments if a["id"] in kept]
    names = {str(entry["id"]): entry.get("filename") for entry in listed}
    for key, content in files.items():
        number, _, sent_name = key.partition("/")
        name = names.get(number) or sent_name
        file_id = str(snowflake())
        link = f"{url}/attachments/{message.channel.id}/{file_id}/{name}"
        message.files[name] = content
        message.attachments.append(attachment_payload(file_id, name, content, link))


def attachment_payload(file_id: str, name: str, content: bytes, link: str) -> dict[str, Any]:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    about = {"id": file_id, "filename": name, "size": len(content), "content_type": kind}
    return {**about, "url": link, "proxy_url": link}
