"""What a test may do with the server."""

import re
from typing import Any

from testing.discord.constants import InteractionType, MessageType, Op
from testing.discord.faults import Fault
from testing.discord.gateway import Connection
from testing.discord.interactions import (
    Interaction,
    find_command,
    find_component,
    interaction_payload,
    may_use,
    menu_data,
    modal_data,
    slash_data,
)
from testing.discord.rest import Request
from testing.discord.running import RunningServer
from testing.discord.transcript import transcript
from testing.discord.world import Channel, Message, User


class LoopbackDiscord(RunningServer):
    """One guild on 127.0.0.1: what people do there, what goes wrong, what was received."""

    # What people do

    def user(self, name: str) -> User:
        return self._do(self.world.user, name)

    def channel(self, name: str) -> Channel:
        return self.world.channel(name)

    def say(
        self,
        author: User,
        content: str,
        channel: Channel,
        reply_to: Message | None = None,
        mention: bool = False,
        ping: bool = True,
        message_type: int | None = None,
        webhook_id: int | None = None,
    ) -> Message:
        """Post a message of a person; `mention` puts the bot's mention before it, a reply pings unless told otherwise."""
        text = f"{self.bot} {content}".strip() if mention else content
        kind = MessageType.REPLY if reply_to else MessageType.DEFAULT
        message = Message(channel, author, text, type=kind if message_type is None else message_type)
        message.webhook_id = webhook_id
        allowed = None
        if reply_to is not None:
            message.reference = (reply_to.channel.id, reply_to.id)
            allowed = {"parse": ["users", "roles", "everyone"], "replied_user": ping}
        return self._do(self.post.publish, message, allowed)

    def tell(self, author: User, content: str, reply_to: Message | None = None) -> Message:
        """Send the bot a private message."""
        return self.say(author, content, self._do(self.world.dm, author), reply_to)

    def open_thread(self, author: User, message: Message, name: str) -> Channel:
        return self._do(self.post.open_thread, message.channel, name, author, message)

    def open_post(self, author: User, title: str, content: str, forum: Channel) -> Message:
        """Open a post in a forum; its first message has the thread's id."""

        def act() -> Message:
            thread = self.post.open_thread(forum, title, author)
            return self.post.publish(Message(thread, author, content, id=thread.id))

        return self._do(act)

    def edit(self, message: Message, content: str) -> None:
        message.content = content
        self._do(self.post.change, message)

    def delete(self, message: Message) -> None:
        self._do(self.post.delete, message)

    def slash(
        self, command: str, options: dict[str, Any] | None = None, user: User | None = None, channel: Channel | None = None
    ) -> Interaction:
        """Use a registered command, `config channel` for one below another; LookupError where Discord would not offer it."""
        name, *path = command.split()
        found = find_command(self.world, name, 1)
        data = slash_data(self.world, found, path, options or {})
        return self._use(found, data, user or self.user("ada"), channel)

    def autocomplete(self, command: str, option: str, typed: str, user: User, channel: Channel) -> Interaction:
        """Type into an option of a registered command; what is offered comes as `choices`."""
        name, *path = command.split()
        data = slash_data(self.world, find_command(self.world, name, 1), path, {option: typed})
        options = data["options"]
        while "options" in options[0]:
            options = options[0]["options"]
        options[0]["focused"] = True
        return self.interact(Interaction(InteractionType.AUTOCOMPLETE, data, user, channel))

    def show_command(self, name: str, user: User) -> None:
        """Show somebody a command that is hidden from them, as managers can in the settings of a server."""
        self.world.shown_commands.add((name, user.id))

    def context_menu(self, command: str, target: Message, user: User) -> Interaction:
        found = find_command(self.world, command, 3)
        return self._use(found, menu_data(self.world, found, target), user, target.channel)

    def _use(self, command: dict[str, Any], data: dict[str, Any], user: User, channel: Channel | None) -> Interaction:
        here = channel or self.channel("general")
        if not may_use(command, user, here) and (command["name"], user.id) not in self.world.shown_commands:
            raise LookupError(f"{command['name']} is not offered to {user.name} here")
        return self.interact(Interaction(InteractionType.COMMAND, data, user, here))

    def press(self, message: Message, label_or_id: str, user: User) -> Interaction:
        """Press a button by its label, a part of it, its emoji or its custom_id."""
        component = find_component(message, label_or_id)
        data = {"custom_id": component["custom_id"], "component_type": component["type"], "id": component["id"]}
        return self.interact(Interaction(InteractionType.COMPONENT, data, user, message.channel, message))

    def choose(self, message: Message, custom_id: str, values: list[str], user: User) -> Interaction:
        component = find_component(message, custom_id)
        data = {
            "custom_id": component["custom_id"],
            "component_type": component["type"],
            "values": values,
            "id": component["id"],
        }
        return self.interact(Interaction(InteractionType.COMPONENT, data, user, message.channel, message))

    def submit_modal(self, opened_by: Interaction, values: dict[str, str]) -> Interaction:
        """Submit the form that an interaction opened; `values` by label or custom_id."""
        if opened_by.modal is None:
            raise LookupError("no form was opened")
        data = modal_data(opened_by.modal, values)
        return self.interact(Interaction(InteractionType.MODAL, data, opened_by.user, opened_by.channel, opened_by.message))

    def interact(self, interaction: Interaction) -> Interaction:
        """Send an interaction to the bot."""

        def act() -> None:
            self.interactions.append(interaction)
            guild = interaction.channel.guild
            payload = interaction_payload(self.world, interaction)
            self.gateway.broadcast("INTERACTION_CREATE", lambda _: payload, 0, guild.id if guild else None)

        self._do(act)
        return interaction

    # What goes wrong

    def fail_next(self, method: str, path: str, status: int | None, **more: Any) -> Fault:
        """Order a failure of the next request whose path matches a regular expression; see Fault."""
        fault = Fault(method, path, status, **more)
        self.rest.faults.append(fault)
        return fault

    def drop(self) -> None:
        """Cut every gateway socket; the sessions wait to be resumed."""
        self._do(self._drop)

    def _drop(self) -> None:
        for session in self.gateway.live():
            connection, session.connection = session.connection, None
            if connection is not None and connection.transport is not None:
                connection.transport.abort()

    def hold(self) -> None:
        """Let new gateway connections wait until `release`."""
        self._do(self.gateway.opens.clear)

    def release(self) -> None:
        self._do(self.gateway.opens.set)

    def reconnect(self) -> None:
        """Ask the bot to reconnect and resume (op 7)."""
        self._send({"op": Op.RECONNECT, "d": None})

    def invalidate(self, resumable: bool = False) -> None:
        """Tell the bot that its session is invalid (op 9); one that is not resumable is forgotten."""
        live = self.gateway.live()
        self._send({"op": Op.INVALID_SESSION, "d": resumable})
        if not resumable:
            for session in live:
                self.gateway.sessions.pop(session.id, None)

    def ask_for_heartbeat(self) -> None:
        self._send({"op": Op.HEARTBEAT, "d": None})

    def close_gateway(self, code: int) -> None:
        """Close every gateway socket with a code."""
        self._send(code)

    def _send(self, frame: dict[str, Any] | int) -> None:
        def act() -> None:
            for session in self.gateway.live():
                if session.connection is not None:
                    session.connection.outgoing.put_nowait(frame)

        self._do(act)

    def send_event(self, event: str, data: dict[str, Any]) -> None:
        """Dispatch whatever a test makes up, to every session."""

        def act() -> None:
            for session in self.gateway.live():
                self.gateway.dispatch(session, event, data)

        self._do(act)

    def replay(self, about: Message | Interaction) -> None:
        """Dispatch once more the event that brought a message or an interaction."""
        event = "MESSAGE_CREATE" if isinstance(about, Message) else "INTERACTION_CREATE"

        def act() -> None:
            for session in self.gateway.live():
                for frame in [f for f in session.events if f["t"] == event and f["d"]["id"] == str(about.id)][:1]:
                    self.gateway.dispatch(session, event, frame["d"])

        self._do(act)

    # What was received

    def said(self, channel: Channel | None = None, after: Message | Interaction | None = None) -> list[Message]:
        """Return what the bot has said and not deleted, private responses too, oldest first."""
        since = after.id if after is not None else 0
        found = [m for m in self.world.messages() if m.author is self.bot and m.id > since]
        return [m for m in found if m.type != MessageType.THREAD_STARTER and (channel is None or m.channel is channel)]

    def sent(self, method: str, path: str) -> list[Request]:
        """Return the requests whose path matches a regular expression from its start to its end."""
        return [r for r in list(self.requests) if r.method == method and re.fullmatch(path, r.path)]

    def connection(self) -> Connection:
        """Return the newest gateway connection."""
        return self.gateway.connections[-1]

    def acknowledged_s(self, about: Message | Interaction) -> float | None:
        """Return the seconds until the first sign that a question was noticed: a response, typing, a reply or a thread."""
        if isinstance(about, Interaction):
            return None if about.responded_at is None else about.responded_at - about.at
        channel = about.channel.id
        signs = (f"/channels/{channel}/typing", f"/channels/{channel}/messages/{about.id}/threads")
        seen = [r.at for r in list(self.requests) if r.method == "POST" and r.path in signs and r.at >= about.at]
        seen += [m.at for m in self.said(about.channel, after=about) if m.reference == (channel, about.id)]
        return min(seen) - about.at if seen else None

    def transcript(self) -> list[dict[str, Any]]:
        """Return what the channels show, as plain JSON."""
        return transcript(self.world, self.interactions)
