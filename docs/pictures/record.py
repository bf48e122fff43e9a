"""Play the scenes of the pictures with the real bot on the Discord of testing/, and write down what the bot sent.

Run from the checkout: `python docs/pictures/record.py docs/pictures/transcript.json` (needs the development tools).
"""

import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from qa_bot.application import open_sources, run_ingest  # noqa: E402
from qa_bot.settings import load_settings  # noqa: E402
from qa_bot.sources.manifest import SourceOptions  # noqa: E402
from testing.discord.answers import answer  # noqa: E402
from testing.discord.bot_process import BotProcess, run_bot  # noqa: E402
from testing.discord.constants import Intent  # noqa: E402
from testing.discord.interactions import Interaction  # noqa: E402
from testing.discord.server import LoopbackDiscord  # noqa: E402
from testing.discord.world import Channel, Message  # noqa: E402

LINKS = {"QA_BOT_SOURCE_URL_TEMPLATE": "https://documents.example/{source}#L{line}"}


def answered(server: LoopbackDiscord) -> list[Message]:
    """Ask by a mention."""
    question = server.say(server.user("ada"), "What did Turkey and Russia announce?", here(server), mention=True)
    return [question, answer(server, question)]


def sources(server: LoopbackDiscord) -> list[Message]:
    """Open the sources of an answer."""
    asked = answered(server)
    page = said(server, server.press(asked[-1], "Sources", server.user("ada")))
    server.press(page, "▶️", server.user("ada"))
    server.wait_for(lambda: "[2]" in page.text() and page.buttons(), 30.0, "no second page")
    return [page]


def ambiguous(server: LoopbackDiscord) -> list[Message]:
    """Ask what may mean several things."""
    question = server.say(server.user("ben"), "What did the foreign minister say?", here(server), mention=True)
    asked_back = answer(server, question)
    chosen = server.press(asked_back, "2", server.user("ben"))
    return [question, asked_back, answer(server, chosen)]


def configured(server: LoopbackDiscord) -> list[Message]:
    """Let a manager choose where the bot answers."""
    olive = server.user("olive")
    commands = [
        ("config mode", {"mode": "off", "channel": server.channel("archive")}),
        ("config threads", {"enabled": True, "channel": server.channel("questions")}),
        ("config show", {}),
    ]
    return [said(server, server.slash(name, options, olive)) for name, options in commands]


GARDEN = b"""# Notes of the garden club

The greenhouse was built in 1987 by the school. The pond is two metres deep and holds forty carp.
"""


def attached(server: LoopbackDiscord) -> list[Message]:
    """Ask with a file."""
    ada = server.user("ada")
    question = server.say(ada, "How deep is the pond?", here(server), mention=True, files={"garden.md": GARDEN})
    return [question, answer(server, question)]


def solved(server: LoopbackDiscord, corpus: Path) -> list[Message]:
    """Let a manager allow a forum, and ask when the bot has read it."""
    forum, olive, ada = server.channel("help"), server.user("olive"), server.user("ada")
    allowed = said(server, server.slash("config forum", {"allowed": True, "channel": forum}, olive))
    server.wait_for(lambda: any((corpus / "sources").rglob("*.md")), 150.0, "the bot did not read the forum")
    run_ingest(load_settings(corpus_dir=corpus, index_dir=corpus.parent / "index"))
    question = server.say(ada, "How can I change the port of the server?", here(server), mention=True)
    answered = answer(server, question)
    return [allowed, question, answered, said(server, server.press(answered, "Sources", ada))]


HOURS = (
    "# Opening hours\n\nThe reading room is open from Monday to Friday from 9 to 18. On Saturdays it is open from 10 to {}.\n"
)
CARDS = "# Cards\n\nA card for one year costs 12 euros.\n"


