"""A chunk of a document as the index returns it, and the hits that lead to it."""

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
# Of a longer heading, header or introduction the beginning is read.
MOST_HEADING_CHARS, MOST_LEAD_CHARS = 120, 300
_CONTEXT_KINDS: tuple[ContextKind, ...] = get_args(ContextKind)
_UNIT_KINDS: tuple[UnitKind, ...] = get_args(UnitKind)


class Place(NamedTuple):
    """A stretch of a document that something else needs to be understood: `text` is the document's text[start:end].

    `line` is the line (from 1) on which it starts.
    """

    kind: ContextKind
    start: int
    end: int
    line: int
    text: str


class Unit(NamedTuple):
    """A stretch of a passage that a person would point at, in offsets of the document; prose is quoted by the sentence.

    `broken` is the first part of a sentence that a page's header or footer cuts; its continuation is a place of its context.
    `repeated` is a sentence that a message repeats of an earlier one, with the marks of its lines.

    `context` are the places that it needs to be understood: headings, outermost first, then a table's header, a question, an
    introduction.
    """

    kind: UnitKind
    start: int
    end: int
    context: tuple[Place, ...] = ()


class Layout(NamedTuple):
    """What a passage is made of: its units, in order, some inside others.

    `path` are the headings above it, outermost first, `lead` what else is read before it: the header of a table that began
    before it, the introduction of a list, a question.
    """

    units: tuple[Unit, ...] = ()
    path: tuple[Place, ...] = ()
    lead: tuple[Place, ...] = ()

    def to_json(self) -> str:
        """Return the layout as JSON; a place that several units share is written once."""
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
    """Return what stands before a text when it is embedded or read, or ''.

    A line of title, date and the headings above it, then the lines that it continues: a table's header, a question.
    """
    path = [place.text[:MOST_HEADING_CHARS] for place in layout.path] if layout else []
    lead = [place.text[:MOST_LEAD_CHARS] for place in layout.lead] if layout else []
    first = " | ".join(" ".join(part.split()) for part in (title, date, *path) if part)
    return "\n".join(line for line in (first, *lead) if line)


class Passage(Frozen):
    """Be a stretch of a document: `text` is the document's text[start:end].

    `line` is the line (from 1) on which it starts, `page_starts` are the offsets at which the document's pages start, where
    its format has pages, `names` is every path under which the document is in the corpus (`source` first), `layout` what the
    passage is made of.
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
        """Return what stands before the text when it is embedded or read, or ''."""
        return heading_of(self.title, self.date, self.layout)

    def slice(self, start: int, end: int) -> str:
        """Return a stretch of the passage's text; offsets count in its document."""
        return self.text[start - self.start : end - self.start]


class Hit(Frozen):
    """Be a chunk that a search found, with that search's own score (higher is better)."""

    chunk_id: int
    score: float


class LexicalHits(Frozen):
    """Be the result of a lexical search.

    `unknown` are the question's words, as typed, that no document contains; `corrections` pairs such a word with the
    nearest words of the corpus, best first.
    """

    hits: tuple[Hit, ...]
    unknown: tuple[str, ...] = ()
    corrections: tuple[tuple[str, tuple[str, ...]], ...] = ()
