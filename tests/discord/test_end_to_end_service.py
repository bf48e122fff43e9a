"""The owner's and the operator's side, with the bot in its own process: /reindex, bounds, deletion."""

import pytest

from qa_bot.storage.lock import writer_lock
from testing.discord.answers import answer, remark, still
from testing.discord.bot_process import BotProcess, run_bot
from testing.discord.server import LoopbackDiscord
from testing.discord.world import Role
from tests.conftest import copy_seeds
from tests.discord.end_to_end import ANKARA

WAITS = {"QA_BOT_LOCK_TIMEOUT_S": "60"}
NEW = "The lighthouse of Skarvoy was painted green in 1987 by its keeper, Maud Ostrem.\n"


@pytest.fixture
def copied(tmp_path, embedder):
    """Return a corpus that the test may change, and the index of it."""
    from qa_bot.ingestion.ingest import ingest

    corpus, index_dir = copy_seeds(tmp_path), tmp_path / "index"
    ingest(corpus, index_dir, embedder)
    return corpus, index_dir


def test_what_reindex_publishes_is_answered_from_without_a_restart(copied, tmp_path):
    corpus, index_dir = copied
    with run_bot(tmp_path, index_dir, corpus) as server:
        olive = server.world.owner
        (corpus / "lighthouse.txt").write_text(NEW, "utf-8")
        used = server.slash("reindex", user=olive)
        server.wait_for(lambda: any("published generation 2" in m.content for m in used.messages()))
        assert "1 added, 5 unchanged" in remark(server, used).content
        asked = server.slash("ask", {"question": "Who painted the lighthouse of Skarvoy green?"}, olive)
        assert "Maud Ostrem" in answer(server, asked).content


def test_questions_are_answered_while_an_ingest_waits_and_a_second_one_is_refused(excerpts_index, tmp_path):
    with run_bot(tmp_path, excerpts_index, **WAITS) as server:
        olive = server.world.owner
        with writer_lock(excerpts_index, 10):
            first = server.slash("reindex", user=olive)
            assert "Looking for what changed" in remark(server, first).content
            second = server.slash("reindex", user=olive)
            assert "being indexed already" in remark(server, second).content
            assert "Ankara" in answer(server, server.slash("ask", {"question": ANKARA}, olive)).content
        server.wait_for(lambda: any("nothing to publish" in m.content for m in first.messages()))


def test_the_process_that_holds_the_index_is_named(excerpts_index, tmp_path):
    with run_bot(tmp_path, excerpts_index, QA_BOT_LOCK_TIMEOUT_S="0") as server, writer_lock(excerpts_index, 10):
        used = server.slash("reindex", user=server.world.owner)
        server.wait_for(lambda: any("is being written by process" in m.content for m in used.messages()))


def test_a_running_ingest_does_not_hold_up_the_end(excerpts_index, tmp_path):
    with (
        LoopbackDiscord() as server,
        BotProcess(server, tmp_path, excerpts_index, **WAITS) as bot,
        writer_lock(excerpts_index, 10),
    ):
        remark(server, server.slash("reindex", user=server.world.owner))
        assert bot.stop() == 0
        assert "cut off" not in bot.log


def test_a_bound_on_servers_closes_other_servers_and_direct_messages(excerpts_index, tmp_path):
    with run_bot(tmp_path, excerpts_index, QA_BOT_DISCORD_GUILDS="1") as server:
        ada = server.user("ada")
        asked = server.say(ada, ANKARA, server.channel("general"), mention=True)
        told = server.tell(ada, ANKARA)
        assert still(server, 1.5, lambda: server.acknowledged_s(asked) or server.acknowledged_s(told))
        used = server.slash("ask", {"question": ANKARA}, ada)
        assert remark(server, used).content == "This bot does not answer on this server."
        assert used.is_private()


def test_a_role_chosen_with_config_decides_who_may_ask(excerpts_index, tmp_path):
    with LoopbackDiscord() as server:
        ada, ben, olive = server.user("ada"), server.user("ben"), server.world.owner
        role = Role("Readers", 0)
        server.world.guild.roles[role.id] = role
        server.world.guild.add(ben, role)
        with BotProcess(server, tmp_path, excerpts_index):
            remark(server, server.slash("config roles add", {"role": role}, olive))
            refused = remark(server, server.slash("ask", {"question": ANKARA}, ada))
            assert "certain roles" in refused.content
            for user in (ben, olive):
                assert "Ankara" in answer(server, server.slash("ask", {"question": ANKARA}, user)).content


def test_forget_me_deletes_what_the_answers_buttons_need(excerpts_index, tmp_path):
    with run_bot(tmp_path, excerpts_index) as server:
        ada = server.user("ada")
        shown = answer(server, server.slash("ask", {"question": ANKARA}, ada))
        used = server.slash("forget-me", user=ada)
        offered = server.wait_for(lambda: next((m for m in used.messages() if m.buttons()), None))
        server.press(offered, "Delete it all", ada)
        server.wait_for(lambda: offered.content.startswith("Deleted: 1 question"))
        assert offered.buttons() == []
        assert "no longer kept" in remark(server, server.press(shown, "Sources", ada)).content


def test_a_deferral_whose_reply_is_lost_is_answered_all_the_same(excerpts_index, tmp_path):
    with run_bot(tmp_path, excerpts_index) as server:
        ada = server.user("ada")
        server.fail_next("POST", "/callback$", 500, is_done=True)
        assert "**Index**" in remark(server, server.slash("status", user=ada)).content
        used = server.slash("forget-me", user=ada)
        offered = server.wait_for(lambda: next((m for m in used.messages() if m.buttons()), None))
        server.fail_next("POST", "/callback$", 500, is_done=True)
        server.press(offered, "Delete it all", ada)
        server.wait_for(lambda: offered.content == "There was nothing to delete.")


def test_a_failure_whose_deferral_was_lost_is_told(excerpts_index, tmp_path):
    with run_bot(tmp_path, excerpts_index) as server:
        server.fail_next("POST", "/callback$", 500, is_done=True)
        used = server.slash("reindex", user=server.user("ada"))
        assert "Only the owner" in remark(server, used).content
