"""The bot as a program: how it starts, stops, and says what is wrong with its settings."""

import json
import os
import signal
import time
from pathlib import Path

import pytest

from testing.discord.answers import answer, responses
from testing.discord.bot_process import BotProcess
from testing.discord.faults import rate_limited
from testing.discord.server import LoopbackDiscord
from testing.waiting import wait_until
from tests.discord.end_to_end import ANKARA, ask

SCRIPTED = str(Path(__file__).with_name("scripted_bot.py"))
HELD_UP = f"""
import runpy, time
from qa_bot.discord_bot.desk.desk import Desk
async def stop(*_):
    time.sleep(3600)
Desk.stop = stop
runpy.run_path({SCRIPTED!r}, run_name="__main__")
"""
COMMANDS = "/applications/.*/commands"


@pytest.fixture
def server():
    with LoopbackDiscord() as server:
        yield server


@pytest.fixture
def bot(server, tmp_path, excerpts_index):
    """Return a bot whose answers take as long as a test says; it is not started."""
    bot = BotProcess(server, tmp_path, excerpts_index).running(SCRIPTED)
    yield bot
    bot.kill()
    print(bot.log[-5000:])


def test_a_wrong_token_ends_it_and_the_setting_is_named(tmp_path, excerpts_index):
    with LoopbackDiscord(token="MTA.right.token") as server:
        bot = BotProcess(server, tmp_path, excerpts_index, QA_BOT_DISCORD_TOKEN="MTA.wrong.token").running(SCRIPTED)
        bot.start(is_awaited=False)
        assert bot.wait() == 2, bot.log
    assert "QA_BOT_DISCORD_TOKEN" in bot.log
    assert "MTA.wrong.token" not in bot.log


def test_an_intent_that_is_not_granted_ends_it_and_the_setting_is_named(server, tmp_path, excerpts_index):
    bot = BotProcess(server, tmp_path, excerpts_index, QA_BOT_DISCORD_MESSAGE_CONTENT="true").running(SCRIPTED)
    bot.start(is_awaited=False)
    assert bot.wait() == 2, bot.log
    assert "QA_BOT_DISCORD_MESSAGE_CONTENT" in bot.log


def test_without_a_token_it_ends_and_the_setting_is_named(qa_bot):
    done = qa_bot("discord")
    assert done.returncode == 2
    assert "QA_BOT_DISCORD_TOKEN" in done.stderr


def test_the_invitation_asks_for_no_more_than_is_used(qa_bot):
    done = qa_bot("discord", "--invite", QA_BOT_DISCORD_TOKEN="MTA.test.token")
    assert done.returncode == 0
    assert "client_id=10" in done.stdout
    granted = int(done.stdout.split("permissions=")[1].split("&")[0].strip())
    assert not granted & (1 << 3), "administrator"
    assert not granted & (1 << 17), "mention everyone"


def test_it_keeps_trying_while_discord_refuses_connections(tmp_path, excerpts_index):
    server = LoopbackDiscord()
    bot = BotProcess(server, tmp_path, excerpts_index).running(SCRIPTED).start(is_awaited=False)
    try:
        wait_until(lambda: "connection failed" in bot.log)
        with server:
            server.wait_until_ready()
            answer(server, server.slash("ask", {"question": "slow 0"}))
            assert bot.stop() == 0, bot.log
    finally:
        bot.kill()


def test_it_keeps_trying_while_the_gateway_alone_refuses(server, bot):
    server.gateway.refuse_times = 2
    bot.start(is_awaited=False)
    server.wait_until_ready()
    assert server.gateway.refused == 2
    answer(server, server.slash("ask", {"question": "slow 0"}))


@pytest.mark.parametrize("trouble", [{"status": 503}, {"status": 0}, rate_limited(0.3)], ids=["503", "cut", "429"])
def test_a_login_that_fails_at_first_is_repeated(server, bot, trouble):
    fault = server.fail_next("GET", "^/users/@me$", **trouble)
    bot.start(is_awaited=False)
    server.wait_until_ready()
    assert fault.used == 1


def test_a_second_start_does_not_send_the_commands_again(server, bot):
    bot.start()
    assert len(server.sent("PUT", COMMANDS)) == 1
    assert bot.stop() == 0, bot.log
    bot.start()
    answer(server, server.slash("ask", {"question": "slow 0"}))
    assert len(server.sent("PUT", COMMANDS)) == 1


