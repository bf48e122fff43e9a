"""The conversation before a question, read again from Discord: what it replies to, or the thread it stands in.

Messages are read into `Said`, and `conversation_of` puts them together.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import cast

import discord

from qa_bot.answer import Answer
from qa_bot.conversation import Conversation, Turn
from qa_bot.discord_bot.incoming.invocation import has_words, is_from_bot, plain_message
from qa_bot.discord_bot.memory.store import Store
from qa_bot.discord_bot.outgoing.requests import FAILURES
from qa_bot.discord_bot.policy.access import may_read
from qa_bot.frozen import Frozen

MAX_MESSAGES = 24
MAX_CHARS = 8000
_SMALL_PRINT = re.compile(r"^-# .*$", re.M)
_ESCAPE = re.compile(r"\\([^A-Za-z0-9\s])")
_MASKED_LINK = re.compile(r"\[(\[?\d+\]?)\]\(<?[^)>]*>?\)")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_QUOTED = re.compile(r"\A(?:> ?(?P<quoted>.*))\n+")
_logger = logging.getLogger(__name__)


class Said(Frozen):
    """One message of a conversation; texts of people are plain (see invocation.plain_text).

    `answer` is what the bot's message shows, where the store still knows it. `is_answer` says that the bot's message is an
    answer rather than a remark. `is_context` keeps a person's message that was not answered. `corpora` are those that the
    answer was made from, None where the store does not know it.
    """

    message_id: int
    author_id: int
    is_mine: bool
    text: str
    replies_to: int | None = None
    answer: Answer | None = None
    is_answer: bool = False
    is_context: bool = False
    corpora: tuple[str, ...] | None = None


class Exchange(Frozen):
    """A question with what the bot said to it."""

    author_id: int
    question: str
    text: str = ""
    answer: Answer | None = None
    is_context: bool = False


class Recollection:
    """What was said before a question, read again from Discord; the store has the bot's own answers exactly, while it keeps them."""

    def __init__(self, client: discord.Client, store: Store, abstentions: tuple[str, ...], has_corpora: bool = False) -> None:
        self._client = client
        self._store = store
        self._abstentions = abstentions
        self._has_corpora = has_corpora

    async def before(self, message: discord.Message, channel: object, corpora: Sequence[str]) -> Conversation:
        """Return the conversation that a message in a channel goes on with, as far as it comes from corpora."""
        chain = [said async for said in self._chain(message)][::-1]
        around = await self._around(channel, message)
        readable = self._readable(chain, corpora), self._readable(around, corpora)
        return conversation_of(*readable, message.author.id, self._abstentions)

    async def in_channel(self, channel: object, asker_id: int, corpora: Sequence[str]) -> Conversation:
        """Return the conversation of a thread, for a question that is no message there, as far as it comes from corpora."""
        around = await self._around(channel, None)
        return conversation_of((), self._readable(around, corpora), asker_id, self._abstentions)

    def _readable(self, conversation: Iterable[Said], corpora: Sequence[str]) -> list[Said]:
        """Leave out the bot's messages from other corpora; where there are several, those too of which it knows no corpus."""
        return [said for said in conversation if not said.is_mine or self._is_readable(said, corpora)]

    def _is_readable(self, said: Said, corpora: Sequence[str]) -> bool:
        return not self._has_corpora if said.corpora is None else may_read(said.corpora, corpora)

    async def _chain(self, message: discord.Message) -> AsyncIterator[Said]:
        """Yield what a message replies to, and what that replies to, the newest first."""
        current = message
        for _ in range(MAX_MESSAGES):
            replied = await self._replied(current)
            if replied is None:
                return
            yield await self._said(replied, is_context=True)
            current = replied

    async def _replied(self, message: discord.Message) -> discord.Message | None:
        reference = message.reference
        if reference is None or reference.message_id is None or message.type is not discord.MessageType.reply:
            return None
        if isinstance(reference.resolved, discord.DeletedReferencedMessage):
            return None
        if isinstance(reference.resolved, discord.Message):
            return reference.resolved
        return reference.cached_message or await self._fetch(message.channel, reference.message_id)

    async def _around(self, channel: object, before: discord.Message | None) -> list[Said]:
        """Return the last messages of a thread or of a direct message, the oldest first; of other channels none."""
        is_first = before is not None and isinstance(channel, discord.Thread) and before.id == channel.id
        if is_first or not isinstance(channel, discord.Thread | discord.DMChannel):
            return []
        try:
            newest = [message async for message in channel.history(limit=MAX_MESSAGES, before=before)]
        except FAILURES as error:
            _logger.warning("the history cannot be read: channel=%d error=%s", channel.id, error)
            return []
        said = [await self._said(message, is_context=message.id == channel.id) for message in reversed(newest)]
        starter = await self._starter(channel, newest)
        return [starter, *said] if starter else said

    async def _starter(self, channel: discord.Thread | discord.DMChannel, newest: list[discord.Message]) -> Said | None:
        """Return the message that a thread was opened from; it is in the parent channel, and has the thread's id."""
        is_cut = len(newest) == MAX_MESSAGES
        if not isinstance(channel, discord.Thread) or is_cut or any(message.id == channel.id for message in newest):
            return None
        parent = self._client.get_partial_messageable(channel.parent_id)
        starter = await self._fetch(parent, channel.id)
        return None if starter is None else await self._said(starter, is_context=True)

    async def _fetch(self, channel: discord.abc.Messageable, message_id: int) -> discord.Message | None:
        try:
            return await channel.fetch_message(message_id)
        except FAILURES as error:
            _logger.info("a message of the conversation cannot be read: message=%d error=%s", message_id, error)
            return None

    async def _said(self, message: discord.Message, is_context: bool) -> Said:
        me = cast("discord.ClientUser", self._client.user)
        is_mine = message.author.id == me.id
        entry = await asyncio.to_thread(self._store.entry_of_message, message.id) if is_mine else None
        # Of an answer from a file, only its message has the text.
        is_whole = entry is not None and bool(entry.answer.text)
        is_bot = not is_mine and is_from_bot(message)
        return Said(
            message_id=message.id,
            author_id=message.author.id,
            is_mine=is_mine,
            text=message.content if is_mine else plain_message(message, me.id),
            replies_to=message.reference.message_id if message.reference else None,
            answer=entry.answer if entry and is_whole else None,
            is_answer=is_mine and bool(message.components or message.attachments or "[1]" in message.content),
            is_context=is_context and not is_bot,
            corpora=entry.corpora if entry else None,
        )


