"""Where the documents have no answer: a person is asked, and what they say is kept and quoted to whoever asks again."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from asked import Asked, abstention, answer_to
from asked import play as play_asked

from qa_bot.answering.models import Models
from qa_bot.discord_bot.desk.shelf import Shelf
from qa_bot.discord_bot.memory.feedback import community_candidates
from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.models.load import Loaded
from qa_bot.prompts import load_prompts
from testing.discord.payloads import role_payload
from testing.discord.world import Message

QUESTION = "Which paint is used for the railings of the bridge?"
AGAIN = "Does anybody know which paint is used for the railings of the bridge?"
OTHER = "Which paint is used for the railings of the mill?"
REPLY = "Two coats of micaceous iron oxide,\n*grey*, from the harbour store."


Play = Callable[..., None]


@pytest.fixture
def play(tmp_path: Path, models: Models) -> Play:
    """Return a function that plays a scenario with a bot that has the models of the other tests."""

    def run(scenario: Callable[[Asked], Awaitable[None]], **settings: object) -> None:
        async def with_models(on: Asked) -> None:
            on.answers.opened = Shelf(on.service.settings, load_prompts(), Loaded(models.embedder, models.reader))
            await scenario(on)

        play_asked(with_models, tmp_path, silent, **settings)

    return run


def silent(question: str) -> object:
    return answer_to(question) if "opened" in question else abstention(question)


async def with_helpers(on: Asked) -> None:
    """Let bob be one of those who help."""
    guild = on.server.world.guild
    role = on.server.world.add_role("Helpers")
    on.server.send_event("GUILD_ROLE_CREATE", {"guild_id": str(guild.id), "role": role_payload(role, 1)})
    guild.add(on.bob, role)
    on.choose(GuildConfig().with_handoff(role.id))


async def call(on: Asked) -> Message:
    """Ask what the documents do not answer, ask a person, and return the message that does."""
    await with_helpers(on)
    await on.ask(on.alice, QUESTION)
    await on.press(on.alice, on.said(on.here)[-1], "Ask a person")
    return on.said(on.threads[0])[-1]


async def learn(on: Asked) -> Message:
    """Let bob answer and keep it; return his message."""
    called = await call(on)
    reply = await on.say(on.bob, REPLY, called.channel, reply_to=called)
    await on.press(on.bob, on.said(called.channel)[-1], "Keep this answer")
    return reply


def quoted(on: Asked) -> str:
    return on.said(on.here)[-1].content


def test_a_question_without_an_answer_pings_the_role_once_in_a_thread(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        called = await call(on)
        assert called.pings == [f"role {role_id}" for role_id in called.mention_roles] != []
        assert QUESTION in called.content
        answer = next(message for message in on.said(on.here) if "Ask a person" in message.labels())
        again = await on.press(on.bob, answer, "Ask a person")
        assert again.original.content == on.service.prompts.say("discord_handoff_asked_before")
        assert len(on.threads) == 1

    play(scenario)


def test_nobody_is_offered_where_nobody_helps_or_the_documents_answer(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        await on.ask(on.alice, QUESTION)
        assert "Ask a person" not in on.said()[-1].labels()
        await with_helpers(on)
        await on.ask(on.alice, "When was the bridge opened?")
        assert "Ask a person" not in on.said()[-1].labels()
        private = await on.slash(on.alice, "ask", question=QUESTION, private=True)
        assert "Ask a person" not in private.original.labels()

    play(scenario)


def test_one_person_asks_people_a_few_times_a_day(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        await with_helpers(on)
        told = []
        for number in range(4):
            await on.ask(on.alice, f"Who painted railing {number}?")
            told.append((await on.press(on.alice, on.said(on.here)[-1], "Ask a person")).original.content)
        assert told[3] == on.service.prompts.say("discord_handoff_limit")
        assert len(on.threads) == 3

    play(scenario)


def test_what_a_helper_keeps_is_quoted_word_for_word_to_who_asks_again(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        reply = await learn(on)
        await on.ask(on.alice, AGAIN)
        assert "I did not find this" in on.said(on.here)[-2].content
        assert "**Not from the documents.** Bob answered this" in quoted(on)
        assert "> Two coats of micaceous iron oxide,\n> \\*grey\\*, from the harbour store." in quoted(on)
        assert f"/{reply.channel.id}/{reply.id}>" in quoted(on)
        await on.ask(on.alice, OTHER)
        assert "micaceous" not in quoted(on)
        await on.ask(on.alice, "When was the bridge opened?")
        assert "micaceous" not in quoted(on)

    play(scenario)


def test_only_the_helper_who_wrote_it_keeps_a_reply_and_others_are_offered_nothing(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        called = await call(on)
        await on.say(on.alice, "It is for the north side.", called.channel, reply_to=called)
        assert on.said(called.channel)[-1] is called
        await on.say(on.bob, REPLY, called.channel, reply_to=called)
        refused = await on.press(on.alice, on.said(called.channel)[-1], "Keep this answer")
        assert on.service.prompts.say("discord_handoff_not_yours") in [message.content for message in refused.messages()]
        assert on.service.community.answers() == []

    play(scenario)


def test_an_answer_follows_its_message(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        reply = await learn(on)
        on.server.edit(reply, "Linseed oil paint.")
        await on.settle()
        assert [answer.text for answer in on.service.community.answers()] == ["Linseed oil paint."]
        await on.ask(on.alice, AGAIN)
        assert "> Linseed oil paint." in quoted(on)
        on.server.delete(reply)
        await on.settle()
        assert on.service.community.answers() == []
        await on.ask(on.alice, AGAIN)
        assert "Linseed" not in quoted(on)

    play(scenario)


def test_a_message_that_was_deleted_while_the_bot_was_away_is_not_quoted(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        reply = await learn(on)
        del reply.channel.messages[reply.id]
        await on.ask(on.alice, AGAIN)
        assert "micaceous" not in quoted(on)
        assert on.service.community.answers() == []

    play(scenario)


@pytest.mark.parametrize("who", ["alice", "bob"], ids=["who asked", "who answered"])
def test_an_answer_goes_with_who_gave_it_and_with_who_asked(play: Play, who: str) -> None:
    async def scenario(on: Asked) -> None:
        await learn(on)
        asked = await on.slash(on.server.user(who), "forget-me")
        await on.press(on.server.user(who), asked.original, "Delete it all")
        assert "1 of the answers of people" in asked.original.content
        assert on.service.community.answers() == []

    play(scenario)


def test_an_answer_from_a_channel_that_not_everybody_sees_stays_there(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        await learn(on)
        questions = on.server.channel("questions")
        await on.ask(on.alice, AGAIN, questions)
        assert "micaceous" in on.said(questions)[-1].content
        channel = on.bot.get_channel(on.here.id)
        everyone = channel.guild.default_role
        channel._overwrites = [_hidden(everyone.id)]
        await on.ask(on.alice, AGAIN, questions)
        assert "micaceous" not in on.said(questions)[-1].content

    play(scenario)


def test_an_answer_stays_with_the_corpora_that_had_none(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        await learn(on)
        config = on.service.store.guild_config(on.server.world.guild.id)
        on.choose(config.with_corpora(on.here.id, ("handbook",)))
        await on.ask(on.alice, AGAIN)
        assert "micaceous" not in quoted(on)

    play(scenario, discord_corpora="handbook")


def test_what_people_answered_is_a_candidate_for_the_gold_set(play: Play) -> None:
    async def scenario(on: Asked) -> None:
        await learn(on)
        (line,) = community_candidates(on.service.community.answers())
        assert (line["question"], line["answer"], line["sources"]) == (QUESTION, REPLY, [])
        assert "Bob answered this" in line["note"]

    play(scenario)


def _hidden(role_id: int) -> object:
    from discord.abc import _Overwrites

    return _Overwrites({"id": str(role_id), "type": 0, "allow": "0", "deny": str(1 << 10)})
