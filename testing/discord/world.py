"""What exists on the server: people, guilds, channels, messages and who may do what."""

import itertools
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from testing.discord.components import label_of, texts_of, walk
from testing.discord.constants import (
    ALL_PERMISSIONS,
    DISCORD_EPOCH_MS,
    EVERYONE_PERMISSIONS,
    PRIVILEGED,
    ChannelType,
    Flag,
    MessageType,
    Permission,
)

_counter = itertools.count(1)


def snowflake() -> int:
    """Return a new id that tells the time as Discord's ids do, greater than every id before it."""
    return (int(time.time() * 1000) - DISCORD_EPOCH_MS << 22) + next(_counter)


def timestamp() -> str:
    return datetime.now(UTC).isoformat()


@dataclass(eq=False)
class User:
    name: str
    id: int = field(default_factory=snowflake)
    is_bot: bool = False
    accepts_dms: bool = True

    def __str__(self) -> str:
        return f"<@{self.id}>"


@dataclass(eq=False)
class Role:
    name: str
    permissions: int
    id: int = field(default_factory=snowflake)
    bot: User | None = None

    def __str__(self) -> str:
        return f"<@&{self.id}>"


@dataclass(eq=False)
class Guild:
    name: str
    owner: User
    id: int = field(default_factory=snowflake)
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, tuple[User, list[int]]] = field(default_factory=dict)
    channels: dict[int, "Channel"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.roles[self.id] = Role("@everyone", EVERYONE_PERMISSIONS, self.id)
        self.add(self.owner)

    def add(self, user: User, *roles: Role) -> None:
        self.members[user.id] = (user, [role.id for role in roles])

    def permissions_of(self, user: User) -> int:
        """Return what a member may do where no channel says otherwise."""
        if user is self.owner:
            return ALL_PERMISSIONS
        granted = self.roles[self.id].permissions
        for role_id in self.members[user.id][1]:
            granted |= self.roles[role_id].permissions
        return ALL_PERMISSIONS if granted & Permission.ADMINISTRATOR else granted


@dataclass(eq=False)
class Channel:
    name: str
    type: int = ChannelType.TEXT
    id: int = field(default_factory=snowflake)
    guild: Guild | None = None
    parent: "Channel | None" = None
    owner: User | None = None
    recipient: User | None = None
    archived: bool = False
    locked: bool = False
    tags: tuple[str, ...] = ()
    denied: dict[int, int] = field(default_factory=dict)
    messages: dict[int, "Message"] = field(default_factory=dict)
    ephemeral: dict[int, "Message"] = field(default_factory=dict)
    members: set[int] = field(default_factory=set)

    @property
    def is_thread(self) -> bool:
        return self.type in (ChannelType.PUBLIC_THREAD, ChannelType.PRIVATE_THREAD)

    def permissions_of(self, user: User) -> int:
        """Return what somebody may do in this channel; a thread takes its parent's overwrites."""
        if self.guild is None:
            return ALL_PERMISSIONS
        granted = self.guild.permissions_of(user)
        if user is self.guild.owner or granted == ALL_PERMISSIONS:
            return granted
        denied = (self.parent or self).denied
        for overwritten in (self.guild.id, *self.guild.members[user.id][1], user.id):
            granted &= ~denied.get(overwritten, 0)
        return granted if granted & Permission.VIEW_CHANNEL else 0


@dataclass(frozen=True)
class Upload:
    """A file that was given to a command."""

    payload: dict[str, Any]
    content: bytes


@dataclass(frozen=True)
class Snapshot:
    """What a message said when it was forwarded."""

    channel_id: int
    message_id: int
    guild_id: int | None
    said: dict[str, Any]


@dataclass(eq=False)
class Message:
    """A message as it stands, with its earlier contents in `versions` and those whom it pinged in `pings`."""

    channel: Channel
    author: User
    content: str = ""
    id: int = field(default_factory=snowflake)
    type: int = MessageType.DEFAULT
    reference: "tuple[int, int] | None" = None
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    flags: int = 0
    nonce: str | None = None
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    pings: list[str] = field(default_factory=list)
    metadata: dict[str, Any] | None = None
    webhook_id: int | None = None
    created: str = field(default_factory=timestamp)
    edited: str | None = None
    at: float = field(default_factory=time.monotonic)
    versions: list[tuple[float, str]] = field(default_factory=list)
    is_deleted: bool = False
    thread: Channel | None = None
    viewer: User | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    reactions: list[str] = field(default_factory=list)
    reacted: dict[str, list[User]] = field(default_factory=dict)
    forwarded: "Snapshot | None" = None

    @property
    def is_ephemeral(self) -> bool:
        return bool(self.flags & Flag.EPHEMERAL)

    @property
    def is_loading(self) -> bool:
        return bool(self.flags & Flag.LOADING)

    def buttons(self) -> list[dict[str, Any]]:
        return [component for component in walk(self.components) if component["type"] == 2]

    def labels(self) -> list[str]:
        """Return the labels of the buttons, an emoji's name where there is no label."""
        return [label_of(button) for button in self.buttons()]

    def text(self) -> str:
        """Return everything that can be read in the message: content, embeds, text components."""
        embeds = [part for embed in self.embeds for part in texts_of(embed)]
        displays = [component["content"] for component in walk(self.components) if component["type"] == 10]
        return "\n".join([self.content, *embeds, *displays])


def snapshot_of(message: Message) -> Snapshot:
    """Return what goes along when a message is forwarded: those of its fields that Discord documents."""
    names = ("content", "embeds", "attachments", "components")
    said = {name: getattr(message, name) for name in names} | {"type": int(message.type), "flags": int(message.flags)}
    times = {"timestamp": message.created, "edited_timestamp": message.edited}
    guild = message.channel.guild
    people = {"mentions": [], "mention_roles": [str(role_id) for role_id in message.mention_roles]}
    return Snapshot(message.channel.id, message.id, guild.id if guild else None, {**said, **times, **people})


class World:
    """One guild with a few channels, the application with its bot, and whoever else a test names."""

    def __init__(self, application_id: int, allowed_intents: int = 0) -> None:
        self.bot = User("qa-bot", application_id, is_bot=True)
        self.application_flags = sum(flag for intent, flag in PRIVILEGED.items() if intent & allowed_intents)
        self.allowed_intents = allowed_intents
        self.owner = User("olive")
        self.users: dict[str, User] = {"olive": self.owner}
        self.guild = Guild("Reading Room", self.owner)
        self.bot_role = Role("qa-bot", 0, bot=self.bot)
        self.guild.roles[self.bot_role.id] = self.bot_role
        self.guild.add(self.bot, self.bot_role)
        self.channels: dict[int, Channel] = {}
        self.dms: dict[int, Channel] = {}
        self.commands: list[dict[str, Any]] = []
        self.shown_commands: set[tuple[str, int]] = set()
        self.uploads: dict[str, Upload] = {}
        for name in ("general", "questions", "archive"):
            self.add_channel(name)
        self.add_channel("help", ChannelType.FORUM)

    def user(self, name: str) -> User:
        """Return a member of the guild by name, who joins now where nobody has that name."""
        if name not in self.users:
            self.users[name] = User(name)
            self.guild.add(self.users[name])
        return self.users[name]

    def user_by_id(self, user_id: int) -> User | None:
        known = {user.id: user for user in (*self.users.values(), self.bot)}
        return known.get(user_id)

    def add_channel(self, name: str, channel_type: int = ChannelType.TEXT) -> Channel:
        return self._keep(Channel(name, channel_type, guild=self.guild))

    def add_thread(
        self, parent: Channel, name: str, owner: User, thread_id: int | None = None, tags: tuple[str, ...] = ()
    ) -> Channel:
        return self._keep(
            Channel(
                name,
                ChannelType.PUBLIC_THREAD,
                thread_id or snowflake(),
                guild=self.guild,
                parent=parent,
                owner=owner,
                tags=tags,
                members={owner.id},
            )
        )

    def add_role(self, name: str, permissions: int = 0) -> Role:
        role = Role(name, permissions)
        self.guild.roles[role.id] = role
        return role

    def _keep(self, channel: Channel) -> Channel:
        self.channels[channel.id] = self.guild.channels[channel.id] = channel
        return channel

    def channel(self, name: str) -> Channel:
        return next(channel for channel in self.channels.values() if channel.name == name)

    def dm(self, user: User) -> Channel:
        """Return the private channel of the bot and somebody."""
        if user.id not in self.dms:
            channel = Channel("", ChannelType.DM, recipient=user)
            self.dms[user.id] = self.channels[channel.id] = channel
        return self.dms[user.id]

    def file(self, file_id: str) -> bytes | None:
        """Return the content of an attachment or of a file that was given to a command."""
        if file_id in self.uploads:
            return self.uploads[file_id].content
        named = ((message, a["filename"]) for message in self.messages() for a in message.attachments if a["id"] == file_id)
        return next((message.files[name] for message, name in named), None)

    def messages(self) -> list[Message]:
        """Return every message of every channel, deleted and private ones too, oldest first."""
        found = [m for c in self.channels.values() for m in (*c.messages.values(), *c.ephemeral.values())]
        return sorted(found, key=lambda message: message.id)
