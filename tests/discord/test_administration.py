"""What the managers of a server choose with /config."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from administered import Administered, play

from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.settings import load_settings
from testing.discord.constants import Permission
from testing.discord.payloads import channel_payload

Run = Callable[..., None]


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "state" / "discord.sqlite")
    yield store
    store.close()


@pytest.fixture
def on_server(state: Store, corpus: Path, index_dir: Path) -> Run:
    """Return a function that plays a scenario on a server of its own."""

    def run(scenario: Callable[[Administered], Awaitable[None]], **settings: object) -> None:
        play(scenario, load_settings(corpus_dir=corpus, index_dir=index_dir, **settings), state)

    return run


def test_the_mode_of_a_channel_is_chosen(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        answer = await on.manage("config mode", mode="off", channel=on.chat)
        assert answer == f"<#{on.chat.id}>: `off`, the bot does not answer"
        assert on.config.mode_of(on.chat.id) == "off"
        assert on.config.mode_of(on.here.id) == "mention"

    on_server(scenario)


def test_without_an_option_the_channel_is_the_one_where_the_command_is_used(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        await on.manage("config mode", mode="off")
        assert on.config.mode_of(on.here.id) == "off"

    on_server(scenario)


def test_in_a_thread_the_channel_is_its_parent(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        thread = await on.open_thread(on.member, await on.say(on.member, "Let us talk."), "talk")
        await on.manage("config mode", thread, mode="off")
        assert on.config.mode_of(on.here.id) == "off"

    on_server(scenario)


@pytest.mark.parametrize("mode", ["all", "forum"])
def test_a_mode_that_needs_message_content_is_refused_without_it_and_names_the_setting(on_server: Run, mode: str) -> None:
    async def scenario(on: Administered) -> None:
        answer = await on.manage("config mode", mode=mode, channel=on.forum)
        assert "QA_BOT_DISCORD_MESSAGE_CONTENT=true" in answer
        assert on.config == GuildConfig()

    on_server(scenario)


@pytest.mark.parametrize("mode", ["all", "forum"])
def test_with_message_content_every_mode_can_be_chosen(on_server: Run, mode: str) -> None:
    async def scenario(on: Administered) -> None:
        await on.manage("config mode", mode=mode, channel=on.forum)
        assert on.config.mode_of(on.forum.id) == mode

    on_server(scenario, discord_message_content=True)


def test_the_forum_mode_is_for_forums_alone(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        assert "is for forums" in await on.manage("config mode", mode="forum", channel=on.chat)
        assert on.config == GuildConfig()

    on_server(scenario, discord_message_content=True)


def test_the_default_mode_holds_for_channels_without_one(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        await on.manage("config mode", mode="mention", channel=on.here)
        await on.manage("config default", mode="off")
        assert (on.config.mode_of(on.here.id), on.config.mode_of(on.chat.id)) == ("mention", "off")

    on_server(scenario)


def test_threads_are_switched_on_and_off(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        assert "gets a thread" in await on.manage("config threads", enabled=True, channel=on.chat)
        assert on.config.opens_threads(on.chat.id)
        assert "gets a thread" not in await on.manage("config threads", enabled=False, channel=on.chat)
        assert not on.config.opens_threads(on.chat.id)

    on_server(scenario)


def test_what_the_bot_is_not_allowed_in_a_channel_is_named(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        on.chat.denied[on.guild.id] = Permission.CREATE_PUBLIC_THREADS
        on.server.send_event("CHANNEL_UPDATE", channel_payload(on.chat))
        assert "Create Public Threads" in await on.manage("config threads", enabled=True, channel=on.chat)
        assert "lacks" not in await on.manage("config threads", enabled=False, channel=on.chat)
        assert "lacks" not in await on.manage("config threads", enabled=True, channel=on.here)

    on_server(scenario)


@pytest.mark.parametrize("name", ["config", "status", "reindex", "privacy", "forget-me"])
def test_no_command_is_offered_where_the_bot_was_not_invited(on_server: Run, name: str) -> None:
    async def scenario(on: Administered) -> None:
        told = on.bot.tree.get_command(name).to_dict(on.bot.tree)
        guild, bot_dm = 0, 1
        assert told["integration_types"] == [guild]
        assert set(told["contexts"]) == ({guild} if name == "config" else {guild, bot_dm})

    on_server(scenario)


def test_threads_are_refused_in_a_forum(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        assert "threads already" in await on.manage("config threads", enabled=True, channel=on.forum)
        assert on.config == GuildConfig()

    on_server(scenario)


def test_roles_that_may_ask_are_added_offered_and_removed(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        assert f"<@&{on.staff.id}>" in await on.manage("config roles add", role=on.staff)
        assert on.config.role_ids == (on.staff.id,)
        offered = await on.autocomplete(on.manager, "config roles remove", "role", "sta")
        assert [choice["name"] for choice in offered] == ["Staff"]
        assert "everyone" in await on.manage("config roles remove", role=offered[0]["value"])
        assert on.config.role_ids == ()

    on_server(scenario)


def test_a_role_is_removed_by_its_name(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        await on.manage("config roles add", role=on.staff)
        await on.manage("config roles remove", role="@staff")
        assert on.config.role_ids == ()

    on_server(scenario)


def test_a_role_that_was_not_chosen_cannot_be_removed(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        assert "was not chosen" in await on.manage("config roles remove", role="Staff")

    on_server(scenario)


def test_everyone_is_no_role_to_choose(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        assert "Everyone may ask" in await on.manage("config roles add", role=on.guild.roles[on.guild.id])
        assert on.config == GuildConfig()

    on_server(scenario)


def test_show_says_everything_that_holds(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        await on.manage("config mode", mode="off", channel=on.chat)
        await on.manage("config threads", enabled=True, channel=on.here)
        await on.manage("config roles add", role=on.staff)
        shown = await on.manage("config show")
        assert f"<#{on.chat.id}>: `off`" in shown
        assert f"<#{on.here.id}>: `mention`" in shown
        assert "each question gets a thread" in shown
        assert "everywhere else: `mention`" in shown
        assert f"<@&{on.staff.id}>" in shown

    on_server(scenario)


def test_show_says_when_a_mode_lacks_the_intent_it_was_chosen_with(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        on.store.save_guild_config(on.guild.id, GuildConfig().with_mode(on.chat.id, "all"))
        assert "QA_BOT_DISCORD_MESSAGE_CONTENT" in await on.manage("config show")

    on_server(scenario)


def test_show_fits_into_a_message_however_much_was_chosen(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        config = GuildConfig(role_ids=tuple(range(10**18, 10**18 + 25)))
        for number in range(400):
            config = config.with_mode(10**18 + number, "off")
        on.store.save_guild_config(on.guild.id, config)
        assert "**Where**" in await on.manage("config show")

    on_server(scenario)


def test_reset_forgets_what_was_chosen(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        await on.manage("config mode", mode="off", channel=on.chat)
        await on.manage("config reset")
        assert on.config == GuildConfig()

    on_server(scenario)


def test_what_two_managers_change_at_once_is_all_kept(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        choices = on.bot.tree.get_command("config")._changes
        channels = range(100, 120)
        await asyncio.gather(*(choices.change(on.guild.id, lambda config, c=c: config.with_mode(c, "off")) for c in channels))
        assert {c.channel_id for c in on.config.channels} == set(channels)

    on_server(scenario)


def test_config_is_hidden_from_people_who_may_not_manage_the_server(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        with pytest.raises(LookupError, match="not offered"):
            await on.slash(on.member, "config show")

    on_server(scenario)


@pytest.mark.parametrize(
    ("command", "options"),
    [("config show", {}), ("config mode", {"mode": "off"}), ("config reset", {}), ("config roles remove", {"role": "x"})],
)
def test_config_is_refused_to_those_people_even_where_the_server_shows_it_to_them(
    on_server: Run, command: str, options: dict[str, str]
) -> None:
    async def scenario(on: Administered) -> None:
        on.server.show_command("config", on.member)
        answer = await on.use(on.member, command, **options)
        assert answer == "Only people who may manage this server can use this command."
        assert on.config == GuildConfig()

    on_server(scenario)


def test_config_refuses_a_channel_outside_the_operators_and_names_the_setting(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        for command, option in (("config mode", {"mode": "off"}), ("config threads", {"enabled": True})):
            assert "QA_BOT_DISCORD_CHANNELS" in await on.manage(command, channel=on.chat, **option)
        assert on.config == GuildConfig()

    on_server(scenario, discord_channels=frozenset({1}))


def test_config_refuses_a_server_outside_the_operators(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        assert "QA_BOT_DISCORD_GUILDS" in await on.manage("config mode", mode="off")
        assert on.config == GuildConfig()

    on_server(scenario, discord_guilds=frozenset({1}))


def test_config_refuses_a_role_outside_the_operators(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        assert "QA_BOT_DISCORD_ROLES" in await on.manage("config roles add", role=on.staff)
        assert on.config == GuildConfig()

    on_server(scenario, discord_roles=frozenset({1}))