def conversation_of(chain: Sequence[Said], around: Sequence[Said], asker_id: int, abstentions: tuple[str, ...]) -> Conversation:
    """Return the conversation that a question belongs to, from messages in the order they were written.

    `chain` is what it replies to, step by step; `around` the thread it stands in. What it replies to comes last, and before
    that the asker's own questions, so that "when was that?" goes on with their topic and not with a neighbour's.
    `abstentions` are the beginnings of what the bot says when it has no answer.
    """
    in_chain = {said.message_id for said in chain}
    beside = exchanges_of([said for said in around if said.message_id not in in_chain])
    others = [exchange for exchange in beside if exchange.author_id != asker_id]
    own = [exchange for exchange in beside if exchange.author_id == asker_id]
    turns = [_turn(exchange, abstentions) for exchange in (*others, *own, *exchanges_of(chain))]
    return Conversation(turns=tuple(_newest(turns)))


def exchanges_of(messages: Sequence[Said]) -> list[Exchange]:
    """Pair each question with the bot's answer to it: the message that replies to it, else the next one."""
    found: dict[int, Exchange] = {}
    last: int | None = None
    for said in messages:
        if not said.is_mine:
            if has_words(said.text):
                found[said.message_id] = Exchange(author_id=said.author_id, question=said.text, is_context=said.is_context)
                last = said.message_id
        elif said.is_answer or said.answer:
            key = said.replies_to if said.replies_to in found else last
            if key is None or (said.answer and found[key].answer and found[key].answer != said.answer):
                key = said.message_id
                found[key] = Exchange(author_id=said.author_id, question=_asked_in(said))
            found[key] = _with(found[key], said)
    return [exchange for exchange in found.values() if exchange.text or exchange.answer or exchange.is_context]


def answer_text(content: str) -> str:
    """Return the plain text of a message of the bot: without small print, masked links, escapes and invisible characters."""
    text = _INVISIBLE.sub("", _SMALL_PRINT.sub("", _QUOTED.sub("", content)))
    return _ESCAPE.sub(r"\1", _MASKED_LINK.sub(r"\1", text)).strip()


def quoted_question(content: str) -> str:
    """Return the question that a message of the bot quotes at its top; "" where there is none."""
    quoted = _QUOTED.match(content)
    return _ESCAPE.sub(r"\1", _INVISIBLE.sub("", quoted["quoted"])).strip("* ") if quoted else ""


def _asked_in(said: Said) -> str:
    if said.answer:
        return said.answer.question
    return quoted_question(said.text) or answer_text(said.text)[:200] or "?"


def _with(exchange: Exchange, said: Said) -> Exchange:
    text = "\n\n".join(filter(None, (exchange.text, answer_text(said.text))))
    return exchange.model_copy(update={"text": text, "answer": exchange.answer or said.answer})


def _turn(exchange: Exchange, abstentions: tuple[str, ...]) -> Turn:
    if exchange.answer is not None:
        return Conversation().with_answer(exchange.answer).turns[0]
    is_answered = bool(exchange.text) and not exchange.text.startswith(abstentions)
    return Turn(question=exchange.question, answer=exchange.text if is_answered else None)


def _newest(turns: Iterable[Turn]) -> list[Turn]:
    """Return the last turns that fit into MAX_CHARS, oldest first; the very last always does."""
    kept: list[Turn] = []
    spent = 0
    for turn in reversed(list(turns)):
        spent += len(turn.question) + len(turn.answer or "")
        if kept and spent > MAX_CHARS:
            break
        kept.append(turn)
    return kept[::-1]
