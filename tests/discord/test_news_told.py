"""What is new, by /news and every day: only of what may be read there, once a day, and nothing where nothing is new."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from asked import Asked
from asked import play as play_asked

from qa_bot.discord_bot.connection.client import QaBotClient
from qa_bot.discord_bot.daily_news import tell_news
from qa_bot.discord_bot.memory.store import utc_now
from qa_bot.discord_bot.memory.told_news import ToldNews
from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.ingestion.ingest import ingest
from qa_bot.storage.corpus_names import add_name
from testing.discord.constants import Permission
from testing.discord.payloads import role_payload
from testing.hashing import HashingEmbedder

MILL = "The Corve mill burned down in {}."


class Corpora:
    """The corpus of the settings, and two that are lent: each a document that names it, and whatever else is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("started", "handbook", "minutes"):
            (folder / name).mkdir()
            add_name(Path("index"), name, folder / name)
            self.write(name, "about", f"This is the {name}.")

    def write(self, corpus: str, name: str, text: str) -> None:
        (self.folder / corpus / f"{name}.txt").write_text(f"{text}\n", "utf-8")
        ingest(self.folder / corpus, Path("index", corpus), HashingEmbedder())


@pytest.fixture
def corpora(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Corpora(tmp_path)


@pytest.fixture
def play(corpora, tmp_path):
    def run(scenario, **settings: object) -> None:
        lent = {"discord_corpora": "handbook,minutes", "corpus_dir": tmp_path / "started"}
        play_asked(scenario, tmp_path / "state", **{**lent, **settings})

    return run


async def news(on: Asked, user: object = None, **options: object) -> str:
    """Let somebody ask for the news; return what only they see."""
    used = await on.slash(user or on.alice, "news", **options)
    assert used.is_private()
    return "\n".join(message.content for message in used.messages())


def test_the_news_quote_what_changed_side_by_side_and_what_contradicts_it(play, corpora):
    async def scenario(on: Asked) -> None:
        corpora.write("started", "mill", MILL.format(1932))
        corpora.write("started", "guide", MILL.format(1932))
        corpora.write("started", "guide", MILL.format(1934))
        told = await news(on)
        assert "**: 0 new, 1 changed, 0 removed\n- changed: guide.txt\n" in told
        assert f"> before: {MILL.format(1932)}\n> now: {MILL.format(1934)}\n" in told
        assert f'⚠️ "{MILL.format(1934)}", but mill.txt has "{MILL.format(1932)}"' in told
        assert "4 new" not in told
        assert "3 new, 0 changed, 0 removed" in await news(on, since="2024-03-15")
        assert "neither a generation nor a day" in await news(on, since="soon")

    play(scenario)


def test_the_news_are_those_of_the_corpora_that_may_be_read_there(play, corpora):
    async def scenario(on: Asked) -> None:
        role = on.server.world.add_role("Staff")
        on.server.send_event("GUILD_ROLE_CREATE", {"guild_id": str(on.server.world.guild.id), "role": role_payload(role, 1)})
        on.server.world.guild.add(on.alice, role)
        on.choose(GuildConfig().with_corpora(on.here.id, ("handbook",)).with_role_corpora(role.id, ("minutes",)))
        for corpus in ("started", "handbook", "minutes"):
            corpora.write(corpus, f"new-{corpus}", f"A word of {corpus}.")
        seen = {name: await news(on, user) for name, user in {"alice": on.alice, "bob": on.bob}.items()}
        assert [c for c in ("started", "handbook", "minutes") if f"new-{c}" in seen["alice"]] == ["handbook", "minutes"]
        assert [c for c in ("started", "handbook", "minutes") if f"new-{c}" in seen["bob"]] == ["handbook"]
        on.choose(GuildConfig().with_mode(on.here.id, "off"))
        assert await news(on) == on.service.prompts.say("discord_refused_off")

    play(scenario)


def test_many_news_are_one_message_that_counts_the_rest(play, corpora):
    async def scenario(on: Asked) -> None:
        for number in range(80):
            (corpora.folder / "started" / f"{number:02}-{'long' * 20}.txt").write_text(f"Note {number}.\n", "utf-8")
        corpora.write("started", "last", "The end.")
        told = await news(on)
        assert len(told) <= 2000
        shown = told.count("- new:")
        assert told.endswith(f"-# and {81 - shown} more documents")

    play(scenario)


def at(days: int, hour: int, minute: int = 0) -> datetime:
    return utc_now().replace(hour=hour, minute=minute) + timedelta(days=days)


async def pass_time(on: Asked, days: int, hour: int, minute: int = 0) -> int:
    """Let it be another time; return how many messages were sent to the channel then."""
    said = len(on.said())
    time = at(days, hour, minute)
    on.service.store.now = lambda: time
    await tell_news(on.bot, on.service)
    await on.settle()
    return len(on.said()) - said


async def begin(on: Asked, config: GuildConfig) -> None:
    """Let the news of the channel begin, and the first turn pass."""
    on.choose(config.with_news(on.here.id, 9))
    on.service.store.now = lambda: at(1, 8)
    ToldNews(on.service.store).begin(on.here.id, 9)
    assert await pass_time(on, 1, 8, 59) == 0
    assert await pass_time(on, 1, 9) == 0


def test_a_channel_is_told_once_a_day_also_over_a_restart_and_nothing_where_nothing_is_new(play, corpora):
    async def scenario(on: Asked) -> None:
        await begin(on, GuildConfig())
        corpora.write("started", "mill", MILL.format(1932))
        assert await pass_time(on, 1, 10) == 0
        assert await pass_time(on, 2, 8, 59) == 0
        assert await pass_time(on, 2, 9, 1) == 1
        assert "new: mill.txt" in on.said()[-1].content
        await on.restart(QaBotClient(on.service))
        assert await pass_time(on, 2, 15) == 0
        assert await pass_time(on, 3, 9) == 0
        corpora.write("started", "mill", MILL.format(1934))
        # The bot was away at the hour.
        assert await pass_time(on, 4, 23) == 1
        assert f"> now: {MILL.format(1934)}" in on.said()[-1].content

    play(scenario)


def test_a_channel_is_told_of_its_own_corpora_alone(play, corpora):
    async def scenario(on: Asked) -> None:
        role = on.server.world.add_role("Staff")
        await begin(on, GuildConfig().with_corpora(on.here.id, ("handbook",)).with_role_corpora(role.id, ("minutes",)))
        for corpus in ("started", "handbook", "minutes"):
            corpora.write(corpus, f"new-{corpus}", f"A word of {corpus}.")
        assert await pass_time(on, 2, 9) == 1
        sent = str([request.body for request in on.server.sent("POST", f"/channels/{on.here.id}/messages")])
        assert [c for c in ("started", "handbook", "minutes") if f"new-{c}" in sent or f"of {c}" in sent] == ["handbook"]

    play(scenario)


def test_what_could_not_be_sent_is_told_a_day_later_and_nothing_outside_the_bounds(play, corpora):
    async def scenario(on: Asked) -> None:
        await begin(on, GuildConfig())
        corpora.write("started", "mill", MILL.format(1932))
        on.here.denied[on.server.world.guild.id] = Permission.SEND_MESSAGES
        assert await pass_time(on, 2, 9) == 0
        on.here.denied.clear()
        assert await pass_time(on, 2, 10) == 0
        assert await pass_time(on, 3, 9) == 1
        assert "new: mill.txt" in on.said()[-1].content
        corpora.write("started", "mill", MILL.format(1934))
        settings = on.service.settings.model_copy(update={"discord_guilds": frozenset({1})})
        await tell_news(on.bot, on.service._replace(settings=settings))
        assert len(on.said()) == 1

    play(scenario)


def test_managers_choose_the_hour_and_switch_it_off(play, corpora):
    async def scenario(on: Asked) -> None:
        owner = on.server.world.owner
        on.service.store.now = lambda: at(1, 10)
        told = await on.slash(owner, "config news", hour=9)
        assert f"<#{on.here.id}> gets the news every day at 9:00 UTC (<t:" in told.original.content
        assert not ToldNews(on.service.store).is_due(on.here.id, 9)
        assert "**Who gets the news**" in (await on.slash(owner, "config show")).original.content
        told = await on.slash(owner, "config news", channel=on.server.channel("help"), hour=9)
        assert "is a forum" in told.original.content
        await on.slash(owner, "config news")
        assert "news" not in (await on.slash(owner, "config show")).original.content
        with pytest.raises(LookupError):
            await on.slash(on.bob, "config news", hour=9)

    play(scenario)
