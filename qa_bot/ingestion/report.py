"""What an ingest did, file by file."""

from collections import Counter
from collections.abc import Callable
from typing import Literal

from qa_bot.frozen import Frozen

Outcome = Literal["added", "changed", "unchanged", "removed", "skipped"]


class FileOutcome(Frozen):
    """Be what happened to a file; `reason` says why it was skipped, `notes` what of it was not read."""

    source: str
    outcome: Outcome
    reason: str | None = None
    notes: tuple[str, ...] = ()


class IngestReport(Frozen):
    """Be the result of an ingest; `published` is False when nothing had changed, or for a dry run."""

    published: bool
    dry_run: bool
    generation: int
    documents: int
    chunks: int
    embedded: int
    seconds: float
    files: tuple[FileOutcome, ...]

    def counts(self) -> dict[str, int]:
        """Return how many files ended with each outcome."""
        return dict(Counter(file.outcome for file in self.files))


class Progress(Frozen):
    """Be how far an ingest is; `stage` is a word for the user."""

    stage: str
    done: int
    total: int


ProgressListener = Callable[[Progress], None]


def ignore_progress(progress: Progress) -> None:
    """Listen to nothing."""
