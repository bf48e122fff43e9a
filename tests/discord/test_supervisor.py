"""A connection that is kept, and errors that only the operator can mend."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from qa_bot.discord_bot.connection import supervisor
from qa_bot.discord_bot.connection.supervisor import close, keep_connected
from qa_bot.errors import DiscordSettingsError
from testing.waiting import PATIENCE_S


class Client(discord.Client):
    """A client whose connection ends as its test says."""

    def __init__(self, ending: Exception | None) -> None:
        super().__init__(intents=discord.Intents.none())
        self.ending = ending
        self.tokens: list[str] = []
        self.closed = 0

    async def start(self, token: str, *, reconnect: bool = True) -> None:
        self.tokens.append(token)
        if isinstance(self.ending, Waiting):
            await asyncio.Event().wait()
        if self.ending is not None:
            raise self.ending

    async def close(self) -> None:
        self.closed += 1


class Waiting(Exception):
    """Stand for a connection that holds."""


def closed_with(code: int) -> discord.ConnectionClosed:
    return discord.ConnectionClosed(SimpleNamespace(close_code=code), shard_id=0, code=code)  # type: ignore[arg-type]


def refused_with(status: int) -> discord.HTTPException:
    return discord.HTTPException(SimpleNamespace(status=status, reason="because"), "no")  # type: ignore[arg-type]


def gateway_not_found(status: int) -> discord.GatewayNotFound:
    error = discord.GatewayNotFound()
    error.__cause__ = refused_with(status)
    return error


class Hanging(discord.Client):
    """A client that closes once, as the library's do, and takes its time."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.none())
        self.may_end = asyncio.Event()
        self.closing: asyncio.Task[None] | None = None
        self.is_in_order = False

    async def close(self) -> None:
        if self.closing is None:
            self.closing = asyncio.create_task(self._close())
        await self.closing

    async def _close(self) -> None:
        await self.may_end.wait()
        self.is_in_order = True


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "FIRST_PAUSE_S", 0.0)


def supervise(*endings: Exception | None) -> list[Client]:
    """Run the supervisor until its clients are used up or one holds; return them."""
    clients = [Client(ending) for ending in endings]

    async def run() -> None:
        ready = iter(clients)
        task = asyncio.create_task(keep_connected(lambda: next(ready), "secret"))
        async with asyncio.timeout(PATIENCE_S):
            while not task.done() and not (clients[-1].tokens and isinstance(clients[-1].ending, Waiting)):
                await asyncio.sleep(0.001)
        if task.done():
            task.result()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())
    return clients


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param(OSError("refused"), id="the first connection is refused"),
        pytest.param(AttributeError("'NoneType' object has no attribute 'open'"), id="the library's own failure"),
        pytest.param(KeyError("resume_gateway_url"), id="an odd payload"),
        pytest.param(closed_with(4000), id="closed by Discord"),
        pytest.param(refused_with(500), id="Discord is down"),
        pytest.param(None, id="an end without an error"),
    ],
)
def test_after_a_failure_a_fresh_client_connects_and_the_old_one_is_closed(ending):
    first, second = supervise(ending, Waiting())
    assert first.closed == 1
    assert second.tokens == ["secret"]


@pytest.mark.parametrize(
    ("ending", "setting"),
    [
        pytest.param(discord.LoginFailure("Improper token"), "QA_BOT_DISCORD_TOKEN", id="a token that login refuses"),
        pytest.param(refused_with(401), "QA_BOT_DISCORD_TOKEN", id="a token that was withdrawn"),
        pytest.param(closed_with(4004), "QA_BOT_DISCORD_TOKEN", id="a token that the gateway refuses"),
        pytest.param(
            discord.PrivilegedIntentsRequired(0), "QA_BOT_DISCORD_MESSAGE_CONTENT", id="an intent that was not granted"
        ),
        pytest.param(closed_with(4014), "QA_BOT_DISCORD_MESSAGE_CONTENT", id="an intent that the gateway refuses"),
    ],
)
def test_what_only_the_operator_can_mend_ends_it_and_names_the_setting(ending, setting):
    with pytest.raises(DiscordSettingsError, match=setting) as raised:
        supervise(ending)
    assert raised.value.exit_code == 2
    assert "secret" not in str(raised.value)


def test_the_pause_grows_with_failures_that_follow_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "FIRST_PAUSE_S", 1.0)
    monkeypatch.setattr(supervisor, "LONGEST_PAUSE_S", 4.0)
    monkeypatch.setattr(supervisor.random, "uniform", lambda *_: 1.0)
    pauses: list[float] = []
    sleep: Callable[[float], Any] = asyncio.sleep

    async def recorded(seconds: float) -> None:
        pauses.append(seconds)
        await sleep(0)

    class Pausing:
        def __getattr__(self, name: str) -> Any:
            return recorded if name == "sleep" else getattr(asyncio, name)

    monkeypatch.setattr(supervisor, "asyncio", Pausing())
    supervise(*[OSError("refused")] * 5, Waiting())
    assert pauses == [1.0, 2.0, 4.0, 4.0, 4.0]


@pytest.mark.parametrize(
    ("ending", "setting"),
    [
        pytest.param(refused_with(404), "QA_BOT_DISCORD_API_URL", id="no such path at login"),
        pytest.param(gateway_not_found(404), "QA_BOT_DISCORD_API_URL", id="no such path for the gateway's address"),
        pytest.param(closed_with(4011), "QA_BOT_DISCORD_GATEWAY_URL", id="more shards are needed"),
        pytest.param(closed_with(4012), "QA_BOT_DISCORD_GATEWAY_URL", id="another version"),
    ],
)
def test_a_failure_that_an_address_may_cause_names_the_setting_and_is_tried_again(ending, setting, caplog):
    _, second = supervise(ending, Waiting())
    assert second.tokens == ["secret"]
    assert setting in caplog.text


@pytest.mark.parametrize("ending", [refused_with(500), gateway_not_found(503), closed_with(4000)], ids=["500", "503", "4000"])
def test_a_failure_of_discords_names_no_setting(ending, caplog):
    supervise(ending, Waiting())
    assert "the connection failed" in caplog.text
    assert "QA_BOT" not in caplog.text


def test_a_close_that_hangs_is_let_go_and_neither_broken_off_nor_waited_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "CLOSE_S", 0.05)

    async def scenario() -> None:
        client = Hanging()
        async with asyncio.timeout(PATIENCE_S):
            await asyncio.gather(close(client), close(client))
            await close(client)
        client.may_end.set()
        await client.closing
        assert client.is_in_order

    asyncio.run(scenario())