def outdated(server: LoopbackDiscord, state_dir: Path, corpus: Path) -> dict[str, list[Message]]:
    """Let a manager choose that a channel gets the news, ask, and change what was quoted."""
    ada = server.user("ada")
    question = server.say(ada, "Until when is the reading room open on Saturdays?", here(server), mention=True)
    given = answer(server, question)
    told = {"hour": 9, "channel": server.channel("questions")}
    chosen = said(server, server.slash("config news", told, server.user("olive")))
    (corpus / "hours.md").write_text(HOURS.format("16"), "utf-8")
    (corpus / "cards.md").write_text(CARDS, "utf-8")
    run_ingest(load_settings(corpus_dir=corpus, index_dir=corpus.parent / "index"))
    server.wait_for(lambda: "changed" in given.content, 150.0, "the answer was not marked")
    with closing(sqlite3.connect(state_dir / "discord.sqlite")) as database:
        # The next morning; the state before the change was told of the day before.
        database.execute("UPDATE guilds SET config = json_replace(config, '$.channels[0].news_hour', 0)")
        database.execute("UPDATE told_news SET day = date(day, '-1 day'), generations = json_object('', 1)")
        database.commit()
    news = server.wait_for(lambda: next(iter(server.said(server.channel("questions"))), None), 150.0, "no news")
    return {"outdated": [question, given], "news": [chosen, news]}


SCENES: dict[str, Callable[[LoopbackDiscord], list[Message]]] = {
    "answer": answered,
    "sources": sources,
    "readings": ambiguous,
    "config": configured,
    "attached": attached,
}


def here(server: LoopbackDiscord) -> Channel:
    """Return where people ask."""
    return server.channel("general")


def said(server: LoopbackDiscord, used: Interaction) -> Message:
    """Return what only the person who used it sees."""
    return server.wait_for(lambda: next((m for m in used.messages() if m.content or m.embeds), None), 30.0, "no response")


def record() -> dict[str, Any]:
    """Return the names of the channels and, by scene, its messages as the transcript of the tests has them."""
    scenes = {}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        index_dir = home / "index"
        run_ingest(load_settings(corpus_dir=ROOT / "seeds", index_dir=index_dir))
        with run_bot(home, index_dir, ROOT / "seeds", **LINKS) as server:
            for name, scene in SCENES.items():
                scenes[name] = transcribed(server, scene(server))
            channels = {str(channel.id): channel.name for channel in server.world.channels.values()}
        scenes["forum"], others = record_forum(home / "community")
        changed, more = record_change(home / "library")
    scenes |= changed
    channels |= others | more
    return {"channels": channels, "scenes": scenes}


def record_forum(home: Path) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return the messages of a scene with a forum that is a source, on a server of its own, and the names of its channels."""
    corpus = home / "corpus"
    corpus.mkdir(parents=True)
    (corpus / "about.md").write_text("# About\n\nThe server keeps the notes of a reading room.\n", "utf-8")
    with LoopbackDiscord(allowed_intents=Intent.MESSAGE_CONTENT) as server:
        forum, ben = server.channel("help"), server.user("ben")
        forum.tags = ("solved",)
        post = server.open_post(ben, "How do I change the port?", "Port 8080 is taken. Who knows a way?", forum, ("solved",))
        server.say(server.user("carol"), "Set `PORT=9090` in the file `.env` and restart the server.", post.channel)
        open_sources(load_settings(corpus_dir=corpus)).add(f"discord-forum:{forum.id}", SourceOptions())
        run_ingest(load_settings(corpus_dir=corpus, index_dir=home / "index"))
        with BotProcess(server, home, home / "index", corpus, QA_BOT_DISCORD_MESSAGE_CONTENT="true"):
            shown = transcribed(server, solved(server, corpus))
        return shown, {str(channel.id): channel.name for channel in server.world.channels.values()}


def record_change(home: Path) -> tuple[dict[str, list[dict[str, Any]]], dict[str, str]]:
    """Return the messages of scenes in which documents change, on a server of its own, and the names of its channels."""
    corpus = home / "corpus"
    corpus.mkdir(parents=True)
    (corpus / "hours.md").write_text(HOURS.format("14"), "utf-8")
    run_ingest(load_settings(corpus_dir=corpus, index_dir=home / "index"))
    with LoopbackDiscord() as server, BotProcess(server, home, home / "index", corpus) as bot:
        scenes = outdated(server, bot.state_dir, corpus)
        shown = {name: transcribed(server, messages) for name, messages in scenes.items()}
        return shown, {str(channel.id): channel.name for channel in server.world.channels.values()}


def transcribed(server: LoopbackDiscord, messages: list[Message]) -> list[dict[str, Any]]:
    """Return messages as the transcript of the tests has them."""
    shown = {str(message.id) for message in messages}
    return [m for channel in server.transcript() for m in channel["messages"] if m["id"] in shown]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(record(), indent=1, ensure_ascii=False) + "\n", "utf-8")
