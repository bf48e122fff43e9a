"""Turn the chosen pieces into the answer's text and its citations."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from qa_bot.answer import AnswerSpan, Citation
from qa_bot.answering.copies import also_in
from qa_bot.answering.grading import Graded
from qa_bot.passage import Passage
from qa_bot.text.sentences import Span

# A target is told by what addresses have, so that a call in a piece of code ("rows[name](value)") is none.
_TARGET = r"\((?=[^()]*[/.:#?]|\s*\))(?:[^()]|\([^()]*\))*\)"
_IMAGE = re.compile(rf"!\[([^\]]*)\]{_TARGET}")
_LINK = re.compile(rf"\[([^\]]*)\]{_TARGET}")
_OWN_MARKERS = re.compile(r"[^\S\n]?\[[1-9]\d{0,2}(?:\s*[,–-]\s*\d{1,3})*\]")


def compose(chosen: Sequence[Graded]) -> tuple[str, tuple[Citation, ...]]:
    """Return the text, every piece followed by the number of its citation, and the citations; in the order given."""
    citations = tuple(
        cite(number, piece.evidence.passage, piece.evidence.start, piece.evidence.end, also_in(piece.evidence), piece.answers)
        for number, piece in enumerate(chosen, 1)
    )
    text = " ".join(
        f"{readable(citation.quote, piece.evidence.is_list)} [{citation.number}]"
        for citation, piece in zip(citations, chosen, strict=True)
    )
    return text, citations


def cite(
    number: int, passage: Passage, start: int, end: int, others: tuple[str, ...] = (), answers: Sequence[Span] = ()
) -> Citation:
    """Return the citation of a stretch of a passage; `start` and `end` count in its document, as do the `answers` inside it."""
    line = passage.line + passage.text.count("\n", 0, start - passage.start)
    quote = passage.text[start - passage.start : end - passage.start]
    return Citation(
        number=number,
        source=passage.source,
        title=passage.title,
        date=passage.date,
        quote=quote,
        start=start,
        end=end,
        line_start=line,
        line_end=line + quote.count("\n"),
        page=bisect_right(passage.page_starts, start) or None,
        also_in=others,
        spans=tuple(AnswerSpan(start=a, end=b, text=passage.text[a - passage.start : b - passage.start]) for a, b in answers),
    )


def readable(quote: str, is_list: bool = False) -> str:
    """Return a quote as it stands in an answer's text: on one line, a list with one line for each item.

    A document's own "[7]" would look like a citation of ours, and what shows Markdown would fetch its images: the one is left
    out, and of links and images the label alone stays, or nothing.
    """
    plain = _without_markup(quote, "")
    if not any(character.isalnum() for character in plain):
        plain = _without_markup(quote, r"\1")
    lines = [" ".join(line.split()) for line in plain.splitlines()]
    return ("\n" if is_list else " ").join(line for line in lines if line)


def _without_markup(quote: str, image: str) -> str:
    return _OWN_MARKERS.sub("", _LINK.sub(r"\1", _IMAGE.sub(image, quote)))
