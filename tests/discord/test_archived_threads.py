"""Answers in threads go on after an archive, and find another way out of a thread that moderators closed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from asked import QUOTE, Asked, answer_to, play

from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.prompts import load_prompts
from testing.discord.constants import ChannelType
from testing.discord.world import Channel

PROMPTS = load_prompts()
BRIDGE = "When was the bridge opened?"
MAYOR = "Who was the mayor then?"


class Moderated:
    """Answers that come after somebody has done something to a thread."""

    def __init__(self) -> None:
        self.before: Callable[[], None] = lambda: None

    def __call__(self, question: str) -> object:
        self.before()
        return answer_to(question)


async def thread_of(on: Asked) -> Channel:
    """Ask where questions are answered in threads; return the thread."""
    on.choose(GuildConfig().with_threads(on.here.id, True))
    await on.ask(on.alice, BRIDGE)
    return on.threads[0]


def test_a_thread_goes_on_when_somebody_writes_there_after_it_was_archived(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        thread = await thread_of(on)
        on.server.archive(thread)
        await on.ask(on.alice, MAYOR, thread)
        assert QUOTE in on.said(thread)[-1].content
        assert [turn.question for turn in on.answers.conversations[-1].turns] == [BRIDGE]
        assert not thread.archived

    play(scenario, tmp_path)


def test_an_answer_opens_a_thread_that_was_archived_meanwhile(tmp_path: Path) -> None:
    moderated = Moderated()

    async def scenario(on: Asked) -> None:
        thread = await thread_of(on)
        moderated.before = lambda: on.server.archive(thread)
        await on.ask(on.alice, MAYOR, thread)
        assert QUOTE in on.said(thread)[-1].content
        assert not thread.archived

    play(scenario, tmp_path, moderated)


def test_the_answer_to_a_question_whose_thread_was_locked_meanwhile_stands_in_the_channel(tmp_path: Path) -> None:
    moderated = Moderated()

    async def scenario(on: Asked) -> None:
        thread = await thread_of(on)
        moderated.before = lambda: on.server.archive(thread, locked=True)
        await on.ask(on.alice, MAYOR, thread)
        told, answer = on.said(on.here)[-2:]
        assert told.content == PROMPTS.say("discord_thread_closed", thread=f"<#{thread.id}>")
        assert QUOTE in answer.content
        assert "👍" in answer.labels()
        assert thread.archived

    play(scenario, tmp_path, moderated)


@pytest.mark.parametrize("kind", ["private thread", "post of a forum"])
def test_who_asked_where_no_channel_takes_the_answer_is_told_and_shown_nothing_of_it(tmp_path: Path, kind: str) -> None:
    moderated = Moderated()

    async def scenario(on: Asked) -> None:
        if kind == "private thread":
            thread = await on.open_thread(on.alice, await on.say(on.alice, "Let us talk"), "talk")
            thread.type = ChannelType.PRIVATE_THREAD
            on.server.archive(thread)
        else:
            thread = on.server.open_post(on.alice, "The bridge", "It is old.", on.server.channel("help")).channel
        await on.settle()
        moderated.before = lambda: on.server.archive(thread, locked=True)
        await on.ask(on.alice, MAYOR, thread)
        (told,) = on.said(on.server.world.dm(on.alice))
        assert told.content == PROMPTS.say("discord_thread_shut", thread=f"<#{thread.id}>")
        assert not any(QUOTE in message.text() for message in on.server.said())

    play(scenario, tmp_path, moderated)
