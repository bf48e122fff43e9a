"""Show how far an ingest is: a bar on a terminal, a few plain lines elsewhere; always on stderr."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from qa_bot.cli.console import is_terminal, write
from qa_bot.ingestion.report import Progress, ProgressListener, ignore_progress


@contextmanager
def showing_progress(quiet: bool) -> Iterator[ProgressListener]:
    """Provide a listener that shows progress while the block runs."""
    if quiet:
        yield ignore_progress
    elif is_terminal(sys.stderr) and not os.environ.get("NO_COLOR"):
        with _bar() as listener:
            yield listener
    else:
        yield _Lines()


@contextmanager
def _bar() -> Iterator[ProgressListener]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        tasks = {}

        def listen(progress: Progress) -> None:
            if progress.total and progress.stage not in tasks:
                tasks[progress.stage] = bar.add_task(progress.stage, total=progress.total)
            if progress.stage in tasks:
                bar.update(tasks[progress.stage], completed=progress.done)

        yield listen


class _Lines:
    """A listener that writes a line when a stage begins and at every tenth of it."""

    def __init__(self) -> None:
        self._written: tuple[str, int] | None = None

    def __call__(self, progress: Progress) -> None:
        if not progress.total:
            return
        step = (progress.stage, 10 * progress.done // progress.total)
        if step != self._written:
            self._written = step
            write(f"{progress.stage}: {progress.done} of {progress.total}", sys.stderr)
