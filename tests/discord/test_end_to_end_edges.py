"""What is rare and must work all the same: odd places, old things, narrow limits, several shards."""

import pytest

from testing.discord.answers import answer, remark, responses
from testing.discord.bot_process import BotProcess
from testing.discord.constants import InteractionType, Permission
from testing.discord.faults import rate_limited
from testing.discord.interactions import Interaction
from testing.discord.server import LoopbackDiscord
from testing.discord.world import snowflake
from tests.discord.end_to_end import ANKARA, ask
from tests.discord.test_end_to_end_process import SCRIPTED

FOLLOW_UP = "On which day did they meet there?"
EXPIRED = {"status": 404, "body": {"message": "Unknown interaction", "code": 10062}}


@pytest.fixture(scope="module")
def running(excerpts_index, tmp_path_factory):
    with LoopbackDiscord() as server, BotProcess(server, tmp_path_factory.mktemp("edges"), excerpts_index) as bot:
        yield server, bot


@pytest.fixture
def server(running):
    yield running[0]
    running[0].rest.faults.clear()


def test_the_command_works_in_a_private_channel(server):
    ada = server.user("ada")
    channel = server.tell(ada, ANKARA).channel
    assert "Ankara" in answer(server, server.slash("ask", {"question": ANKARA}, ada, channel)).content


def test_a_reply_to_the_answer_of_a_command_goes_on_with_it(server):
    ben = server.user("ben")
    first = answer(server, server.slash("ask", {"question": ANKARA}, ben))
    followed = answer(server, server.say(ben, FOLLOW_UP, first.channel, reply_to=first))
    assert "22 July" in followed.content


def test_a_mention_in_somebodys_thread_is_answered_there(server):
    cleo = server.user("cleo")
    thread = server.open_thread(cleo, server.say(cleo, "planning", server.channel("general")), "planning")
    assert "Ankara" in answer(server, server.say(cleo, ANKARA, thread, mention=True)).content


def test_a_reply_to_a_message_that_is_gone_is_still_a_question(server):
    dan = server.user("dan")
    gone = server.say(dan, "what was it?", server.channel("general"))
    server.delete(gone)
    assert "Ankara" in answer(server, server.say(dan, ANKARA, gone.channel, reply_to=gone, mention=True)).content


def test_a_webhook_is_not_answered(server):
    said = server.say(server.user("feed"), ANKARA, server.channel("general"), mention=True, webhook_id=snowflake())
    ask(server, server.user("eve"))
    assert responses(server, said) == []


def test_a_command_of_an_older_version_is_answered_in_private(server):
    data = {"id": str(snowflake()), "name": "summarise", "type": 1, "options": []}
    used = server.interact(Interaction(InteractionType.COMMAND, data, server.user("fay"), server.channel("general")))
    assert remark(server, used).is_ephemeral


@pytest.mark.parametrize("kind", ["sources", "up", "delete"])
def test_a_button_whose_answer_is_gone_says_so(server, kind):
    message = ask(server, server.user(f"gil {kind}"))
    button = next(b for b in message.buttons() if b["custom_id"].startswith(f"qa:{kind}:"))
    button["custom_id"] = button["custom_id"].replace(button["custom_id"].split(":")[2], "AAAAAAAAAAAA")
    pressed = server.press(message, button["custom_id"], server.user("gil"))
    assert "no longer kept" in remark(server, pressed).content
    assert pressed.is_private()


@pytest.mark.parametrize("custom_id", ["nonsense", "qa:foo:AAAAAAAAAAAA", "qa:page:AAAAAAAAAAAA"])
def test_a_button_of_another_version_is_told_to_do_nothing(server, custom_id):
    message = ask(server, server.user(f"rae {custom_id}"))
    message.buttons()[-1]["custom_id"] = custom_id
    pressed = server.press(message, custom_id, server.user("rae"))
    assert "earlier version" in remark(server, pressed).content
    assert pressed.is_private()


@pytest.mark.parametrize("code", [10062, 40060])
def test_a_press_that_discord_lost_or_took_already_is_no_failure(running, code):
    server, bot = running
    message, logged = ask(server, server.user(f"tom {code}")), len(bot.log)
    body = {"message": "refused", "code": code}
    server.fail_next("POST", "/callback$", 404 if code == 10062 else 400, body=body)
    pressed = server.press(message, "👍", server.user("tom"))
    server.wait_for(lambda: [r for r in server.sent("POST", f"/interactions/{pressed.id}/.*") if r.status >= 400])
    ask(server, server.user(f"uma {code}"))
    assert len(server.sent("POST", f"/interactions/{pressed.id}/.*")) == 1
    assert "Traceback" not in bot.log[logged:]


def test_a_form_of_another_version_is_told_to_do_nothing(server):
    data = {"custom_id": "5f2c", "components": []}
    sent = server.interact(Interaction(InteractionType.MODAL, data, server.user("sol"), server.channel("general")))
    assert "earlier version" in remark(server, sent).content
    assert sent.is_private()


