"""What the tests of asking share: a bot on a simulated Discord, and answers that are written beforehand."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import discord
import simcord

from qa_bot.answer import Answer, Citation, IndexInfo
from qa_bot.conversation import Conversation
from qa_bot.discord_bot.connection.client import QaBotClient
from qa_bot.discord_bot.desk.answerer import Answerer
from qa_bot.discord_bot.service import Service
from qa_bot.discord_bot.serving import service_of
from qa_bot.prompts import load_prompts
from qa_bot.settings import Settings, load_settings

QUOTE = "The Aldmoor bridge was opened on 3 May 1911 by the mayor, Ada Quill."


def answer_to(question: str, text: str = f"{QUOTE} [1]", **fields: object) -> Answer:
    """Return an answer with one citation."""
    citation = Citation(number=1, source="bridge.txt", quote=QUOTE, start=0, end=len(QUOTE), line_start=1, line_end=1)
    index = IndexInfo(generation=3, documents=1, chunks=1, built_at="2026-01-01T00:00:00+00:00")
    known = {"standalone_question": question, "status": "answered", "confidence": 0.9, "citations": (citation,), "index": index}
    return Answer(question=question, text=text, **{**known, **fields})


def abstention(question: str, **fields: object) -> Answer:
    """Return what the bot says when it has no answer."""
    text = "I did not find this in the documents."
    known = {"text": text, "status": "abstained", "reason": "not_in_corpus", "citations": (), "closest": ("mill.txt",)}
    return answer_to(question, **{**known, **fields})


class WrittenAnswers(Answerer):
    """Answer with what `write` returns, and remember what was asked with which conversation."""

    def __init__(self, settings: Settings, write: Callable[[str], Answer] = answer_to) -> None:
        super().__init__(settings, load_prompts())
        self.write = write
        self.asked: list[str] = []
        self.conversations: list[Conversation] = []

    async def answer(self, question: str, conversation: Conversation, listen: object) -> Answer:
        self.asked.append(question)
        self.conversations.append(conversation)
        return self.write(question)


class Asked:
    """Be a server with the bot on it, a channel, and two members."""

    def __init__(self, env: simcord.Env, bot: QaBotClient, service: Service, answers: WrittenAnswers) -> None:
        self.env = env
        self.bot = bot
        self.service = service
        self.answers = answers
        self.guild = env.create_guild()
        self.channel = self.guild.create_text_channel("general")
        self.alice = self.guild.add_member(env.create_user("alice"))
        self.bob = self.guild.add_member(env.create_user("bob"))

    @property
    def me(self) -> str:
        return f"<@{self.bot.user.id}>"

    def said(self, channel: object = None) -> list[discord.Message]:
        """Return the bot's messages in a channel, the oldest first."""
        history = (channel or self.channel).history()
        return [m for m in history if m.author.id == self.bot.user.id and not m.is_system()]

    def requests(self, method: str, ending: str) -> list[object]:
        """Return the requests of the bot to addresses that end so."""
        return [r for r in self.env.http_requests if r.method == method and r.path.endswith(ending)]


def play(scenario: Callable[[Asked], Awaitable[None]], state_dir: Path, write: object = answer_to, **settings: object) -> None:
    """Play a scenario with a bot of its own."""

    async def run() -> None:
        configured = load_settings(state_dir=state_dir, **settings)
        answers = WrittenAnswers(configured, write)
        service = service_of(configured, load_prompts(), answers)
        bot = QaBotClient(service)
        try:
            async with simcord.run(bot, shard_count=1, settle_timeout=60) as env:
                await scenario(Asked(env, bot, service, answers))
        finally:
            service.store.close()
            answers.stop()

    asyncio.run(run())
