"""The item that "the second" means: of a numbered list, of names, or of whatever the answer lists."""

import re
from collections.abc import Iterator

from qa_bot.conversation import Turn
from qa_bot.text.english import ORDINALS
from qa_bot.text.names import name_spans
from qa_bot.text.sentences import split_sentences
from qa_bot.text.stems import content_stems
from qa_bot.understanding.antecedents import listed_together
from qa_bot.understanding.said import MARKER, unlabelled, without_markers

LONGEST_ITEM_CHARS = 300
_NUMBERED_ITEM = re.compile(r"(?:^|\s)(\d)[.)]\s+(.+?)(?=\s\d[.)]\s|$)", re.S)
_BULLET = re.compile(r"^\s*[-*•]\s+(.+)$", re.M)
# "three sizes: 500 g, 750 g and 1 kg", "the first from Malta, the second from Cairo".
_SEPARATOR = re.compile(r",?\s+(?:and|or)\s+|[,;]\s+")
_ORDINAL = re.compile(rf"\bthe\s+(?:{'|'.join(ORDINALS)}|former|last|latter)\b", re.I)
LONGEST_WORDS = 8
# A short item that begins no sentence: "the Oak Room", "pottery on Fridays".
_BEGINS_NOUN = re.compile(r"(?:the\s+[A-ZÀ-ÖØ-Þ]|[a-zß-öø-ÿ])\S*(?:\s+\S+){0,3}$")
# How a question about an item begins; the next question is about the whole list again.
ASIDE = "What about"


def item_of(last: Turn, position: int) -> str | None:
    """Return the item at a position (from 0; -1 is the last) of what the last turn lists; None if it lists too few."""
    said = without_markers(last.answer or "")
    for items in (_records(last.answer or ""), *_lists(said, last.question)):
        if len(items) > 1 and position < len(items):
            return items[position].rstrip(" .;")[:LONGEST_ITEM_CHARS]
    return None


def put_item(question: str, span: tuple[int, int], item: str) -> str:
    """Return a question with an item in the place of the ordinal; a bare ordinal asks about the item."""
    is_bare = not re.search(r"\w", question[: span[0]] + question[span[1] :])
    if is_bare or not content_stems(_ORDINAL.sub("", question)):
        return f"{ASIDE} {item}?"
    if name_spans(item)[:1] == ((0, len(item)),) or _BEGINS_NOUN.match(item):
        return f"{question[: span[0]]}{item}{question[span[1] :]}"
    return f"{question.rstrip('?!. ')}: {item}?"


def _lists(said: str, question: str) -> Iterator[tuple[str, ...]]:
    """Yield what may be the list that is meant, likeliest first."""
    yield tuple(match.group(2).strip() for match in _NUMBERED_ITEM.finditer(said))
    yield tuple(match.group(1).strip() for match in _BULLET.finditer(said))
    yield listed_together(said)
    yield listed_together(question)
    for start, end in split_sentences(said):
        _, colon, after_colon = said[start:end].rpartition(": ")
        items = tuple(part.strip(" .") for part in _SEPARATOR.split(after_colon))
        if len(items) > (1 if colon else 2) and all(0 < len(item.split()) <= LONGEST_WORDS for item in items):
            yield items
    yield tuple(said[start:end] for start, end in split_sentences(said))


def _records(answer: str) -> tuple[str, ...]:
    """Return what each row or record of an answer is called: its first value with a letter; () if it has none."""
    cited = [unlabelled(part) for part in MARKER.split(answer) if part.strip()]
    values = [next((v.strip() for v in part.split(";") if re.search(r"[^\W\d_]", v)), "") for part in cited if ";" in part]
    return tuple(values) if len(values) == len(cited) else ()
