"""A bot of forty lines that shows what the loopback server does, without the bot that it is there for."""

import os
import sys

import discord
import yarl
from discord import app_commands


class Reason(discord.ui.Modal, title="Why?"):
    reason = discord.ui.Label(text="Reason", component=discord.ui.TextInput(max_length=100))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"because {self.reason.component.value}", ephemeral=True)


class Buttons(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Count", custom_id="count")
    async def count(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.edit_message(content=f"{interaction.message.content}!")

    @discord.ui.button(label="Explain", custom_id="explain")
    async def explain(self, interaction: discord.Interaction, _: discord.ui.Button) -> None:
        await interaction.response.send_modal(Reason())


class TinyBot(discord.AutoShardedClient):
    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, messages=True)
        intents.message_content = bool(os.environ.get("TINY_CONTENT"))
        super().__init__(intents=intents)
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="echo", description="Say it again")(echo)
        self.tree.context_menu(name="Shout")(shout)

    async def setup_hook(self) -> None:
        self.add_view(Buttons())
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author.id == self.user.id:
            return
        if message.content.endswith("thread"):
            thread = await message.create_thread(name="a thread")
            await thread.send("first")
        elif self.user in message.mentions or message.guild is None:
            async with message.channel.typing():
                await message.reply(f"heard {message.clean_content!r} @everyone", view=Buttons())
        elif isinstance(message.channel, discord.Thread):
            starter = await message.channel.parent.fetch_message(message.channel.id)
            history = [m async for m in message.channel.history(limit=10)]
            await message.channel.send(f"{len(history)} messages under {starter.content!r} content {message.content!r}")
        else:
            await message.channel.send(
                f"content {message.content!r}", nonce="12", allowed_mentions=discord.AllowedMentions.none()
            )


async def echo(interaction: discord.Interaction, text: str, where: discord.TextChannel | None = None) -> None:
    await interaction.response.defer(thinking=True, ephemeral=True)
    await interaction.edit_original_response(content=f"{text} {where}", view=Buttons())
    await interaction.followup.send("and a file", file=discord.File(__file__), ephemeral=True)


async def shout(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(message.content.upper())


if __name__ == "__main__":
    discord.http.Route.BASE = sys.argv[1]
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sys.argv[2])
    TinyBot().run(sys.argv[3])
