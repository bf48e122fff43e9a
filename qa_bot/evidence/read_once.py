"""Read no text twice for the same question: a short passage is a piece of its own, and wordings of a question share passages."""

from collections.abc import Sequence

from qa_bot.models.protocols import HeadedText, Reader, Reading


class ReadOnce:
    """A reader that keeps its readings of one question in all its wordings."""

    def __init__(self, reader: Reader) -> None:
        self.name, self.locates = reader.name, reader.locates
        self._reader = reader
        self._known: dict[tuple[str, HeadedText], Reading] = {}

    def read(self, question: str, texts: Sequence[HeadedText]) -> tuple[Reading, ...]:
        """Return a reading of each text for the question, in the order given."""
        fresh = [text for text in dict.fromkeys(texts) if (question, text) not in self._known]
        if fresh:
            self._known |= zip(((question, text) for text in fresh), self._reader.read(question, fresh), strict=True)
        return tuple(self._known[question, text] for text in texts)
