"""Solved posts of a forum become documents where managers allowed it, without those who opted out."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from asked import Asked
from asked import play as play_asked

from qa_bot.discord_bot.forum.refreshing import NO_CONTENT, NOT_ALLOWED, Forums
from qa_bot.sources.links import link_of
from qa_bot.sources.manifest import read_manifest
from qa_bot.sources.refresh import Sources
from qa_bot.sources.web.client import WebLimits
from testing.discord.world import Channel, Message

TITLE = "How do I change the port?"
QUESTION = "The server does not start on 8080.\nWho knows a way?"
ANSWER = "Set `PORT=9090`, says <@{bob}>.\n```\nPORT=9090"
Play = Callable[..., None]


class Forum:
    """The forum of a scene, a source of the corpus."""

    def __init__(self, on: Asked, corpus: Path) -> None:
        self.on = on
        self.channel: Channel = on.server.channel("help")
        self.channel.tags = ("solved", "open")
        self.folder = corpus / "sources" / "help"
        self._forums = Forums(on.service.settings, on.service.store)

    async def post(self, title: str = TITLE, tags: tuple[str, ...] = ("solved",)) -> Message:
        """Let alice ask and bob answer; return the first message."""
        first = self.on.server.open_post(self.on.alice, title, QUESTION, self.channel, tags)
        await self.on.say(self.on.bob, ANSWER.format(bob=self.on.bob.id), first.channel)
        return first

    async def allow(self, **options: object) -> str:
        used = await self.on.slash(
            self.on.server.world.owner, "config forum", channel=self.channel, **{"allowed": True, **options}
        )
        return used.messages()[0].content

    async def refresh(self) -> list[Path]:
        """Fetch what is due, a long time after the last time; return the documents."""
        from datetime import UTC, datetime, timedelta

        self._forums._now = lambda: datetime.now(UTC) + timedelta(days=2)
        await self._forums.refresh(self.on.bot)
        return sorted(path for path in self.folder.glob("*.md"))


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """Return a function that plays a scenario on a server with a forum that is a source of the corpus."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()

    def run(scenario: Callable[[Forum], Awaitable[None]], **settings: object) -> None:
        async def staged(on: Asked) -> None:
            forum = on.server.channel("help")
            Sources(corpus, WebLimits(0.0, 1000, 10)).add(f"discord-forum:{forum.id}", _options(), "help")
            on.server.send_event("CHANNEL_UPDATE", _with_tags(forum))
            await on.settle()
            await scenario(Forum(on, corpus))

        known = {"corpus_dir": corpus, "index_dir": tmp_path / "index", "discord_message_content": True}
        play_asked(staged, tmp_path, **{**known, **settings})

    return run


def _options() -> object:
    from qa_bot.sources.manifest import SourceOptions

    return SourceOptions()


def _with_tags(forum: Channel) -> dict[str, object]:
    from testing.discord.payloads import channel_payload

    forum.tags = ("solved", "open")
    return channel_payload(forum)


def notes(forum: Forum) -> tuple[str, ...]:
    return read_manifest(forum.folder).notes


def test_nothing_is_read_before_a_manager_allows_it(play: Play) -> None:
    async def scenario(forum: Forum) -> None:
        await forum.post()
        asked = len(forum.on.server.requests)
        assert await forum.refresh() == []
        assert notes(forum) == (NOT_ALLOWED,)
        assert forum.on.server.requests[asked:] == []

    play(scenario)


def test_a_solved_post_becomes_a_document_without_names_whose_lines_lead_to_the_messages(play: Play) -> None:
    async def scenario(forum: Forum) -> None:
        first = await forum.post()
        reply = list(first.channel.messages.values())[1]
        said = await forum.allow()
        assert "tagged `solved`" in said
        (document,) = await forum.refresh()
        text = document.read_text("utf-8")
        day = f"{first.created:.10}"
        assert text == (
            f"# {TITLE}\n\nAsked on {day}:\n\n{QUESTION}\n\n## Reply of {day}\n\n"
            "Set `PORT=9090`, says @member.\n```\nPORT=9090\n```\n"
        )
        source = f"sources/help/{document.name}"
        base = f"https://discord.com/channels/{first.channel.guild.id}/{first.channel.id}"
        corpus = forum.folder.parents[1]
        assert link_of(corpus, source, 5) == f"{base}/{first.id}"
        assert link_of(corpus, source, 10) == f"{base}/{reply.id}"

    play(scenario)


