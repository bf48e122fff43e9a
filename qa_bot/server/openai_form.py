"""Questions and answers in the form of OpenAI's chat completions."""

import time
import uuid
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from qa_bot.answer import Answer
from qa_bot.conversation import Conversation, Turn
from qa_bot.errors import BatchError
from qa_bot.server.bodies import Asked, check_length, told
from qa_bot.server.failures import status_of
from qa_bot.server.limits import Limits

MODEL = "qa-bot"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    type: Literal["text"]
    text: str


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    role: Literal["system", "developer", "user", "assistant"]
    content: str | tuple[_Part, ...] | None = None

    @property
    def text(self) -> str:
        """Return the words of the message."""
        return self.content if isinstance(self.content, str) else "\n".join(part.text for part in self.content or ())


class _StreamOptions(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    include_usage: bool = False


class ChatBody(BaseModel):
    """The body of a chat completion; keys that steer a language model are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    model: str
    messages: tuple[_Message, ...]
    stream: bool = False
    stream_options: _StreamOptions | None = None
    n: Literal[1] | None = None

    @property
    def is_usage_streamed(self) -> bool:
        """Tell whether the last chunk of a stream says how many tokens were used."""
        return bool(self.stream_options and self.stream_options.include_usage)

    def asked(self, limits: Limits) -> Asked:
        """Return the last message as the question and those before it as the conversation; what a system says is ignored."""
        said = [message for message in self.messages if message.role in ("user", "assistant")]
        if not said or said[-1].role != "user":
            raise BatchError("messages: the last message must be the user's question")
        check_length(said[-1].text, limits)
        return Asked(said[-1].text, Conversation(turns=_turns(said[:-1])))


def read_chat(fields: dict[str, Any]) -> ChatBody:
    """Return the body of a chat completion; raise BatchError if it does not fit."""
    try:
        return ChatBody.model_validate(fields)
    except ValidationError as error:
        raise BatchError(told(error)) from error


def completion(answer: Answer) -> dict[str, object]:
    """Return an answer as a chat completion; the message has the citations beside its text."""
    message = {"role": "assistant", "content": _said(answer), "refusal": None, "citations": _citations(answer)}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    return {**_head("chat.completion"), "choices": [choice], "usage": _usage(answer)}


class Chunks:
    """The chunks of one streamed completion, which share an id."""

    def __init__(self) -> None:
        self._head = _head("chat.completion.chunk")
        self._sent = ""

    def begin(self) -> dict[str, object]:
        """Return the first chunk."""
        return self._chunk({"role": "assistant", "content": ""})

    def sentence(self, text: str) -> dict[str, object]:
        """Return the chunk of a sentence."""
        piece = f" {text}" if self._sent else text
        self._sent += piece
        return self._chunk({"content": piece})

    def end(self, answer: Answer, is_usage_told: bool) -> list[dict[str, object]]:
        """Return the chunks after the last sentence: what is left of the text, the citations, the end."""
        said = _said(answer)
        left = said.removeprefix(self._sent) if said.startswith(self._sent) else f"\n\n{said}"
        chunks = [self._chunk({"content": left})] if left else []
        chunks.append(self._chunk({"citations": _citations(answer)}, "stop"))
        return [*chunks, {**self._head, "choices": [], "usage": _usage(answer)}] if is_usage_told else chunks

    def _chunk(self, delta: dict[str, object], reason: str | None = None) -> dict[str, object]:
        return {**self._head, "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}]}


def models() -> dict[str, object]:
    """Return the list of models, which has one."""
    return {"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "qa-bot"}]}


def error_body(error: Exception, message: str) -> dict[str, object]:
    """Return an error in OpenAI's form."""
    status = status_of(error)
    kinds = {401: "authentication_error", 429: "rate_limit_error"}
    kind = kinds.get(status, "invalid_request_error" if status < 500 else "server_error")
    return {"error": {"message": message, "type": kind, "param": None, "code": type(error).__name__}}


def _said(answer: Answer) -> str:
    """Return the text of an answer, and below it the remark for its reader: this form has no other place for that."""
    return f"{answer.text}\n\n{answer.note}" if answer.note else answer.text


def _turns(said: list[_Message]) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    for message in said:
        if message.role == "user":
            turns.append(Turn(question=message.text))
        elif turns:
            earlier = f"{turns[-1].answer}\n{message.text}" if turns[-1].answer else message.text
            turns[-1] = turns[-1].model_copy(update={"answer": earlier})
    return tuple(turns)


def _head(kind: str) -> dict[str, object]:
    return {"id": f"chatcmpl-{uuid.uuid4().hex}", "object": kind, "created": int(time.time()), "model": MODEL}


def _citations(answer: Answer) -> list[dict[str, object]]:
    return [citation.model_dump(mode="json") for citation in answer.citations]


def _usage(answer: Answer) -> dict[str, int]:
    prompt, completion = (answer.usage.prompt_tokens, answer.usage.completion_tokens) if answer.usage else (0, 0)
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
