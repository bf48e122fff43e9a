"""Questions and their answers: bring what stands under a question together with it."""

import re
from collections.abc import Sequence

from qa_bot.documents.blocks import Block

MOST_QUESTION_CHARS = 300
# So many answers tell how long the last one may be.
FEWEST_BEFORE = 2
# "Q:", "Question 3.", "F." is left alone: a letter alone may be an item of a list.
_MARK = re.compile(r"[\W_]*(?:q(?:uestion)?\s*\d*\s*[:.)]\s*[*_]*\s*|frage\s*\d*\s*[:.)]\s*)", re.I)
_ANSWER_MARK = re.compile(r"[\W_]*(?:a(?:nswer)?\s*\d*\s*[:.)]|antwort\s*\d*\s*[:.)])\s*[*_]*\s*", re.I)


def looks_like_question(text: str) -> bool:
    """Tell whether a line is a question that may head its answer."""
    bare = text.strip("*_# \t\r\n")
    return len(bare) <= MOST_QUESTION_CHARS and "\n" not in bare and (bare.endswith("?") or bool(_MARK.match(bare)))


def question_mark_of(text: str) -> re.Match[str] | None:
    """Return the "Q:" at the beginning of a text."""
    return _MARK.match(text)


def answer_mark_of(text: str) -> re.Match[str] | None:
    """Return the "A:" at the beginning of a text."""
    return _ANSWER_MARK.match(text)


def group_entries(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks with every question that something stands under made an entry of question and answer.

    A question is a block of that kind, or a heading that ends in a question mark; its answer reaches to the next question or
    heading, for a heading that is a question to the next heading of its level or above it. The last answer of several is no
    longer than those before it: what follows is no part of it.
    """
    grouped: list[Block] = []
    longest: list[int] = []
    position = 0
    while position < len(blocks):
        block = blocks[position]
        stop = _end_of_answer(text, blocks, position)
        if stop == position + 1:
            grouped.append(block._replace(kind="paragraph") if block.kind == "question" else block)
            longest = longest if block.kind == "furniture" else []
        else:
            length = stop - position - 1
            is_last = block.kind == "question" and (stop == len(blocks) or blocks[stop].kind != "question")
            if is_last and len(longest) >= FEWEST_BEFORE:
                stop = position + 1 + min(length, max(longest))
            longest.append(length)
            grouped.append(_entry(block, group_entries(text, blocks[position + 1 : stop])))
        position = stop
    return tuple(grouped)


def _entry(question: Block, inner: Sequence[Block]) -> Block:
    answer = Block("answer", inner[0].start, inner[-1].end, tuple(inner))
    return Block("entry", question.start, answer.end, (Block("question", question.start, question.end), answer))


def _end_of_answer(text: str, blocks: Sequence[Block], position: int) -> int:
    block = blocks[position]
    by_heading = block.kind == "heading" and text[block.start : block.end].rstrip("*_ ").endswith("?")
    if not by_heading and block.kind != "question":
        return position + 1
    stop = position + 1
    while stop < len(blocks):
        following = blocks[stop]
        if following.kind == "question" and not by_heading:
            break
        if following.kind in ("heading", "title") and (
            not by_heading or following.level <= block.level or _asks(text, following)
        ):
            break
        stop += 1
    return stop


def _asks(text: str, block: Block) -> bool:
    return text[block.start : block.end].rstrip("*_ ").endswith("?")
