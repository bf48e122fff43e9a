"""Passages, what they are made of, and the search hits that lead to them."""

import json
from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

from qa_bot.frozen import Frozen

ContextKind = Literal["heading", "table_header", "question", "introduction", "speaker", "term", "name", "continuation"]
UnitKind = Literal[
    "prose",
    "broken",
    "item",
    "list",
    "row",
    "code",
    "answer",
    "definition",
    "record",
    "field",
    "message",
    "log_line",
    "furniture",
    "repeated",
]
# A longer heading, header or introduction is cut to this length.
MOST_HEADING_CHARS, MOST_LEAD_CHARS = 120, 300
_CONTEXT_KINDS: tuple[ContextKind, ...] = get_args(ContextKind)
_UNIT_KINDS: tuple[UnitKind, ...] = get_args(UnitKind)


class Place(NamedTuple):
    """A stretch of a document that helps to understand something else: `text` is the document's text[start:end].

    `line` is the line (from 1) on which it starts.
    """

    kind: ContextKind
    start: int
    end: int
    line: int
    text: str


class Unit(NamedTuple):
    """A stretch of a passage that a person would point at, in offsets of the document; prose is quoted sentence by sentence.

    The kind `broken` is the first part of a sentence that a page's header or footer cuts; its `context` has the continuation.
    `repeated` is a sentence that a message repeats of an earlier one, with the marks of its lines.

    `context` holds the places needed to understand it: headings, outermost first, then a table's header, a question, an
    introduction.
    """

    kind: UnitKind
    start: int
    end: int
    context: tuple[Place, ...] = ()


class Layout(NamedTuple):
    """What a passage is made of: its units, in order, some inside others.

    `path` are the headings above it, outermost first. `lead` is what else must be read before it: the header of a table that
    began earlier, the introduction of a list, a question.
    """

    units: tuple[Unit, ...] = ()
    path: tuple[Place, ...] = ()
    lead: tuple[Place, ...] = ()

    def to_json(self) -> str:
        """Return the layout as JSON; a place shared by several units is written once."""
        places = dict.fromkeys([*self.path, *self.lead, *(place for unit in self.units for place in unit.context)])
        number = {place: position for position, place in enumerate(places)}
        fields = {
            "places": [[_CONTEXT_KINDS.index(p.kind), p.start, p.end, p.line, p.text] for p in places],
            "units": [[_UNIT_KINDS.index(u.kind), u.start, u.end, *(number[p] for p in u.context)] for u in self.units],
            "path": [number[place] for place in self.path],
            "lead": [number[place] for place in self.lead],
        }
        return json.dumps({key: value for key, value in fields.items() if value}, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Layout":
        """Return the layout that `to_json` wrote."""
        fields: Mapping[str, list[list]] = json.loads(text)  # type: ignore[type-arg]
        places = [Place(_CONTEXT_KINDS[kind], *rest) for kind, *rest in fields.get("places", ())]
        units = [
            Unit(_UNIT_KINDS[kind], start, end, tuple(places[i] for i in context))
            for kind, start, end, *context in fields.get("units", ())
        ]
        path, lead = ([places[i] for i in fields.get(key, ())] for key in ("path", "lead"))  # type: ignore[call-overload]
        return cls(tuple(units), tuple(path), tuple(lead))


def heading_of(title: str | None, date: str | None, layout: Layout | None = None) -> str:
    """Return the lines before a text when it is embedded or read, or ''.

    They are one line with title, date and headings, then the lines that the text continues: a table's header, a question.
    """
    path = [place.text[:MOST_HEADING_CHARS] for place in layout.path] if layout else []
    lead = [place.text[:MOST_LEAD_CHARS] for place in layout.lead] if layout else []
    first = " | ".join(" ".join(part.split()) for part in (title, date, *path) if part)
    return "\n".join(line for line in (first, *lead) if line)


class Passage(Frozen):
    """A stretch of a document: `text` is the document's text[start:end].

    `line` is the line (from 1) on which it starts. `page_starts` are the offsets of the document's pages, if its format has
    pages. `names` is every path of the document in the corpus (`source` first). `layout` says what the passage is made of.
    """

    chunk_id: int
    document_id: int
    source: str
    names: tuple[str, ...]
    title: str | None
    date: str | None
    outlet: str | None
    start: int
    end: int
    line: int
    page_starts: tuple[int, ...] = ()
    text: str
    layout: Layout = Layout()

    def heading(self) -> str:
        """Return the lines before the text when it is embedded or read, or ''."""
        return heading_of(self.title, self.date, self.layout)

    def slice(self, start: int, end: int) -> str:
        """Return a stretch of the passage's text; offsets count in its document."""
        return self.text[start - self.start : end - self.start]


class Hit(Frozen):
    """A chunk that a search found, with that search's own score (higher is better)."""

    chunk_id: int
    score: float


class LexicalHits(Frozen):
    """The result of a lexical search.

    `unknown` are the question's words, as typed, that no document contains; `corrections` pairs such a word with the
    nearest words of the corpus, best first.
    """

    hits: tuple[Hit, ...]
    unknown: tuple[str, ...] = ()
    corrections: tuple[tuple[str, tuple[str, ...]], ...] = ()
