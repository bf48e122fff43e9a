"""From the fields of a row to its document: one record of "label: value" lines."""

import re
from collections.abc import Iterable, Sequence

from qa_bot.documents.blocks import Block
from qa_bot.documents.dates import parse_date
from qa_bot.documents.document import Document
from qa_bot.text.sentences import trimmed

Field = tuple[str, str]

TITLE_KEYS = ("title", "headline", "subject", "name")
DATE_KEYS = ("date", "published", "published_at", "publication_date", "pubdate")
OUTLET_KEYS = ("source", "outlet", "publisher", "site_name")
TEXT_KEYS = ("text", "content", "body", "article", "message")
QUESTION_KEYS = ("question", "q", "query", "prompt", "frage", "question_text")
ANSWER_KEYS = ("answer", "a", "response", "reply", "antwort", "answer_text", "completion")
KNOWN_KEYS = frozenset((*TITLE_KEYS, *DATE_KEYS, *OUTLET_KEYS, *TEXT_KEYS, *QUESTION_KEYS, *ANSWER_KEYS, "id", "author", "url"))

# From this many words on, a column of text is the prose of an article, not a value of a table.
PROSE_WORDS = 60
_SPACE = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")


def row_document(fields: Sequence[Field], part: str, title: str | None = None, path: str = "") -> Document | None:
    """Return the document of a row, None for one without a value; `title` is used where the row states none.

    `path` is what stands before its labels, as in "path.label", where it was found inside another. Each column is a line
    "label: value", in the order given, an answer right after its question. A long text column stands below the others as
    prose; a row that is nothing but a text is that text.
    """
    filled = [(_label(label), value) for label, text in fields if (value := _value(text))]
    if not filled:
        return None
    keys = {_key(label, path): value for label, value in reversed(filled)}
    body = next((field for field in filled if _is_prose(field, path, len(filled))), None)
    text, blocks = record([field for field in filled if field is not body], path)
    if body:
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


def record(fields: Sequence[Field], path: str = "") -> tuple[str, tuple[Block, ...]]:
    """Return the text of fields, a line each, and its one block: their record."""
    lines: list[str] = []
    blocks: list[Block] = []
    start = 0
    for label, value in _answers_after_questions(fields, path):
        line = f"{label}: {value}"
        marks = (Block("label", start, start + len(label)), Block("value", start + len(label) + 2, start + len(line)))
        blocks.append(Block("field", start, start + len(line), marks))
        lines.append(line)
        start += len(line) + 1
    if not blocks:
        return "", ()
    children = tuple(_with_entry(blocks, lines, path))
    return "\n".join(lines), (Block("record", blocks[0].start, blocks[-1].end, children),)


def paragraphs(text: str, start: int, end: int) -> tuple[Block, ...]:
    """Return the paragraphs of text[start:end]: what blank lines separate."""
    spans = (trimmed(text, *match.span()) for match in _PARAGRAPH.finditer(text, start, end))
    return tuple(Block("paragraph", *span) for span in spans)


def _answers_after_questions(fields: Sequence[Field], path: str) -> list[Field]:
    ordered = list(fields)
    question, answer = _place(ordered, QUESTION_KEYS, path), _place(ordered, ANSWER_KEYS, path)
    if question is not None and answer is not None and answer != question + 1:
        moved = ordered.pop(answer)
        ordered.insert(question + 1 if question < answer else question, moved)
    return ordered


def _with_entry(blocks: Sequence[Block], lines: Sequence[str], path: str) -> Iterable[Block]:
    """Yield the fields, a question and its answer as an entry."""
    labels = [(line[: block.children[0].end - block.start], "") for line, block in zip(lines, blocks, strict=True)]
    question = _place(labels, QUESTION_KEYS, path)
    if question is None or _place(labels, ANSWER_KEYS, path) != question + 1:
        yield from blocks
        return
    asked, answered = (blocks[i].children[1] for i in (question, question + 1))
    parts = (Block("question", asked.start, asked.end), Block("answer", answered.start, answered.end))
    yield from blocks[:question]
    yield Block("entry", blocks[question].start, blocks[question + 1].end, parts)
    yield from blocks[question + 2 :]


def _place(fields: Sequence[Field], keys: tuple[str, ...], path: str) -> int | None:
    return next((place for place, (label, _) in enumerate(fields) if _key(label, path) in keys), None)


def _key(label: str, path: str) -> str:
    return label.removeprefix(f"{path}.").casefold() if path else label.casefold()


def _first(fields: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((_SPACE.sub(" ", fields[key]) for key in keys if key in fields), None)


def _is_prose(field: Field, path: str, count: int) -> bool:
    label, value = field
    return _key(label, path) in TEXT_KEYS and (count == 1 or "\n\n" in value or len(value.split()) >= PROSE_WORDS)


def _label(text: str) -> str:
    return _SPACE.sub(" ", clean(text)).strip().rstrip(":").rstrip() or "value"


def _value(text: str) -> str:
    return clean(text).strip()


def clean(text: str) -> str:
    """Return a text with plain newlines, without NUL characters and lone surrogates."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "ignore").decode("utf-8")
