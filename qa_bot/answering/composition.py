"""Turn the chosen pieces into the answer's text and its citations."""

from bisect import bisect_right
from collections.abc import Sequence

from qa_bot.answer import AnswerSpan, Citation, ContextQuote
from qa_bot.answering.contradictions import also_in
from qa_bot.answering.wording import worded
from qa_bot.document_name import parse_name
from qa_bot.evidence.grading import Graded
from qa_bot.passage import Passage, Place, UnitKind
from qa_bot.text.sentences import Span
from qa_bot.text.stems import content_stems

# What stands on a line of its own in the documents does so in an answer.
A_LINE_EACH: tuple[UnitKind, ...] = ("item", "row", "record", "field", "log_line")


def compose(question: str, chosen: Sequence[Graded], first: int = 1) -> tuple[str, tuple[Citation, ...]]:
    """Return the text, each piece followed by its citation number, and the citations, numbered from `first` in the order given."""
    citations = tuple(cite_piece(question, number, piece) for number, piece in enumerate(chosen, first))
    parts = [worded(question, piece.evidence.kind, citation) for citation, piece in zip(citations, chosen, strict=True)]
    text = ""
    for part, citation, piece in zip(parts, citations, chosen, strict=True):
        has_lines = piece.evidence.kind in A_LINE_EACH or "\n" in part or "\n" in text.rsplit("] ", 1)[-1]
        between = "" if not text else "\n" if has_lines else " "
        text += f"{between}{part} [{citation.number}]"
    return text, citations


def markers(citations: Sequence[Citation]) -> str:
    """Return the numbers of citations as they stand in a text: "[1][2]"."""
    return "".join(f"[{citation.number}]" for citation in citations)


def cite(
    number: int,
    passage: Passage,
    start: int,
    end: int,
    places: Sequence[Place] = (),
    others: tuple[str, ...] = (),
    answers: Sequence[Span] = (),
) -> Citation:
    """Return the citation of a stretch of a passage; `start` and `end` count in its document, as do the `answers` inside it."""
    line = passage.line + passage.text.count("\n", 0, start - passage.start)
    quote = passage.slice(start, end)
    corpus, source = parse_name(passage.source)
    return Citation(
        number=number,
        corpus=corpus,
        source=source,
        title=passage.title,
        date=passage.date,
        quote=quote,
        start=start,
        end=end,
        line_start=line,
        line_end=line + quote.count("\n"),
        page=bisect_right(passage.page_starts, start) or None,
        also_in=tuple(parse_name(other).seen_from(corpus) for other in others),
        spans=tuple(AnswerSpan(start=a, end=b, text=passage.slice(a, b)) for a, b in answers),
        context=tuple(_context(place) for place in places if not start <= place.start < end),
    )


def cite_piece(question: str, number: int, piece: Graded) -> Citation:
    """Return the citation of a piece, with the context that it needs for a question."""
    evidence = piece.evidence
    places = _needed(question, evidence.places, evidence.text)
    return cite(number, evidence.passage, evidence.start, evidence.end, places, also_in(evidence), piece.answers)


def _needed(question: str, places: Sequence[Place], quote: str) -> tuple[Place, ...]:
    """Return the places needed to understand a quote; of headings only the innermost and those with words of the question."""
    headings = [place for place in places if place.kind == "heading"]
    wanted = content_stems(question) - content_stems(quote)
    return tuple(
        place
        for place in places
        if place.kind != "heading"
        or place is headings[-1]
        or any(character.isdigit() for character in place.text)
        or content_stems(place.text) & wanted
    )


def _context(place: Place) -> ContextQuote:
    return ContextQuote(
        kind=place.kind,
        quote=place.text,
        start=place.start,
        end=place.end,
        line_start=place.line,
        line_end=place.line + place.text.count("\n"),
    )
