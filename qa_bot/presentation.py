"""What every place that shows an answer works with: quotes cut at their spans, places in words. Values in, values out."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qa_bot.answer import Answer, Citation, NearestQuote, Reason

# The reasons of an abstention after which it helps to know what was near.
NOT_FOUND: frozenset[Reason] = frozenset({"not_in_corpus", "other_subject", "false_premise"})
OUTCOMES: Mapping[Reason, str] = {
    "not_in_corpus": "not answered",
    "other_subject": "other subject",
    "false_premise": "false premise",
    "ambiguous": "asked back",
    "unsupported_language": "other language",
    "empty_index": "no documents",
}


class QuotePiece(NamedTuple):
    """A stretch of a quote: all of it answers the question, or none of it."""

    text: str
    is_span: bool


def pieces_of(citation: Citation) -> tuple[QuotePiece, ...]:
    """Return a quote in pieces, in its order and none empty; no two spans follow each other.

    Spans that touch are one. A span that is empty, not inside the quote, or overlaps one before it is ignored.
    """
    pieces: list[QuotePiece] = []
    shown = 0
    for start, end in _joined(citation):
        pieces += [QuotePiece(citation.quote[shown:start], False), QuotePiece(citation.quote[start:end], True)]
        shown = end
    pieces.append(QuotePiece(citation.quote[shown:], False))
    return tuple(piece for piece in pieces if piece.text)


def lines_of(quoted: Citation | NearestQuote) -> str:
    """Return the place of a quote in its file in words."""
    where = f"line {quoted.line_start}"
    if quoted.line_end != quoted.line_start:
        where = f"lines {quoted.line_start}–{quoted.line_end}"
    page = quoted.page if isinstance(quoted, Citation) else None
    return f"page {page}, {where}" if page else where


def place_of(citation: Citation) -> tuple[str, ...]:
    """Return where a quote stands, in parts: file, title, date, page and lines, and the files that have the same text."""
    also_in = f"also in {', '.join(citation.also_in)}" if citation.also_in else None
    parts = (citation.source, citation.title, citation.date, lines_of(citation), also_in)
    return tuple(part for part in parts if part)


def surroundings(citation: Citation) -> tuple[str, ...]:
    """Return what a quote needs to be understood, a line each: the headings above it, then a table's header, a question, ..."""
    headings = [" ".join(place.quote.split()) for place in citation.context if place.kind == "heading"]
    others = [" ".join(place.quote.split()) for place in citation.context if place.kind != "heading"]
    return tuple(line for line in (" › ".join(headings), *others) if line)


def closest_named(answer: Answer) -> tuple[str, ...]:
    """Return the closest files where they are worth a line: not where the nearest quotes name all of them already."""
    named = {near.source for near in answer.nearest}
    return answer.closest if answer.reason in NOT_FOUND and not named.issuperset(answer.closest) else ()


def outcome_of(answer: Answer) -> str:
    """Return in two words at most what became of a question."""
    if answer.status == "answered":
        return "answered"
    return OUTCOMES[answer.reason or "not_in_corpus"]


def _joined(citation: Citation) -> Iterator[tuple[int, int]]:
    """Yield where the spans of a quote start and end in it, in its order; those that touch are one."""
    begun = ended = 0
    for start, end in sorted((span.start - citation.start, span.end - citation.start) for span in citation.spans):
        if not ended <= start < end <= len(citation.quote):
            continue
        if start > ended:
            if ended > begun:
                yield begun, ended
            begun = start
        ended = end
    if ended > begun:
        yield begun, ended
