"""What is told without an answer: the passages that a search finds, and the documents of an index."""

import json
from collections.abc import Sequence

from qa_bot.answer import ContextQuote
from qa_bot.frozen import Frozen


class FoundPassage(Frozen):
    """A passage that a search found: `quote == text[start:end]` of the document's text as `qa-bot show` prints it.

    The fields mean what they mean in a citation. `score` orders the passages of one search, highest first, and says nothing
    across searches. `heading` are the headings above the passage, outermost first, joined by " › "; `context` is what else must
    be read before it, such as the header of a table that begins earlier. `also_in` names other documents with a near-copy.
    `corpus` names the corpus of the document where several are asked.
    """

    source: str
    title: str | None = None
    date: str | None = None
    quote: str
    start: int
    end: int
    line_start: int
    line_end: int
    page: int | None = None
    score: float
    heading: str | None = None
    context: tuple[ContextQuote, ...] = ()
    also_in: tuple[str, ...] = ()
    corpus: str | None = None


class ListedDocument(Frozen):
    """A document of the index: its name, what it says of itself, how long it is, and how many chunks it is searched by.

    `format` is the ending of its file's name, in lower case and without the point; "" if there is none. `corpus` names its corpus
    where several are asked.
    """

    source: str
    title: str | None = None
    date: str | None = None
    format: str
    characters: int
    chunks: int
    corpus: str | None = None


def passages_json(query: str, passages: Sequence[FoundPassage]) -> str:
    """Return the result of a search as one line of JSON in ASCII."""
    found = [passage.model_dump(mode="json") for passage in passages]
    return json.dumps({"schema": 1, "query": query, "passages": found})


def documents_json(documents: Sequence[ListedDocument]) -> str:
    """Return the documents of an index as one line of JSON in ASCII."""
    return json.dumps({"schema": 1, "documents": [document.model_dump(mode="json") for document in documents]})
