"""/reindex: bring the index up to date, for the owner of the application."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

import discord
from discord import app_commands

from qa_bot.discord_bot.outgoing.requests import FAILURES
from qa_bot.discord_bot.outgoing.responses import RefusedError, acknowledge, for_servers_and_messages, say, shortened
from qa_bot.discord_bot.outgoing.text import escape
from qa_bot.errors import QaBotError
from qa_bot.ingestion.report import IngestReport, Progress, ProgressListener

Ingest = Callable[[ProgressListener], IngestReport]
IngestOf = Callable[[str], Ingest]
CorporaOf = Callable[[discord.Interaction], Awaitable[Sequence[str]]]
IsOwner = Callable[[discord.User | discord.Member], Awaitable[bool]]
EDIT_EVERY_S = 2.0
LISTED = 10
OUTCOMES = ("added", "changed", "unchanged", "removed", "skipped")


class StoppedError(Exception):
    """Nobody waits for an ingest any more; it ends, and what was published before stays."""


class RunningIngest:
    """An ingest in a thread of its own, which ends with the process.

    `result` is set when it is done; `latest` is how far it is.
    """

    def __init__(self, ingest: Ingest) -> None:
        self.result: asyncio.Future[IngestReport] = asyncio.get_running_loop().create_future()
        self.latest: Progress | None = None
        self._ingest = ingest
        self._is_stopped = threading.Event()
        loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, args=(loop,), name="reindex", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Leave the ingest at its next step."""
        self._is_stopped.set()

    async def texts(self, every_s: float) -> AsyncIterator[str]:
        """Yield how far it is, as often as that changes and at most once in so many seconds, until it is done."""
        said = ""
        while not self.result.done():
            if (text := progress_text(self.latest)) != said:
                said = text
                yield text
            await asyncio.wait((self.result,), timeout=every_s)

    def join(self, timeout_s: float) -> None:
        """Wait, blocking, until the thread has ended."""
        self._thread.join(timeout_s)

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            report = self._ingest(self._listen)
        except BaseException as error:
            self._settle(loop, self.result.set_exception, error)
        else:
            self._settle(loop, self.result.set_result, report)

    def _listen(self, progress: Progress) -> None:
        if self._is_stopped.is_set():
            raise StoppedError
        self.latest = progress

    def _settle(self, loop: asyncio.AbstractEventLoop, setter: Callable[..., None], value: object) -> None:
        if self._is_stopped.is_set() or loop.is_closed():
            return
        loop.call_soon_threadsafe(lambda: None if self.result.done() else setter(value))


def add_reindex(tree: app_commands.CommandTree[Any], ingest_of: IngestOf, corpora_of: CorporaOf, is_owner: IsOwner) -> None:
    """Add the command to the tree; `ingest_of` is the ingest of a corpus, `corpora_of` those that are asked where it is used."""
    turn = asyncio.Lock()

    @for_servers_and_messages
    @tree.command(name="reindex", description="Index what changed in the documents asked here; for the owner of the bot")
    async def reindex(interaction: discord.Interaction) -> None:
        await acknowledge(interaction)
        if not await is_owner(interaction.user):
            raise RefusedError("Only the owner of the bot's application can use /reindex.")
        if turn.locked():
            raise RefusedError("The documents are being indexed already: /status shows when the new index is published.")
        async with turn:
            corpora = await corpora_of(interaction)
            if not corpora:
                raise RefusedError("The corpora that were chosen here are not lent any more: there is nothing to index.")
            done: list[str] = []
            for corpus in corpora:
                named = f"**{escape(corpus)}** " if corpus else ""
                done.append(named + await _followed(interaction, RunningIngest(ingest_of(corpus)), [*done, named]))
            await _say_at_last(interaction, "\n".join(done))


async def _followed(interaction: discord.Interaction, running: RunningIngest, before: Sequence[str]) -> str:
    """Say how far an ingest is, behind what was said of those before, and return what came of it."""
    try:
        async for text in running.texts(EDIT_EVERY_S):
            with suppress(*FAILURES):
                await say(interaction, "\n".join(before) + text)
        return report_text(running.result.result())
    except QaBotError as error:
        return f"Nothing was published: {_shown(str(error))}."
    finally:
        running.stop()


def progress_text(progress: Progress | None) -> str:
    """Return how far an ingest is, as one line."""
    if progress is None:
        return "Looking for what changed …"
    return f"Indexing: {progress.stage} {progress.done:,} of {progress.total:,} …"


def report_text(report: IngestReport) -> str:
    """Return what an ingest did: a line, and the files it passed over."""
    counts = report.counts()
    outcomes = ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in OUTCOMES if outcome in counts)
    size = f"{report.documents:,} documents, {report.chunks:,} passages"
    done = f"published generation {report.generation} in {report.seconds:.1f} s" if report.published else "nothing to publish"
    lines = [f"Done: {outcomes}; {done} ({size})."]
    skipped = [file for file in report.files if file.outcome == "skipped"]
    lines += [f"- skipped {_shown(file.source)}: {_shown(file.reason or '')}" for file in skipped[:LISTED]]
    if len(skipped) > LISTED:
        lines.append(f"- and {len(skipped) - LISTED:,} more")
    return "\n".join(lines)


async def _say_at_last(interaction: discord.Interaction, text: str) -> None:
    """Say how it ended; an interaction can be answered for 15 minutes, after that its user gets a direct message."""
    try:
        await say(interaction, text)
    except FAILURES:
        await interaction.user.send(shortened(text))


def _shown(text: str) -> str:
    return escape(" ".join(text.split()))
