"""The loopback Discord, shown with a bot of its own."""

import json
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from testing.discord.constants import Intent, Permission
from testing.discord.faults import rate_limited
from testing.discord.server import LoopbackDiscord
from testing.waiting import PATIENCE_S

TINY_BOT = Path(__file__).with_name("tiny_bot.py")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with LoopbackDiscord() as server:
        server.gateway.interval_s = 0.5
        with tiny_bot(server):
            yield server


@contextmanager
def tiny_bot(server, **environment):
    arguments = [sys.executable, str(TINY_BOT), server.api_url, server.gateway.url, server.token]
    process = subprocess.Popen(arguments, env={"PATH": "", **environment})
    try:
        server.wait_until_ready()
        yield
    finally:
        process.kill()
        process.wait()


def reply_to(server, message):
    return server.wait_for(lambda: [m for m in server.said() if m.reference and m.reference[1] == message.id])[0]


def test_a_mention_is_answered_and_pings_what_is_not_forbidden(server):
    question = server.say(server.user("ada"), "hello", server.channel("general"), mention=True)
    answer = reply_to(server, question)
    assert answer.content == "heard '<@10> hello' @everyone"
    assert answer.pings == ["qa-bot", "ada", "everyone"]
    assert server.acknowledged_s(question) is not None


def test_content_is_withheld_without_the_intent_but_not_in_private(server):
    server.say(server.user("ada"), "nothing to see", server.channel("questions"))
    answer = server.wait_for(lambda: server.said(server.channel("questions")))[-1]
    assert (answer.content, answer.pings) == ("content ''", [])
    assert reply_to(server, server.tell(server.user("ada"), "psst")).content == "heard 'psst' @everyone"


def test_a_nonce_makes_a_message_once(server):
    before = server.wait_for(lambda: server.said(server.channel("questions")))
    server.say(server.user("ben"), "again", server.channel("questions"))
    server.wait_for(lambda: len(server.sent("POST", f"/channels/{server.channel('questions').id}/messages")) > len(before))
    assert server.said(server.channel("questions")) == before


def test_a_command_is_answered_in_private_with_a_file(server):
    used = server.slash("echo", {"text": "hi", "where": server.channel("general")})
    server.wait_for(lambda: len(used.messages()) == 2)
    assert used.original.content == "hi general"
    assert used.is_private()
    assert used.followups[0].files["tiny_bot.py"] == TINY_BOT.read_bytes()


def test_a_context_menu_carries_the_content_of_its_message(server):
    message = server.say(server.user("ada"), "quiet", server.channel("archive"))
    used = server.context_menu("Shout", message, server.user("ben"))
    assert server.wait_for(lambda: used.messages())[0].content == "QUIET"


def test_buttons_change_messages_and_open_forms(server):
    message = reply_to(server, server.tell(server.user("cleo"), "buttons"))
    server.press(message, "Count", server.user("cleo"))
    server.wait_for(lambda: message.content.endswith("everyone!"))
    pressed = server.press(message, "Explain", server.user("cleo"))
    server.wait_for(lambda: pressed.modal)
    submitted = server.submit_modal(pressed, {"Reason": "it is so"})
    assert server.wait_for(lambda: submitted.messages())[0].content == "because it is so"


def test_a_thread_has_its_starter_and_its_history(server):
    starter = server.say(server.user("ada"), "start a thread", server.channel("general"), mention=True)
    server.wait_for(lambda: starter.thread and server.said(starter.thread))
    server.say(server.user("ada"), "and on", starter.thread)
    answer = server.wait_for(lambda: server.said(starter.thread)[1:])[0]
    assert answer.content == "3 messages under '<@10> start a thread' content ''"


def test_a_dropped_socket_is_resumed_with_what_was_missed(server):
    server.hold()
    server.drop()
    question = server.tell(server.user("dan"), "are you there")
    server.release()
    assert reply_to(server, question)
    assert len(server.gateway.resumes) == 1


@pytest.mark.parametrize("ask_again", ["reconnect", "invalidate"])
def test_a_bot_that_is_asked_to_connects_again(server, ask_again):
    before = len(server.gateway.connections)
    getattr(server, ask_again)()
    server.wait_for(lambda: len(server.gateway.connections) > before and server.gateway.live())
    assert reply_to(server, server.tell(server.user("dan"), "still there"))


def test_a_rate_limited_request_is_repeated(server):
    fault = server.fail_next("POST", "/messages$", **rate_limited(0.2))
    assert reply_to(server, server.tell(server.user("eve"), "slowly"))
    assert fault.used == 1


def test_a_channel_may_be_closed_to_the_bot(server):
    channel = server.channel("archive")
    channel.denied[server.bot.id] = Permission.SEND_MESSAGES
    server.say(server.user("ada"), "hello", channel, mention=True)
    refused = server.wait_for(lambda: [r for r in server.sent("POST", f"/channels/{channel.id}/typing") if r.status == 403])
    assert refused
    assert not [m for m in server.said(channel) if m.reference]


def test_a_long_message_is_refused(server):
    question = server.tell(server.user("ada"), "x" * 1990)
    path = f"/channels/{question.channel.id}/messages"
    assert server.wait_for(lambda: [r for r in server.sent("POST", path) if r.status == 400])


@pytest.mark.alone
def test_heartbeats_arrive_in_time(server):
    server.wait_for(lambda: len(server.connection().heartbeats) > 2)
    assert max(server.connection().lateness_s()) < 0.5


def test_the_transcript_is_plain_json(server):
    general = next(c for c in json.loads(json.dumps(server.transcript())) if c["channel"] == "general")
    assert general["messages"][0]["author"] == "ada"


def test_a_wrong_token_and_a_forbidden_intent_close_the_door():
    with LoopbackDiscord() as server:
        arguments = [sys.executable, str(TINY_BOT), server.api_url, server.gateway.url]
        wrong = subprocess.run(
            [*arguments, "MTA.other.token"], env={"PATH": ""}, capture_output=True, text=True, timeout=PATIENCE_S
        )
        assert "LoginFailure" in wrong.stderr
        content = {"PATH": "", "TINY_CONTENT": "1"}
        barred = subprocess.run([*arguments, server.token], env=content, capture_output=True, text=True, timeout=PATIENCE_S)
        assert "PrivilegedIntentsRequired" in barred.stderr
        assert server.connection().received[-1]["d"]["intents"] & Intent.MESSAGE_CONTENT


def test_with_the_intent_content_is_there():
    with LoopbackDiscord(allowed_intents=Intent.MESSAGE_CONTENT) as server, tiny_bot(server, TINY_CONTENT="1"):
        server.say(server.user("ada"), "plain", server.channel("general"))
        assert server.wait_for(lambda: server.said())[0].content == "content 'plain'"
