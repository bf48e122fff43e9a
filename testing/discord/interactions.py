"""Interactions: what a person did with a command, a button or a form, and how the bot responded."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from testing.discord.components import label_of, walk
from testing.discord.constants import (
    TOKEN_LIFETIME_S,
    Flag,
    InteractionType,
    Permission,
)
from testing.discord.payloads import (
    channel_payload,
    full_member_payload,
    member_payload,
    message_payload,
    user_payload,
)
from testing.discord.world import Channel, Message, Upload, User, World, snowflake

OPTION_KINDS = {"channels": 7, "roles": 8, "users": 6}
Payload = dict[str, Any]


@dataclass(eq=False)
class Interaction:
    """One interaction, with its response, follow-ups and the form it opened."""

    type: InteractionType
    data: Payload
    user: User
    channel: Channel
    message: Message | None = None
    id: int = field(default_factory=snowflake)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(40))
    at: float = field(default_factory=time.monotonic)
    responded_at: float | None = None
    response_type: int | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    modal: Payload | None = None
    choices: list[Payload] | None = None
    lifetime_s: float = TOKEN_LIFETIME_S

    @property
    def is_alive(self) -> bool:
        return time.monotonic() - self.at <= self.lifetime_s

    def expire(self) -> None:
        """Let the token be as old as fifteen minutes make it."""
        self.lifetime_s = 0.0

    def messages(self) -> list[Message]:
        """Return what the bot responded with, oldest first, without what was deleted."""
        sent = [self.original] if self.original and self.original is not self.message else []
        return [message for message in (*sent, *self.followups) if not message.is_deleted]

    def is_private(self) -> bool:
        return bool(self.messages()) and all(message.flags & Flag.EPHEMERAL for message in self.messages())


def interaction_payload(world: World, interaction: Interaction) -> Payload:
    channel, user = interaction.channel, interaction.user
    guild = channel.guild
    payload: Payload = {
        "id": str(interaction.id),
        "application_id": str(world.bot.id),
        "type": int(interaction.type),
        "data": interaction.data,
        "token": interaction.token,
        "version": 1,
        "channel_id": str(channel.id),
        "channel": {**channel_payload(channel), "permissions": str(int(channel.permissions_of(user)))},
        "app_permissions": str(int(channel.permissions_of(world.bot))),
        "locale": "en-US",
        "entitlements": [],
        "attachment_size_limit": 10485760,
        "context": 1 if guild is None else 0,
        "authorizing_integration_owners": {"0": "0" if guild is None else str(guild.id)},
    }
    if interaction.message is not None:
        payload["message"] = message_payload(world, interaction.message, has_content_intent=True)
    if guild is None:
        return {**payload, "user": user_payload(user)}
    member = {**full_member_payload(guild, user), "permissions": str(int(channel.permissions_of(user)))}
    features: list[str] = []
    here = {"id": str(guild.id), "locale": "en-US", "features": features}
    return {**payload, "guild_id": str(guild.id), "guild": here, "guild_locale": "en-US", "member": member}


def find_command(world: World, name: str, kind: int) -> Payload:
    """Return a registered command; raise LookupError where the bot has registered none of that name."""
    for command in world.commands:
        if command["name"] == name and command["type"] == kind:
            return dict(command)
    raise LookupError(f"no command {name!r} is registered: {[c['name'] for c in world.commands]}")


def may_use(command: Payload, user: User, channel: Channel) -> bool:
    """Tell whether Discord would offer a command to somebody here."""
    contexts = command.get("contexts")
    here = 1 if channel.guild is None else 0
    if contexts is not None and here not in contexts:
        return False
    if channel.guild is None:
        return command.get("dm_permission") is not False
    needed = int(command.get("default_member_permissions") or 0)
    granted = channel.permissions_of(user)
    return granted & needed == needed and bool(granted & Permission.USE_APPLICATION_COMMANDS)


def slash_data(world: World, command: Payload, path: list[str], values: Payload) -> Payload:
    """Return the data of a chat command: options as they were declared, below the subcommands of `path`."""
    declared = command.get("options") or []
    nesting = []
    for name in path:
        group = next(option for option in declared if option["name"] == name)
        nesting.append({"name": name, "type": group["type"]})
        declared = group.get("options") or []
    resolved: Payload = {}
    options = [_option(world, declared, name, value, resolved) for name, value in values.items()]
    missing = [o["name"] for o in declared if o.get("required") and o["name"] not in values]
    if missing:
        raise LookupError(f"options are missing: {missing}")
    for level in reversed(nesting):
        options = [{**level, "options": options}]
    data: Payload = {"id": command["id"], "name": command["name"], "type": 1}
    return data | ({"options": options} if options else {}) | ({"resolved": resolved} if resolved else {})


def _option(world: World, declared: list[Payload], name: str, value: Any, resolved: Payload) -> Payload:
    option = next((o for o in declared if o["name"] == name), None)
    if option is None:
        raise LookupError(f"no option {name!r}: {[o['name'] for o in declared]}")
    allowed = [choice["value"] for choice in option.get("choices") or ()]
    if allowed and value not in allowed:
        raise LookupError(f"{value!r} is no choice of {name}: {allowed}")
    if isinstance(value, str) and len(value) > option.get("max_length", 6000):
        raise LookupError(f"{name} takes {option['max_length']} characters")
    if isinstance(value, Upload):
        resolved.setdefault("attachments", {})[value.payload["id"]] = value.payload
        return {"name": name, "type": option["type"], "value": value.payload["id"]}
    if isinstance(value, Channel):
        shown = {**channel_payload(value), "permissions": str(int(value.permissions_of(world.bot)))}
        resolved.setdefault("channels", {})[str(value.id)] = shown
    elif isinstance(value, User):
        resolved.setdefault("users", {})[str(value.id)] = user_payload(value)
        resolved.setdefault("members", {})[str(value.id)] = {**member_payload(world.guild, value), "permissions": "0"}
    elif hasattr(value, "permissions"):
        from testing.discord.payloads import role_payload

        resolved.setdefault("roles", {})[str(value.id)] = role_payload(value, 1)
    return {"name": name, "type": option["type"], "value": str(value.id) if hasattr(value, "id") else value}


def menu_data(world: World, command: Payload, target: Message) -> Payload:
    shown = message_payload(world, target, has_content_intent=True)
    data = {"id": command["id"], "name": command["name"], "type": 3, "target_id": str(target.id)}
    return {**data, "resolved": {"messages": {str(target.id): shown}}}


def find_component(message: Message, label_or_id: str) -> Payload:
    """Return the component of a message with that label, emoji or custom_id, or one whose label has it as a part."""
    usable = [c for c in walk(message.components) if "custom_id" in c]
    fittings: tuple[Callable[[Payload], bool], ...] = (
        lambda c: label_or_id in (c["custom_id"], label_of(c)),
        lambda c: label_or_id in label_of(c) or label_or_id in ((c.get("emoji") or {}).get("name") or ""),
    )
    for fits in fittings:
        for component in usable:
            if fits(component):
                if component.get("disabled"):
                    raise LookupError(f"the button {label_or_id!r} is disabled")
                return dict(component)
    raise LookupError(f"no button {label_or_id!r}: {[(label_of(c), c['custom_id']) for c in usable]}")


def modal_data(modal: Payload, values: dict[str, str]) -> Payload:
    """Return a filled form: `values` by label or custom_id, the only field where there is one."""
    filled: dict[str, str] = {}
    for component in walk(modal["components"]):
        inner = component.get("component", component)
        if inner.get("type") == 4:
            names = {inner["custom_id"], component.get("label"), inner.get("label")}
            filled[inner["custom_id"]] = next((v for k, v in values.items() if k in names), filled.get(inner["custom_id"], ""))
    if len(filled) == 1 and len(values) == 1:
        filled = dict.fromkeys(filled, next(iter(values.values())))
    return {"custom_id": modal["custom_id"], "components": [_filled(row, filled) for row in modal["components"]]}


def _filled(row: Payload, values: dict[str, str]) -> Payload:
    if row["type"] == 18:
        return {"type": 18, "id": row.get("id", 1), "component": _field(row["component"], values)}
    if row["type"] == 1:
        return {"type": 1, "id": row.get("id", 1), "components": [_field(field, values) for field in row["components"]]}
    return {"type": row["type"], "id": row.get("id", 1)}


def _field(component: Payload, values: dict[str, str]) -> Payload:
    value = values[component["custom_id"]]
    if component.get("required", True) and not value:
        raise LookupError(f"the field {component['custom_id']!r} is required")
    if not component.get("min_length", 0) <= len(value) <= component.get("max_length", 4000):
        raise LookupError(f"the field {component['custom_id']!r} does not take {len(value)} characters")
    return {"type": 4, "id": component.get("id", 1), "custom_id": component["custom_id"], "value": value}
