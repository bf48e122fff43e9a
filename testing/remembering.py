"""A reader that reads a text for a question once in a run: many tests ask the same questions of the same documents."""

from collections.abc import Sequence

from qa_bot.models.bundled_reader import BundledReader
from qa_bot.models.protocols import HeadedText, Reading


class RememberingReader(BundledReader):
    """The bundled reader with its readings kept: each text is run by itself, so that what stands beside it changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[tuple[str, HeadedText], Reading] = {}

    def read(self, question: str, texts: Sequence[HeadedText]) -> tuple[Reading, ...]:
        """Return a reading of each text for the question, in the order given."""
        unread = [text for text in dict.fromkeys(texts) if (question, text) not in self._known]
        for text, reading in zip(unread, super().read(question, unread), strict=True):
            self._known[question, text] = reading
        return tuple(self._known[question, text] for text in texts)
