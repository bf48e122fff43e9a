"""Every way to ask the bot that needs no privileged intent, over real HTTP and websocket."""

import re

import pytest

from testing.discord.answers import answer, remark, responses, still
from testing.discord.bot_process import run_bot
from testing.discord.constants import Intent, MessageType
from tests.discord.end_to_end import ANKARA, UNKNOWN, ask, visible


@pytest.fixture(scope="module")
def server(excerpts_index, tmp_path_factory):
    with run_bot(tmp_path_factory.mktemp("asking"), excerpts_index) as server:
        yield server


def test_no_privileged_intent_is_asked_for_by_default(server):
    intents = server.gateway.identifies[0]["intents"]
    assert not intents & (Intent.MESSAGE_CONTENT | Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES)


def test_the_slash_command_is_answered_for_all_to_see(server):
    asked = server.slash("ask", {"question": ANKARA})
    message = answer(server, asked)
    assert "Ankara" in message.content
    assert "[1]" in message.content
    assert not message.is_ephemeral


def test_a_private_question_is_answered_to_its_asker_alone(server):
    asked = server.slash("ask", {"question": ANKARA, "private": True}, server.user("ben"))
    assert "Ankara" in answer(server, asked).content
    assert asked.is_private()
    assert not any(m.author is server.bot and m.id > asked.id for m in asked.channel.messages.values())


def test_a_mention_is_answered_by_a_reply_that_pings_nobody(server):
    question = server.say(server.user("cleo"), ANKARA, server.channel("general"), mention=True)
    message = answer(server, question)
    assert "Ankara" in message.content
    assert (message.type, message.reference, message.pings) == (MessageType.REPLY, (question.channel.id, question.id), [])
    assert question.thread is None


def test_an_old_kind_of_mention_is_one_too(server):
    question = server.say(server.user("cleo"), f"<@!{server.bot.id}> {ANKARA}", server.channel("general"))
    assert "Ankara" in answer(server, question).content


def test_a_private_message_needs_no_mention(server):
    assert "Ankara" in answer(server, server.tell(server.user("dan"), ANKARA)).content


def test_the_context_menu_asks_about_a_message_that_the_bot_could_not_read(server):
    message = server.say(server.user("eve"), ANKARA, server.channel("general"))
    asked = server.context_menu("Ask about this", message, server.user("fay"))
    assert "Ankara" in answer(server, asked).text()


def test_a_chain_of_three_replies_is_one_conversation(server):
    gil = server.user("gil")
    first = ask(server, gil, "Who is Khalifa Haftar?")
    second = answer(server, server.say(gil, "Who supports him?", first.channel, reply_to=first))
    assert "United Arab Emirates" in second.content
    third = answer(server, server.say(gil, "Which town did his army take control of?", second.channel, reply_to=second))
    assert "Sirte" in third.content


def test_a_follow_up_is_understood_from_the_reply_chain(server):
    hal = server.user("hal")
    first = ask(server, hal)
    followed = answer(server, server.say(hal, "On which day did they meet there?", first.channel, reply_to=first))
    assert "22 July" in followed.content


def test_a_mention_in_a_reply_to_somebody_else_asks_what_they_said(server):
    asked = server.say(server.user("ida"), ANKARA, server.channel("general"), mention=True)
    answer(server, asked)
    pointing = server.say(server.user("jan"), "can you answer this?", server.channel("general"), reply_to=asked, mention=True)
    assert "Ankara" in answer(server, pointing).content


def test_an_empty_mention_gets_a_hint(server):
    hint = remark(server, server.say(server.user("kim"), "", server.channel("general"), mention=True))
    assert "/ask" in hint.content
    assert hint.pings == []


def test_what_the_documents_do_not_say_is_said_plainly(server):
    message = ask(server, server.user("lea"), UNKNOWN)
    assert "I did not find this in the documents" in message.content
    assert re.search(r"\d{3}_[0-9a-f]{16}\.txt", visible(message.text()))
    assert "Sources" not in " ".join(message.labels())


def test_thanks_and_a_question_about_the_bot_get_a_friendly_word(server):
    pia = server.user("pia")
    thanked = ask(server, pia, "thanks!")
    assert "You are welcome." in thanked.content
    asked = ask(server, pia, "what can you do?")
    assert "5 documents" in asked.content
    for message in (thanked, asked):
        assert "did not find" not in message.content
        assert "-#" not in message.content


def test_two_people_are_answered_at_once_and_each_what_they_asked(server):
    general = server.channel("general")
    one = server.say(server.user("max"), ANKARA, general, mention=True)
    other = server.say(server.user("nia"), "Which airport in Tripoli was closed because of shelling?", general, mention=True)
    assert "Ankara" in answer(server, one).content
    assert "Mitiga" in answer(server, other).content


@pytest.mark.parametrize("kind", [MessageType.PIN, MessageType.THREAD_CREATED, MessageType.THREAD_STARTER])
def test_system_messages_are_no_questions(server, kind):
    notice = server.say(server.user("oda"), ANKARA, server.channel("general"), mention=True, message_type=kind)
    asked = server.say(server.user("pia"), ANKARA, server.channel("general"), mention=True)
    answer(server, asked)
    assert responses(server, notice) == []


def test_other_bots_are_not_answered(server):
    robot = server.user("robot")
    robot.is_bot = True
    said = server.say(robot, ANKARA, server.channel("general"), mention=True)
    asked = server.say(server.user("pia"), ANKARA, server.channel("general"), mention=True)
    answer(server, asked)
    assert responses(server, said) == []


def test_what_does_not_mention_the_bot_is_left_alone(server):
    questions = server.channel("questions")
    said = server.say(server.user("quy"), ANKARA, questions)
    assert still(server, 1.5, lambda: server.acknowledged_s(said))


def test_a_question_that_is_too_long_is_refused_with_its_limit(server):
    refusal = remark(server, server.say(server.user("ron"), "why " * 400, server.channel("general"), mention=True))
    assert "1,000" in refusal.content


@pytest.mark.alone
def test_an_unloaded_answer_takes_no_longer_than_two_seconds(server):
    took = []
    for user in ("sam", "tia", "uwe"):
        asked = server.slash("ask", {"question": ANKARA}, server.user(user))
        answer(server, asked)
        took.append(server.sent("PATCH", f"/webhooks/{server.bot.id}/{asked.token}/messages/@original")[-1].at - asked.at)
    assert min(took) < 2.0
