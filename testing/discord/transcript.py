"""What the channels show, as plain JSON, for pictures and for people."""

from typing import Any

from testing.discord.components import label_of, walk
from testing.discord.interactions import Interaction
from testing.discord.world import Message, World

STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link"}


def transcript(world: World, interactions: list[Interaction]) -> list[dict[str, Any]]:
    """Return channel by channel what stands there, private responses included, with the forms that were opened."""
    commands = {i.original.id: i for i in interactions if i.original is not None and i.type == 2}
    forms = {i.message.id: i.modal for i in interactions if i.modal is not None and i.message is not None}
    return [
        {
            "channel": channel.name or f"@{channel.recipient.name if channel.recipient else 'nobody'}",
            "kind": {0: "text", 1: "dm", 11: "thread", 12: "thread", 15: "forum"}[channel.type],
            "parent": channel.parent.name if channel.parent else None,
            "messages": [
                {**_shown(world, message), "command": _command(commands.get(message.id)), "form": forms.get(message.id)}
                for message in sorted((*channel.messages.values(), *channel.ephemeral.values()), key=lambda m: m.id)
            ],
        }
        for channel in world.channels.values()
    ]


def _shown(world: World, message: Message) -> dict[str, Any]:
    referred = message.channel.messages.get(message.reference[1]) if message.reference else None
    return {
        "id": str(message.id),
        "author": message.author.name,
        "is_bot": message.author.is_bot,
        "type": int(message.type),
        "content": message.content,
        "mentions": {str(user.id): user.name for user in (*world.users.values(), world.bot)},
        "embeds": message.embeds,
        "components": message.components,
        "buttons": [
            {"label": label_of(c), "style": STYLES.get(c.get("style", 2), ""), "is_disabled": bool(c.get("disabled"))}
            for c in walk(message.components)
            if c["type"] == 2
        ],
        "files": [{"name": a["filename"], "bytes": a["size"]} for a in message.attachments],
        "reactions": message.reactions,
        "is_private": message.is_ephemeral,
        "is_loading": message.is_loading,
        "at": message.created,
        "edited_at": message.edited,
        "replies_to": {"author": referred.author.name, "content": referred.content} if referred else None,
    }


def _command(interaction: Interaction | None) -> dict[str, Any] | None:
    if interaction is None:
        return None
    return {"name": interaction.data["name"], "user": interaction.user.name, "options": interaction.data.get("options", [])}
