"""A question as a line of JSON: what a batch file holds, and what the server is asked."""

import json
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from qa_bot.conversation import Turn
from qa_bot.filters import Filters, make_filters


class BatchQuestion(BaseModel):
    """A line of a batch; keys that are not known are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str | int | None = None
    question: str
    history: tuple[Turn, ...] = ()
    within: list[str] | str | None = Field(default=None, alias="in")
    since: str | None = None
    until: str | None = None

    @property
    def filters(self) -> Filters:
        """Return the documents that the question is limited to; raise UsageError when a filter does not fit."""
        return make_filters(**{"in": self.within}, since=self.since, until=self.until)


def parse_fields(line: bytes) -> dict[str, Any]:
    """Return the keys of a line; raise ValueError if it is not a JSON object in UTF-8."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(value, dict):
        raise ValueError(value)
    return value


def error_line(asked: dict[str, Any], kind: str, message: str) -> str:
    """Return the line that says why a question has no answer."""
    return json.dumps({"id": asked.get("id"), "question": asked.get("question"), "error": {"type": kind, "message": message}})
