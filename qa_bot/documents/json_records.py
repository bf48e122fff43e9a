"""From the records of JSON to documents: keys kept as labels, records inside records with what they belong to."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from qa_bot.documents.chats import chat_document, is_chat
from qa_bot.documents.document import Document
from qa_bot.documents.records import Field
from qa_bot.documents.rows import TEXT_KEYS, TITLE_KEYS, row_document, sections_document

# What is repeated in the records inside a record: its name, or its first text of up to this many characters.
LONGEST_NAME = 80
# Records are of one kind where they have this share of all keys that any of them has.
ALIKE = 0.5


class _Nested(NamedTuple):
    """A record found inside a record: the path of keys to it, the texts that stand above, its name, and the record."""

    path: str
    above: tuple[Field, ...]
    name: str | None
    record: Any


def record_documents(value: Any, part: str, above: tuple[Field, ...] = (), path: str = "") -> Iterator[Document]:
    """Yield the document of a record's own values, then those of the records inside it, numbered part.1, part.2, ..."""
    if isinstance(value, dict):
        chat = next((key for key, inner in value.items() if is_chat(inner)), None)
        if chat is not None:
            yield chat_document(dict(_own_fields({k: v for k, v in value.items() if k != chat})), value[chat], part)
            return
    own = list(_own_fields(value, path))
    document = _own_document(value, own, above, part, path)
    if document:
        yield document
    for number, nested in enumerate(_nested(value, path, (*above, *_name_of(own, path))), 1):
        title = nested.name or (document.title if document else None)
        for inner in record_documents(nested.record, f"{part}.{number}", nested.above, nested.path):
            yield inner if inner.title or not title else inner.model_copy(update={"title": title})


def _own_document(value: Any, own: list[Field], above: tuple[Field, ...], part: str, path: str) -> Document | None:
    """Return the document of a record's own values; of settings in groups, without a name of the whole, each group is a record."""
    groups = [inner for inner in value.values() if isinstance(inner, dict) and inner] if isinstance(value, dict) else []
    is_named = any(key in TITLE_KEYS for key, _ in own)
    if path or is_named or len(groups) < 2 or 2 * len(groups) < len(value) or len(own) <= len(groups):
        return row_document([*above, *own], part, path=path) if own else None
    grouped = groupby(own, key=lambda field: field[0].split(".")[0])
    return sections_document([list(fields) for _, fields in grouped], part)


def _own_fields(value: Any, path: str = "") -> Iterator[Field]:
    """Yield the fields of a value under dotted names, lists of plain values on one line, records inside left out."""
    if isinstance(value, dict) and not _is_map(value):
        for key, inner in value.items():
            yield from _own_fields(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        if not holds_records(value) and (text := text_of(value)):
            yield path or TEXT_KEYS[0], text
    elif value is not None and not isinstance(value, dict):
        yield path or TEXT_KEYS[0], text_of(value)


def _nested(value: Any, path: str, above: tuple[Field, ...]) -> Iterator[_Nested]:
    if isinstance(value, list) and holds_records(value):
        yield from (_Nested(path, above, None, record) for record in value if record is not None)
    elif isinstance(value, dict) and _is_map(value):
        for key, record in value.items():
            label = path or next(label for label in ("name", "key", "entry", "item", "") if label not in record)
            yield _Nested(path, (*above, (label, key)), key, record)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _nested(inner, f"{path}.{key}" if path else str(key), above)


def holds_records(value: Any) -> bool:
    """Tell whether a list holds a record, or a list that does."""
    return isinstance(value, list) and any(isinstance(inner, dict) or holds_records(inner) for inner in value)


def _is_map(value: Mapping[str, Any]) -> bool:
    """Tell whether an object holds records of one kind by their names: most of their keys are those of the others too."""
    records = list(value.values())
    if len(records) < 2 or not all(isinstance(record, dict) and record for record in records):
        return False
    keys = {key for record in records for key in record}
    return ALIKE * len(keys) * len(records) <= sum(map(len, records))


def _name_of(fields: Sequence[Field], path: str) -> tuple[Field, ...]:
    """Return the field that tells a record from others: its title, or the first short text."""
    short = [field for field in fields if len(field[1]) <= LONGEST_NAME and field[1] not in ("true", "false")]
    named = [field for field in short if field[0].removeprefix(f"{path}.").casefold() in TITLE_KEYS]
    return tuple((named or [field for field in short if any(c.isalpha() for c in field[1])])[:1])


def text_of(value: Any) -> str:
    """Return a value as text: a list on one line, nothing for null."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        separator = "; " if any(isinstance(inner, list) for inner in value) else ", "
        return separator.join(text for inner in value if (text := text_of(inner)))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {text}" for key, inner in value.items() if (text := text_of(inner)))
    return "" if value is None else str(value).strip()
