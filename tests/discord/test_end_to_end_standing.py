"""A running bot notices that another process published, and says on an answer of before its restart that the source has changed."""

from qa_bot.prompts import load_prompts
from testing.discord.answers import answer
from testing.discord.bot_process import BotProcess
from testing.discord.server import LoopbackDiscord

QUESTION = "When did the Aldmoor mill burn down?"


def test_an_answer_whose_source_changed_is_marked_and_asked_again(tmp_path, corpus, run_ingest, index_dir, qa_bot):
    run_ingest()
    mark, again = (load_prompts().say(name) for name in ("discord_source_changed", "discord_ask_again"))
    with LoopbackDiscord() as server:
        ada, general = server.user("ada"), server.channel("general")
        with BotProcess(server, tmp_path, index_dir, corpus) as bot:
            first = answer(server, server.say(ada, QUESTION, general, mention=True))
            assert "1932" in first.content
            assert bot.stop() == 0
        (corpus / "mill.txt").write_text("The Aldmoor mill burned down in 1934. It was never rebuilt.\n", "utf-8")
        run_ingest()
        with BotProcess(server, tmp_path, index_dir, corpus) as bot:
            server.wait_for(lambda: mark in first.content, what="no mark")
            pressed = server.press(first, again, ada)
            assert "1934" in answer(server, pressed).content
            listed = qa_bot("feedback", "stale", QA_BOT_STATE_DIR=str(bot.state_dir), QA_BOT_INDEX_DIR=str(index_dir))
            assert '[1] mill.txt: "The Aldmoor mill burned down in 1932."' in listed.stdout
            assert "  marked      " in listed.stdout
