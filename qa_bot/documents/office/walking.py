"""The walk through the content of a text document, the same in Word and OpenDocument."""

from abc import ABC, abstractmethod
from xml.etree.ElementTree import Element

from qa_bot.documents.writing import Draft, one_line

# Deeper than any document that a person wrote.
DEEPEST = 60


class Walk(ABC):
    """Write what stands below an element into blocks of Markdown; `left_out` says what was not read."""

    def __init__(self) -> None:
        self.left_out: set[str] = set()

    def blocks(self, parent: Element) -> list[str]:
        """Return the blocks below an element."""
        draft = Draft()
        self._write(parent, draft, 0)
        return draft.blocks()

    def text(self, parent: Element) -> str:
        """Return the text below an element on one line, that of its notes and boxes too."""
        return one_line("\n".join(self.blocks(parent)))

    def _write(self, parent: Element, draft: Draft, depth: int) -> None:
        if depth > DEEPEST:
            self.left_out.add("parts that are nested too deeply were not read")
            return
        for child in parent:
            self._write_child(child, draft, depth)

    @abstractmethod
    def _write_child(self, child: Element, draft: Draft, depth: int) -> None:
        """Write one element, its inner ones one level deeper."""
