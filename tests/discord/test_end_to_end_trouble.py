"""When Discord fails: refused, limited and lost requests, dropped sockets, events that come twice."""

import threading

import pytest

from testing.discord.answers import answer, remark, responses
from testing.discord.bot_process import run_bot
from testing.discord.constants import Permission
from testing.discord.faults import rate_limited
from tests.discord.end_to_end import ANKARA, ask

MESSAGES = r"^/channels/\d+/messages$"
ORIGINAL = r"/messages/@original$"


@pytest.fixture(scope="module")
def server(excerpts_index, tmp_path_factory):
    with run_bot(tmp_path_factory.mktemp("trouble"), excerpts_index) as server:
        yield server


@pytest.fixture(autouse=True)
def no_faults_left(server):
    yield
    server.rest.faults.clear()


def one_answer(server, about):
    """Return the answer to a question; assert that there is no other."""
    message = answer(server, about)
    assert [m for m in responses(server, about) if m.buttons()] == [message]
    return message


@pytest.mark.parametrize("status", [500, 502, 503, 0])
def test_a_send_that_fails_is_repeated(server, status):
    fault = server.fail_next("POST", MESSAGES, status)
    asked = server.say(server.user(f"ada{status}"), ANKARA, server.channel("general"), mention=True)
    assert "Ankara" in one_answer(server, asked).content
    assert fault.used == 1


@pytest.mark.parametrize("status", [502, 503, 0])
def test_a_send_whose_success_was_lost_does_not_answer_twice(server, status):
    server.fail_next("POST", MESSAGES, status, is_done=True)
    asked = server.say(server.user(f"ben {status}"), ANKARA, server.channel("general"), mention=True)
    one_answer(server, asked)
    path = f"/channels/{asked.channel.id}/messages"
    server.wait_for(lambda: len([r for r in server.sent("POST", path) if r.at > asked.at and r.status]) == 2)
    assert len(responses(server, asked)) == 1


def test_a_rate_limited_edit_ends_in_the_right_answer(server):
    fault = server.fail_next("PATCH", ORIGINAL, **rate_limited(0.4))
    asked = server.slash("ask", {"question": ANKARA}, server.user("cleo"))
    assert "Ankara" in one_answer(server, asked).content
    assert fault.used == 1


def test_a_global_rate_limit_is_waited_for(server):
    server.fail_next("POST", MESSAGES, **rate_limited(0.5, is_global=True))
    asked = server.say(server.user("dan"), ANKARA, server.channel("general"), mention=True)
    assert "Ankara" in one_answer(server, asked).content


def test_a_deferral_that_is_lost_still_gives_an_answer(server):
    server.fail_next("POST", "/callback$", 500, is_done=True)
    asked = server.slash("ask", {"question": ANKARA}, server.user("eve"))
    assert "Ankara" in answer(server, asked).content


def test_a_placeholder_that_was_deleted_is_replaced(server):
    gone = threading.Event()
    hold = server.fail_next("PATCH", ORIGINAL, None, held=gone)
    asked = server.slash("ask", {"question": ANKARA}, server.user("fay"))
    server.wait_for(lambda: asked.original)
    server.delete(asked.original)
    gone.set()
    message = server.wait_for(lambda: [m for m in server.said(asked.channel, after=asked) if "Ankara" in m.content])[0]
    assert hold.used == 1
    assert message.buttons()


def test_an_interaction_that_ran_out_is_answered_by_an_ordinary_message(server):
    expired = threading.Event()
    server.fail_next("POST", "/callback$", None, held=expired)
    asked = server.slash("ask", {"question": ANKARA}, server.user("gil"))
    asked.expire()
    expired.set()
    found = server.wait_for(lambda: [m for m in server.said(asked.channel, after=asked) if "Ankara" in m.content])
    assert len(found) == 1
    assert found[0].webhook_id is None


def test_where_the_bot_may_not_write_nothing_breaks(server):
    archive = server.channel("archive")
    archive.denied[server.bot.id] = Permission.SEND_MESSAGES
    asked = server.say(server.user("hal"), ANKARA, archive, mention=True)
    server.wait_for(lambda: [r for r in server.sent("POST", f"/channels/{archive.id}/.*") if r.status == 403])
    assert "Ankara" in ask(server, server.user("hal")).content
    assert responses(server, asked) == []
    archive.denied.clear()


def test_where_the_bot_may_not_read_the_history_it_answers_without_a_reply(server):
    archive = server.channel("archive")
    archive.denied[server.bot.id] = Permission.READ_MESSAGE_HISTORY
    asked = server.say(server.user("ida"), ANKARA, archive, mention=True)
    found = server.wait_for(lambda: [m for m in server.said(archive, after=asked) if m.buttons()])
    assert "Ankara" in found[0].content
    archive.denied.clear()


def test_a_question_that_was_deleted_is_answered_or_dropped_but_breaks_nothing(server):
    asked = server.say(server.user("jan"), ANKARA, server.channel("general"), mention=True)
    server.delete(asked)
    assert "Ankara" in ask(server, server.user("kim")).content


def test_a_question_asked_while_the_socket_was_down_is_answered_after_resuming(server):
    resumed = len(server.gateway.resumes)
    server.hold()
    server.drop()
    asked = server.say(server.user("lea"), ANKARA, server.channel("general"), mention=True)
    used = server.slash("ask", {"question": ANKARA}, server.user("max"))
    server.release()
    assert "Ankara" in one_answer(server, asked).content
    assert len(server.gateway.resumes) == resumed + 1
    assert server.wait_for(lambda: used.responded_at)


def test_an_event_that_comes_twice_is_answered_once(server):
    asked = server.say(server.user("nia"), ANKARA, server.channel("general"), mention=True)
    server.replay(asked)
    one_answer(server, asked)
    server.replay(asked)
    used = server.slash("ask", {"question": ANKARA}, server.user("oda"))
    server.replay(used)
    one_answer(server, used)
    ask(server, server.user("pia"))
    assert len(responses(server, asked)) == 1
    assert len(server.sent("POST", f"/interactions/{used.id}/.*")) == 1


@pytest.mark.parametrize("disturb", ["reconnect", "invalidate", "closed by Discord"])
def test_a_bot_that_has_to_connect_again_goes_on_answering(server, disturb):
    before = len(server.gateway.connections)
    if disturb == "closed by Discord":
        server.close_gateway(4000)
    else:
        getattr(server, disturb)()
    server.wait_for(lambda: len(server.gateway.connections) > before and server.gateway.live())
    assert "Ankara" in ask(server, server.user("quy")).content
    assert len(server.sent("PUT", "/applications/.*/commands")) == 1


def test_an_odd_event_does_not_end_the_connection(server):
    before = len(server.gateway.connections)
    server.send_event("MESSAGE_CREATE", {"id": "1"})
    server.send_event("A_NEW_KIND_OF_EVENT", {"what": ["ever"]})
    server.send_event("GUILD_MEMBER_UPDATE", {"guild_id": str(server.world.guild.id), "user": None})
    assert "Ankara" in ask(server, server.user("ron")).content
    assert len(server.gateway.connections) == before


def test_a_channel_that_the_bot_does_not_know_is_answered_all_the_same(server):
    new = server.world.add_channel("just-made")
    asked = server.say(server.user("sam"), ANKARA, new, mention=True)
    assert "Ankara" in remark(server, asked).content
