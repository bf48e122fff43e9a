"""Play the scenes of the pictures with the real bot on the Discord of testing/, and write down what the bot sent.

Run from the checkout: `python docs/pictures/record.py docs/pictures/transcript.json` (needs the development tools).
"""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from qa_bot.application import run_ingest  # noqa: E402
from qa_bot.settings import load_settings  # noqa: E402
from testing.discord.answers import answer  # noqa: E402
from testing.discord.bot_process import run_bot  # noqa: E402
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
    question = server.say(server.user("ben"), "What did the president say?", here(server), mention=True)
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


SCENES: dict[str, Callable[[LoopbackDiscord], list[Message]]] = {
    "answer": answered,
    "sources": sources,
    "readings": ambiguous,
    "config": configured,
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
                shown = {str(message.id) for message in scene(server)}
                scenes[name] = [m for channel in server.transcript() for m in channel["messages"] if m["id"] in shown]
            channels = {str(channel.id): channel.name for channel in server.world.channels.values()}
    return {"channels": channels, "scenes": scenes}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(record(), indent=1, ensure_ascii=False) + "\n", "utf-8")
