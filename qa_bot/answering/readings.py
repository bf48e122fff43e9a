"""Clean a question as it was typed, and correct its spelling."""

import re
from collections.abc import Sequence

from qa_bot.errors import UsageError
from qa_bot.text.escapes import without_escapes

MAX_QUESTION_CHARS = 4000


def clean_question(question: str) -> str:
    """Return a question on one line without control characters; raise UsageError when it is empty or far too long."""
    if len(question) > MAX_QUESTION_CHARS:
        raise UsageError(
            f"the question has {len(question):,} characters, at most {MAX_QUESTION_CHARS:,} are read: ask a shorter one"
        )
    cleaned = " ".join("".join(c if c.isprintable() else " " for c in without_escapes(question)).split())
    if not any(c.isalnum() for c in cleaned):
        raise UsageError("the question is empty: type a question, in quotation marks")
    return cleaned


def corrected(question: str, corrections: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """Return a question with each misspelt word replaced by the nearest word of the corpus, its capitals kept."""
    for typed, nearest in corrections:
        replacement = nearest[0]
        if typed.isupper():
            replacement = replacement.upper()
        elif typed[0].isupper():
            replacement = replacement[0].upper() + replacement[1:]
        question = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", replacement.replace("\\", ""), question)
    return question
