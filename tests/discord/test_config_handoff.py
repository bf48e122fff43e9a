"""/config handoff: whom people may ask where the documents have no answer."""

from pathlib import Path
from types import SimpleNamespace

import discord
import pytest
from administered import Administered, play

from qa_bot.discord_bot.commands.config_channel import lacking_ping
from qa_bot.discord_bot.memory.store import Store
from qa_bot.settings import load_settings


def test_the_role_that_helps_is_chosen_shown_and_taken_away(tmp_path: Path) -> None:
    async def scenario(on: Administered) -> None:
        answer = await on.manage("config handoff", role=on.staff)
        assert f"people may ask <@&{on.staff.id}>" in answer
        assert on.config.handoff_role_id == on.staff.id
        assert f"<@&{on.staff.id}>" in await on.manage("config show")
        assert "people cannot ask a person" in await on.manage("config handoff")
        assert on.config.handoff_role_id is None

    store = Store(tmp_path / "discord.sqlite")
    play(scenario, load_settings(corpus_dir=tmp_path), store)
    store.close()


@pytest.mark.parametrize(
    ("mentionable", "may_ping", "is_told"), [(False, False, True), (True, False, False), (False, True, False)]
)
def test_a_role_that_the_bot_cannot_ping_is_told(mentionable: bool, may_ping: bool, is_told: bool) -> None:
    interaction = SimpleNamespace(app_permissions=discord.Permissions(mention_everyone=may_ping))
    told = lacking_ping(interaction, SimpleNamespace(mentionable=mentionable))
    assert ("does not let the bot ping this role" in told) is is_told
