"""An answer for `qa-bot ask --server`, which shows and keeps it without loading what answers."""

import json

from qa_bot.answer import Answer
from qa_bot.conversation import Conversation
from qa_bot.plain_text import plain_answer
from qa_bot.prompts import Prompts


def shown(answer: Answer, conversation: Conversation, prompts: Prompts) -> str:
    """Return the JSON of an answer, its text as a terminal shows it, and the conversation with it."""
    return json.dumps(
        {
            "answer": answer.model_dump(mode="json", by_alias=True),
            "text": plain_answer(answer, prompts),
            "asks_nothing": answer.asks_nothing,
            "conversation": conversation.with_answer(answer).model_dump(mode="json"),
        }
    )
