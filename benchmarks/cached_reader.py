"""The bundled reader with a cache on disk, so that a second fit of the figures takes only seconds."""

import hashlib
import pickle
from collections.abc import Sequence
from pathlib import Path

from qa_bot.models.bundled_reader import BundledReader
from qa_bot.models.protocols import HeadedText, Reading
from qa_bot.models.weights import CHECKSUMS, READER


class CachedReader(BundledReader):
    """The bundled reader with a cache; `folder` keeps its readings, under the checksum of its weights."""

    def __init__(self, folder: Path, locates: bool = True) -> None:
        super().__init__()
        self.locates = locates
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / f"readings-{CHECKSUMS[READER][:12]}.pickle"
        self._known: dict[bytes, Reading] = pickle.loads(self._file.read_bytes()) if self._file.is_file() else {}

    def read(self, question: str, texts: Sequence[HeadedText]) -> tuple[Reading, ...]:
        """Return a reading of each text for the question, in the order given."""
        keys = [hashlib.sha256("\0".join((question, *text)).encode()).digest() for text in texts]
        unread = {key: text for text, key in zip(texts, keys, strict=True) if key not in self._known}
        self._known.update(zip(unread, super().read(question, list(unread.values())), strict=True))
        return tuple(self._known[key] for key in keys)

    def save(self) -> None:
        """Save the readings."""
        self._file.write_bytes(pickle.dumps(self._known))
