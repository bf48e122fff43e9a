"""What the tests of asking share: the bot on a server, and answers that are written beforehand."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from qa_bot.answer import Answer, Citation, IndexInfo
from qa_bot.conversation import Conversation
from qa_bot.discord_bot.connection.client import QaBotClient
from qa_bot.discord_bot.desk.answerer import Answerer
from qa_bot.discord_bot.policy.choices import GuildConfig
from qa_bot.discord_bot.service import Service
from qa_bot.discord_bot.serving import service_of
from qa_bot.prompts import load_prompts
from qa_bot.settings import Settings, load_settings
from testing.discord import playing
from testing.discord.constants import Intent
from testing.discord.playing import Scene
from testing.discord.rest import Request
from testing.discord.server import LoopbackDiscord
from testing.discord.world import Channel, Message, User

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
    """Answers that `write` returns; what was asked with which conversation is remembered."""

    def __init__(self, settings: Settings, write: Callable[[str], Answer] = answer_to) -> None:
        super().__init__(settings, load_prompts())
        self.write = write
        self.asked: list[str] = []
        self.corpora: list[tuple[str, ...]] = []
        self.conversations: list[Conversation] = []

    def _answer(self, question: str, conversation: Conversation, corpora: tuple[str, ...], listen: object) -> Answer:
        self.asked.append(question)
        self.corpora.append(corpora)
        self.conversations.append(conversation)
        return self.write(question)


class Asked(Scene):
    """A server with the bot on it, and two members."""

    def __init__(self, server: LoopbackDiscord, service: Service, answers: WrittenAnswers) -> None:
        super().__init__(server)
        self.service = service
        self.answers = answers
        self.alice, self.bob = server.user("alice"), server.user("bob")

    async def ask(
        self, author: User, question: str, channel: Channel | None = None, reply_to: Message | None = None
    ) -> Message:
        """Ask by a mention."""
        return await self.say(author, question, channel, reply_to=reply_to, mention=True)

    def said(self, channel: Channel | None = None) -> list[Message]:
        """Return the bot's messages in a channel, the oldest first."""
        return self.server.said(channel or self.here)

    @property
    def threads(self) -> list[Channel]:
        """Return the threads of the channel."""
        return [channel for channel in self.server.world.channels.values() if channel.parent is self.here]

    def requests(self, method: str, ending: str) -> list[Request]:
        """Return the requests of the bot to addresses that end so."""
        return [r for r in self.server.requests if r.method == method and r.path.endswith(ending)]

    def choose(self, config: GuildConfig) -> None:
        """Keep what the managers of the server chose."""
        self.service.store.save_guild_config(self.server.world.guild.id, config)


def play(scenario: Callable[[Asked], Awaitable[None]], state_dir: Path, write: object = answer_to, **settings: object) -> None:
    """Play a scenario with a bot of its own."""
    configured = load_settings(state_dir=state_dir, **settings)
    answers = WrittenAnswers(configured, write)
    service = service_of(configured, load_prompts(), answers)
    intents = Intent.MESSAGE_CONTENT if configured.discord_message_content else 0
    try:
        playing.play(lambda: QaBotClient(service), scenario, lambda server: Asked(server, service, answers), intents)
    finally:
        service.store.close()
        answers.stop()
