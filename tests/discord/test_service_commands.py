"""What /status, /reindex, /privacy and /forget-me say and do, and what is said when a command fails."""

import asyncio
import logging
import os
import re
import threading
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from administered import Administered, AdministeredBot, play, said

from qa_bot.answer import Answer, IndexInfo
from qa_bot.discord_bot.commands.reindex import RunningIngest, StoppedError
from qa_bot.discord_bot.desk.health import percentile_ms
from qa_bot.discord_bot.memory.store import Forgotten, Store
from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.errors import StorageError
from qa_bot.ingestion.report import IngestReport, Progress, ProgressListener
from qa_bot.prompts import load_prompts
from qa_bot.settings import load_settings
from qa_bot.storage.lock import writer_lock
from testing.waiting import PATIENCE_S

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


def test_status_says_how_index_and_bot_are(on_server: Run, run_ingest: Callable[[], IngestReport]) -> None:
    report = run_ingest()

    async def scenario(on: Administered) -> None:
        shown = await on.use(on.member, "status")
        assert f"generation 1, published {datetime.now(UTC):%Y-%m-}" in shown
        assert f"{report.documents} documents, {report.chunks} passages" in shown
        assert "1 running, 2 waiting" in shown
        assert "41 given, 1 failed; half of the last within 0.4 s, 95 of 100 within 1.9 s" in shown
        assert "the documents' own words" in shown
        assert "2026-03-01 08:00 UTC (<t:1772352000:R>), on 3 servers" in shown

    on_server(scenario)


