"""What is told without an answer: the passages that a search finds, and the documents of an index."""

import json

from pydantic import ConfigDict, Field

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
    url: str | None = None


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


class FoundPassages(Frozen):
    """The result of a search, with the field names of the JSON contract."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_version: int = Field(default=1, alias="schema")
    query: str
    passages: tuple[FoundPassage, ...]

    def to_json(self) -> str:
        """Return the result as one line of JSON in ASCII."""
        return json.dumps(self.model_dump(mode="json", by_alias=True))


class ListedDocuments(Frozen):
    """The documents of an index, with the field names of the JSON contract."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_version: int = Field(default=1, alias="schema")
    documents: tuple[ListedDocument, ...]

    def to_json(self) -> str:
        """Return the documents as one line of JSON in ASCII."""
        return json.dumps(self.model_dump(mode="json", by_alias=True))
