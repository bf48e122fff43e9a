"""Read JSON and JSON lines: a document a record, its keys kept as labels."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from qa_bot.documents.chats import chat_document, is_chat
from qa_bot.documents.delimited import table_documents
from qa_bot.documents.document import Document, UnreadableFileError
from qa_bot.documents.encoding import decode_with_notes
from qa_bot.documents.records import Field
from qa_bot.documents.rows import TEXT_KEYS, TITLE_KEYS, row_document

# What is repeated in the records inside a record: its name, or its first text of up to this many characters.
LONGEST_NAME = 80
NAMED_LINES = 10
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


class _Nested(NamedTuple):
    """Records found inside a record: the path of keys to them, the texts that stand above, and the records."""

    path: str
    above: tuple[Field, ...]
    records: list[Any]


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
    if not values:
        raise UnreadableFileError(f"line {broken[0]} is not JSON" if broken else "it holds no text")
    if len(broken) > len(values):
        raise UnreadableFileError(f"{len(broken)} of its lines are not JSON, the first is line {broken[0]}")
    if broken:
        notes = (*notes, _broken_lines(broken))
    return _noted((d for number, value in values.items() for d in _record_documents(value, str(number))), notes)


def _values(text: str) -> tuple[list[Any], str]:
    """Return the values of a text and, where something else follows them, a note on it."""
    values: list[Any] = []
    position = 0
    while (position := _skip(text, position)) < len(text):
        try:
            value, position = _DECODER.raw_decode(text, position)
        except ValueError as error:
            line = text.count("\n", 0, position) + 1
            if not any(isinstance(value, dict | list) for value in values):
                raise UnreadableFileError(f"it is not JSON ({error})") from error
            return values, f"what stands from line {line} on is not JSON and was not read"
        values.append(value)
    return values, ""


def _skip(text: str, position: int) -> int:
    while position < len(text) and (text[position].isspace() or text[position] in ",;\x1e"):
        position += 1
    return position


def _documents(value: Any) -> Iterator[Document]:
    if not isinstance(value, list):
        yield from _record_documents(value, "1")
    elif is_chat(value):
        yield chat_document({}, value, "1")
    elif len(value) > 1 and all(isinstance(row, list) and not _holds_records(row) for row in value):
        yield from table_documents([[_text(cell) for cell in row] for row in value])
    else:
        for number, row in enumerate(value, 1):
            yield from _record_documents(row, str(number))


def _record_documents(value: Any, part: str, above: tuple[Field, ...] = (), path: str = "") -> Iterator[Document]:
    """Yield the document of a record's own values, then those of the records inside it, numbered part.1, part.2, ..."""
    if isinstance(value, dict):
        chat = next((key for key, inner in value.items() if is_chat(inner)), None)
        if chat is not None:
            yield chat_document(dict(_own_fields({k: v for k, v in value.items() if k != chat})), value[chat], part)
            return
    own = list(_own_fields(value, path))
    document = row_document([*above, *own], part, path=path) if own else None
    if document:
        yield document
    title = document.title if document else None
    number = 0
    for nested in _nested(value, path, (*above, *_name_of(own, path))):
        for record in nested.records:
            number += 1
            for inner in _record_documents(record, f"{part}.{number}", nested.above, nested.path):
                yield inner if inner.title or not title else inner.model_copy(update={"title": title})


def _own_fields(value: Any, path: str = "") -> Iterator[Field]:
    """Yield the fields of a value under dotted names, lists of plain values on one line, records inside left out."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _own_fields(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        if not _holds_records(value) and (text := _text(value)):
            yield path or TEXT_KEYS[0], text
    elif value is not None:
        yield path or TEXT_KEYS[0], _text(value)


def _nested(value: Any, path: str, above: tuple[Field, ...]) -> Iterator[_Nested]:
    if isinstance(value, list) and _holds_records(value):
        yield _Nested(path, above, [record for record in value if record is not None])
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _nested(inner, f"{path}.{key}" if path else str(key), above)


def _holds_records(value: Any) -> bool:
    """Tell whether a list holds a record, or a list that does."""
    return isinstance(value, list) and any(isinstance(inner, dict) or _holds_records(inner) for inner in value)


def _name_of(fields: Sequence[Field], path: str) -> tuple[Field, ...]:
    """Return the field that tells a record from others: its title, or the first short text."""
    short = [field for field in fields if len(field[1]) <= LONGEST_NAME and field[1] not in ("true", "false")]
    named = [field for field in short if field[0].removeprefix(f"{path}.").casefold() in TITLE_KEYS]
    return tuple((named or [field for field in short if any(c.isalpha() for c in field[1])])[:1])


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        separator = "; " if any(isinstance(inner, list) for inner in value) else ", "
        return separator.join(text for inner in value if (text := _text(inner)))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {text}" for key, inner in value.items() if (text := _text(inner)))
    return "" if value is None else str(value).strip()


def _broken_lines(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:NAMED_LINES])) + (", ..." if len(numbers) > NAMED_LINES else "")
    return f"line {named} is not JSON" if len(numbers) == 1 else f"{len(numbers)} lines are not JSON: {named}"


def _noted(documents: Iterator[Document], notes: tuple[str, ...]) -> Iterator[Document]:
    """Yield the documents, the first with the notes of the file."""
    for number, document in enumerate(documents):
        yield document.model_copy(update={"notes": (*notes, *document.notes)}) if number == 0 and notes else document
