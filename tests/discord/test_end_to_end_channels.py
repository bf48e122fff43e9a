"""What the managers of a server choose: threads, modes, forums; and what needs the message content intent."""

import pytest

from testing.discord.answers import answer, remark, still
from testing.discord.bot_process import BotProcess, run_bot
from testing.discord.constants import ChannelType, Intent
from testing.discord.payloads import channel_payload, role_payload
from testing.discord.server import LoopbackDiscord
from testing.discord.world import Role
from tests.discord.end_to_end import ANKARA

FOLLOW_UP = "What did they agree to work on there?"


@pytest.fixture(scope="module")
def server(excerpts_index, tmp_path_factory):
    """Return a server whose bot hears messages that do not mention it."""
    home = tmp_path_factory.mktemp("channels")
    server = LoopbackDiscord(allowed_intents=Intent.MESSAGE_CONTENT)
    with server, BotProcess(server, home, excerpts_index, QA_BOT_DISCORD_MESSAGE_CONTENT="true"):
        yield server


@pytest.fixture(scope="module")
def plain_server(excerpts_index, tmp_path_factory):
    with run_bot(tmp_path_factory.mktemp("plain"), excerpts_index) as server:
        yield server


def configure(server, command, options):
    """Use a command of /config as the owner, and return what was answered."""
    used = server.slash(f"config {command}", options, server.world.owner)
    said = remark(server, used).content
    assert used.is_private()
    return said


def new_channel(server, name, kind=ChannelType.TEXT):
    """Add a channel and tell the bot of it, as Discord does."""
    channel = server.world.add_channel(name, kind)
    server.send_event("CHANNEL_CREATE", channel_payload(channel))
    return channel


def test_the_intent_is_asked_for_where_the_setting_says_so(server):
    assert server.gateway.identifies[0]["intents"] & Intent.MESSAGE_CONTENT


def test_a_channel_of_mode_all_answers_every_question(server):
    channel = new_channel(server, "all")
    assert "`all`" in configure(server, "mode", {"mode": "all", "channel": channel})
    assert "Ankara" in answer(server, server.say(server.user("ada"), ANKARA, channel)).content


def test_a_post_in_a_forum_is_answered_in_its_thread(server):
    forum = new_channel(server, "support", ChannelType.FORUM)
    assert "`forum`" in configure(server, "mode", {"mode": "forum", "channel": forum})
    post = server.open_post(server.user("ben"), "Where was the meeting?", ANKARA, forum)
    message = server.wait_for(lambda: [m for m in server.said(post.channel) if m.buttons()])[0]
    assert "Ankara" in message.content
    assert server.sent("GET", f"/channels/{forum.id}/messages/.*") == []


def test_a_channel_that_is_off_answers_nobody(server):
    channel = new_channel(server, "off")
    configure(server, "mode", {"mode": "off", "channel": channel})
    said = server.say(server.user("cleo"), ANKARA, channel, mention=True)
    assert still(server, 1.5, lambda: server.acknowledged_s(said))
    refused = server.slash("ask", {"question": ANKARA}, server.user("cleo"), channel)
    assert "/config" in remark(server, refused).content
    assert refused.is_private()


def test_a_thread_that_the_bot_opened_goes_on_without_mentions(server):
    channel = new_channel(server, "threads")
    configure(server, "threads", {"enabled": True, "channel": channel})
    dan = server.user("dan")
    question = server.say(dan, ANKARA, channel, mention=True)
    assert "Ankara" in answer(server, question).content
    thread = question.thread
    assert thread.owner is server.bot
    followed = server.say(dan, FOLLOW_UP, thread)
    message = server.wait_for(lambda: [m for m in server.said(thread, after=followed) if m.buttons()])[0]
    assert "ceasefire" in message.content


def test_a_command_is_answered_with_a_thread_where_those_are_opened(server):
    channel = new_channel(server, "commands")
    configure(server, "threads", {"enabled": True, "channel": channel})
    ida = server.user("ida")
    first = answer(server, server.slash("ask", {"question": ANKARA}, ida, channel))
    server.wait_for(lambda: first.thread, what="no thread")
    followed = server.say(ida, FOLLOW_UP, first.thread)
    message = server.wait_for(lambda: [m for m in server.said(first.thread, after=followed) if m.buttons()])[0]
    assert "ceasefire" in message.content


