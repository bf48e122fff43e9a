"""Questions that stand elsewhere: above in the channel, or in a message that is forwarded."""

from pathlib import Path

import pytest
from asked import QUOTE, Asked, play

from qa_bot.discord_bot.incoming.invocation import points_above
from qa_bot.prompts import load_prompts
from testing.discord.world import Message

PROMPTS = load_prompts()
BRIDGE = "When was the bridge opened?"
MAYOR = "Who was the mayor then?"


def answer_to(on: Asked, message: Message) -> str:
    found = [said.content for said in on.said(message.channel) if said.reference == (message.channel.id, message.id)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("answer the question above", True),
        ("can you answer the question above please?", True),
        ("The question above!", True),
        ("please answer my question", True),
        ("any idea? please look at the earlier question", True),
        ("can you answer the above?", True),
        ("thanks for that", False),
        ("can you help me?", False),
        ("what is this about?", False),
        ("answer the question above about bridges", False),
        ("", False),
    ],
)
def test_only_words_that_say_nothing_else_point_above(text: str, expected: bool) -> None:
    assert points_above(text) is expected


def test_the_question_above_is_the_last_one_that_was_not_answered(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.say(on.bob, "Where is the mill?")
        await on.say(on.bob, BRIDGE)
        await on.say(on.bob, "I would really like to know.")
        await on.ask(on.bob, MAYOR)
        pointing = await on.ask(on.alice, "can you answer the question above?")
        assert on.answers.asked == [MAYOR, BRIDGE]
        assert answer_to(on, pointing).startswith(f"> {BRIDGE[:-1]}")
        assert QUOTE in answer_to(on, pointing)

    play(scenario, tmp_path, discord_message_content=True)


def test_my_question_above_is_ones_own(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.say(on.alice, BRIDGE)
        await on.say(on.bob, MAYOR)
        await on.ask(on.alice, "please answer my question above")
        assert on.answers.asked == [BRIDGE]

    play(scenario, tmp_path, discord_message_content=True)


def test_a_question_that_discord_does_not_show_is_asked_for(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.say(on.bob, BRIDGE)
        pointing = await on.ask(on.alice, "answer the question above")
        assert answer_to(on, pointing) == PROMPTS.say("discord_above_hint")
        assert on.answers.asked == []

    play(scenario, tmp_path)


@pytest.mark.parametrize("is_private", [True, False])
def test_the_command_answers_the_question_above(tmp_path: Path, is_private: bool) -> None:
    async def scenario(on: Asked) -> None:
        await on.say(on.bob, BRIDGE)
        used = await on.slash(on.alice, "ask", question="the question above", private=is_private)
        assert on.answers.asked == [BRIDGE]
        assert used.is_private() is is_private
        assert QUOTE in used.messages()[0].content

    play(scenario, tmp_path, discord_message_content=True)


def test_the_command_says_where_there_is_no_question_above(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.say(on.bob, "Good morning")
        used = await on.slash(on.alice, "ask", question="the question above", private=True)
        assert [message.content for message in used.messages()] == [PROMPTS.say("discord_above_hint")]

    play(scenario, tmp_path, discord_message_content=True)


def test_a_message_that_is_forwarded_to_the_bot_is_its_question(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        forwarded = on.server.forward(on.alice, await on.say(on.bob, BRIDGE), on.server.world.dm(on.alice))
        await on.settle()
        assert on.answers.asked == [BRIDGE]
        assert QUOTE in answer_to(on, forwarded)

    play(scenario, tmp_path)


def test_a_reply_to_a_forwarded_message_asks_what_that_says(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        elsewhere = await on.say(on.bob, BRIDGE, on.server.channel("questions"))
        forwarded = on.server.forward(on.bob, elsewhere, on.here)
        await on.settle()
        assert on.answers.asked == []
        await on.ask(on.alice, "can you answer this?", reply_to=forwarded)
        assert on.answers.asked == [BRIDGE]
        await on.ask(on.alice, "answer the question above")
        assert on.said()[-1].content == PROMPTS.say("discord_above_hint")

    play(scenario, tmp_path, discord_message_content=True)


def test_the_message_command_on_a_forwarded_message_asks_what_that_says(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        forwarded = on.server.forward(on.bob, await on.say(on.bob, BRIDGE), on.here)
        await on.context_menu(on.alice, "Ask about this", forwarded)
        assert on.answers.asked == [BRIDGE]

    play(scenario, tmp_path)
