"""Records: fields as "label: value" lines, with the blocks that they are."""

import re
from collections.abc import Iterable, Sequence

from qa_bot.documents.blocks import Block
from qa_bot.text.sentences import trimmed

Field = tuple[str, str]
MOST_LABEL_CHARS = 500

QUESTION_KEYS = ("question", "q", "query", "prompt", "frage", "question_text")
ANSWER_KEYS = ("answer", "a", "response", "reply", "antwort", "answer_text", "completion")
# Or a blank line, taken as a whole: else a long one would be tried from each of its places.
_PARAGRAPH = re.compile(r"[^\S\n]*+\S[^\n]*(?:\n[^\S\n]*+\S[^\n]*)*+|[^\S\n]++")


def record(fields: Sequence[Field], path: str = "", start: int = 0) -> tuple[str, tuple[Block, ...]]:
    """Return the text of fields, a line each, and its one block, their record, as it is where the text begins at `start`."""
    lines: list[str] = []
    blocks: list[Block] = []
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
    return tuple(Block("paragraph", begin, stop) for begin, stop in spans if begin < stop)


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
    return next((place for place, (label, _) in enumerate(fields) if key_of(label, path) in keys), None)


def key_of(label: str, path: str) -> str:
    """Return a label as it is looked up: without the path before it, case apart."""
    return label.removeprefix(f"{path}.").casefold() if path else label.casefold()


def clean(text: str) -> str:
    """Return a text with plain newlines, without NUL characters and lone surrogates."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "ignore").decode("utf-8")


def clean_label(text: str) -> str:
    """Return a label on one line, without the colon at its end, and not too long: it stands in every row."""
    line = " ".join(clean(text[: 2 * MOST_LABEL_CHARS]).split())[:MOST_LABEL_CHARS]
    return line.rstrip(":").rstrip() or "value"
