"""Pure functions shared by everything that shows an answer: quotes cut at their spans, places in words."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from qa_bot.answer import Answer, Citation, NearestQuote, Reason, RetrievedPassage
from qa_bot.document_name import DocumentName
from qa_bot.listing import FoundPassage, ListedDocument
from qa_bot.text.question_form import is_one_question
from qa_bot.text.terms import words

# The reasons of an abstention for which the nearest quotes are useful.
NOT_FOUND: frozenset[Reason] = frozenset({"not_in_corpus", "other_subject", "false_premise"})
OUTCOMES: Mapping[Reason, str] = {
    "not_in_corpus": "not answered",
    "other_subject": "other subject",
    "false_premise": "false premise",
    "ambiguous": "asked back",
    "small_talk": "small talk",
    "about_the_bot": "about me",
    "unsupported_language": "other language",
    "empty_index": "no documents",
    "no_match": "no match",
}


class QuotePiece(NamedTuple):
    """A stretch of a quote that answers the question as a whole, or not at all."""

    text: str
    is_span: bool


def pieces_of(citation: Citation) -> tuple[QuotePiece, ...]:
    """Return a quote in pieces, in order and none empty.

    Spans that touch are joined. A span is ignored if it is empty, not inside the quote, or overlaps an earlier one.
    """
    pieces: list[QuotePiece] = []
    shown = 0
    for start, end in _joined(citation):
        pieces += [QuotePiece(citation.quote[shown:start], False), QuotePiece(citation.quote[start:end], True)]
        shown = end
    pieces.append(QuotePiece(citation.quote[shown:], False))
    return tuple(piece for piece in pieces if piece.text)


def lines_of(quoted: Citation | FoundPassage | NearestQuote) -> str:
    """Return the place of a quote in its file in words."""
    where = f"line {quoted.line_start}"
    if quoted.line_end != quoted.line_start:
        where = f"lines {quoted.line_start}–{quoted.line_end}"
    page = None if isinstance(quoted, NearestQuote) else quoted.page
    return f"page {page}, {where}" if page else where


def shown_name(quoted: Citation | FoundPassage | ListedDocument | NearestQuote | RetrievedPassage) -> str:
    """Return the file of a quote, or a document, with its corpus where several are asked."""
    return DocumentName(quoted.corpus, quoted.source).seen_from(None)


def place_of(citation: Citation | FoundPassage) -> tuple[str, ...]:
    """Return where a quote is, in parts: file, title, date, page and lines, and the files that have the same text."""
    also_in = f"also in {', '.join(citation.also_in)}" if citation.also_in else None
    parts = (shown_name(citation), citation.title, citation.date, lines_of(citation), also_in)
    return tuple(part for part in parts if part)


def surroundings(citation: Citation) -> tuple[str, ...]:
    """Return what a reader needs to understand a quote, one line each: headings, then a table's header, a question, ..."""
    headings = [" ".join(place.quote.split()) for place in citation.context if place.kind == "heading"]
    others = [" ".join(place.quote.split()) for place in citation.context if place.kind != "heading"]
    return tuple(line for line in (" › ".join(headings), *others) if line)


def understood_as(answer: Answer) -> str | None:
    """Return how a question was understood if that is worth telling: as another question, which a person could have typed."""
    meant, typed = answer.standalone_question, answer.question
    is_told = is_one_question(meant) or not is_one_question(typed)
    return meant if is_told and _asked(meant) != _asked(typed) else None


def _asked(question: str) -> list[str]:
    """Return the words of a question, without an "and" that joins it to the one before."""
    asked = words(question)
    return asked[1:] if asked[:1] in (["and"], ["but"], ["so"]) else asked


def closest_named(answer: Answer) -> tuple[str, ...]:
    """Return the closest files; none if the nearest quotes already name all of them."""
    named = {shown_name(near) for near in answer.nearest}
    return answer.closest if answer.reason in NOT_FOUND and not named.issuperset(answer.closest) else ()


def outcome_of(answer: Answer) -> str:
    """Return the outcome of a question in at most two words."""
    if answer.status == "answered":
        return "answered"
    return OUTCOMES[answer.reason or "not_in_corpus"]


def _joined(citation: Citation) -> Iterator[tuple[int, int]]:
    """Yield where the spans of a quote start and end in it, in order; spans that touch are joined."""
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
