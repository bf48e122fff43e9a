"""Buttons under answers: sources, votes with a reason, deleting; and after a restart."""

import json
import re

import pytest

from testing.discord.answers import answer, remark
from testing.discord.bot_process import BotProcess
from testing.discord.constants import MessageType, Permission
from testing.discord.server import LoopbackDiscord
from testing.discord.world import Role
from tests.discord.end_to_end import ANKARA, ask, visible

TEMPLATE = "https://example.org/files/{source}#L{line}"


@pytest.fixture(scope="module")
def running(excerpts_index, tmp_path_factory):
    home = tmp_path_factory.mktemp("buttons")
    with LoopbackDiscord() as server, BotProcess(server, home, excerpts_index, QA_BOT_SOURCE_URL_TEMPLATE=TEMPLATE) as bot:
        yield server, bot


@pytest.fixture
def server(running):
    return running[0]


@pytest.fixture
def votes(running, qa_bot):
    """Return a function that returns what `qa-bot feedback` exports."""

    def export() -> list[dict[str, object]]:
        done = qa_bot("feedback", "export", QA_BOT_STATE_DIR=str(running[1].state_dir))
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return export


def test_the_sources_are_quotes_that_can_be_opened(server):
    message = ask(server, server.user("ada"))
    page = remark(server, server.press(message, "Sources", server.user("ben")))
    assert page.is_ephemeral
    assert re.search(r"00[02]_[0-9a-f]{16}\.txt", visible(page.text()))
    assert "Ankara" in page.text()
    assert "line" in page.text()
    links = [embed.get("url", "") for embed in page.embeds] + [b.get("url", "") for b in page.buttons()]
    assert any(link.startswith("https://example.org/files/") and ".txt" in link for link in links)


def test_pages_of_sources_are_turned_in_place(server):
    message = ask(server, server.user("cleo"), "When did Turkey and Russia announce it?")
    pressed = server.press(message, "Sources", server.user("cleo"))
    page = remark(server, pressed)
    forward = next(b for b in page.buttons() if not b.get("disabled") and "url" not in b)
    before = page.text()
    server.press(page, forward["custom_id"], server.user("cleo"))
    server.wait_for(lambda: page.text() != before)
    assert len(pressed.messages()) == 1


def test_a_vote_can_be_changed_and_gets_a_reason(server, votes):
    message = ask(server, server.user("dan"))
    eve = server.user("eve")
    assert remark(server, server.press(message, "👍", eve)).is_ephemeral
    pressed = server.press(message, "👎", eve)
    server.wait_for(lambda: pressed.modal, what="no form")
    submitted = server.submit_modal(pressed, {"reason": "It names the wrong day."})
    assert remark(server, submitted).is_ephemeral
    lines = [line for line in votes() if "It names the wrong day." in json.dumps(line)]
    assert len(lines) == 1
    assert ANKARA in json.dumps(lines)
    assert str(eve.id) not in json.dumps(votes())


def test_a_form_that_is_closed_leaves_the_vote(server, votes):
    asked = server.slash("ask", {"question": "Who is the spokesperson of Erdogan?"}, server.user("fay"))
    message = answer(server, asked)
    pressed = server.press(message, "👎", server.user("fay"))
    server.wait_for(lambda: pressed.modal)
    line = next(line for line in votes() if "spokesperson of Erdogan" in json.dumps(line))
    assert "-1" in json.dumps(line)


def test_an_answer_can_be_deleted_by_its_asker_and_by_moderators_alone(server):
    message = ask(server, server.user("gil"))
    refused = server.press(message, "🗑", server.user("hal"))
    assert remark(server, refused).is_ephemeral
    assert not message.is_deleted
    server.press(message, "🗑", server.user("gil"))
    server.wait_for(lambda: message.is_deleted)
    other = ask(server, server.user("gil"))
    role = Role("Moderators", Permission.MANAGE_MESSAGES)
    server.world.guild.roles[role.id] = role
    server.world.guild.add(server.user("mona"), role)
    server.press(other, "🗑", server.user("mona"))
    server.wait_for(lambda: other.is_deleted)


def test_buttons_of_before_a_restart_still_work(running, excerpts_index, votes):
    server, bot = running
    jan = server.user("jan")
    message = ask(server, jan)
    assert bot.stop() == 0, bot.log
    synced = len(server.sent("PUT", f"/applications/{server.bot.id}/commands"))
    bot.start()
    assert "Ankara" in remark(server, server.press(message, "Sources", jan)).text()
    assert remark(server, server.press(message, "👍", server.user("kim"))).is_ephemeral
    assert len(server.sent("PUT", f"/applications/{server.bot.id}/commands")) == synced == 1


def test_a_form_of_before_a_restart_is_taken(running, votes):
    server, bot = running
    message = ask(server, server.user("lou"), "Who is the spokesperson of Haftar?")
    pressed = server.press(message, "👎", server.user("ned"))
    server.wait_for(lambda: pressed.modal, what="no form")
    assert bot.stop() == 0, bot.log
    bot.start()
    submitted = server.submit_modal(pressed, {"reason": "It forgets the town."})
    assert remark(server, submitted).is_ephemeral
    assert [line for line in votes() if "It forgets the town." in json.dumps(line)]


def test_a_chain_goes_on_after_a_restart(running):
    server, bot = running
    lea = server.user("lea")
    message = ask(server, lea)
    assert bot.stop() == 0, bot.log
    bot.start()
    followed = server.say(lea, "What did they agree to work on there?", message.channel, reply_to=message)
    final = answer(server, followed)
    assert "ceasefire" in final.content
    assert final.type == MessageType.REPLY


def test_what_is_kept_of_a_person_can_be_deleted(server, votes):
    mia = server.user("mia")
    question = "Which airport in Tripoli was closed because of shelling?"
    message = ask(server, mia, question)
    assert question in json.dumps(votes())
    used = server.slash("forget-me", user=mia)
    server.press(remark(server, used), "Delete", mia)
    server.wait_for(lambda: "Deleted" in used.original.content)
    assert question not in json.dumps(votes())
    assert remark(server, server.press(message, "Sources", mia)).is_ephemeral
