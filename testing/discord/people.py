"""What people do on the server."""

from typing import Any

from testing.discord.constants import Flag, InteractionType, MessageType
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
from testing.discord.posting import attach, attachment_payload
from testing.discord.running import RunningServer
from testing.discord.world import Channel, Message, Upload, User, snapshot_of, snowflake


class People(RunningServer):
    """A server and the people on it."""

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
        files: dict[str, bytes] | None = None,
    ) -> Message:
        """Post a message of a person; `mention` puts the bot's mention before it, a reply pings unless told otherwise.

        `files` are the contents of attachments by their names.
        """
        text = f"{self.bot} {content}".strip() if mention else content
        kind = MessageType.REPLY if reply_to else MessageType.DEFAULT
        message = Message(channel, author, text, type=kind if message_type is None else message_type)
        message.webhook_id = webhook_id
        attach(message, [], {f"/{name}": content for name, content in (files or {}).items()}, self.rest.url)
        allowed = None
        if reply_to is not None:
            message.reference = (reply_to.channel.id, reply_to.id)
            allowed = {"parse": ["users", "roles", "everyone"], "replied_user": ping}
        return self._do(self.post.publish, message, allowed)

    def tell(self, author: User, content: str, reply_to: Message | None = None, **more: Any) -> Message:
        """Send the bot a private message."""
        return self.say(author, content, self._do(self.world.dm, author), reply_to, **more)

    def forward(self, author: User, message: Message, channel: Channel) -> Message:
        """Forward a message to another channel: what it says now goes along as a snapshot, and nothing else."""
        forwarded = Message(channel, author, forwarded=snapshot_of(message), flags=Flag.HAS_SNAPSHOT)
        return self._do(self.post.publish, forwarded)

    def archive(self, thread: Channel, locked: bool = False) -> None:
        """Archive a thread; only moderators open a locked one again."""
        self._do(self.post.archive, thread, True, locked)

    def upload(self, name: str, content: bytes) -> Upload:
        """Return a file that can be given to a command as the value of an option."""
        file_id = str(snowflake())
        upload = Upload(attachment_payload(file_id, name, content, f"{self.rest.url}/attachments/0/{file_id}/{name}"), content)
        self.world.uploads[file_id] = upload
        return upload

    def react(self, user: User, message: Message, emoji: str) -> None:
        """React to a message."""
        message.reacted.setdefault(emoji, []).append(user)

    def open_thread(self, author: User, message: Message, name: str) -> Channel:
        return self._do(self.post.open_thread, message.channel, name, author, message)

    def open_post(self, author: User, title: str, content: str, forum: Channel, tags: tuple[str, ...] = ()) -> Message:
        """Open a post in a forum, with some of its tags; its first message has the thread's id."""

        def act() -> Message:
            thread = self.post.open_thread(forum, title, author, tags=tags)
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