def test_commands_that_could_not_be_sent_are_sent_at_the_next_start(server, bot):
    server.fail_next("PUT", COMMANDS, 400)
    bot.start()
    assert server.world.commands == []
    assert bot.stop() == 0, bot.log
    bot.start()
    assert {command["name"] for command in server.world.commands} >= {"ask", "config", "Ask about this"}


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_stop_while_idle_takes_a_moment(server, bot, stop):
    bot.start()
    os.kill(bot.pid, stop)
    assert bot.wait() == 0, bot.log


@pytest.mark.parametrize("way", ["slash", "mention"])
def test_a_stop_lets_a_short_answer_finish(server, bot, way):
    bot.start()
    asked = begin(server, way, "slow 0.5")
    bot.terminate()
    assert bot.wait() == 0, bot.log
    assert "The river rose" in responses(server, asked)[-1].content


@pytest.mark.parametrize("way", ["slash", "mention"])
def test_a_stop_marks_a_long_answer(server, tmp_path, excerpts_index, way):
    with BotProcess(server, tmp_path, excerpts_index, SCRIPTED_GRACE_S="0.1").running(SCRIPTED) as bot:
        asked = begin(server, way, "slow 3600")
        assert bot.stop() == 0, bot.log
    final = responses(server, asked)[-1]
    assert "stopped" in final.content
    assert not final.is_loading


@pytest.mark.parametrize("crowd", [30, 1], ids=["answers", "refusals of one person"])
def test_a_stop_waits_for_no_limit_of_discords(server, tmp_path, excerpts_index, crowd):
    general = server.channel("general")
    server.rest.limits.narrow[("POST", r"/channels/\d+/messages")] = (5, 50.0)
    quick = {"SCRIPTED_GRACE_S": "0.1", "SCRIPTED_MARKING_S": "0.1", "SCRIPTED_STOP_S": "40"}
    with BotProcess(server, tmp_path, excerpts_index, **quick).running(SCRIPTED) as bot:
        asked = [server.say(server.user(f"crowd {n % crowd}"), "slow 0", general, mention=True) for n in range(30)]
        server.wait_for(lambda: len(server.said(general, after=asked[0])) >= 5)
        assert bot.stop() == 0, bot.log
    assert "cut off" not in bot.log


def test_while_the_gateway_refuses_it_is_not_connected_and_can_be_stopped(server, bot):
    bot.start()
    file = bot.state_dir / "discord_health.json"
    server.wait_for(lambda: json.loads(file.read_text("utf-8"))["is_connected"])
    server.gateway.refuse_times = 10_000
    server.drop()
    server.wait_for(lambda: not json.loads(file.read_text("utf-8"))["is_connected"])
    assert bot.stop() == 0, bot.log


@pytest.mark.parametrize("later_s", [0.5, 1.5, 3.0])
def test_a_stop_while_discord_is_away_is_in_order(tmp_path, excerpts_index, later_s):
    with LoopbackDiscord() as server:
        bot = BotProcess(server, tmp_path, excerpts_index).running(SCRIPTED).start()
    try:
        # The attempts to reconnect follow each other at times of the library's own: the stop comes into one or between two.
        time.sleep(later_s)
        assert bot.stop() == 0, bot.log
    finally:
        bot.kill()


def test_a_stop_that_something_holds_up_is_cut_off(server, tmp_path, excerpts_index):
    with BotProcess(server, tmp_path, excerpts_index, SCRIPTED_STOP_S="0.2").running("-c", HELD_UP) as bot:
        assert bot.stop() == 0, bot.log
        assert "cut off" in bot.log


def begin(server, way, question):
    """Ask, and wait until the bot has noticed."""
    ada = server.user("ada")
    if way == "slash":
        asked = server.slash("ask", {"question": question}, ada)
    else:
        asked = server.say(ada, question, server.channel("general"), mention=True)
    server.wait_for(lambda: server.acknowledged_s(asked) is not None)
    return asked


def test_the_token_and_what_is_said_stay_out_of_the_log(server, tmp_path, excerpts_index):
    with BotProcess(server, tmp_path, excerpts_index, is_loading=True).running("-m", "qa_bot", "discord", "-v") as bot:
        ask(server, server.user("ada"))
        asked = server.slash("ask", {"question": ANKARA, "private": True})
        answer(server, asked)
        assert bot.stop() == 0, bot.log
        health = json.loads((bot.state_dir / "discord_health.json").read_text("utf-8"))
    assert (health["generation"], health["answered"]) == (1, 2)
    assert any("time: total" in line and line.endswith(f"trace={asked.id}") for line in bot.log.splitlines())
    for secret in (server.token, asked.token, "delegations", "Ankara"):
        assert secret not in bot.log