def test_status_says_that_there_is_no_index(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        assert "there is none that can be read" in await on.use(on.member, "status")

    on_server(scenario)


def test_reindex_is_for_the_owner_of_the_application_alone(on_server: Run, index_dir: Path) -> None:
    async def scenario(on: Administered) -> None:
        assert "Only the owner" in await on.manage("reindex")
        assert not index_dir.exists()

    on_server(scenario)


def test_reindex_indexes_what_changed_and_says_what_it_did(on_server: Run, corpus: Path) -> None:
    async def scenario(on: Administered) -> None:
        on.bot.owner_id = on.manager.id
        assert "Done: 3 added; published generation 1" in await on.manage("reindex")
        (corpus / "mill.txt").unlink()
        assert "Done: 2 unchanged, 1 removed; published generation 2" in await on.manage("reindex")
        assert "nothing to publish" in await on.manage("reindex")

    on_server(scenario)


def test_reindex_names_the_files_it_passed_over_as_they_are(on_server: Run, corpus: Path) -> None:
    (corpus / "@everyone [x](x.example) **.pdf").write_bytes(b"no pdf")

    async def scenario(on: Administered) -> None:
        on.bot.owner_id = on.manager.id
        line = (await on.manage("reindex")).splitlines()[1]
        assert line.startswith("- skipped ")
        assert not re.search(r"@everyone|\]\(|(?<!\\)\*\*", line)

    on_server(scenario)


def test_reindex_names_the_process_that_is_writing(on_server: Run, index_dir: Path) -> None:
    async def scenario(on: Administered) -> None:
        on.bot.owner_id = on.manager.id
        with writer_lock(index_dir, 0):
            answer = await on.manage("reindex")
        assert "Nothing was published" in answer
        assert f"is being written by process {os.getpid()}" in answer

    on_server(scenario, lock_timeout_s=0.0)


class HeldIngest:
    """An ingest that stays at its first step until it is let go."""

    def __init__(self) -> None:
        self.began = threading.Event()
        self.let_go = threading.Event()
        self.runs = 0

    def __call__(self, progress: ProgressListener) -> IngestReport:
        self.runs += 1
        progress(Progress(stage="embedding", done=3, total=12))
        self.began.set()
        assert self.let_go.wait(PATIENCE_S)
        progress(Progress(stage="embedding", done=12, total=12))
        return IngestReport(
            published=True, dry_run=False, generation=7, documents=5, chunks=40, embedded=2, seconds=1.0, files=()
        )


def test_an_ingest_says_how_far_it_is_until_it_is_done() -> None:
    held = HeldIngest()

    async def play() -> list[str]:
        running = RunningIngest(held)
        said = []
        async for text in running.texts(every_s=0.01):
            said.append(text)
            if "3 of 12" in text:
                held.let_go.set()
        assert (await running.result).generation == 7
        return said

    said = asyncio.run(play())
    assert "Indexing: embedding 3 of 12 …" in said
    assert len(said) == len(set(said))


def test_an_ingest_that_nobody_waits_for_any_more_is_left_at_its_next_step() -> None:
    ended: list[BaseException] = []
    held = HeldIngest()

    def ingest(progress: ProgressListener) -> IngestReport:
        try:
            return held(progress)
        except BaseException as error:
            ended.append(error)
            raise

    async def play() -> None:
        running = RunningIngest(ingest)
        assert await asyncio.to_thread(held.began.wait, PATIENCE_S)
        running.stop()
        held.let_go.set()
        await asyncio.to_thread(running.join, PATIENCE_S)
        assert not running.result.done()

    asyncio.run(play())
    assert [type(error) for error in ended] == [StoppedError]


def test_an_ingest_that_outlives_the_interaction_ends_in_a_direct_message(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        on.bot.owner_id = on.manager.id
        on.server.fail_next("PATCH", "^/webhooks/", 404, times=99, body={"message": "Unknown Webhook", "code": 10015})
        await on.slash(on.manager, "reindex")
        *_, last = on.server.world.dm(on.manager).messages.values()
        assert "published generation 1" in last.content

    on_server(scenario)


@pytest.mark.parametrize(
    ("llm", "says"), [("none", "nothing is sent anywhere but to Discord"), ("openai:gpt-x", "the language model openai:gpt-x")]
)
def test_privacy_says_what_is_kept_how_long_and_where(on_server: Run, llm: str, says: str) -> None:
    async def scenario(on: Administered) -> None:
        shown = await on.use(on.member, "privacy")
        assert "12 days" in shown
        assert "hash" in shown
        assert "/forget-me" in shown
        assert says in shown

    on_server(scenario, llm=llm, discord_keep_days=12)


ANSWER = Answer(
    question="When was the bridge opened?",
    standalone_question="When was the bridge opened?",
    status="answered",
    text="In 1911. [1]",
    confidence=0.9,
    index=IndexInfo(generation=1, documents=3, chunks=3, built_at="2026-03-01T08:00:00+00:00"),
)


def test_forget_me_deletes_after_a_confirmation_and_says_how_much(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        ben, ada = on.member.id, on.manager.id
        own = [on.store.add_entry(ANSWER, ben, on.here.id, on.guild.id) for _ in range(2)]
        other = on.store.add_entry(ANSWER, ada, on.here.id, on.guild.id)
        on.store.vote(other.id, ben, 1)
        asked = await on.slash(on.member, "forget-me")
        assert asked.is_private()
        assert all(on.store.entry(entry.id) for entry in own)
        await on.press(on.member, asked.original, "Delete it all")
        assert said(asked).startswith("Deleted: 2 questions with their answers and 1 vote.")
        assert asked.original.components == []
        assert not any(on.store.entry(entry.id) for entry in own)
        assert on.store.entry(other.id)
        assert on.store.votes(other.id) == ()

    on_server(scenario)


def test_forget_me_says_when_there_was_nothing(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        asked = await on.slash(on.member, "forget-me")
        await on.press(on.member, asked.original, "Delete it all")
        assert said(asked) == "There was nothing to delete."

    on_server(scenario)


def test_the_button_of_forget_me_outlives_a_restart(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        entry = on.store.add_entry(ANSWER, on.member.id, on.here.id, on.guild.id)
        asked = await on.slash(on.member, "forget-me")
        await on.restart(AdministeredBot(on.bot.parts.settings, on.store))
        await on.press(on.member, asked.original, "Delete it all")
        assert on.store.entry(entry.id) is None

    on_server(scenario)


def test_people_can_read_and_delete_what_is_kept_of_them_in_direct_messages(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        private = on.server.world.dm(on.member)
        assert "What is kept" in await on.use(on.member, "privacy", private)
        asked = await on.slash(on.member, "forget-me", private)
        await on.press(on.member, asked.original, "Delete it all")
        assert said(asked) == "There was nothing to delete."

    on_server(scenario)


class BrokenStore(Store):
    """A store whose file cannot be used."""

    def forget_user(self, user_id: int) -> Forgotten:
        raise StorageError("/srv/secret/discord.sqlite cannot be used (disk I/O error)")

    def guild_config(self, guild_id: int) -> GuildConfig:
        raise RuntimeError("a fault of the program")


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[Store]:
    store = BrokenStore(tmp_path / "broken.sqlite")
    yield store
    store.close()


@pytest.mark.parametrize("command", ["config show", "forget-me"])
def test_what_fails_is_said_in_plain_words_and_logged(
    broken: Store, caplog: pytest.LogCaptureFixture, command: str, tmp_path: Path
) -> None:
    async def scenario(on: Administered) -> None:
        used = await on.slash(on.manager, command)
        if command == "forget-me":
            used = await on.press(on.manager, used.original, "Delete it all")
        assert load_prompts().say("discord_failed") in said(used)
        assert "secret" not in said(used)
        assert "fault" not in said(used)

    with caplog.at_level(logging.ERROR, "qa_bot"):
        play(scenario, load_settings(index_dir=tmp_path), broken)
    assert "cannot be used" in caplog.text or "a fault of the program" in caplog.text
    assert "interaction " in caplog.text


def test_a_command_that_this_version_no_longer_has_is_answered(on_server: Run) -> None:
    async def scenario(on: Administered) -> None:
        on.bot.tree.remove_command("privacy")
        result = await on.slash(on.member, "privacy")
        assert "This command has changed" in said(result)

    on_server(scenario)


def test_latencies_are_percentiles_by_the_nearest_rank() -> None:
    assert percentile_ms((), 50) is None
    assert [percentile_ms(range(1, 21), percent) for percent in (50, 95)] == [10_000, 19_000]
