"""The tools ask, search and show: what each is called with, and what it returns."""

import difflib
import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from qa_bot.answer import Answer
from qa_bot.bot import Bot
from qa_bot.errors import UsageError
from qa_bot.filters import Filters
from qa_bot.frozen import Frozen
from qa_bot.listing import FoundPassages
from qa_bot.mcp_server.arguments import AskArguments, SearchArguments, ShowArguments, read_arguments
from qa_bot.plain_text import plain_answer, plain_passages, printable

# How much of a document is shown at once, in characters.
MOST_SHOWN = 50_000
NOTHING_FOUND = "nothing found"


class ShownDocument(Frozen):
    """What the tool show returns: `text` is the document's text[start:end], of `characters` in all."""

    corpus: str | None = None
    source: str
    title: str | None = None
    date: str | None = None
    characters: int
    start: int
    end: int
    text: str


class Result(NamedTuple):
    """What a tool returns: JSON, and the same for a person to read."""

    fields: dict[str, Any]
    text: str


class Tool(NamedTuple):
    """A tool: its name and title, what it is called with, what it returns, and what does it."""

    name: str
    title: str
    arguments: type[BaseModel]
    result: type[BaseModel]
    call: Callable[[Bot, Mapping[str, Any], Filters], Result]


def ask(bot: Bot, given: Mapping[str, Any], filters: Filters) -> Result:
    """Return the answer to a question, with the JSON of `ask --json`."""
    asked = read_arguments(AskArguments, given)
    answer = bot.ask(asked.question, asked.conversation(), filters=filters)
    return Result(json.loads(answer.to_json()), plain_answer(answer, bot.prompts))


def search(bot: Bot, given: Mapping[str, Any], filters: Filters) -> Result:
    """Return the passages for a query, with the JSON of `search --json`."""
    asked = read_arguments(SearchArguments, given)
    found = FoundPassages(query=asked.query, passages=bot.search(asked.query, asked.limit, filters))
    return Result(json.loads(found.to_json()), plain_passages(found.passages) or NOTHING_FOUND)


def show(bot: Bot, given: Mapping[str, Any], _: Filters) -> Result:
    """Return the text of a document, or MOST_SHOWN characters of it."""
    asked = read_arguments(ShowArguments, given)
    document = bot.document(asked.source, asked.corpus)
    if document is None:
        raise UsageError(_missing(bot, asked))
    start = min(asked.start, len(document.text))
    text = document.text[start : start + MOST_SHOWN]
    shown = ShownDocument(
        corpus=asked.corpus,
        source=asked.source,
        title=document.title,
        date=document.date,
        characters=len(document.text),
        start=start,
        end=start + len(text),
        text=text,
    )
    return Result(shown.model_dump(mode="json"), printable(text))


def _missing(bot: Bot, asked: ShowArguments) -> str:
    """Return what to tell of a document that is not there."""
    listed = bot.documents()
    here = [document for document in listed if document.source == asked.source]
    if here:
        corpora = " or ".join(document.corpus or "none" for document in here)
        return f"{asked.source} is in another corpus: give `corpus` as {corpora}"
    near = difflib.get_close_matches(asked.source, [document.source for document in listed], n=3, cutoff=0.3)
    advice = f"did you mean {' or '.join(near)}?" if near else "search tells the names of documents"
    return f"no document {asked.source} is in the index: {advice}"


TOOLS = (
    Tool("ask", "Ask the documents", AskArguments, Answer, ask),
    Tool("search", "Search the documents", SearchArguments, FoundPassages, search),
    Tool("show", "Read a document", ShowArguments, ShownDocument, show),
)
