"""What an ingest did, file by file."""

from collections import Counter
from collections.abc import Callable
from typing import Literal

from qa_bot.frozen import Frozen

Outcome = Literal["added", "changed", "unchanged", "removed", "skipped"]


class FileOutcome(Frozen):
    """What happened to a file; `reason` says why it was skipped, `notes` which parts of it were not read."""

    source: str
    outcome: Outcome
    reason: str | None = None
    notes: tuple[str, ...] = ()


class IngestReport(Frozen):
    """The result of an ingest; `published` is False if nothing had changed, or for a dry run.

    `purged` is how many documents that were removed or changed were deleted, or would be; None where that was not asked for.
    """

    published: bool
    dry_run: bool
    generation: int
    documents: int
    chunks: int
    embedded: int
    seconds: float
    files: tuple[FileOutcome, ...]
    purged: int | None = None

    def counts(self) -> dict[str, int]:
        """Return how many files ended with each outcome."""
        return dict(Counter(file.outcome for file in self.files))


class Progress(Frozen):
    """How far an ingest is; `stage` is shown to the user."""

    stage: str
    done: int
    total: int


ProgressListener = Callable[[Progress], None]


def ignore_progress(progress: Progress) -> None:
    """Listen to nothing."""
