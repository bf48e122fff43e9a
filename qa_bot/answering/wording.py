"""Word a quote together with its context: rows with their headers, items with their introduction."""

import re
from collections.abc import Sequence

from qa_bot.answer import Citation
from qa_bot.passage import UnitKind
from qa_bot.text.english import MONTH
from qa_bot.text.markup import cells, readable
from qa_bot.text.question_form import numbers
from qa_bot.text.terms import fold

# An answer with fewer words than this is shown after its question.
SHORT_ANSWER = 8
# If no cell of a wide row answers, this many cells are shown.
MOST_CELLS = 8
# A row with at most this many cells beside its name is shown whole.
FEW_CELLS = 7
# The marks before the lines of what a message repeats of an earlier one.
_REPEATED = re.compile(r"\n[^\S\n]*>[>\s]*")
_BULLET = re.compile(r"^\s*[-–—•*·▪◦+]\s+")
# The number of an item or a section by itself: "3. Dogs" is "Dogs", "3. May" is a day.
_NUMBER = re.compile(rf"^\s*\(?\d{{1,2}}(?:\.\d{{1,2}})*[.)]\s+(?!(?:{MONTH})\b)", re.I)


def worded(question: str, kind: UnitKind, citation: Citation) -> str:
    """Return a citation as it is worded in the text of an answer."""
    said = _quote(kind, citation)
    before = _before(kind, citation)
    heading = _heading(question, citation)
    if before:
        said = f"{before}\n{said}" if "\n" in said else f"{before} {said}"
    return f"{heading}: {said}" if heading else said


def _quote(kind: UnitKind, citation: Citation) -> str:
    if kind not in ("prose", "code") and _is_repeated(citation.quote):
        citation = citation.model_copy(update={"quote": _REPEATED.sub("\n", citation.quote)})
    match kind:
        case "row":
            return _row(citation)
        case "code":
            return f"```\n{citation.quote}\n```" if "\n" in citation.quote else f"`{citation.quote.strip('`')}`"
        case "list" | "record" | "message":
            return readable(citation.quote, keeps_lines=True)
        case "broken":
            return readable(" ".join([citation.quote, *_texts(citation, "continuation")]))
        case "item":
            return readable(_NUMBER.sub("", _BULLET.sub("", citation.quote)), keeps_lines=True)
        case _:
            return readable(citation.quote)


def _is_repeated(quote: str) -> bool:
    """Tell whether each line but the first stands behind the mark of what a message repeats of an earlier one."""
    below = [line for line in quote.splitlines()[1:] if line.strip()]
    return bool(below) and all(line.lstrip().startswith(">") for line in below)


def _before(kind: UnitKind, citation: Citation) -> str:
    """Return the words that must stand before a quote so that it can be understood."""
    if kind in ("item", "code") and (found := _texts(citation, "introduction")):
        return readable(found[-1])
    if kind == "answer" and (found := _texts(citation, "question")) and len(citation.quote.split()) < SHORT_ANSWER:
        return readable(found[-1])
    if found := [*_texts(citation, "speaker"), *_texts(citation, "name"), *_texts(citation, "term")]:
        return readable(found[-1]).rstrip(":") + ":"
    return ""


def _heading(question: str, citation: Citation) -> str:
    """Return the heading that says what a quote applies to: one with a number or date, innermost first."""
    dated = [text for text in _texts(citation, "heading") if any(character.isdigit() for character in text)]
    asked = {fold(number) for number in numbers(question)}
    said = [text for text in dated if not any(fold(word) in asked for word in text.split())] or dated
    return _NUMBER.sub("", readable(said[-1])).rstrip(":") if said else ""


def _row(citation: Citation) -> str:
    """Return a row as "name: header value, header value": the cells that answer, or all of them."""
    headers = (
        [text for start, end, text in cells(_texts(citation, "table_header")[-1])] if _texts(citation, "table_header") else []
    )
    row = [(citation.start + start, citation.start + end, text) for start, end, text in cells(citation.quote)]
    if len(row) < 2 or (headers and len(headers) != len(row)):
        return readable(" | ".join(text for _, _, text in row)) or readable(citation.quote)
    answering = [
        position
        for position, (start, end, _) in enumerate(row)
        if any(span.start < end and start < span.end for span in citation.spans)
    ]
    first = next(position for position, (_, _, text) in enumerate(row) if text)
    others = [position for position in range(len(row)) if position != first]
    shown = others if len(others) <= FEW_CELLS else [i for i in answering if i != first] or others[:MOST_CELLS]
    said = [f"{headers[i]} {row[i][2]}" if headers and headers[i] else row[i][2] for i in shown if row[i][2]]
    return readable(f"{row[first][2]}: {', '.join(said)}")


def _texts(citation: Citation, kind: str) -> Sequence[str]:
    return [place.quote for place in citation.context if place.kind == kind]
