"""Every way to ask, as people use Discord."""

from pathlib import Path

import discord
import pytest
from asked import QUOTE, Asked, abstention, answer_to, play

from qa_bot.discord_bot.policy.admission import REFUSALS_PER_MINUTE
from qa_bot.discord_bot.policy.guild_config import GuildConfig
from qa_bot.errors import IndexMissingError


def test_a_mention_is_answered_by_a_reply_with_buttons_that_pings_nobody(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        question = await on.alice.send(on.channel, f"{on.me} When was the bridge opened?")
        (reply,) = on.said()
        assert on.answers.asked == ["When was the bridge opened?"]
        assert QUOTE in reply.content
        assert "[1]" in reply.content
        assert reply.reference.message_id == question.id
        assert reply.components
        (sent,) = on.requests("POST", "/messages")
        assert sent.json["allowed_mentions"] == {"parse": [], "replied_user": False}
        assert sent.json["enforce_nonce"]

    play(scenario, tmp_path)


def test_whatever_way_something_is_said_it_pings_nobody(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.alice.slash(on.channel, "ask", question="Why?")
        await on.alice.send(on.channel, f"{on.me} Why?")
        message = on.said()[-1]
        for emoji in ("📄", "👍"):
            await on.alice.click(message, custom_id=button_of(message, emoji))
        on.service.store.forget_user(on.alice.id)
        await on.alice.click(message, custom_id=button_of(message, "👎"))
        await on.alice.slash(on.channel, "status")
        requests = [r for r in on.env.http_requests if r.method in ("POST", "PATCH") and isinstance(r.json, dict)]
        bodies = [r.json.get("data") or r.json for r in requests]
        said = [body for body in bodies if body.get("content")]
        assert len(said) == 8
        assert [body for body in said if body.get("allowed_mentions", {}).get("parse") != []] == []

    def button_of(message: discord.Message, emoji: str) -> str:
        return next(one.custom_id for row in message.components for one in row.children if str(one.emoji) == emoji)

    play(scenario, tmp_path, lambda question: answer_to(question, f"{QUOTE} [1] " * 40))


def test_the_sign_of_typing_comes_before_the_answer(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.alice.send(on.channel, f"{on.me} When was the bridge opened?")
        paths = [request.path.rsplit("/", 1)[1] for request in on.env.http_requests]
        assert paths.index("typing") < paths.index("messages")

    play(scenario, tmp_path)


def test_a_slash_command_is_acknowledged_first_and_its_answer_shows_the_question(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        result = await on.alice.slash(on.channel, "ask", question="When was the bridge opened?")
        (acknowledgement,) = on.requests("POST", "/callback")
        assert acknowledgement.json["type"] == discord.InteractionResponseType.deferred_channel_message.value
        assert not result.ephemeral
        assert result.response.content.startswith("> When was the bridge opened?\n")
        assert QUOTE in result.response.content

    play(scenario, tmp_path)


def test_a_private_answer_is_seen_by_its_asker_alone_and_does_not_repeat_the_question(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        result = await on.alice.slash(on.channel, "ask", question="When was the bridge opened?", private=True)
        assert result.ephemeral
        assert result.response.content.startswith("The Aldmoor bridge")
        assert on.channel.history(viewer=on.bob) == []

    play(scenario, tmp_path)


def test_the_message_command_asks_what_the_message_says(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        message = await on.bob.send(on.channel, "When was the bridge opened?")
        assert on.said() == []
        result = await on.alice.context_menu(on.channel, "Ask about this", message)
        assert on.answers.asked == ["When was the bridge opened?"]
        assert QUOTE in result.response.content

    play(scenario, tmp_path)


def test_the_message_command_on_an_answer_asks_its_question_again(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.alice.send(on.channel, f"{on.me} When was the bridge opened?")
        await on.bob.context_menu(on.channel, "Ask about this", on.said()[0])
        assert on.answers.asked == ["When was the bridge opened?"] * 2

    play(scenario, tmp_path)


def test_the_message_command_on_a_message_without_text_says_so_to_its_user_alone(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        message = await on.bob.send(on.channel, attachments=[("bridge.png", b"not a picture")])
        result = await on.alice.context_menu(on.channel, "Ask about this", message)
        assert result.response.content == on.service.prompts.say("discord_no_text")
        assert result.ephemeral
        assert on.answers.asked == []

    play(scenario, tmp_path)


def test_a_direct_message_needs_no_mention(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        dave = on.env.create_user("dave")
        await dave.send_dm("When was the bridge opened?")
        assert [QUOTE in message.content for message in on.said(dave.dm_channel)] == [True]

    play(scenario, tmp_path)


def test_an_empty_mention_gets_a_hint_that_names_the_command(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.alice.send(on.channel, on.me)
        (hint,) = on.said()
        assert "/ask" in hint.content
        assert on.answers.asked == []

    play(scenario, tmp_path)


def test_a_message_that_mentions_nobody_is_left_alone(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.alice.send(on.channel, "When was the bridge opened?")
        assert on.answers.asked == []
        assert on.env.http_requests == [] or not on.requests("POST", "/typing")

    play(scenario, tmp_path)


def test_a_message_of_another_bot_or_of_a_webhook_is_left_alone(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        robot = on.guild.add_member(on.env.create_user("robot", bot=True))
        await robot.send(on.channel, f"{on.me} When was the bridge opened?")
        await on.guild.create_webhook(on.channel).send(f"{on.me} When was the bridge opened?")
        assert on.answers.asked == []

    play(scenario, tmp_path)


def test_a_reply_that_points_at_somebody_elses_question_asks_that(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        question = await on.bob.send(on.channel, "When was the bridge opened?")
        await on.alice.send(on.channel, f"{on.me} can you answer this?", reply_to=question)
        assert on.answers.asked == ["When was the bridge opened?"]

    play(scenario, tmp_path, discord_message_content=True)


def test_a_reply_that_points_at_what_the_bot_cannot_read_is_told_how_to_ask_about_it(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        picture = await on.bob.send(on.channel, "🖼️")
        await on.alice.send(on.channel, f"{on.me} can you answer this?", reply_to=picture)
        assert on.said()[0].content == on.service.prompts.say("discord_unread_hint")
        assert on.answers.asked == []

    play(scenario, tmp_path, discord_message_content=True)


def test_a_reply_to_the_bot_goes_on_with_the_conversation(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.alice.send(on.channel, f"{on.me} When was the bridge opened?")
        await on.alice.send(on.channel, "And by whom?", reply_to=on.said()[0])
        await on.bob.send(on.channel, "In which town?", reply_to=on.said()[1])
        turns = on.answers.conversations[2].turns
        assert on.answers.asked == ["When was the bridge opened?", "And by whom?", "In which town?"]
        assert [turn.question for turn in turns] == ["When was the bridge opened?", "And by whom?"]
        assert turns[0].cited[0].quote == QUOTE

    play(scenario, tmp_path, discord_message_content=True)


@pytest.mark.parametrize(("sees_messages", "is_answered"), [(True, True), (False, False)], ids=["with", "without"])
def test_a_channel_of_mode_all_needs_no_mention_with_the_message_content_intent(
    tmp_path: Path, sees_messages: bool, is_answered: bool
) -> None:
    async def scenario(on: Asked) -> None:
        on.service.store.save_guild_config(on.guild.id, GuildConfig().with_mode(on.channel.id, "all"))
        await on.alice.send(on.channel, "When was the bridge opened?")
        assert bool(on.said()) is is_answered

    play(scenario, tmp_path, discord_message_content=sees_messages)


def test_where_threads_were_chosen_the_answer_opens_one_and_goes_on_there(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.service.store.save_guild_config(on.guild.id, GuildConfig().with_threads(on.channel.id, True))
        await on.alice.send(on.channel, f"{on.me} When was the bridge opened?")
        (thread,) = on.channel.threads
        assert on.said() == []
        assert [QUOTE in message.content for message in on.said(thread)] == [True]
        await on.alice.send(thread, "And by whom?")
        assert on.answers.asked == ["When was the bridge opened?", "And by whom?"]
        assert [turn.question for turn in on.answers.conversations[1].turns] == ["When was the bridge opened?"]

    play(scenario, tmp_path, discord_message_content=True)


def test_where_threads_were_chosen_the_answer_to_a_command_gets_one_and_it_goes_on_there(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.service.store.save_guild_config(on.guild.id, GuildConfig().with_threads(on.channel.id, True))
        result = await on.alice.slash(on.channel, "ask", question="When was the bridge opened?")
        assert QUOTE in result.response.content
        (thread,) = on.channel.threads
        assert thread.id == result.response.id
        await on.alice.send(thread, "And by whom?")
        assert QUOTE in on.said(thread)[-1].content
        assert [turn.question for turn in on.answers.conversations[1].turns] == ["When was the bridge opened?"]

    play(scenario, tmp_path, discord_message_content=True)


def test_a_private_answer_and_one_in_a_thread_get_no_thread(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.service.store.save_guild_config(on.guild.id, GuildConfig().with_threads(on.channel.id, True))
        await on.alice.slash(on.channel, "ask", question="When was the bridge opened?", private=True)
        assert on.channel.threads == []
        await on.alice.send(on.channel, f"{on.me} When was the bridge opened?")
        (thread,) = on.channel.threads
        await on.alice.slash(thread, "ask", question="And by whom?")
        assert [one.id for one in on.channel.threads] == [thread.id]

    play(scenario, tmp_path)


def test_an_answer_of_readings_waits_with_the_thread_for_the_choice(tmp_path: Path) -> None:
    def ambiguous(question: str) -> object:
        if question == "When was the mill built?":
            return answer_to(question)
        return abstention(question, reason="ambiguous", readings=("When was the mill built?", "Why?"), closest=())

    async def scenario(on: Asked) -> None:
        on.service.store.save_guild_config(on.guild.id, GuildConfig().with_threads(on.channel.id, True))
        asked = await on.alice.slash(on.channel, "ask", question="When was it?")
        assert on.channel.threads == []
        chosen = await on.alice.click(on.said()[0], label="1. When was the mill built?")
        assert [thread.id for thread in on.channel.threads] == [chosen.response.id]
        assert asked.response.id != chosen.response.id

    play(scenario, tmp_path, ambiguous)


def test_an_answer_stays_right_where_the_bot_may_open_no_thread(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.service.store.save_guild_config(on.guild.id, GuildConfig().with_threads(on.channel.id, True))
        on.env.inject_error("POST", "/channels/*/messages/*/threads", status=403)
        await on.alice.slash(on.channel, "ask", question="When was the bridge opened?")
        assert [QUOTE in message.content for message in on.said()] == [True]
        assert len(on.requests("POST", "/threads")) == 1
        assert (on.service.desk.answered, on.service.desk.failed) == (1, 0)

    play(scenario, tmp_path)


def test_a_place_where_the_bot_is_off_is_silent_for_messages_and_told_to_commands(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.service.store.save_guild_config(on.guild.id, GuildConfig().with_mode(on.channel.id, "off"))
        await on.alice.send(on.channel, f"{on.me} When was the bridge opened?")
        assert on.said() == []
        result = await on.alice.slash(on.channel, "ask", question="When was the bridge opened?")
        assert result.response.content == on.service.prompts.say("discord_refused_off")
        assert on.answers.asked == []

    play(scenario, tmp_path)


def test_the_eleventh_question_of_a_minute_is_told_when_to_ask_again(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        for _ in range(11):
            await on.alice.send(on.channel, f"{on.me} When was the bridge opened?")
        assert len(on.answers.asked) == 10
        assert "Ask again in" in on.said()[-1].content
        await on.bob.send(on.channel, f"{on.me} When was the bridge opened?")
        assert QUOTE in on.said()[-1].content

    play(scenario, tmp_path)


def test_who_goes_on_after_being_refused_is_left_alone_for_a_while(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        for _ in range(20):
            await on.alice.send(on.channel, f"{on.me} When was the bridge opened?")
        assert len(on.said()) == 10 + REFUSALS_PER_MINUTE
        result = await on.alice.slash(on.channel, "ask", question="When was the bridge opened?")
        assert "Ask again in" in result.response.content
        await on.bob.send(on.channel, f"{on.me} {'why ' * 300}")
        assert "1,000" in on.said()[-1].content

    play(scenario, tmp_path)


def test_a_question_that_is_too_long_is_refused_with_the_limit(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.alice.send(on.channel, f"{on.me} {'why ' * 300}")
        assert "1,000" in on.said()[0].content
        assert on.answers.asked == []

    play(scenario, tmp_path)


def test_a_missing_index_gets_plain_words(tmp_path: Path) -> None:
    def missing(_: str) -> None:
        raise IndexMissingError("nothing has been indexed in /srv/secret yet")

    async def scenario(on: Asked) -> None:
        await on.alice.send(on.channel, f"{on.me} When was the bridge opened?")
        assert on.said()[0].content == on.service.prompts.say("discord_no_index")

    play(scenario, tmp_path, missing)


def test_an_unexpected_failure_gets_plain_words(tmp_path: Path) -> None:
    def broken(_: str) -> None:
        raise ZeroDivisionError

    async def scenario(on: Asked) -> None:
        result = await on.alice.slash(on.channel, "ask", question="When was the bridge opened?")
        assert result.response.content == on.service.prompts.say("discord_failed")

    play(scenario, tmp_path, broken)


def test_an_abstention_names_what_is_near_and_is_no_answer_to_go_on_from(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.alice.send(on.channel, f"{on.me} Who painted the bridge?")
        assert "mill.txt" in on.said()[0].content
        await on.alice.send(on.channel, f"{on.me} And when?", reply_to=on.said()[0])
        (turn,) = on.answers.conversations[1].turns
        assert (turn.question, turn.answer) == ("Who painted the bridge?", None)

    play(scenario, tmp_path, abstention)


def test_the_button_of_a_reading_asks_it(tmp_path: Path) -> None:
    def ambiguous(question: str) -> object:
        readings = ("When was the bridge opened?", "When was the mill built?")
        if question in readings:
            return answer_to(question)
        return abstention(question, reason="ambiguous", readings=readings, closest=())

    async def scenario(on: Asked) -> None:
        await on.alice.send(on.channel, f"{on.me} When was it?")
        result = await on.bob.click(on.said()[0], label="2. When was the mill built?")
        assert on.answers.asked == ["When was it?", "When was the mill built?"]
        assert QUOTE in result.response.content

    play(scenario, tmp_path, ambiguous)


def test_an_answer_goes_out_without_a_reply_where_the_bot_may_not_read_the_history(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.env.inject_error("POST", f"/channels/{on.channel.id}/messages", status=400)
        await on.alice.send(on.channel, f"{on.me} When was the bridge opened?")
        (message,) = on.said()
        assert message.reference is None
        assert QUOTE in message.content

    play(scenario, tmp_path)


def test_a_channel_where_the_bot_may_not_speak_gets_no_second_try(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.env.inject_error("POST", f"/channels/{on.channel.id}/messages", status=403, times=5)
        await on.alice.send(on.channel, f"{on.me} When was the bridge opened?")
        assert on.said() == []
        assert len(on.requests("POST", "/messages")) == 2
        assert on.service.desk.failed == 1

    play(scenario, tmp_path)


def test_a_message_seen_twice_is_answered_once(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        message = await on.alice.send(on.channel, f"{on.me} When was the bridge opened?")
        claimed = on.service.seen.claim(message.id)
        assert not claimed

    play(scenario, tmp_path)
