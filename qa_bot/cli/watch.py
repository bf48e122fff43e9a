"""qa-bot watch."""

import shlex
import signal
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import click

from qa_bot.cli.console import printable, write
from qa_bot.cli.options import global_options, is_quiet, located_settings
from qa_bot.corpora import LocatedSettings, named_folder
from qa_bot.corpus_folder import check_folder
from qa_bot.errors import CorpusError, DependencyError


@click.command()
@click.option("--with-parent", is_flag=True, hidden=True, help="End when standard input ends.")
@global_options
@click.pass_context
def watch(context: click.Context, with_parent: bool) -> int:
    """Keep the index up to date while files change.

    It runs until it is stopped (Ctrl-C or SIGTERM). A file that changes is searchable a few seconds later.

    Sources with an interval are fetched again when their time has come. With QA_BOT_WATCH=true, `qa-bot serve` and `qa-bot discord`
    do the same in a process of its own. It needs the extra `sources`.

    \b
    Examples:
      qa-bot watch
      qa-bot watch --corpus handbook --corpus wiki
    """
    settings = located_settings(context, several=True)
    require_watchfiles()
    for one in settings.each:
        check_folder(one.corpus_dir)
    from qa_bot.watching.child import end_with_parent
    from qa_bot.watching.watch import Watcher

    stop, quiet = threading.Event(), is_quiet(context)
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    if with_parent:
        end_with_parent(stop)

    def tell(line: str) -> None:
        if not quiet:
            write(printable(line), sys.stderr)

    Watcher(settings.each, stop, tell).run()
    return 0


def require_watchfiles() -> None:
    """Raise DependencyError if what watches is not installed."""
    try:
        import watchfiles  # noqa: F401
    except ModuleNotFoundError as error:
        raise DependencyError(f"watching needs the package {error.name}: pip install 'qa-bot[sources]'") from error


def watch_beside(settings: LocatedSettings, others: Iterable[str] = ()) -> None:
    """Watch the corpora in a process of its own, if the settings say so; `others` are the names of corpora that are asked too."""
    if not settings.watch:
        return
    require_watchfiles()
    from qa_bot.watching.child import start_watching

    start_watching(shlex.split(settings.options))
    if there := [option for name in others for option in ("--corpus", name) if _is_there(name)]:
        start_watching(there)


def _is_there(corpus: str) -> bool:
    try:
        return named_folder(Path(corpus)).is_dir()
    except CorpusError:
        return False
