"""Clean a question as it was typed."""

from qa_bot.errors import UsageError
from qa_bot.text.printable import without_escapes

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
