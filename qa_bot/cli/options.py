"""The options that every command takes, before or after its name, and the settings they lead to."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from qa_bot import __version__
from qa_bot.corpora import LocatedSettings, locate
from qa_bot.errors import UsageError
from qa_bot.settings import Settings, load_settings

Command = TypeVar("Command", bound=Callable[..., Any])
_META = "qa_bot."
# Where the options that name the corpus are kept for an error message.
OPTIONS = "options"
REMEDY = "`qa-bot ingest"
CORPUS_HELP = "The corpus to ask: a folder of documents, or a name from `qa-bot corpus add`, which wins over a folder; ./NAME is the folder.  [./seeds]"
INDEX_HELP = "The folder of the index; without --corpus, the corpus is the one it was made of.  [./index/<corpus>]"


def global_options(command: Command) -> Command:
    """Give a command the global options; if an option is given twice, the last one counts, but a second corpus is refused."""
    for option in (
        click.version_option(__version__, prog_name="qa-bot", message="%(prog)s %(version)s"),
        _option("-q", "--quiet", is_flag=True, help="Print no progress and no warnings."),
        _option("-v", "--verbose", count=True, help="Log what happens to stderr; -vv logs more."),
        click.option(
            "--corpus", metavar="NAME|DIR", multiple=True, expose_value=False, callback=_remember_corpus, help=CORPUS_HELP
        ),
        _option("--index", type=click.Path(path_type=Path), metavar="DIR", help=INDEX_HELP),
    ):
        command = option(command)
    return command


def asking_options(command: Command) -> Command:
    """Give a command the options of asking a question."""
    told = "Answer only if less than this share of the answers is wrong: 5% or 0.05 (docs/confidence.md)."
    return _option("--max-wrong", metavar="SHARE", help=told)(command)


def settings_of(context: click.Context) -> Settings:
    """Return the settings from environment, `.env` and global options, and start the log."""
    _configure_logging(context)
    return load_settings(
        index_dir=context.meta.get(f"{_META}index"),
        corpus_dir=context.meta.get(f"{_META}corpus"),
        max_wrong=context.meta.get(f"{_META}max_wrong"),
    )


def located_settings(context: click.Context) -> LocatedSettings:
    """Return the settings with the corpus and the index that the command works on; raise CorpusError if they do not fit."""
    located = locate(settings_of(context))
    if context.obj is not None:
        context.obj[OPTIONS] = located.options
    return located


def naming_corpus(message: str, options: str) -> str:
    """Return a message in which the command that repairs an index names the corpus, so that it can be typed as it stands."""
    return message.replace(REMEDY, f"{REMEDY}{options}")


def is_quiet(context: click.Context) -> bool:
    """Tell whether --quiet was given."""
    return bool(context.meta.get(f"{_META}quiet"))


def _option(*names: str, **attributes: Any) -> Callable[[Command], Command]:
    return click.option(*names, expose_value=False, callback=_remember, **attributes)


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    # An empty value is an error: a script may have left a variable unset.
    if value or value == "":
        context.meta[f"{_META}{parameter.name}"] = value


def _remember_corpus(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> None:
    """Keep the corpus; raise UsageError for a second one, instead of answering from one of them."""
    for value in values:
        known = context.meta.setdefault(f"{_META}{parameter.name}", value)
        if known != value:
            raise UsageError(f"--corpus names {known} and {value}: a question is asked of one corpus, so ask each in turn")


def _configure_logging(context: click.Context) -> None:
    """Send the log to stderr, at the level that was asked for."""
    level = {0: logging.WARNING, 1: logging.INFO}.get(int(context.meta.get(f"{_META}verbose") or 0), logging.DEBUG)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("qa_bot").setLevel(logging.ERROR if is_quiet(context) else level)
