"""Run the bot as a program: load, connect, answer, and stop in order."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from discord.voice_client import VoiceClient

from qa_bot.atomic_file import PRIVATE, write_atomically
from qa_bot.discord_bot.connection.client import QaBotClient
from qa_bot.discord_bot.connection.endpoints import redirect
from qa_bot.discord_bot.connection.supervisor import close, keep_connected
from qa_bot.discord_bot.desk.answerer import Answerer
from qa_bot.discord_bot.desk.desk import Desk
from qa_bot.discord_bot.forum.refreshing import Forums
from qa_bot.discord_bot.memory.community import Community
from qa_bot.discord_bot.memory.store import FILE, Store, utc_now
from qa_bot.discord_bot.outgoing.rendering import render_growing
from qa_bot.discord_bot.policy.limits import Calls, SeenEvents
from qa_bot.discord_bot.publishing import publish
from qa_bot.discord_bot.service import Service
from qa_bot.discord_bot.upkeep import Upkeep
from qa_bot.errors import StorageError
from qa_bot.llm.showing import VerifiedSentence
from qa_bot.prompts import Prompts, load_prompts
from qa_bot.settings import Settings, state_folder

HEALTH_FILE = "discord_health.json"
HEALTH_EVERY_S = 10.0
PURGE_EVERY_S = 3600.0
# Together with CLOSE_S they stay below the last, and that below ten seconds, the time that service managers grant.
GRACE_S = 5.0
MARKING_S = 2.0
DISCONNECT_S = 0.2
STOP_WITHIN_S = 9.0
# A log that nobody reads any more may hold up its writer, too.
LOGGING_S = 0.3
_logger = logging.getLogger(__name__)


async def serve(settings: Settings, token: str) -> None:
    """Run the bot until SIGTERM or SIGINT; raise DiscordSettingsError when Discord does not accept the settings."""
    redirect(settings)
    # The bot does not speak: nobody needs to know what that would take.
    VoiceClient.warn_nacl = VoiceClient.warn_dave = False
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    service = open_service(settings)
    running = asyncio.create_task(Running(service).run(token))
    stopped = asyncio.create_task(stopping.wait())
    await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if running.done():
        running.result()
        return
    _logger.info("stopping")
    end_within(STOP_WITHIN_S, lambda: f"questions={service.desk.left}")
    running.cancel()
    await asyncio.wait({running})
    if not running.cancelled() and (error := running.exception()):
        _logger.error("the stop was not in order", exc_info=error)


def end_within(seconds: float, left: Callable[[], str]) -> None:
    """End the program with 0 where it still runs after so many seconds, whatever its threads do; `left` is logged then."""
    timer = threading.Timer(seconds, _end, [left])
    timer.daemon = True
    timer.start()


def _end(left: Callable[[], str]) -> None:
    telling = threading.Thread(target=lambda: _logger.warning("the stop took too long and is cut off: %s", left()), daemon=True)
    telling.start()
    telling.join(LOGGING_S)
    os._exit(0)


def open_service(settings: Settings) -> Service:
    """Return what outlives a connection, made from the settings."""
    prompts = load_prompts(settings.prompts_dir)
    answerer = Answerer(settings, prompts)
    return service_of(settings, prompts, answerer)


def service_of(settings: Settings, prompts: Prompts, answerer: Answerer) -> Service:
    """Return a service around what answers."""
    store = Store(state_folder(settings) / FILE)
    return Service(
        settings=settings,
        prompts=prompts,
        store=store,
        community=Community(store),
        answerer=answerer,
        desk=Desk(settings, prompts, answerer, _so_far, partial(publish, store=store, prompts=prompts)),
        seen=SeenEvents(),
        calls=Calls(),
        started_at=utc_now(),
    )


def _so_far(written: Sequence[VerifiedSentence]) -> str:
    return render_growing(sentence.marked() for sentence in written)


class Running:
    """The running bot."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._client: QaBotClient | None = None
        self._saving = threading.Lock()
        self._health_file = state_folder(service.settings) / HEALTH_FILE

    async def run(self, token: str) -> None:
        """Load the models, connect and answer until cancelled; then finish or mark what is being answered."""
        upkeep = Upkeep(self._service, lambda: self._client)
        forums = Forums(self._service.settings, self._service.store)
        works = (self._write_health(), self._purge(), upkeep.run(), forums.keep_fresh(self._connected))
        chores = [asyncio.create_task(work) for work in works]
        connection: asyncio.Task[None] | None = None
        try:
            await self._service.answerer.warm()
            connection = asyncio.create_task(keep_connected(self._open_client, token))
            await asyncio.shield(connection)
        finally:
            for chore in chores:
                chore.cancel()
            await self._stop(connection)

    def _connected(self) -> QaBotClient | None:
        return self._client

    def _open_client(self) -> QaBotClient:
        self._client = QaBotClient(self._service)
        return self._client

    async def _stop(self, connection: "asyncio.Task[None] | None") -> None:
        if connection is not None and not connection.done():
            await self._service.desk.stop(GRACE_S, MARKING_S)
            await self._disconnect(connection)
        self._service.answerer.stop()
        self._save_health()
        self._service.store.close()

    async def _disconnect(self, connection: "asyncio.Task[None]") -> None:
        """End the connection; while it reconnects the library passes over a cancellation, and ends when it is closed."""
        connection.cancel()
        if self._client is not None:
            await close(self._client)
        connection.cancel()
        await asyncio.wait({connection}, timeout=DISCONNECT_S)
        if not connection.done():
            _logger.warning("the connection did not end in order")

    async def _write_health(self) -> None:
        while True:
            await asyncio.to_thread(self._save_health)
            await asyncio.sleep(HEALTH_EVERY_S)

    def _save_health(self) -> None:
        client = self._client
        health = client.health() if client else self._service.health(is_connected=False, guilds=0)
        # One at a time: the last state of all is written while an earlier one may be on its way in a thread.
        with self._saving:
            _write(self._health_file, health.model_dump_json())

    async def _purge(self) -> None:
        while True:
            try:
                gone = await asyncio.to_thread(self._service.store.purge, self._service.settings.discord_keep_days)
                if gone:
                    _logger.info("deleted old answers: entries=%d", gone)
            except StorageError as error:
                _logger.error("old answers cannot be deleted: %s", error)
            await asyncio.sleep(PURGE_EVERY_S)


def _write(path: Path, text: str) -> None:
    try:
        write_atomically(path, text, PRIVATE)
    except StorageError as error:
        _logger.warning("%s", error)
