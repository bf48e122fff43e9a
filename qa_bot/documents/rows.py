"""From the fields of a row to its document: a record of "label: value" lines, or a message."""

import re
from collections.abc import Sequence

from qa_bot.documents.blocks import Block
from qa_bot.documents.dates import parse_date
from qa_bot.documents.document import Document
from qa_bot.documents.messages import row_as_message
from qa_bot.documents.records import ANSWER_KEYS, QUESTION_KEYS, Field, clean, clean_label, key_of, paragraphs, record

TITLE_KEYS = ("title", "headline", "subject", "name")
DATE_KEYS = ("date", "published", "published_at", "publication_date", "pubdate", "timestamp", "created_at", "ts")
OUTLET_KEYS = ("source", "outlet", "publisher", "site_name")
TEXT_KEYS = ("text", "content", "body", "article", "message")
KNOWN_KEYS = frozenset((*TITLE_KEYS, *DATE_KEYS, *OUTLET_KEYS, *TEXT_KEYS, *QUESTION_KEYS, *ANSWER_KEYS, "id", "author", "url"))

# From this many words on, a column of text is the prose of an article, not a value of a table.
PROSE_WORDS = 60
_SPACE = re.compile(r"\s+")


def row_document(fields: Sequence[Field], part: str, title: str | None = None, path: str = "") -> Document | None:
    """Return the document of a row, None for one without a value; `title` is used where the row states none.

    `path` is what stands before its labels, as in "path.label", where it was found inside another. Each column is a line
    "label: value", in the order given, an answer right after its question. A long text column stands below the others as
    prose; a row that is nothing but a text is that text. A message of a chat is written as "author (time): text".
    """
    filled = [(clean_label(label), value) for label, text in fields if (value := _value(text))]
    if not filled:
        return None
    keys = {key_of(label, path): value for label, value in reversed(filled)}
    said = None if any(key in keys for key in TITLE_KEYS) else row_as_message(filled, path)
    body = next((field for field in filled if _is_prose(field, path, len(filled))), None)
    text, blocks = record([field for field in filled if field is not body], path)
    if said and not body:
        text, blocks = said[0], (said[1],)
    elif body:
        start = len(text) + 2 if text else 0
        text = f"{text}\n\n{body[1]}" if text else body[1]
        blocks = (*blocks, *paragraphs(text, start, len(text)))
    return Document(
        part=part,
        text=text,
        title=_first(keys, TITLE_KEYS) or title,
        date=parse_date(_first(keys, DATE_KEYS) or ""),
        outlet=_first(keys, OUTLET_KEYS),
        blocks=blocks,
    )


def sections_document(groups: Sequence[Sequence[Field]], part: str) -> Document:
    """Return the document of settings in groups: a record each, with blank lines between."""
    text = ""
    blocks: list[Block] = []
    for group in groups:
        start = len(text) + 2 if text else 0
        filled = [(clean_label(label), value) for label, inner in group if (value := _value(inner))]
        lines, found = record(filled, start=start)
        if lines:
            text = f"{text}\n\n{lines}" if text else lines
            blocks += found
    return Document(part=part, text=text, blocks=tuple(blocks))


def _first(fields: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((_SPACE.sub(" ", fields[key]) for key in keys if key in fields), None)


def _is_prose(field: Field, path: str, count: int) -> bool:
    label, value = field
    return key_of(label, path) in TEXT_KEYS and (count == 1 or "\n\n" in value or len(value.split()) >= PROSE_WORDS)


def _value(text: str) -> str:
    return clean(text).strip()
