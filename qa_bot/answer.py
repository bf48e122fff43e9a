"""What the core returns for a question: the answer, its citations and what was retrieved."""

import json
from collections.abc import Mapping
from typing import Literal

from pydantic import ConfigDict, Field

from qa_bot.document_name import DocumentName
from qa_bot.filters import AppliedFilters
from qa_bot.frozen import Frozen
from qa_bot.passage import ContextKind

Status = Literal["answered", "abstained"]
Reason = Literal[
    "not_in_corpus",
    "other_subject",
    "false_premise",
    "ambiguous",
    "small_talk",
    "about_the_bot",
    "unsupported_language",
    "empty_index",
    "no_match",
]
Mode = Literal["extractive", "generative"]


class AnswerSpan(Frozen):
    """A part of a quote that answers the question: `text` is the document's text[start:end]."""

    start: int
    end: int
    text: str


class ContextQuote(Frozen):
    """Another place that a reader needs to understand a quote: `quote` is the document's text[start:end].

    `kind` is heading, table_header, question, introduction, speaker, term, name (the first field of its record) or
    continuation (if a page's header or footer cuts a sentence).
    """

    kind: ContextKind
    quote: str
    start: int
    end: int
    line_start: int
    line_end: int


class NearestQuote(Frozen):
    """A quote that came near to a question but does not answer it: `quote` is the document's text[start:end]."""

    source: str
    quote: str
    start: int
    end: int
    line_start: int
    line_end: int
    corpus: str | None = None
    url: str | None = None

    @property
    def name(self) -> str:
        """Return the name of the document, different for every document of all corpora that are asked."""
        return str(DocumentName(self.corpus, self.source))


class Citation(Frozen):
    """A quote from a document: `quote == text[start:end]` of the document's text as `qa-bot show` prints it.

    `start` and `end` are character offsets, `line_start` and `line_end` count from 1, `page` from 1 if there are pages.
    `spans` are the parts of the quote that answer, in order; `context` is what a reader needs to understand the quote.
    `corpus` names the corpus of the document where several are asked. `url` is where a person opens it, for a document that was
    fetched from a source.
    """

    number: int
    source: str
    title: str | None = None
    date: str | None = None
    quote: str
    start: int
    end: int
    line_start: int
    line_end: int
    page: int | None = None
    also_in: tuple[str, ...] = ()
    spans: tuple[AnswerSpan, ...] = ()
    context: tuple[ContextQuote, ...] = ()
    corpus: str | None = None
    url: str | None = None

    @property
    def name(self) -> str:
        """Return the name of the document, different for every document of all corpora that are asked."""
        return str(DocumentName(self.corpus, self.source))


class RetrievedPassage(Frozen):
    """The place of a retrieved passage in its document; the list is sorted by `score`, highest first."""

    source: str
    start: int
    end: int
    score: float
    corpus: str | None = None


class Usage(Frozen):
    """How many tokens an LLM used, and the cost if a price is configured."""

    prompt_tokens: int
    completion_tokens: int
    cost: float | None = None


class IndexInfo(Frozen):
    """The published index that answered; `built_at` is ISO 8601 in UTC."""

    generation: int
    documents: int
    chunks: int
    built_at: str


class CorpusIndex(IndexInfo):
    """The published index of one of several corpora."""

    corpus: str


class Answer(Frozen):
    """The whole result of one question, with the field names of the JSON contract.

    `note` is a remark for the reader, for example that the language model was not available. If several corpora were asked,
    `indexes` has the index of each, and `index` their sums with the newest generation and time. `filters` says which documents
    the question was limited to.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_version: int = Field(default=1, alias="schema")
    id: str | int | None = None
    question: str
    standalone_question: str
    status: Status
    reason: Reason | None = None
    text: str
    confidence: float
    mode: Mode = "extractive"
    model: str | None = None
    citations: tuple[Citation, ...] = ()
    retrieved: tuple[RetrievedPassage, ...] = ()
    closest: tuple[str, ...] = ()
    nearest: tuple[NearestQuote, ...] = ()
    readings: tuple[str, ...] = ()
    dropped: int = 0
    timings_ms: dict[str, float] = {}
    usage: Usage | None = None
    index: IndexInfo
    note: str | None = None
    indexes: tuple[CorpusIndex, ...] = ()
    filters: AppliedFilters | None = None

    @property
    def asks_nothing(self) -> bool:
        """Tell whether nothing was asked of the documents: the message was small talk, or about the bot."""
        return self.reason in ("small_talk", "about_the_bot")

    def to_json(self, extra: Mapping[str, object] | None = None) -> str:
        """Return the answer as one line of JSON in ASCII, so that no control character reaches a terminal."""
        return json.dumps({**self.model_dump(mode="json", by_alias=True), **(extra or {})})
