"""The corpus: is it there, can it be read, is it indexed as it is now."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote

from qa_bot.application import run_ingest
from qa_bot.corpora import LocatedSettings
from qa_bot.corpus_folder import refused_folder
from qa_bot.doctor.finding import Finding
from qa_bot.errors import CorpusError, IndexUnusableError
from qa_bot.ingestion.report import FileOutcome

NAMED = 3
_UNREADABLE = "cannot be read ("


def files(settings: LocatedSettings) -> Iterator[Finding]:
    """Yield what is wrong with the folder, its files, or between them and the index."""
    folder = settings.corpus_dir
    if refused := refused_folder(folder):
        yield unreadable(refused)
        return
    if not folder.is_dir():
        problem = f"the corpus folder {folder} does not exist: answers come from what was indexed, if anything was"
        yield _fault("corpus-missing", problem, f"mkdir -p {quote(str(folder))}")
        return
    try:
        outcomes = run_ingest(settings, dry_run=True).files
    except CorpusError as error:
        yield _fault("corpus-empty", str(error), f"ls -la {quote(str(folder))}")
        return
    except IndexUnusableError:
        return  # The index tells what is wrong with it.
    yield from _outcomes(settings, outcomes)


def unreadable(refused: Path) -> Finding:
    """Return that the user has no permission for a folder, the corpus or one above it."""
    problem = f"the corpus cannot be read: there is no permission for the folder {refused}"
    return _fault("corpus-unreadable", problem, f"chmod u+rx {quote(str(refused))}")


def _outcomes(settings: LocatedSettings, outcomes: Sequence[FileOutcome]) -> Iterator[Finding]:
    """Yield what an ingest would meet."""
    folder = settings.corpus_dir
    unreadable = [one for one in outcomes if _UNREADABLE in (one.reason or "")]
    if unreadable:
        paths = " ".join(quote(str(folder / one.source)) for one in unreadable[:NAMED])
        yield _fault("files-unreadable", f"{_named(unreadable)} cannot be read", f"chmod -R u+rX {paths}")
    if not any(one.outcome in ("added", "changed", "unchanged") for one in outcomes):
        problem = f"the corpus folder {folder} holds no documents any more: after the next ingest nothing is answered"
        yield Finding(name="corpus-empty", kind="advice", problem=problem, command=f"ls -la {quote(str(folder))}")
    if pending := [one for one in outcomes if one.outcome in ("added", "changed", "removed")]:
        problem = f"{_named(pending)} differ from the index"
        yield Finding(name="files-pending", kind="advice", problem=problem, command=settings.command("ingest"))
    skipped = [one for one in outcomes if one.outcome == "skipped" and one not in unreadable and one.reason != "hidden"]
    if skipped:
        problem = f"{_named(skipped)} are not indexed ({skipped[0].reason})"
        yield Finding(name="files-skipped", kind="advice", problem=problem, command=settings.command("status"))


def _named(outcomes: Sequence[FileOutcome]) -> str:
    """Return how many files there are, and the names of the first."""
    names = ", ".join(one.source for one in outcomes[:NAMED])
    return f"{len(outcomes)} file{'' if len(outcomes) == 1 else 's'} ({names}{', ...' if len(outcomes) > NAMED else ''})"


def _fault(name: str, problem: str, command: str) -> Finding:
    return Finding(name=name, kind="configuration", problem=problem, command=command)
