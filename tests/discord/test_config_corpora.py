"""/config corpus: what managers choose, and what the operator lets them."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from administered import Administered, play

from qa_bot.discord_bot.commands.config_corpora import offered
from qa_bot.discord_bot.memory.store import Store
from qa_bot.settings import load_settings

LENT = "handbook,minutes,salaries@7"
Scenario = Callable[[Administered], Awaitable[None]]


@pytest.fixture
def on_server(tmp_path: Path, corpus: Path, index_dir: Path) -> Callable[..., None]:
    def run(scenario: Scenario, lent: str = LENT) -> None:
        store = Store(tmp_path / "discord.sqlite")
        play(scenario, load_settings(corpus_dir=corpus, index_dir=index_dir, discord_corpora=lent), store)
        store.close()

    return run


def test_a_channel_gets_several_corpora(on_server):
    async def scenario(on: Administered) -> None:
        answer = await on.manage("config corpus", corpora="minutes, handbook", channel=on.chat)
        assert answer.splitlines()[1] == f"- <#{on.chat.id}>: `minutes`, `handbook`"
        assert on.config.corpora_of(on.chat.id) == ("minutes", "handbook")
        assert on.config.corpora_of(on.here.id) == ()
        assert "`handbook`" in await on.manage("config show")

    on_server(scenario)


def test_without_an_option_it_is_the_channel_of_the_command_and_without_names_it_goes_back(on_server):
    async def scenario(on: Administered) -> None:
        await on.manage("config corpus", corpora="minutes")
        assert on.config.corpora_of(on.here.id) == ("minutes",)
        await on.manage("config corpus")
        assert on.config.corpora_of(on.here.id) == ()

    on_server(scenario)


def test_the_server_and_a_role_get_corpora(on_server):
    async def scenario(on: Administered) -> None:
        await on.manage("config corpus", corpora="handbook", everywhere=True)
        answer = await on.manage("config corpus", corpora="minutes", role=on.staff)
        assert f"in private, for <@&{on.staff.id}>, also: `minutes`" in answer
        assert on.config.corpora_of(on.chat.id) == ("handbook",)
        assert on.config.corpora_of_roles([on.staff.id]) == ("minutes",)
        await on.manage("config corpus", role=on.staff)
        assert on.config.corpora_of_roles([on.staff.id]) == ()

    on_server(scenario)


def test_reset_forgets_the_corpora(on_server):
    async def scenario(on: Administered) -> None:
        await on.manage("config corpus", corpora="handbook", everywhere=True)
        await on.manage("config reset")
        assert not on.config.has_corpora

    on_server(scenario)


@pytest.mark.parametrize(
    ("lent", "named", "told"),
    [
        (LENT, "payroll", "choose among `handbook`, `minutes`"),
        (LENT, "handbook payroll", "did not list `payroll`"),
        (LENT, "salaries", "did not list `salaries`"),
        ("", "handbook", "it lends none to this server"),
    ],
    ids=["unknown", "one of two", "of another server", "nothing lent"],
)
def test_a_corpus_that_the_operator_does_not_lend_is_refused(on_server, lent, named, told):
    async def scenario(on: Administered) -> None:
        answer = await on.manage("config corpus", corpora=named)
        assert told in answer
        assert "QA_BOT_DISCORD_CORPORA" in answer
        assert not on.config.has_corpora

    on_server(scenario, lent)


def test_two_targets_at_once_are_refused(on_server):
    async def scenario(on: Administered) -> None:
        answer = await on.manage("config corpus", corpora="minutes", role=on.staff, everywhere=True)
        assert "one of them at a time" in answer
        assert not on.config.has_corpora

    on_server(scenario)


def test_the_names_that_may_be_chosen_are_offered_to_managers(on_server):
    async def scenario(on: Administered) -> None:
        found = await on.autocomplete(on.manager, "config corpus", "corpora", "hand")
        assert [choice["value"] for choice in found] == ["handbook"]
        on.server.show_command("config", on.member)
        assert await on.autocomplete(on.member, "config corpus", "corpora", "hand") == []

    on_server(scenario)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["handbook", "minutes"]),
        ("min", ["minutes"]),
        ("handbook, ", ["handbook, minutes"]),
        ("handbook mi", ["handbook, minutes"]),
        ("x", []),
    ],
)
def test_the_last_name_that_was_typed_is_completed(typed, expected):
    assert offered(typed, ("handbook", "minutes")) == expected
