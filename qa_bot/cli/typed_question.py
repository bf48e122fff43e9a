"""The question of the command line or of stdin; it imports nothing heavy, for those who ask a server."""

import sys

from qa_bot.errors import UsageError

MOST_STDIN_BYTES = 1_000_000
NO_QUESTION = 'there is no question: try qa-bot ask "What do the documents say about ...?"'


def readable(argument: str) -> str:
    """Return an argument of the command line as text: bytes in it that are no UTF-8 are replaced."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def question_of(words: tuple[str, ...]) -> str:
    """Return the question of the command line or, if there is none, of stdin; raise UsageError if neither has one."""
    if words and words != ("-",):
        return readable(" ".join(words))
    # A closed stdin is None. Nobody types a question into a terminal who has not been asked for one.
    if sys.stdin is None or (not words and sys.stdin.isatty()):
        raise UsageError(NO_QUESTION)
    try:
        text = sys.stdin.buffer.read(MOST_STDIN_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError) as error:
        raise UsageError(f"stdin cannot be read ({error}), and {NO_QUESTION}") from error
    if not text.strip():
        raise UsageError(f"stdin is empty, and {NO_QUESTION}")
    return text
