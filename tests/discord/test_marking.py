"""The message of an answer says that its source has changed, has a button that asks again, and says it no longer when that stands."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from asked import Asked
from asked import play as play_asked
from edited import quoting

from qa_bot.discord_bot.components.marking import mark_next
from qa_bot.discord_bot.connection.client import QaBotClient
from qa_bot.discord_bot.desk.standing import StandingCheck
from qa_bot.discord_bot.memory.standing import Standing
from qa_bot.discord_bot.memory.store import utc_now
from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.ingestion.ingest import ingest
from qa_bot.prompts import load_prompts
from testing.discord.constants import Permission
from testing.discord.faults import rate_limited
from testing.discord.world import Message
from testing.hashing import HashingEmbedder

QUOTE = "The toll of the Aldmoor bridge is 3 crowns for a cart."
OTHER = "The toll of the Aldmoor bridge is 5 crowns for a cart."
TEXT = f"{QUOTE}\n\nThe ferry is free.\n"
QUESTION = "How much is the toll?"
MARK = load_prompts().say("discord_source_changed")
AGAIN = load_prompts().say("discord_ask_again")
BUTTONS = ["Sources (1)", "👍", "👎", "🗑️"]
MESSAGE = r"/channels/\d+/messages/\d+"


class Documents:
    """A corpus of one document, which changes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.index = folder / "corpus", folder / "index"
        self.folder.mkdir()
        self.write(TEXT)

    def write(self, text: str) -> None:
        (self.folder / "toll.txt").write_text(text, "utf-8")
        ingest(self.folder, self.index, HashingEmbedder())

    async def become(self, on: Asked, text: str) -> None:
        """Publish another text, and let the bot look and do what it has to."""
        self.write(text)
        await upkeep(on)


async def upkeep(on: Asked) -> None:
    StandingCheck(on.service.settings, on.service.store).run()
    while await mark_next(on.bot, on.service.store, on.service.prompts):
        pass
    await on.settle()


@pytest.fixture
def documents(tmp_path):
    return Documents(tmp_path)


@pytest.fixture
def play(documents, tmp_path):
    """Return a function that plays a scenario with a bot that quotes the document as it was at first."""

    def run(scenario: Callable[[Asked], Awaitable[None]], **settings: object) -> None:
        def write(question: str) -> object:
            return quoting("toll.txt", TEXT, QUOTE, 1, question=question, standalone_question=QUESTION)

        play_asked(scenario, tmp_path / "state", write, corpus_dir=documents.folder, index_dir=documents.index, **settings)

    return run


async def answered(on: Asked) -> Message:
    await on.ask(on.alice, "And how much is it?")
    return on.said()[-1]


def edits(on: Asked) -> list[str]:
    """Return the addresses of the messages that were changed, one for each edit."""
    return [request.path for request in on.server.sent("PATCH", MESSAGE)]


def test_a_message_is_marked_once_and_asks_again(play, documents):
    async def scenario(on: Asked) -> None:
        message = await answered(on)
        before = message.content
        await upkeep(on)
        assert edits(on) == []
        await documents.become(on, TEXT.replace(QUOTE, OTHER))
        assert message.content == f"{before}\n{MARK}"
        assert message.labels() == [*BUTTONS, AGAIN]
        await upkeep(on)
        await documents.become(on, f"{OTHER}\n")
        assert len(edits(on)) == 1
        await on.press(on.bob, message, AGAIN)
        assert on.answers.asked[-1] == QUESTION
        assert on.answers.conversations[-1].turns == ()
        assert QUOTE in on.said()[-1].content

    play(scenario)


def test_the_mark_goes_when_the_quote_comes_back(play, documents):
    async def scenario(on: Asked) -> None:
        message = await answered(on)
        before = message.content
        await documents.become(on, OTHER)
        await documents.become(on, f"The ferry is free. {QUOTE}\n")
        assert message.content == before
        assert message.labels() == BUTTONS
        assert len(edits(on)) == 2

    play(scenario)


def test_answers_of_before_a_restart_are_marked_and_their_button_works(play, documents):
    async def scenario(on: Asked) -> None:
        message = await answered(on)
        documents.write(OTHER)
        await on.restart(QaBotClient(on.service))
        await upkeep(on)
        assert MARK in message.content
        await on.restart(QaBotClient(on.service))
        await on.press(on.alice, message, AGAIN)
        assert on.answers.asked[-1] == QUESTION

    play(scenario)


def test_a_mark_that_was_never_noted_is_not_made_twice(play, documents):
    async def scenario(on: Asked) -> None:
        message = await answered(on)
        await documents.become(on, OTHER)
        with on.service.store.changing() as connection:
            connection.execute("DELETE FROM marks")
        await upkeep(on)
        assert message.content.count(MARK) == 1

    play(scenario)