def test_a_thread_of_somebody_else_is_left_alone(server):
    eve = server.user("eve")
    starter = server.say(eve, "lunch?", server.channel("general"))
    thread = server.open_thread(eve, starter, "lunch")
    said = server.say(eve, "Where do we eat today?", thread)
    assert still(server, 1.5, lambda: server.acknowledged_s(said))


def test_an_unpinged_reply_is_a_question_where_it_can_be_read(server):
    fay = server.user("fay")
    first = answer(server, server.say(fay, ANKARA, server.channel("general"), mention=True))
    followed = server.say(fay, FOLLOW_UP, first.channel, reply_to=first, ping=False)
    assert "ceasefire" in answer(server, followed).content


@pytest.mark.parametrize("fence", ["`", "```"], ids=["inline code", "a code block"])
def test_a_mention_in_code_is_none(server, fence):
    kai = server.user("kai")
    said = server.say(kai, f"To ask it write {fence}{server.bot} {ANKARA}{fence}", server.channel("general"))
    assert said.mentions == []
    assert still(server, 1.5, lambda: server.acknowledged_s(said))


def test_the_role_that_discord_made_for_the_bot_is_a_mention_too(server):
    said = server.say(server.user("lia"), f"{server.world.bot_role} {ANKARA}", server.channel("general"))
    message = answer(server, said)
    assert "Ankara" in message.content
    assert "qa-bot" not in message.content


def test_another_role_is_no_mention(server):
    role = Role("Readers", 0)
    server.world.guild.roles[role.id] = role
    server.send_event("GUILD_ROLE_CREATE", {"guild_id": str(server.world.guild.id), "role": role_payload(role, 2)})
    said = server.say(server.user("mac"), f"{role} {ANKARA}", server.channel("general"))
    assert said.mention_roles == [role.id]
    assert still(server, 1.5, lambda: server.acknowledged_s(said))


def test_without_the_intent_who_mentions_the_role_is_told_to_choose_the_bot(plain_server):
    said = plain_server.say(
        plain_server.user("nel"), f"{plain_server.world.bot_role} {ANKARA}", plain_server.channel("general")
    )
    assert "my role" in remark(plain_server, said).content


@pytest.mark.parametrize("mode", ["all", "forum"])
def test_without_the_intent_config_refuses_and_names_the_setting(plain_server, mode):
    channel = plain_server.channel("help" if mode == "forum" else "general")
    said = configure(plain_server, "mode", {"mode": mode, "channel": channel})
    assert "QA_BOT_DISCORD_MESSAGE_CONTENT" in said


def test_without_the_intent_a_thread_of_the_bot_needs_a_mention(plain_server):
    server, gil = plain_server, plain_server.user("gil")
    configure(server, "threads", {"enabled": True, "channel": server.channel("archive")})
    question = server.say(gil, ANKARA, server.channel("archive"), mention=True)
    answer(server, question)
    unheard = server.say(gil, FOLLOW_UP, question.thread)
    assert still(server, 1.0, lambda: server.acknowledged_s(unheard))
    heard = server.say(gil, FOLLOW_UP, question.thread, mention=True)
    message = server.wait_for(lambda: [m for m in server.said(question.thread, after=heard) if m.buttons()])[0]
    assert "ceasefire" in message.content


def test_only_managers_are_offered_config(plain_server):
    with pytest.raises(LookupError, match="not offered"):
        plain_server.slash("config show", user=plain_server.user("ada"))
    assert "mention" in remark(plain_server, plain_server.slash("config show", user=plain_server.world.owner)).content


@pytest.mark.parametrize("command", ["status", "privacy"])
def test_commands_about_the_bot_answer_in_private(plain_server, command):
    used = plain_server.slash(command, user=plain_server.world.owner)
    assert remark(plain_server, used).text()
    assert used.is_private()


def test_reindex_is_for_the_owner_of_the_bot(plain_server):
    used = plain_server.slash("reindex", user=plain_server.world.owner)
    done = plain_server.wait_for(lambda: [m for m in used.messages() if "5" in m.text()])
    assert used.is_private()
    assert done