def test_a_post_without_the_tag_counts_if_who_asked_marked_a_reply(play: Play) -> None:
    async def scenario(forum: Forum) -> None:
        await forum.allow()
        marked, unmarked = await forum.post("Is it marked?", ()), await forum.post("Is it not?", ("open",))
        forum.on.server.react(forum.on.alice, list(marked.channel.messages.values())[1], "✅")
        forum.on.server.react(forum.on.bob, list(unmarked.channel.messages.values())[1], "✅")
        (document,) = await forum.refresh()
        assert "## Accepted reply of" in document.read_text("utf-8")

    play(scenario)


def test_archived_posts_are_read_and_programs_and_posts_without_a_reply_are_not(play: Play) -> None:
    async def scenario(forum: Forum) -> None:
        await forum.allow()
        first = await forum.post()
        await forum.on.ask(forum.on.alice, "When was the bridge opened?", first.channel)
        forum.on.server.archive(first.channel)
        forum.on.server.open_post(forum.on.alice, "Nobody answers", "Why?", forum.channel, ("solved",))
        (document,) = await forum.refresh()
        assert document.name.startswith("how-do-i-change-the-port-")
        assert "Aldmoor" not in document.read_text("utf-8")

    play(scenario)


def test_who_opts_out_is_gone_with_the_next_refresh_and_may_come_back(play: Play) -> None:
    async def scenario(forum: Forum) -> None:
        await forum.allow()
        first = await forum.post()
        await forum.on.say(forum.on.server.user("carol"), "Or use a proxy.", first.channel)
        assert len(await forum.refresh()) == 1
        await forum.on.slash(forum.on.bob, "opt-out")
        (document,) = await forum.refresh()
        assert "9090" not in document.read_text("utf-8")
        assert "Or use a proxy." in document.read_text("utf-8")
        await forum.on.slash(forum.on.alice, "opt-out")
        assert await forum.refresh() == []
        for user in (forum.on.alice, forum.on.bob):
            await forum.on.slash(user, "opt-out", out=False)
        (document,) = await forum.refresh()
        assert "9090" in document.read_text("utf-8")

    play(scenario)


def test_what_managers_allow_no_longer_is_gone_at_once(play: Play) -> None:
    async def scenario(forum: Forum) -> None:
        await forum.allow()
        await forum.post()
        assert len(await forum.refresh()) == 1
        assert "do not become documents" in await forum.allow(allowed=False)
        await Forums(forum.on.service.settings, forum.on.service.store).refresh(forum.on.bot)
        assert list(forum.folder.glob("*.md")) == []

    play(scenario)


def test_without_the_intent_the_source_says_why_it_cannot_be_fetched(play: Play) -> None:
    async def scenario(forum: Forum) -> None:
        await forum.allow()
        assert await forum.refresh() == []
        assert read_manifest(forum.folder).problem == NO_CONTENT

    play(scenario, discord_message_content=False)


def test_a_deleted_message_is_deleted_and_an_unchanged_post_is_left_alone(play: Play) -> None:
    async def scenario(forum: Forum) -> None:
        await forum.allow()
        first = await forum.post()
        extra = await forum.on.say(forum.on.bob, "Never mind.", first.channel)
        (document,) = await forum.refresh()
        inode = document.stat().st_ino
        (document,) = await forum.refresh()
        assert document.stat().st_ino == inode
        forum.on.server.delete(extra)
        (document,) = await forum.refresh()
        assert "Never mind." not in document.read_text("utf-8")

    play(scenario)


def test_a_tag_that_the_forum_does_not_have_is_refused(play: Play) -> None:
    async def scenario(forum: Forum) -> None:
        assert "no tag `fixed`: choose among `solved`, `open`" in await forum.allow(tag="fixed")
        assert "tagged `open`" in await forum.allow(tag="Open")

    play(scenario)
