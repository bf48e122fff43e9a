"""Where discord.py connects to, what Discord is told of commands, and how the bot is invited."""

import asyncio
import base64
from pathlib import Path

import discord
import pytest
import yarl
from asked import Asked, play
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter

from qa_bot.discord_bot.connection.client import intents_of, robust
from qa_bot.discord_bot.connection.command_sync import digest_of, sync_if_changed
from qa_bot.discord_bot.connection.endpoints import api_base, nearer, redirect
from qa_bot.discord_bot.connection.invitation import invitation
from qa_bot.discord_bot.outgoing.threads import thread_name
from qa_bot.discord_bot.policy.limits import SeenEvents
from qa_bot.errors import SettingsError
from qa_bot.settings import load_settings


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:80", "http://127.0.0.1:80/api/v10"),
        ("http://127.0.0.1:80/", "http://127.0.0.1:80/api/v10"),
        ("http://127.0.0.1:80/api/", "http://127.0.0.1:80/api/v10"),
        ("http://127.0.0.1:80/api/v10/", "http://127.0.0.1:80/api/v10"),
        ("https://proxy.example/discord/api/v9", "https://proxy.example/discord/api/v9"),
    ],
)
def test_an_api_address_without_a_path_gets_discords(url, expected):
    assert api_base(url) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("wss://gateway-us-east1-b.discord.gg/?v=10&encoding=json", "ws://proxy:8080/?v=10&encoding=json"),
        ("ws://proxy:8080/resume?v=10", "ws://proxy:8080/resume?v=10"),
        ("ws://proxy:9/resume?v=10", "ws://proxy:8080/?v=10"),
    ],
    ids=["Discord's own", "the proxy's", "another door of the proxy's host"],
)
def test_a_session_is_resumed_where_the_gateway_can_be_reached(wanted, expected):
    assert nearer(wanted, yarl.URL("ws://proxy:8080/")) == expected


@pytest.mark.parametrize("described", ["", {"interaction": {"id": "5", "type": 2}}], ids=["silence", "a description"])
def test_a_response_that_the_server_does_not_describe_is_no_failure(monkeypatch: pytest.MonkeyPatch, described) -> None:
    async def create(*_: object, **__: object) -> object:
        return described

    monkeypatch.setattr(AsyncWebhookAdapter, "create_interaction_response", create)
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(discord.Asset, "BASE", discord.Asset.BASE)
    redirect(load_settings(discord_api_url="http://127.0.0.1:1"))
    made = asyncio.run(AsyncWebhookAdapter().create_interaction_response(5, "token", session=None, params=None))
    assert made["interaction"]["id"] == "5"
    assert Route.BASE == "http://127.0.0.1:1/api/v10"


def test_an_event_that_cannot_be_read_is_passed_over():
    def parse(event):
        raise KeyError("channel_id")

    assert robust("MESSAGE_CREATE", parse, SeenEvents())({"id": "1"}) is None
    assert robust("MESSAGE_CREATE", parse, SeenEvents())("no object at all") is None


def test_an_event_is_read_once_and_others_as_often_as_they_come():
    read, seen = [], SeenEvents()
    message, update = (robust(name, read.append, seen) for name in ("MESSAGE_CREATE", "MESSAGE_UPDATE"))
    for event in ({"id": "1"}, {"id": "1"}, {"id": "2"}):
        message(event)
    update({"id": "1"})
    assert [event["id"] for event in read] == ["1", "2", "1"]


def test_nothing_privileged_is_listened_to_unless_it_was_asked_for():
    members, presences, content = 1 << 1, 1 << 8, 1 << 15
    privileged = members | presences | content
    assert not intents_of(sees_messages=False).value & privileged
    assert intents_of(sees_messages=True).value & privileged == content


def test_commands_are_told_once_and_again_when_they_changed(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        store = on.service.store
        assert len(on.requests("PUT", "/commands")) == 1
        await sync_if_changed(on.bot.tree, store)
        assert len(on.requests("PUT", "/commands")) == 1
        before = digest_of(on.bot.tree)
        on.bot.tree.get_command("ask").description = "Ask something"
        assert digest_of(on.bot.tree) != before
        await sync_if_changed(on.bot.tree, store)
        assert len(on.requests("PUT", "/commands")) == 2

    play(scenario, tmp_path)


def test_commands_that_discord_did_not_take_are_told_again_at_the_next_start(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        store = on.service.store
        await asyncio.to_thread(store.save_command_hash, "of other commands")
        on.server.fail_next("PUT", "/commands$", 400)
        await sync_if_changed(on.bot.tree, store)
        assert store.command_hash() == "of other commands"

    play(scenario, tmp_path)


def test_the_invitation_has_the_bots_id_its_scopes_and_six_permissions() -> None:
    token = base64.urlsafe_b64encode(b"123456789012345678").decode().rstrip("=") + ".abc.def"
    query = yarl.URL(invitation(token)).query
    assert query["client_id"] == "123456789012345678"
    assert set(query["scope"].split()) == {"bot", "applications.commands"}
    granted = {name for name, is_granted in discord.Permissions(int(query["permissions"])) if is_granted}
    needed = {"send_messages", "send_messages_in_threads", "create_public_threads", "read_message_history", "attach_files"}
    assert granted - {"read_messages"} == needed


@pytest.mark.parametrize("token", ["nonsense", "äöü.a.b", "", "!!!!.x.y"])
def test_what_is_no_token_has_no_invitation(token):
    with pytest.raises(SettingsError, match="QA_BOT_DISCORD_TOKEN"):
        invitation(token)


@pytest.mark.parametrize("length", [99, 100, 101, 400])
def test_the_name_of_a_thread_fits(length):
    name = thread_name(("word " * 100)[:length].strip())
    assert 0 < len(name) <= 100


def test_a_word_that_is_too_long_for_a_name_is_cut():
    assert thread_name("x" * 101) == "x" * 99 + "…"


def test_the_name_of_a_thread_is_one_line_without_hidden_characters():
    assert thread_name("When\u202e was\nit\u200b?") == "When was it?"
