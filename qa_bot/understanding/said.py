"""What an earlier turn said, as a follow-up refers to it."""

import re

from qa_bot.conversation import Turn
from qa_bot.text.sentences import split_sentences
from qa_bot.text.stems import content_stems

_MARKER = re.compile(r"\s*\[\d+\]")


def said_first(turn: Turn) -> str:
    """Return the first sentence of a turn's answer, without citation markers."""
    text = without_markers(turn.answer or "")
    return next((text[start:end] for start, end in split_sentences(text)), "")


def said_to(before: str, turn: Turn) -> str:
    """Return the sentence of a turn's answer that has the most words of the question, the first of equals."""
    text = without_markers(turn.answer or "")
    wanted = content_stems(before)
    sentences = [text[start:end] for start, end in split_sentences(text)]
    return max(sentences, key=lambda sentence: len(content_stems(sentence) & wanted), default="")


def without_markers(answer: str) -> str:
    """Return an answer without its citation markers."""
    return _MARKER.sub("", answer)