def test_an_interaction_that_was_noticed_too_late_is_answered_by_an_ordinary_message(server):
    server.fail_next("POST", "/callback$", **EXPIRED)
    asked = server.slash("ask", {"question": ANKARA}, server.user("hal"))
    found = server.wait_for(lambda: [m for m in server.said(asked.channel, after=asked) if "Ankara" in m.content])
    assert len(found) == 1


def test_a_private_question_that_was_noticed_too_late_is_not_answered_in_public(server):
    server.fail_next("POST", "/callback$", **EXPIRED)
    ida = server.user("ida")
    asked = server.slash("ask", {"question": ANKARA, "private": True}, ida)
    found = server.wait_for(lambda: [m for m in server.said(after=asked) if "Ankara" in m.content])
    assert [m.channel.recipient for m in found] == [ida]


def test_a_person_who_takes_no_private_messages_breaks_nothing(server):
    server.fail_next("POST", "/callback$", **EXPIRED)
    jan = server.user("jan")
    jan.accepts_dms = False
    asked = server.slash("ask", {"question": ANKARA, "private": True}, jan)
    server.wait_for(lambda: [r for r in server.sent("POST", "/channels/.*/messages") if r.status == 403 and r.at > asked.at])
    assert "Ankara" in ask(server, server.user("kim")).content
    assert not [m for m in server.said(server.channel("general"), after=asked) if m.reference is None]


def test_a_block_of_the_address_does_not_end_the_bot(server):
    server.fail_next("POST", "/messages$", 429, body={"message": "blocked"}, headers={"Content-Type": "application/json"})
    server.say(server.user("lea"), ANKARA, server.channel("general"), mention=True)
    server.wait_for(lambda: [r for r in server.sent("POST", "/channels/.*/messages") if r.status == 429])
    assert "Ankara" in ask(server, server.user("lea")).content


def test_a_limited_deferral_is_repeated(server):
    server.fail_next("POST", "/callback$", **rate_limited(0.5))
    asked = server.slash("ask", {"question": ANKARA}, server.user("max"))
    assert "Ankara" in answer(server, asked).content


def test_typing_that_fails_does_not_keep_the_answer_back(server):
    server.fail_next("POST", "/typing$", 403, body={"message": "Missing Permissions", "code": 50013})
    assert "Ankara" in ask(server, server.user("nia")).content


def test_a_channel_that_vanishes_breaks_nothing(server):
    channel = server.world.add_channel("vanishing")
    channel.denied[server.world.guild.id] = Permission(0)
    server.say(server.user("oda"), ANKARA, channel, mention=True)
    server.world.channels.pop(channel.id)
    assert "Ankara" in ask(server, server.user("pia")).content
    server.world.channels[channel.id] = channel


def test_a_long_history_is_not_read_to_its_beginning(server):
    quy, general = server.user("quy"), server.channel("questions")
    thread = server.open_thread(quy, server.say(quy, "long thread", general), "long thread")
    for number in range(120):
        server.say(quy, f"line {number}", thread)
    asked = server.say(quy, ANKARA, thread, mention=True)
    answer(server, asked)
    read = [r for r in server.requests if r.at >= asked.at and r.method == "GET"]
    assert len(read) <= 4
    assert all(int(r.query.get("limit", 50)) <= 100 for r in read)


def test_the_limits_of_a_channel_are_kept_and_every_question_is_answered_once(excerpts_index, tmp_path):
    server = LoopbackDiscord()
    server.rest.limits.narrow[("POST", r"/channels/\d+/messages")] = (5, 2.0)
    server.rest.limits.narrow[("POST", r"/channels/\d+/typing")] = (5, 2.0)
    with server, BotProcess(server, tmp_path, excerpts_index).running(SCRIPTED):
        general = server.channel("general")
        asked = [server.say(server.user(f"crowd {n}"), "slow 0", general, mention=True) for n in range(16)]
        for one in asked:
            assert "The river rose" in answer(server, one).content
        assert all(len(responses(server, one)) == 1 for one in asked)
        limited = [r for r in server.requests if r.status == 429]
        assert len(limited) <= 2 * len(asked)


def test_a_bot_of_two_shards_hears_its_server_and_private_messages(excerpts_index, tmp_path):
    server = LoopbackDiscord()
    server.rest.shards = 2
    with server, BotProcess(server, tmp_path, excerpts_index).running(SCRIPTED):
        server.wait_for(lambda: len(server.gateway.live()) == 2)
        assert sorted(session.shard for session in server.gateway.live()) == [(0, 2), (1, 2)]
        assert answer(server, server.say(server.user("ada"), "slow 0", server.channel("general"), mention=True))
        assert answer(server, server.tell(server.user("ada"), "slow 0"))


def test_a_resume_address_of_discords_own_leads_to_the_configured_gateway(excerpts_index, tmp_path):
    server = LoopbackDiscord()
    server.gateway.resume_url = "wss://gateway-us-east1-b.discord.invalid"
    with server, BotProcess(server, tmp_path, excerpts_index).running(SCRIPTED):
        server.drop()
        server.wait_for(lambda: server.gateway.resumes and server.gateway.live())
        assert answer(server, server.tell(server.user("ada"), "slow 0"))
