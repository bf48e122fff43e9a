"""Many questions at once: the burst, cooldowns, the queue; heartbeats while the bot is busy."""

import pytest

from testing.discord.answers import answer, remark, responses
from testing.discord.bot_process import BotProcess
from testing.discord.bursting import burst, quantile
from testing.discord.constants import ACKNOWLEDGE_WITHIN_S
from testing.discord.server import LoopbackDiscord
from tests.discord.end_to_end import ANKARA
from tests.discord.test_end_to_end_process import SCRIPTED

pytestmark = pytest.mark.alone
INTERVAL_S = 2.0


@pytest.fixture(scope="module")
def busy(excerpts_index, tmp_path_factory):
    """Return a server after fifty questions in ten seconds, with the questions."""
    with LoopbackDiscord() as server:
        server.gateway.interval_s = INTERVAL_S
        server.responding.acknowledge_within_s = ACKNOWLEDGE_WITHIN_S
        with BotProcess(server, tmp_path_factory.mktemp("busy"), excerpts_index):
            asked = burst(server, [ANKARA] * 50, 10.0)
            server.wait_for(lambda: all(server.acknowledged_s(one) is not None for one in asked))
            yield server, asked


@pytest.fixture(scope="module")
def narrow(excerpts_index, tmp_path_factory):
    """Return a server whose bot takes little: one worker, three waiting, four questions a minute."""
    settings = {"QA_BOT_DISCORD_WORKERS": "1", "QA_BOT_DISCORD_QUEUE": "3", "QA_BOT_DISCORD_PER_MINUTE": "4"}
    server = LoopbackDiscord()
    with server, BotProcess(server, tmp_path_factory.mktemp("narrow"), excerpts_index, **settings).running(SCRIPTED):
        yield server


def test_fifty_questions_in_ten_seconds_are_noticed_within_a_second(busy):
    server, asked = busy
    assert quantile([server.acknowledged_s(one) for one in asked], 0.99) < 1.0


def test_heartbeats_are_on_time_while_fifty_questions_run(busy):
    server, _ = busy
    late = server.connection().lateness_s()
    assert len(late) >= 4
    assert max(late) < INTERVAL_S
    assert len(server.gateway.connections) == 1


def test_each_of_fifty_questions_is_answered_once(busy):
    server, asked = busy
    for one in asked:
        answer(server, one)
        assert len([m for m in responses(server, one) if m.buttons()]) == 1
    assert all("Ankara" in answer(server, one).content for one in asked)


def test_who_asks_too_much_is_told_when_to_go_on(narrow):
    ada = narrow.user("ada")
    for _ in range(4):
        answer(narrow, narrow.slash("ask", {"question": "slow 0"}, ada))
    refused = remark(narrow, narrow.slash("ask", {"question": "slow 0"}, ada))
    assert "Ask again in" in refused.content
    assert "The river rose" in answer(narrow, narrow.slash("ask", {"question": "slow 0"}, narrow.user("ben"))).content


@pytest.mark.parametrize("way", ["slash", "mention"])
def test_asking_all_at_once_does_not_get_around_the_limit(narrow, way):
    dan, general = narrow.user(f"dan {way}"), narrow.channel("general")
    if way == "slash":
        asked = [narrow.slash("ask", {"question": "slow 0"}, dan) for _ in range(7)]
    else:
        asked = [narrow.say(dan, "slow 0", general, mention=True) for _ in range(7)]
    texts = [remark(narrow, one).content for one in asked]
    assert sum("The river rose" in text for text in texts) == 4
    assert sum("Ask again in" in text or "cannot take more" in text for text in texts) == 3


def test_a_full_queue_says_so_and_the_others_keep_their_places(narrow):
    waiting = [narrow.slash("ask", {"question": "slow 1.3"}, narrow.user(f"guest {n}")) for n in range(7)]
    texts = [narrow.wait_for(lambda one=one: settled(one)) for one in waiting]
    full = [text for text in texts if "cannot take more" in text]
    assert len(full) == 3
    assert sum("The river rose" in text for text in texts) == 4
    told = [version for one in waiting for _, version in one.original.versions if "in line" in version]
    assert told


def settled(asked):
    """Return the final text of a response, "" until there is one."""
    message = asked.original
    is_final = message is not None and not message.is_loading and "in line" not in message.content
    return message.content if is_final else ""


def test_a_second_question_of_one_person_waits_its_turn_though_a_worker_is_free(excerpts_index, tmp_path):
    with LoopbackDiscord() as server, BotProcess(server, tmp_path, excerpts_index).running(SCRIPTED):
        cleo = server.user("cleo")
        first = server.slash("ask", {"question": "slow 1.5"}, cleo)
        server.wait_for(lambda: first.responded_at)
        second = server.slash("ask", {"question": "slow 0"}, cleo)
        other = server.slash("ask", {"question": "slow 0"}, server.user("eli"))
        for asked in (first, second, other):
            answer(server, asked)
        assert finished(server, other) < finished(server, first) < finished(server, second)


def finished(server, asked):
    return server.sent("PATCH", f"/webhooks/{server.bot.id}/{asked.token}/messages/@original")[-1].at
