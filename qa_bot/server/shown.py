"""An answer for `qa-bot ask --server`, which shows and keeps it without loading what answers."""

from qa_bot.answer import Answer
from qa_bot.conversation import Conversation
from qa_bot.plain_text import plain_answer
from qa_bot.prompts import Prompts
from qa_bot.server.bodies import to_json

SHOWN_TYPE = "application/vnd.qa-bot.shown+json"


def shown(answer: Answer, conversation: Conversation, prompts: Prompts) -> str:
    """Return the JSON of an answer, its text as a terminal shows it, and the conversation with it."""
    return to_json(
        {
            "answer": answer.model_dump(mode="json", by_alias=True),
            "text": plain_answer(answer, prompts),
            "conversation": conversation.with_answer(answer).model_dump(mode="json"),
        }
    )
