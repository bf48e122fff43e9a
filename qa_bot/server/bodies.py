"""Requests as they come: bodies within bounds, and the questions in them."""

from collections.abc import Hashable
from typing import Any, NamedTuple

from pydantic import ValidationError
from starlette.requests import Request

from qa_bot.batch_question import BatchQuestion, parse_fields
from qa_bot.conversation import Conversation
from qa_bot.errors import BatchError
from qa_bot.filters import EVERYTHING, Filters
from qa_bot.server.failures import TooLargeError, TooLongError
from qa_bot.server.limits import Limits


class Asked(NamedTuple):
    """A question as the bot is asked it; `asker` tells who gets turns."""

    question: str
    conversation: Conversation
    id: str | int | None = None
    filters: Filters = EVERYTHING
    asker: Hashable = None


class AskBody(BatchQuestion):
    """The body of POST /ask: a line of a batch, and whether the answer is streamed."""

    stream: bool = False

    def asked(self, limits: Limits) -> Asked:
        """Return the question; raise TooLongError or UsageError if it cannot be asked."""
        check_length(self.question, limits)
        return Asked(self.question, Conversation(turns=self.history), self.id, self.filters)


async def read_fields(request: Request, limits: Limits) -> dict[str, Any]:
    """Return the keys of a body; raise TooLargeError, or BatchError if it is not a JSON object."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > limits.body_bytes:
            raise TooLargeError(f"the body has more than {limits.body_bytes} bytes: send less history")
    try:
        return parse_fields(body)
    except (ValueError, RecursionError) as error:
        raise BatchError("the body is not a JSON object in UTF-8") from error


def read_ask(fields: dict[str, Any]) -> AskBody:
    """Return the body of POST /ask; raise BatchError if a key is missing or wrong."""
    try:
        return AskBody.model_validate(fields)
    except ValidationError as error:
        raise BatchError(told(error)) from error


def check_length(question: str, limits: Limits) -> None:
    """Raise TooLongError if a question is longer than the server answers."""
    if len(question) > limits.question_chars:
        raise TooLongError(f"the question has {len(question)} characters, more than {limits.question_chars}: shorten it")


def told(error: ValidationError) -> str:
    """Return what is wrong with a body, in one line."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]


def event(kind: str, value: str) -> str:
    """Return a server-sent event."""
    return f"event: {kind}\ndata: {value}\n\n"
