"""The conversation before a question, put together from messages as Discord keeps them."""

import re
from collections.abc import Iterable, Sequence

from qa_bot.answer import Answer
from qa_bot.conversation import Conversation, Turn
from qa_bot.discord_bot.incoming.invocation import has_words
from qa_bot.frozen import Frozen

MAX_MESSAGES = 24
MAX_CHARS = 8000
_SMALL_PRINT = re.compile(r"^-# .*$", re.M)
_ESCAPE = re.compile(r"\\([^A-Za-z0-9\s])")
_MASKED_LINK = re.compile(r"\[(\[?\d+\]?)\]\(<?[^)>]*>?\)")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_QUOTED = re.compile(r"\A(?:> ?(?P<quoted>.*))\n+")


class Said(Frozen):
    """One message of a conversation; texts of people are plain (see invocation.plain_text).

    `answer` is what the bot's message shows, where the store still knows it. `is_answer` says that the bot's message is an
    answer rather than a remark. `is_context` keeps a person's message that was not answered.
    """

    message_id: int
    author_id: int
    is_mine: bool
    text: str
    replies_to: int | None = None
    answer: Answer | None = None
    is_answer: bool = False
    is_context: bool = False


class Exchange(Frozen):
    """A question with what the bot said to it."""

    author_id: int
    question: str
    text: str = ""
    answer: Answer | None = None
    is_context: bool = False


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
