"""Read JSON and JSON lines: a document a record."""

import json
from collections.abc import Iterator
from typing import Any

from qa_bot.documents.chats import chat_document, is_chat
from qa_bot.documents.delimited import table_documents
from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.encoding import decode_with_notes
from qa_bot.documents.json_records import holds_records, record_documents, text_of

NAMED_LINES = 10
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


def read_json(data: bytes) -> Iterator[Document]:
    """Yield the documents of a JSON value, or of several one after another."""
    text, notes = decode_with_notes(data)
    values, rest = _values(text)
    if rest:
        notes = (*notes, rest)
    rows = values[0] if len(values) == 1 else values
    return _noted(_documents(rows), notes)


def read_json_lines(data: bytes) -> Iterator[Document]:
    """Yield the documents of the lines; one that is not JSON loses itself alone, and a note names it."""
    text, notes = decode_with_notes(data)
    values: dict[int, Any] = {}
    broken: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                values[number] = _DECODER.decode(line.strip())
            except (ValueError, RecursionError):
                broken.append(number)
    if len(broken) > len(values) and (spread := _spread_over_lines(text)):
        return _noted(_documents(spread), notes)
    if not values:
        raise UnreadableFileError(f"line {broken[0]} is not JSON" if broken else "it holds no text")
    if broken:
        notes = (*notes, _broken_lines(broken))
    return _noted((d for number, value in values.items() for d in record_documents(value, str(number))), notes)


def _spread_over_lines(text: str) -> list[Any]:
    """Return the values of a text where each takes several lines; none where something else stands between them."""
    try:
        values, rest = _values(text)
    except UnreadableFileError:
        return []
    return [] if rest else values


def _values(text: str) -> tuple[list[Any], str]:
    """Return the values of a text and, where something else follows them, a note on it."""
    values: list[Any] = []
    position = 0
    while (position := _skip(text, position)) < len(text):
        try:
            value, position = _DECODER.raw_decode(text, position)
        except RecursionError as error:
            raise UnreadableFileError("it is nested too deeply") from error
        except json.JSONDecodeError as error:
            if not any(isinstance(value, dict | list) for value in values):
                raise UnreadableFileError(f"it is not JSON (line {error.lineno}, column {error.colno})") from error
            line = text.count("\n", 0, position) + 1
            return values, f"what stands from line {line} on is not JSON and was not read"
        values.append(value)
    return values, ""


def _skip(text: str, position: int) -> int:
    while position < len(text) and (text[position].isspace() or text[position] in ",;\x1e"):
        position += 1
    return position


def _documents(value: Any) -> Iterator[Document]:
    if not isinstance(value, list):
        yield from record_documents(value, "1")
    elif is_chat(value):
        yield chat_document({}, value, "1")
    elif len(value) > 1 and all(isinstance(row, list) and not holds_records(row) for row in value):
        yield from table_documents([[text_of(cell) for cell in row] for row in value])
    else:
        for number, row in enumerate(value, 1):
            yield from record_documents(row, str(number))


def _broken_lines(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:NAMED_LINES])) + (", ..." if len(numbers) > NAMED_LINES else "")
    return f"line {named} is not JSON" if len(numbers) == 1 else f"{len(numbers)} lines are not JSON: {named}"


def _noted(documents: Iterator[Document], notes: tuple[str, ...]) -> Iterator[Document]:
    """Yield the documents, the first with the notes of the file."""
    for number, document in enumerate(documents):
        yield document.model_copy(update={"notes": (*notes, *document.notes)}) if number == 0 and notes else document
