"""The earlier turns a question may refer to."""

from qa_bot.frozen import Frozen


class Turn(Frozen):
    """Be one earlier question; without an answer it is context only and is not answered again."""

    question: str
    answer: str | None = None
