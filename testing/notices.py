"""A corpus that changes again and again, and questions about it whose right answer is known at every moment."""

import itertools
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from threading import Lock
from typing import Any, NamedTuple

from qa_bot.ingestion.ingest import ingest
from qa_bot.ingestion.report import Progress
from qa_bot.models.protocols import Embedder

TOWNS = tuple(
    f"{first}{last}" for first in "Ald Bex Cor Dun Els Fen Gar Hol Ing Kel".split() for last in ("moor", "ford", "wick", "by")
)
FACTS = {
    "ferry": ("The ferry of {town} carries {number} passengers a day.", "How many passengers does the ferry of {town} carry a day?"),
    "school": ("The school of {town} has {number} pupils.", "How many pupils does the school of {town} have?"),
    "mill": ("The mill of {town} grinds {number} sacks of flour a week.", "How many sacks of flour does the mill of {town} grind a week?"),
    "library": ("The library of {town} lends {number} books a month.", "How many books does the library of {town} lend a month?"),
}  # fmt: skip
OPENINGS = (
    "",
    "Please tell me: ",
    "I would like to know: ",
    "A visitor asks: ",
    "Quick question. ",
    "Hello, ",
    "One more thing: ",
)
CLOSINGS = (
    "",
    " Thank you.",
    " I could not find it.",
    " It is for the town's paper.",
    " Roughly is fine.",
    " We want to be sure.",
    " Sorry for asking.",
    " It matters today.",
)
UNKNOWN = "Who painted the town hall of {town}?"
# A question that comes so long after a state was published must be answered from it.
FRESH_S = 2.0


class Told(NamedTuple):
    """A question that was asked at a moment, and the JSON of its answer."""

    question: str
    asked_at: float
    answer: dict[str, Any]


class Notices:
    """The corpus: a file for each town. The version is the number of passengers of the first town's ferry."""

    def __init__(self, folder: Path, towns: int = len(TOWNS)) -> None:
        self.folder = folder
        self.towns = TOWNS[:towns]
        self.version = 1000
        self._published: list[tuple[float, int]] = []
        self._lock = Lock()
        folder.mkdir(parents=True)
        for number, town in enumerate(self.towns):
            self._write(town, self.version if number == 0 else 200 + number)

    def publish(self, index_dir: Path, embedder: Embedder) -> None:
        """Change the corpus and publish it: another number of passengers, a file that comes, and one that goes."""
        version = self.version + 1
        self._write(self.towns[0], version)
        (self.folder / f"note-{version}.txt").write_text(f"Note {version} of the harbour: nothing happened.\n", "utf-8")
        (self.folder / f"note-{version - 2}.txt").unlink(missing_ok=True)

        def listen(progress: Progress) -> None:
            if progress.stage == "publishing" and progress.done:
                with self._lock:
                    self._published.append((time.monotonic(), version))

        ingest(self.folder, index_dir, embedder, progress=listen)
        self.version = version

    @property
    def published(self) -> int:
        """Return how many states were published."""
        return len(self._published)

    def question(self) -> str:
        """Return the question that the version answers."""
        return FACTS["ferry"][1].format(town=self.towns[0])

    def lateness_s(self, told: Told) -> float:
        """Return for how many seconds another version than that of an answer had been published when its question was asked.

        Raise AssertionError for an answer that says nothing or something else.
        """
        quotes = [citation["quote"] for citation in told.answer.get("citations", [])]
        versions = {int(word) for quote in quotes for word in quote.split() if word.isdigit() and int(word) >= 1000}
        assert len(versions) == 1, told
        (version,) = versions
        with self._lock:
            later = [at for at, published in self._published if published > version]
        return max(0.0, told.asked_at - later[0]) if later else 0.0

    def questions(self, seed: int) -> Iterator[str]:
        """Yield questions, each once, about all towns; one of five asks what the documents do not say."""
        random = Random(seed)
        kinds = [*(question for _, question in FACTS.values()), UNKNOWN]
        worded = list(itertools.product(OPENINGS, kinds, self.towns, CLOSINGS))
        random.shuffle(worded)
        for number in itertools.count():
            for opening, question, town, closing in worded:
                yield f"{opening}{question.format(town=town)}{closing}{f' ({number})' if number else ''}"

    def _write(self, town: str, ferry: int) -> None:
        numbers = {kind: ferry if kind == "ferry" else 100 + len(town) * place for place, kind in enumerate(FACTS, 1)}
        told = [fact.format(town=town, number=numbers[kind]) for kind, (fact, _) in FACTS.items()]
        (self.folder / f"{town}.txt").write_text("\n\n".join(told) + "\n", "utf-8")