def test_nothing_of_the_new_text_is_sent(play, documents):
    async def scenario(on: Asked) -> None:
        await answered(on)
        begun = len(on.server.requests)
        await documents.become(on, TEXT.replace(QUOTE, OTHER))
        sent = str([(request.path, request.body) for request in on.server.requests[begun:]])
        assert "3 crowns" in sent
        assert "5 crowns" not in sent

    play(scenario)


def test_a_message_that_is_gone_and_one_that_only_one_person_saw_are_tried_once(play, documents):
    async def scenario(on: Asked) -> None:
        message = await answered(on)
        await on.slash(on.alice, "ask", question=QUESTION, private=True)
        del message.channel.messages[message.id]
        await documents.become(on, OTHER)
        tried = len(on.server.sent("GET", MESSAGE))
        await upkeep(on)
        assert tried == len(on.server.sent("GET", MESSAGE)) == 2
        assert [stale.is_marked for stale in Standing(on.service.store).stale()] == [False, False]

    play(scenario)


def test_a_message_that_may_not_be_changed_now_is_tried_again_a_day_later(play, documents):
    async def scenario(on: Asked) -> None:
        message = await answered(on)
        everyone = on.server.world.guild.id
        on.here.denied[everyone] = Permission.VIEW_CHANNEL
        await documents.become(on, OTHER)
        await upkeep(on)
        assert len(on.server.sent("GET", MESSAGE)) == 1
        on.here.denied.clear()
        await upkeep(on)
        assert MARK not in message.content
        on.service.store.now = lambda: utc_now() + timedelta(days=1, minutes=1)
        await upkeep(on)
        assert MARK in message.content

    play(scenario)


def test_without_the_history_the_button_alone_says_it(play, documents):
    async def scenario(on: Asked) -> None:
        message = await answered(on)
        before = message.content
        on.here.denied[on.server.world.guild.id] = Permission.READ_MESSAGE_HISTORY
        await documents.become(on, OTHER)
        assert (message.content, message.labels()) == (before, [*BUTTONS, AGAIN])

    play(scenario)


def test_a_limit_of_discord_is_waited_for(play, documents):
    async def scenario(on: Asked) -> None:
        message = await answered(on)
        on.server.fail_next("PATCH", MESSAGE, **rate_limited(0.05))
        await documents.become(on, OTHER)
        assert MARK in message.content

    play(scenario)


def test_an_answer_that_fills_its_message_keeps_its_text(play, documents):
    async def scenario(on: Asked) -> None:
        message = await answered(on)
        message.content = "x" * 1990
        await documents.become(on, OTHER)
        assert (message.content, message.labels()) == ("x" * 1990, [*BUTTONS, AGAIN])

    play(scenario)


def test_an_answer_in_a_thread_is_marked_there_once_it_is_no_archive_any_more(play, documents):
    async def scenario(on: Asked) -> None:
        on.choose(GuildConfig().with_threads(on.here.id, True))
        await on.ask(on.alice, QUESTION)
        on.threads[0].archived = True
        await documents.become(on, OTHER)
        assert MARK not in on.said(on.threads[0])[-1].content
        on.threads[0].archived = False
        on.service.store.now = lambda: utc_now() + timedelta(days=1, minutes=1)
        await upkeep(on)
        assert MARK in on.said(on.threads[0])[-1].content

    play(scenario)


def test_what_a_person_had_deleted_is_not_marked_and_its_button_says_so(play, documents):
    async def scenario(on: Asked) -> None:
        marked = await answered(on)
        await documents.become(on, OTHER)
        await documents.become(on, TEXT)
        unmarked = await answered(on)
        await documents.become(on, OTHER)
        begun = len(edits(on))
        asked = await on.slash(on.alice, "forget-me")
        await on.press(on.alice, asked.original, "Delete it all")
        await documents.become(on, TEXT)
        assert len(edits(on)) == begun
        assert "no longer kept" in (await on.press(on.alice, marked, AGAIN)).messages()[-1].content
        assert MARK in unmarked.content
        with on.service.store.using() as connection:
            assert [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("quotes", "marks")] == [
                0,
                0,
            ]

    play(scenario)


def test_who_may_not_read_the_documents_any_more_cannot_ask_again(play, documents):
    async def scenario(on: Asked) -> None:
        message = await answered(on)
        await documents.become(on, OTHER)
        on.choose(GuildConfig().with_corpora(on.here.id, ("handbook",)))
        await on.press(on.bob, message, AGAIN)
        assert on.said()[-1].content == on.service.prompts.say("discord_other_corpus")
        assert len(on.answers.asked) == 1

    play(scenario, discord_corpora="handbook")
