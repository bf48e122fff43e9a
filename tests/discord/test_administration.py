"""What the managers of a server choose with /config."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import discord
import pytest
import simcord
from administered import Server, play

from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.policy.guild_config import GuildConfig
from qa_bot.settings import load_settings

Run = Callable[..., None]


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "state" / "discord.sqlite")
    yield store
    store.close()


@pytest.fixture
def on_server(state: Store, corpus: Path, index_dir: Path) -> Run:
    """Return a function that plays a scenario on a server of its own."""

    def run(scenario: Callable[[Server], Awaitable[None]], **settings: object) -> None:
        play(scenario, load_settings(corpus_dir=corpus, index_dir=index_dir, **settings), state)

    return run


def test_the_mode_of_a_channel_is_chosen(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        answer = await server.manage("config mode", mode="off", channel=server.chat)
        assert answer == f"<#{server.chat.id}>: `off`, the bot does not answer"
        assert server.config.mode_of(server.chat.id) == "off"
        assert server.config.mode_of(server.help.id) == "mention"

    on_server(scenario)


def test_without_an_option_the_channel_is_the_one_where_the_command_is_used(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        await server.manage("config mode", mode="off")
        assert server.config.mode_of(server.help.id) == "off"

    on_server(scenario)


def test_in_a_thread_the_channel_is_its_parent(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        thread = await server.bot.get_channel(server.help.id).create_thread(name="talk", type=discord.ChannelType.public_thread)
        await server.env.settle()
        handle = next(found for found in server.help.threads if found.id == thread.id)
        await server.manager.slash(handle, "config mode", mode="off")
        assert server.config.mode_of(server.help.id) == "off"

    on_server(scenario)


@pytest.mark.parametrize("mode", ["all", "forum"])
def test_a_mode_that_needs_message_content_is_refused_without_it_and_names_the_setting(on_server: Run, mode: str) -> None:
    async def scenario(server: Server) -> None:
        answer = await server.manage("config mode", mode=mode, channel=server.forum)
        assert "QA_BOT_DISCORD_MESSAGE_CONTENT=true" in answer
        assert server.config == GuildConfig()

    on_server(scenario)


@pytest.mark.parametrize("mode", ["all", "forum"])
def test_with_message_content_every_mode_can_be_chosen(on_server: Run, mode: str) -> None:
    async def scenario(server: Server) -> None:
        await server.manage("config mode", mode=mode, channel=server.forum)
        assert server.config.mode_of(server.forum.id) == mode

    on_server(scenario, discord_message_content=True)


def test_the_forum_mode_is_for_forums_alone(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        assert "is for forums" in await server.manage("config mode", mode="forum", channel=server.chat)
        assert server.config == GuildConfig()

    on_server(scenario, discord_message_content=True)


def test_the_default_mode_holds_for_channels_without_one(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        await server.manage("config mode", mode="mention", channel=server.help)
        await server.manage("config default", mode="off")
        assert (server.config.mode_of(server.help.id), server.config.mode_of(server.chat.id)) == ("mention", "off")

    on_server(scenario)


def test_threads_are_switched_on_and_off(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        assert "gets a thread" in await server.manage("config threads", enabled=True, channel=server.chat)
        assert server.config.opens_threads(server.chat.id)
        assert "gets a thread" not in await server.manage("config threads", enabled=False, channel=server.chat)
        assert not server.config.opens_threads(server.chat.id)

    on_server(scenario)


def test_what_the_bot_is_not_allowed_in_a_channel_is_named(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        everyone = server.bot.get_guild(server.guild.id).default_role
        await server.bot.get_channel(server.chat.id).set_permissions(everyone, create_public_threads=False)
        assert "Create Public Threads" in await server.manage("config threads", enabled=True, channel=server.chat)
        assert "lacks" not in await server.manage("config threads", enabled=False, channel=server.chat)
        assert "lacks" not in await server.manage("config threads", enabled=True, channel=server.help)

    on_server(scenario)


@pytest.mark.parametrize("name", ["config", "status", "reindex", "privacy", "forget-me"])
def test_no_command_is_offered_where_the_bot_was_not_invited(on_server: Run, name: str) -> None:
    async def scenario(server: Server) -> None:
        told = server.bot.tree.get_command(name).to_dict(server.bot.tree)
        guild, bot_dm = 0, 1
        assert told["integration_types"] == [guild]
        assert set(told["contexts"]) == ({guild} if name == "config" else {guild, bot_dm})

    on_server(scenario)


def test_threads_are_refused_in_a_forum(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        assert "threads already" in await server.manage("config threads", enabled=True, channel=server.forum)
        assert server.config == GuildConfig()

    on_server(scenario)


def test_roles_that_may_ask_are_added_offered_and_removed(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        assert f"<@&{server.staff.id}>" in await server.manage("config roles add", role=server.staff)
        assert server.config.role_ids == (server.staff.id,)
        offered = await server.manager.autocomplete(server.help, "config roles remove", "role", "sta")
        assert [choice["name"] for choice in offered] == ["Staff"]
        assert "everyone" in await server.manage("config roles remove", role=offered[0]["value"])
        assert server.config.role_ids == ()

    on_server(scenario)


def test_a_role_is_removed_by_its_name(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        await server.manage("config roles add", role=server.staff)
        await server.manage("config roles remove", role="@staff")
        assert server.config.role_ids == ()

    on_server(scenario)


def test_a_role_that_was_not_chosen_cannot_be_removed(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        assert "was not chosen" in await server.manage("config roles remove", role="Staff")

    on_server(scenario)


def test_everyone_is_no_role_to_choose(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        assert "Everyone may ask" in await server.manage("config roles add", role=server.guild.default_role)
        assert server.config == GuildConfig()

    on_server(scenario)


def test_show_says_everything_that_holds(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        await server.manage("config mode", mode="off", channel=server.chat)
        await server.manage("config threads", enabled=True, channel=server.help)
        await server.manage("config roles add", role=server.staff)
        shown = await server.manage("config show")
        assert f"<#{server.chat.id}>: `off`" in shown
        assert f"<#{server.help.id}>: `mention`" in shown
        assert "each question gets a thread" in shown
        assert "everywhere else: `mention`" in shown
        assert f"<@&{server.staff.id}>" in shown

    on_server(scenario)


def test_show_says_when_a_mode_lacks_the_intent_it_was_chosen_with(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        server.store.save_guild_config(server.guild.id, GuildConfig().with_mode(server.chat.id, "all"))
        assert "QA_BOT_DISCORD_MESSAGE_CONTENT" in await server.manage("config show")

    on_server(scenario)


def test_show_fits_into_a_message_however_much_was_chosen(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        config = GuildConfig(role_ids=tuple(range(10**18, 10**18 + 25)))
        for number in range(400):
            config = config.with_mode(10**18 + number, "off")
        server.store.save_guild_config(server.guild.id, config)
        assert "**Where**" in await server.manage("config show")

    on_server(scenario)


def test_reset_forgets_what_was_chosen(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        await server.manage("config mode", mode="off", channel=server.chat)
        await server.manage("config reset")
        assert server.config == GuildConfig()

    on_server(scenario)


def test_what_two_managers_change_at_once_is_all_kept(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        choices = server.bot.tree.get_command("config")._changes
        channels = range(100, 120)
        await asyncio.gather(
            *(choices.change(server.guild.id, lambda config, c=c: config.with_mode(c, "off")) for c in channels)
        )
        assert {c.channel_id for c in server.config.channels} == set(channels)

    on_server(scenario)


def test_config_is_hidden_from_people_who_may_not_manage_the_server(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        with pytest.raises(simcord.SetupError, match="not visible"):
            await server.member.slash(server.help, "config show")

    on_server(scenario)


@pytest.mark.parametrize(
    ("command", "options"),
    [("config show", {}), ("config mode", {"mode": "off"}), ("config reset", {}), ("config roles remove", {"role": "x"})],
)
def test_config_is_refused_to_those_people_even_where_the_server_shows_it_to_them(
    on_server: Run, command: str, options: dict[str, str]
) -> None:
    async def scenario(server: Server) -> None:
        shown = next(one for one in await server.bot.tree.fetch_commands() if one.name == "config")
        server.guild.set_command_permissions(shown, {server.member: True})
        answer = await server.use(server.member, command, **options)
        assert answer == "Only people who may manage this server can use this command."
        assert server.config == GuildConfig()

    on_server(scenario)


def test_config_refuses_a_channel_outside_the_operators_and_names_the_setting(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        for command, option in (("config mode", {"mode": "off"}), ("config threads", {"enabled": True})):
            assert "QA_BOT_DISCORD_CHANNELS" in await server.manage(command, channel=server.chat, **option)
        assert server.config == GuildConfig()

    on_server(scenario, discord_channels=frozenset({1}))


def test_config_refuses_a_server_outside_the_operators(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        assert "QA_BOT_DISCORD_GUILDS" in await server.manage("config mode", mode="off")
        assert server.config == GuildConfig()

    on_server(scenario, discord_guilds=frozenset({1}))


def test_config_refuses_a_role_outside_the_operators(on_server: Run) -> None:
    async def scenario(server: Server) -> None:
        assert "QA_BOT_DISCORD_ROLES" in await server.manage("config roles add", role=server.staff)
        assert server.config == GuildConfig()

    on_server(scenario, discord_roles=frozenset({1}))
