"""Every way to ask, as people use Discord."""

from pathlib import Path

import pytest
from asked import QUOTE, Asked, abstention, answer_to, play

from qa_bot.answer import Answer
from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.discord_bot.policy.limits import REFUSALS_PER_MINUTE
from qa_bot.errors import FilterError, IndexMissingError
from testing.discord.constants import ResponseType
from testing.discord.world import snowflake


def test_a_mention_is_answered_by_a_reply_with_buttons_that_pings_nobody(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        question = await on.ask(on.alice, "When was the bridge opened?")
        (reply,) = on.said()
        assert on.answers.asked == ["When was the bridge opened?"]
        assert QUOTE in reply.content
        assert "[1]" in reply.content
        assert reply.reference == (on.here.id, question.id)
        assert reply.components
        (sent,) = on.requests("POST", "/messages")
        assert sent.body["allowed_mentions"] == {"parse": [], "replied_user": False}
        assert sent.body["enforce_nonce"]

    play(scenario, tmp_path)


def test_a_slash_command_may_choose_documents(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.slash(on.alice, "ask", question="When was it opened?", **{"in": "hr/", "since": "2024"})
        assert on.answers.asked == ['When was it opened? in:"hr/" since:"2024"']

    play(scenario, tmp_path)


def test_a_wrong_date_is_told_in_the_answer(tmp_path: Path) -> None:
    def refuse(question: str) -> Answer:
        raise FilterError("since:spring is not understood: write a date like 2024, 2024-03 or 2024-03-15")

    async def scenario(on: Asked) -> None:
        await on.ask(on.alice, "When was the bridge opened? since:spring")
        assert [reply.content for reply in on.said()] == [
            "since:spring is not understood: write a date like 2024, 2024-03 or 2024-03-15"
        ]

    play(scenario, tmp_path, refuse)


def test_whatever_way_something_is_said_it_pings_nobody(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.slash(on.alice, "ask", question="Why?")
        await on.ask(on.alice, "Why?")
        message = on.said()[-1]
        for emoji in ("📄", "👍"):
            await on.press(on.alice, message, emoji)
        on.service.store.forget_user(on.alice.id)
        await on.press(on.alice, message, "👎")
        await on.slash(on.alice, "status")
        requests = [r for r in on.server.requests if r.method in ("POST", "PATCH") and isinstance(r.body, dict)]
        bodies = [r.body.get("data") or r.body for r in requests]
        said = [body for body in bodies if body.get("content")]
        assert len(said) == 8
        assert [body for body in said if body.get("allowed_mentions", {}).get("parse") != []] == []

    play(scenario, tmp_path, lambda question: answer_to(question, f"{QUOTE} [1] " * 40))


def test_the_sign_of_typing_comes_before_the_answer(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.ask(on.alice, "When was the bridge opened?")
        paths = [request.path.rsplit("/", 1)[1] for request in on.server.requests]
        assert paths.index("typing") < paths.index("messages")

    play(scenario, tmp_path)


def test_a_slash_command_is_acknowledged_first_and_its_answer_shows_the_question(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        result = await on.slash(on.alice, "ask", question="When was the bridge opened?")
        (acknowledgement,) = on.requests("POST", "/callback")
        assert acknowledgement.body["type"] == ResponseType.DEFERRED_MESSAGE
        assert not result.is_private()
        assert result.original.content.startswith("> When was the bridge opened?\n")
        assert QUOTE in result.original.content

    play(scenario, tmp_path)


def test_a_private_answer_is_seen_by_its_asker_alone_and_does_not_repeat_the_question(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        result = await on.slash(on.alice, "ask", question="When was the bridge opened?", private=True)
        assert result.is_private()
        assert result.original.content.startswith("The Aldmoor bridge")
        assert on.here.messages == {}

    play(scenario, tmp_path)


def test_the_message_command_asks_what_the_message_says(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        message = await on.say(on.bob, "When was the bridge opened?")
        assert on.said() == []
        result = await on.context_menu(on.alice, "Ask about this", message)
        assert on.answers.asked == ["When was the bridge opened?"]
        assert QUOTE in result.original.content

    play(scenario, tmp_path)


def test_the_message_command_on_an_answer_asks_its_question_again(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.ask(on.alice, "When was the bridge opened?")
        await on.context_menu(on.bob, "Ask about this", on.said()[0])
        assert on.answers.asked == ["When was the bridge opened?"] * 2

    play(scenario, tmp_path)


def test_the_message_command_on_a_message_without_text_says_so_to_its_user_alone(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        message = await on.say(on.bob, "")
        result = await on.context_menu(on.alice, "Ask about this", message)
        assert result.original.content == on.service.prompts.say("discord_no_text")
        assert result.is_private()
        assert on.answers.asked == []

    play(scenario, tmp_path)


def test_a_direct_message_needs_no_mention(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        dave = on.server.user("dave")
        await on.tell(dave, "When was the bridge opened?")
        assert [QUOTE in message.content for message in on.said(on.server.world.dm(dave))] == [True]

    play(scenario, tmp_path)


def test_an_empty_mention_gets_a_hint_that_names_the_command(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.ask(on.alice, "")
        (hint,) = on.said()
        assert "/ask" in hint.content
        assert on.answers.asked == []

    play(scenario, tmp_path)


def test_a_message_that_mentions_nobody_is_left_alone(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.say(on.alice, "When was the bridge opened?")
        assert on.answers.asked == []
        assert on.requests("POST", "/typing") == []

    play(scenario, tmp_path)


def test_a_message_of_another_bot_or_of_a_webhook_is_left_alone(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        robot = on.server.user("robot")
        robot.is_bot = True
        await on.ask(robot, "When was the bridge opened?")
        await on.say(on.server.user("feed"), "When was the bridge opened?", mention=True, webhook_id=snowflake())
        assert on.answers.asked == []

    play(scenario, tmp_path)


def test_a_reply_that_points_at_somebody_elses_question_asks_that(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        question = await on.say(on.bob, "When was the bridge opened?")
        await on.ask(on.alice, "can you answer this?", reply_to=question)
        assert on.answers.asked == ["When was the bridge opened?"]

    play(scenario, tmp_path, discord_message_content=True)


def test_a_reply_that_points_at_what_the_bot_cannot_read_is_told_how_to_ask_about_it(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        picture = await on.say(on.bob, "🖼️")
        await on.ask(on.alice, "can you answer this?", reply_to=picture)
        assert on.said()[0].content == on.service.prompts.say("discord_unread_hint")
        assert on.answers.asked == []

    play(scenario, tmp_path, discord_message_content=True)


def test_a_reply_to_the_bot_goes_on_with_the_conversation(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.ask(on.alice, "When was the bridge opened?")
        await on.say(on.alice, "And by whom?", reply_to=on.said()[0])
        await on.say(on.bob, "In which town?", reply_to=on.said()[1])
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
        on.choose(GuildConfig().with_mode(on.here.id, "all"))
        await on.say(on.alice, "When was the bridge opened?")
        assert bool(on.said()) is is_answered

    play(scenario, tmp_path, discord_message_content=sees_messages)


def test_where_threads_were_chosen_the_answer_opens_one_and_goes_on_there(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.choose(GuildConfig().with_threads(on.here.id, True))
        await on.ask(on.alice, "When was the bridge opened?")
        (thread,) = on.threads
        assert on.said() == []
        assert [QUOTE in message.content for message in on.said(thread)] == [True]
        await on.say(on.alice, "And by whom?", thread)
        assert on.answers.asked == ["When was the bridge opened?", "And by whom?"]
        assert [turn.question for turn in on.answers.conversations[1].turns] == ["When was the bridge opened?"]

    play(scenario, tmp_path, discord_message_content=True)


def test_where_threads_were_chosen_the_answer_to_a_command_gets_one_and_it_goes_on_there(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.choose(GuildConfig().with_threads(on.here.id, True))
        result = await on.slash(on.alice, "ask", question="When was the bridge opened?")
        assert QUOTE in result.original.content
        (thread,) = on.threads
        assert thread.id == result.original.id
        await on.say(on.alice, "And by whom?", thread)
        assert QUOTE in on.said(thread)[-1].content
        assert [turn.question for turn in on.answers.conversations[1].turns] == ["When was the bridge opened?"]

    play(scenario, tmp_path, discord_message_content=True)


def test_a_private_answer_and_one_in_a_thread_get_no_thread(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.choose(GuildConfig().with_threads(on.here.id, True))
        await on.slash(on.alice, "ask", question="When was the bridge opened?", private=True)
        assert on.threads == []
        await on.ask(on.alice, "When was the bridge opened?")
        (thread,) = on.threads
        await on.slash(on.alice, "ask", thread, question="And by whom?")
        assert [one.id for one in on.threads] == [thread.id]

    play(scenario, tmp_path)


def test_where_threads_were_chosen_thanks_get_none(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.choose(GuildConfig().with_threads(on.here.id, True))
        await on.slash(on.alice, "ask", question="thanks!")
        assert [reply.content for reply in on.said()] == ["> thanks!\nYou are welcome."]
        assert on.threads == []

    def welcome(question: str) -> object:
        return abstention(question, text="You are welcome.", reason="small_talk", closest=())

    play(scenario, tmp_path, welcome)


def test_an_answer_of_readings_waits_with_the_thread_for_the_choice(tmp_path: Path) -> None:
    def ambiguous(question: str) -> object:
        if question == "When was the mill built?":
            return answer_to(question)
        return abstention(question, reason="ambiguous", readings=("When was the mill built?", "Why?"), closest=())

    async def scenario(on: Asked) -> None:
        on.choose(GuildConfig().with_threads(on.here.id, True))
        asked = await on.slash(on.alice, "ask", question="When was it?")
        assert on.threads == []
        chosen = await on.press(on.alice, on.said()[0], "1. When was the mill built?")
        assert [thread.id for thread in on.threads] == [chosen.original.id]
        assert asked.original.id != chosen.original.id

    play(scenario, tmp_path, ambiguous)


def test_an_answer_stays_right_where_the_bot_may_open_no_thread(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.choose(GuildConfig().with_threads(on.here.id, True))
        on.server.fail_next("POST", "/threads$", 403)
        await on.slash(on.alice, "ask", question="When was the bridge opened?")
        assert [QUOTE in message.content for message in on.said()] == [True]
        assert len(on.requests("POST", "/threads")) == 1
        assert (on.service.desk.answered, on.service.desk.failed) == (1, 0)

    play(scenario, tmp_path)


def test_a_place_where_the_bot_is_off_is_silent_for_messages_and_told_to_commands(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.choose(GuildConfig().with_mode(on.here.id, "off"))
        await on.ask(on.alice, "When was the bridge opened?")
        assert on.said() == []
        result = await on.slash(on.alice, "ask", question="When was the bridge opened?")
        assert result.original.content == on.service.prompts.say("discord_refused_off")
        assert on.answers.asked == []

    play(scenario, tmp_path)


def test_the_eleventh_question_of_a_minute_is_told_when_to_ask_again(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        for _ in range(11):
            await on.ask(on.alice, "When was the bridge opened?")
        assert len(on.answers.asked) == 10
        assert "Ask again in" in on.said()[-1].content
        await on.ask(on.bob, "When was the bridge opened?")
        assert QUOTE in on.said()[-1].content

    play(scenario, tmp_path)


def test_who_goes_on_after_being_refused_is_left_alone_for_a_while(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        for _ in range(20):
            await on.ask(on.alice, "When was the bridge opened?")
        assert len(on.said()) == 10 + REFUSALS_PER_MINUTE
        result = await on.slash(on.alice, "ask", question="When was the bridge opened?")
        assert "Ask again in" in result.original.content
        await on.ask(on.bob, "why " * 300)
        assert "1,000" in on.said()[-1].content

    play(scenario, tmp_path)


def test_a_question_that_is_too_long_is_refused_with_the_limit(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.ask(on.alice, "why " * 300)
        assert "1,000" in on.said()[0].content
        assert on.answers.asked == []

    play(scenario, tmp_path)


def test_a_missing_index_gets_plain_words(tmp_path: Path) -> None:
    def missing(_: str) -> None:
        raise IndexMissingError("nothing has been indexed in /srv/secret yet")

    async def scenario(on: Asked) -> None:
        await on.ask(on.alice, "When was the bridge opened?")
        assert on.said()[0].content == on.service.prompts.say("discord_no_index")

    play(scenario, tmp_path, missing)


def test_an_unexpected_failure_gets_plain_words(tmp_path: Path) -> None:
    def broken(_: str) -> None:
        raise ZeroDivisionError

    async def scenario(on: Asked) -> None:
        result = await on.slash(on.alice, "ask", question="When was the bridge opened?")
        assert result.original.content == on.service.prompts.say("discord_failed")

    play(scenario, tmp_path, broken)


def test_an_abstention_names_what_is_near_and_is_no_answer_to_go_on_from(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        await on.ask(on.alice, "Who painted the bridge?")
        assert "mill.txt" in on.said()[0].content
        await on.ask(on.alice, "And when?", reply_to=on.said()[0])
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
        await on.ask(on.alice, "When was it?")
        result = await on.press(on.bob, on.said()[0], "2. When was the mill built?")
        assert on.answers.asked == ["When was it?", "When was the mill built?"]
        assert QUOTE in result.original.content

    play(scenario, tmp_path, ambiguous)


def test_an_answer_goes_out_without_a_reply_where_the_bot_may_not_read_the_history(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.server.fail_next("POST", f"/channels/{on.here.id}/messages$", 400)
        await on.ask(on.alice, "When was the bridge opened?")
        (message,) = on.said()
        assert message.reference is None
        assert QUOTE in message.content

    play(scenario, tmp_path)


def test_a_channel_where_the_bot_may_not_speak_gets_no_second_try(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        on.server.fail_next("POST", f"/channels/{on.here.id}/messages$", 403, times=5)
        await on.ask(on.alice, "When was the bridge opened?")
        assert on.said() == []
        assert len(on.requests("POST", "/messages")) == 2
        assert on.service.desk.failed == 1

    play(scenario, tmp_path)


def test_a_message_seen_twice_is_answered_once(tmp_path: Path) -> None:
    async def scenario(on: Asked) -> None:
        message = await on.ask(on.alice, "When was the bridge opened?")
        on.server.replay(message)
        await on.settle()
        assert on.answers.asked == ["When was the bridge opened?"]
        assert len(on.said()) == 1

    play(scenario, tmp_path)
