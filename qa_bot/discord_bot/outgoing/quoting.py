"""A quote of a document as Discord shows it: harmless, in quote lines, the spans that answer in bold."""

import re
from collections.abc import Iterator
from itertools import groupby

from qa_bot.answer import Citation
from qa_bot.discord_bot.outgoing.tables import laid_out, row_of
from qa_bot.discord_bot.outgoing.text import cut, escape, length, one_line, readable
from qa_bot.presentation import pieces_of, surroundings

QUOTE_CHARS = 3550
BOLD = "**"
_SHORTENED = "-# The quote is longer: the file has the whole of it."
# Discord makes nothing bold across a line break, nor what begins or ends with white space.
_LINE = re.compile(r"\S(?:.*\S)?")
_MARK = re.compile(r"\\.|(?P<bold>\*\*)", re.DOTALL)


def quote_lines(citation: Citation) -> str:
    """Return a whole quote as quote lines, its spans in bold; rows of a table stand under their header, laid out."""
    text = _table(citation)
    if text:
        context = tuple(place for place in citation.context if place.kind != "table_header")
        citation = citation.model_copy(update={"context": context})
    else:
        text = "".join(_shown(citation)).strip() or "…"
    above = [f"> -# {escape(one_line(line))}" for line in surroundings(citation)]
    return "\n".join([*above, *(f"> {line}".rstrip() if line.strip() else "> " for line in text.splitlines())])


def shortened_quote(citation: Citation) -> str:
    """Return a quote as quote lines; a long one is its beginning, and says so."""
    whole = quote_lines(citation)
    return whole if length(whole) <= QUOTE_CHARS else f"{_closed(cut(whole, QUOTE_CHARS - len(BOLD)))}\n{_SHORTENED}"


def _table(citation: Citation) -> str:
    """Return the rows of a table that a quote is, laid out under their header; "" for any other quote, or one too long."""
    headers = [row_of(place.quote) for place in citation.context if place.kind == "table_header"]
    rows = [row_of(line) for line in citation.quote.strip().splitlines()]
    if not headers or not all(len(row) == len(headers[-1]) > 1 for row in rows):
        return ""
    table = laid_out(headers[-1], rows)
    return table if length(table) <= QUOTE_CHARS // 2 else ""


def _shown(citation: Citation) -> Iterator[str]:
    """Yield the pieces of a quote as they are shown; between two of them stands a mark or white space.

    A piece without a visible character is left out first: the marks of its neighbours would run together.
    """
    seen = [(readable(text), is_span) for text, is_span in pieces_of(citation)]
    kinds = [(text, is_span and bool(text.strip())) for text, is_span in seen if text]
    for is_span, group in groupby(kinds, key=lambda piece: piece[1]):
        harmless = escape("".join(text for text, _ in group))
        yield _LINE.sub(rf"{BOLD}\g<0>{BOLD}", harmless) if is_span else harmless


def _closed(shown: str) -> str:
    """Return a text that was cut with the bold that it may have been cut in brought to its end."""
    if not sum(bool(mark["bold"]) for mark in _MARK.finditer(shown)) % 2:
        return shown
    begun = shown.removesuffix("…").rstrip()
    return f"{begun.removesuffix(BOLD).rstrip()} …" if begun.endswith(BOLD) else f"{begun}{BOLD} …"
