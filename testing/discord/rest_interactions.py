"""Endpoints of interactions: the first response, the original, follow-ups."""

import time
from typing import Any

from testing.discord.constants import Flag, MessageType, ResponseType
from testing.discord.errors import ApiError, invalid, unknown
from testing.discord.interactions import Interaction
from testing.discord.limits import check_message, check_modal
from testing.discord.payloads import message_payload, user_payload
from testing.discord.posting import attach
from testing.discord.rest import Call, Routes
from testing.discord.rest_messages import apply_edit
from testing.discord.world import Message
from testing.waiting import PATIENCE_S


class Interactions:
    """The interactions that were sent, and the endpoints that respond to them.

    Discord takes a first response for three seconds (ACKNOWLEDGE_WITHIN_S). A busy machine can miss those, so only a test that looks
    at a clock sets them.
    """

    def __init__(self) -> None:
        self.sent: list[Interaction] = []
        self.acknowledge_within_s = PATIENCE_S

    def routes(self) -> Routes:
        original = "/webhooks/{application}/{token}/messages/@original"
        message = "/webhooks/{application}/{token}/messages/{message}"
        return (
            ("POST", "/interactions/{interaction}/{token}/callback", self.respond),
            ("POST", "/webhooks/{application}/{token}", self.follow_up),
            ("GET", original, self.get_original),
            ("PATCH", original, self.edit_original),
            ("DELETE", original, self.delete_original),
            ("GET", message, self.get_followup),
            ("PATCH", message, self.edit_followup),
            ("DELETE", message, self.delete_followup),
        )

    def respond(self, call: Call) -> Any:
        """Take the first response, in time and once."""
        found = [i for i in self.sent if i.token == call.ids["token"] and i.id == int(call.ids["interaction"])]
        if found and found[0].responded_at is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        if not found or time.monotonic() - found[0].at > self.acknowledge_within_s:
            raise unknown("Interaction")
        interaction = found[0]
        kind, data = call.body["type"], call.body.get("data") or {}
        if kind not in list(ResponseType):
            raise invalid("type", "BASE_TYPE_CHOICES", "Value must be one of the documented types.")
        self._carry_out(call, interaction, ResponseType(kind), data)
        interaction.response_type = kind
        interaction.responded_at = time.monotonic()
        return self._resource(call, interaction) if call.query.get("with_response") in ("1", "true") else None

    def _carry_out(self, call: Call, interaction: Interaction, kind: ResponseType, data: dict[str, Any]) -> None:
        if kind is ResponseType.MODAL:
            if interaction.type == 5:
                raise invalid("type", "BASE_TYPE_CHOICES", "A form cannot open a form.")
            check_modal(data)
            interaction.modal = data
        elif kind is ResponseType.AUTOCOMPLETE:
            interaction.choices = data.get("choices", [])[:25]
        elif kind in (ResponseType.DEFERRED_UPDATE, ResponseType.UPDATE):
            if interaction.message is None:
                raise invalid("type", "BASE_TYPE_CHOICES", "There is no message to update.")
            interaction.original = interaction.message
            if kind is ResponseType.UPDATE:
                self._edit(call._replace(body=data), interaction.message)
        else:
            is_deferred = kind is ResponseType.DEFERRED_MESSAGE
            interaction.original = self._create(call._replace(body=data), interaction, is_deferred)

    def _create(self, call: Call, interaction: Interaction, is_deferred: bool = False) -> Message:
        """Return a new message of an interaction, as the channel shows it or, with the ephemeral flag, one person alone."""
        if not is_deferred:
            check_message(call.body, call.files)
        kept = Flag.EPHEMERAL | Flag.SUPPRESS_EMBEDS | Flag.COMPONENTS_V2
        flags = (call.body.get("flags") or 0) & kept | (Flag.LOADING if is_deferred else 0)
        types = {2: MessageType.CONTEXT_MENU if interaction.data.get("type") == 3 else MessageType.SLASH}
        message = Message(
            interaction.channel,
            call.world.bot,
            call.body.get("content") or "",
            type=types.get(interaction.type, MessageType.REPLY if interaction.message else MessageType.DEFAULT),
            embeds=call.body.get("embeds") or [],
            components=call.body.get("components") or [],
            flags=flags,
            metadata=_metadata(interaction),
            webhook_id=call.world.bot.id,
            viewer=interaction.user if flags & Flag.EPHEMERAL else None,
        )
        if message.type == MessageType.REPLY and interaction.message and not interaction.message.is_ephemeral:
            message.reference = (interaction.channel.id, interaction.message.id)
        attach(message, call.body.get("attachments") or [], call.files, call.rest.url)
        return call.post.publish(message, call.body.get("allowed_mentions"))

    def _edit(self, call: Call, message: Message) -> dict[str, Any]:
        was_loading = message.is_loading
        apply_edit(call, message)
        message.flags &= ~Flag.LOADING
        call.post.change(message, call.body.get("allowed_mentions"), may_ping=was_loading)
        return _shown(call, message)

    def follow_up(self, call: Call) -> Any:
        """Send one more message; the first after a deferral takes the place of what was deferred."""
        interaction = self._alive(call)
        if interaction.responded_at is None:
            raise unknown("Webhook")
        original = interaction.original
        if original is not None and original.is_loading and not original.is_deleted:
            check_message(call.body, call.files)
            return self._edit(call, original)
        message = self._create(call, interaction)
        interaction.followups.append(message)
        return _shown(call, message)

    def get_original(self, call: Call) -> Any:
        return _shown(call, self._original(call))

    def edit_original(self, call: Call) -> Any:
        return self._edit(call, self._original(call))

    def delete_original(self, call: Call) -> Any:
        call.post.delete(self._original(call))

    def get_followup(self, call: Call) -> Any:
        return _shown(call, self._followup(call))

    def edit_followup(self, call: Call) -> Any:
        return self._edit(call, self._followup(call))

    def delete_followup(self, call: Call) -> Any:
        call.post.delete(self._followup(call))

    def _alive(self, call: Call) -> Interaction:
        for interaction in self.sent:
            if interaction.token == call.ids["token"] and interaction.is_alive:
                return interaction
        raise ApiError(401, 50027, "Invalid Webhook Token")

    def _original(self, call: Call) -> Message:
        interaction = self._alive(call)
        if interaction.responded_at is None:
            raise unknown("Webhook")
        if interaction.original is None or interaction.original.is_deleted:
            raise unknown("Message")
        return interaction.original

    def _followup(self, call: Call) -> Message:
        interaction = self._alive(call)
        for message in (*interaction.followups, *([interaction.original] if interaction.original else [])):
            if message.id == int(call.ids["message"]) and not message.is_deleted:
                return message
        raise unknown("Message")

    def _resource(self, call: Call, interaction: Interaction) -> dict[str, Any]:
        about: dict[str, Any] = {"id": str(interaction.id), "type": int(interaction.type)}
        resource: dict[str, Any] = {"type": interaction.response_type}
        if interaction.original is not None and interaction.response_type in (4, 5, 7):
            about["response_message_id"] = str(interaction.original.id)
            about["response_message_loading"] = interaction.original.is_loading
            about["response_message_ephemeral"] = interaction.original.is_ephemeral
            resource["message"] = _shown(call, interaction.original)
        return {"interaction": about, "resource": resource}


def _shown(call: Call, message: Message) -> dict[str, Any]:
    return message_payload(call.world, message, has_content_intent=True)


def _metadata(interaction: Interaction) -> dict[str, Any]:
    guild = interaction.channel.guild
    return {
        "id": str(interaction.id),
        "type": int(interaction.type),
        "user": user_payload(interaction.user),
        "authorizing_integration_owners": {"0": "0" if guild is None else str(guild.id)},
    }
