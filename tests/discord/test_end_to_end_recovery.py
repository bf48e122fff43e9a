"""Starting, failing and stopping at the worst moments."""

import json
import subprocess
import sys

import pytest

from testing.discord.answers import answer, remark
from testing.discord.bot_process import BotProcess
from testing.discord.server import LoopbackDiscord
from testing.waiting import wait_until
from tests.conftest import EXCERPTS, environment_of
from tests.discord.end_to_end import ANKARA, ask
from tests.discord.test_end_to_end_process import SCRIPTED


@pytest.fixture
def server():
    with LoopbackDiscord() as server:
        yield server


def test_a_stop_while_the_models_are_loaded_is_in_order(server, tmp_path, excerpts_index):
    bot = BotProcess(server, tmp_path, excerpts_index, is_loading=True)
    bot.start(is_awaited=False)
    server.wait_for(lambda: (bot.state_dir / "discord_health.json").exists())
    assert bot.stop() == 0, bot.log
    assert "Traceback" not in bot.log


def test_a_stop_while_discord_cannot_be_reached_is_in_order(tmp_path, excerpts_index):
    with LoopbackDiscord() as gone:
        bot = BotProcess(gone, tmp_path, excerpts_index).running(SCRIPTED)
    bot.start(is_awaited=False)
    wait_until(lambda: "the connection failed" in bot.log)
    assert bot.stop() == 0, bot.log


def test_without_an_index_it_says_so_and_answers_as_soon_as_there_is_one(server, tmp_path):
    index_dir = tmp_path / "index"
    with BotProcess(server, tmp_path, index_dir):
        said = remark(server, server.say(server.user("ada"), ANKARA, server.channel("general"), mention=True))
        assert "no documents to answer from" in said.content
        assert str(tmp_path) not in said.content
        command = [sys.executable, "-m", "qa_bot", "ingest", "--corpus", str(EXCERPTS), "--index", str(index_dir)]
        subprocess.run(command, check=True, capture_output=True, cwd=tmp_path, env=environment_of(tmp_path, {}))
        assert "Ankara" in ask(server, server.user("ben")).content


def test_a_connection_that_breaks_down_loses_no_answer_and_is_followed_by_another(server, tmp_path, excerpts_index):
    with BotProcess(server, tmp_path, excerpts_index).running(SCRIPTED) as bot:
        asked = server.say(server.user("ada"), "slow 2", server.channel("general"), mention=True)
        server.wait_for(lambda: server.acknowledged_s(asked) is not None)
        sessions = len(server.gateway.identifies)
        server._send({"op": 0, "s": 1000, "t": "RESUMED", "d": None})
        assert "The river rose" in answer(server, asked).content
        server.wait_for(lambda: len(server.gateway.identifies) > sessions)
        assert "The river rose" in ask(server, server.user("ben"), "slow 0").content
        assert bot.is_running


def test_the_health_file_says_how_it_is(server, tmp_path, excerpts_index):
    with BotProcess(server, tmp_path, excerpts_index) as bot:
        ask(server, server.user("ada"))
        assert bot.stop() == 0
        health = json.loads((bot.state_dir / "discord_health.json").read_text("utf-8"))
        assert (health["answered"], health["failed"], health["running"], health["waiting"]) == (1, 0, 0, 0)
        assert health["generation"] >= 1
        assert health["p50_ms"] > 0
        assert not health["is_connected"]


def test_a_health_file_that_cannot_be_written_does_not_matter(server, tmp_path, excerpts_index):
    bot = BotProcess(server, tmp_path, excerpts_index)
    (bot.state_dir / "discord_health.json").mkdir(parents=True)
    with bot:
        assert "Ankara" in ask(server, server.user("ada")).content
        assert bot.stop() == 0
    assert "discord_health.json cannot be written" in bot.log
