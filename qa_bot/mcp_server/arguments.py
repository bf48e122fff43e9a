"""What an assistant gives to the tools, and what it is told where that does not fit."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from qa_bot.conversation import Conversation, Turn
from qa_bot.errors import UsageError
from qa_bot.evidence.weighing import CANDIDATES

A = TypeVar("A", bound=BaseModel)


def _parsed(value: object) -> object:
    """Return a list that an assistant wrote as a string of JSON."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return value


class EarlierTurn(BaseModel):
    """An earlier question with its answer."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: str
    answer: str | None = Field(default=None, description="What was answered; leave it out if nothing was.")


class AskArguments(BaseModel):
    """The arguments of the tool ask."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str = Field(description="A question, at most 4,000 characters.")
    history: Annotated[tuple[EarlierTurn, ...], BeforeValidator(_parsed)] = Field(
        default=(), description="The conversation before the question, oldest first; needed for follow-ups like 'and when?'."
    )

    def conversation(self) -> Conversation:
        """Return the conversation before the question."""
        return Conversation(turns=tuple(Turn(question=turn.question, answer=turn.answer) for turn in self.history))


class SearchArguments(BaseModel):
    """The arguments of the tool search."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    query: str = Field(description="A question or words to search for, at most 4,000 characters.")
    limit: int = Field(default=10, ge=1, le=CANDIDATES, description="How many passages to return.")


class ShowArguments(BaseModel):
    """The arguments of the tool show."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str = Field(description="The name of a document, as in a citation's `source`.")
    corpus: str | None = Field(default=None, description="The corpus of the document, where citations name one.")
    start: int = Field(default=0, ge=0, description="The character at which to begin; 0 is the beginning.")


def read_arguments(kind: type[A], given: Mapping[str, Any]) -> A:
    """Return arguments; raise UsageError that names the first that does not fit."""
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        known = ", ".join(kind.model_fields)
        raise UsageError(f"the argument {where} does not fit ({first['msg']}); the tool takes: {known}") from error
