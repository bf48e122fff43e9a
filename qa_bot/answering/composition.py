"""Turn the chosen pieces into the answer's text and its citations."""

from bisect import bisect_right
from collections.abc import Sequence

from qa_bot.answer import Citation
from qa_bot.answering.grading import Graded


def compose(chosen: Sequence[Graded]) -> tuple[str, tuple[Citation, ...]]:
    """Return the text, every piece followed by the number of its citation, and the citations; in the order given."""
    citations = tuple(_cite(number, piece) for number, piece in enumerate(chosen, 1))
    text = " ".join(
        f"{_readable(citation.quote, piece.evidence.is_list)} [{citation.number}]"
        for citation, piece in zip(citations, chosen, strict=True)
    )
    return text, citations


def _cite(number: int, piece: Graded) -> Citation:
    evidence = piece.evidence
    passage = evidence.passage
    line = passage.line + passage.text.count("\n", 0, evidence.start - passage.start)
    return Citation(
        number=number,
        source=passage.source,
        title=passage.title,
        date=passage.date,
        quote=evidence.text,
        start=evidence.start,
        end=evidence.end,
        line_start=line,
        line_end=line + evidence.text.count("\n"),
        page=bisect_right(passage.page_starts, evidence.start) or None,
        also_in=evidence.also_in,
    )


def _readable(quote: str, is_list: bool) -> str:
    """Return a quote on one line; a list keeps one line for each item."""
    lines = [" ".join(line.split()) for line in quote.splitlines()]
    return ("\n" if is_list else " ").join(line for line in lines if line)
