"""The options that every command takes, before or after its name, and the settings they lead to."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from qa_bot import __version__
from qa_bot.cli.log import JsonLine, configure_log, write_lines
from qa_bot.corpora import LocatedSettings, join, locate
from qa_bot.errors import UsageError
from qa_bot.filters import Filters, make_filters
from qa_bot.setting_values import JSON
from qa_bot.settings import Settings, load_settings, with_model

Command = TypeVar("Command", bound=Callable[..., Any])
_META = "qa_bot."
# Where the options that name the corpus are kept for an error message.
OPTIONS = "options"
# A command that a message tells to run, and that says nothing of the corpus itself.
_COMMAND = re.compile(r"`qa-bot (?:ask|chat|eval|ingest|list|search|show|status)\b(?![^`]*--(?:corpus|index)\b)")
CORPUS_HELP = "The corpus to ask: a folder of documents, or a name from `qa-bot corpus add`, which wins over a folder; ./NAME is the folder. Can be repeated to ask several.  [./seeds]"
INDEX_HELP = "The folder of the index; without --corpus, the corpus is the one it was made of.  [./index/<corpus>]"


def global_options(command: Command) -> Command:
    """Give a command the global options; if an option is given twice, the last one counts, but several corpora are several."""
    for option in (
        click.version_option(__version__, prog_name="qa-bot", message="%(prog)s %(version)s"),
        _option("-q", "--quiet", is_flag=True, help="Print no progress and no warnings."),
        _option(
            "-v",
            "--verbose",
            count=True,
            help="Log what happens to stderr, a line each; -vv logs more, texts of the documents included.",
        ),
        click.option(
            "--corpus", metavar="NAME|DIR", multiple=True, expose_value=False, callback=_remember_all, help=CORPUS_HELP
        ),
        _option("--index", type=click.Path(path_type=Path), metavar="DIR", help=INDEX_HELP),
    ):
        command = option(command)
    return command


def asking_options(command: Command) -> Command:
    """Give a command the options of asking a question."""
    told = "Answer only if less than this share of the answers is wrong: 5% or 0.05 (docs/confidence.md)."
    model = "The language model that writes, such as ollama:llama3.1; none for the documents' own words.  [QA_BOT_LLM]"
    with_model = _option("--llm", metavar="MODEL", help=model)(command)
    return filter_options(_option("--max-wrong", metavar="SHARE", help=told)(with_model))


def filter_options(command: Command) -> Command:
    """Give a command the options that choose documents."""
    for option in (
        _option("--until", metavar="DATE", help="Use only documents dated at or before a year, month or day."),
        _option("--since", metavar="DATE", help="Use only documents dated in or after a year, month or day: 2024, 2024-03-15."),
        click.option(
            "--in",
            "within",
            metavar="GLOB",
            multiple=True,
            expose_value=False,
            callback=_remember_all,
            help='Use only documents at these places in the corpus: "hr/", "*.pdf", "minutes/2024-*". Can be repeated.',
        ),
    ):
        command = option(command)
    return command


def filters_of(context: click.Context) -> Filters:
    """Return the filters of the options; raise UsageError when one does not fit."""
    given = {name: context.meta.get(f"{_META}{name}") for name in ("since", "until")}
    return make_filters(**{"in": context.meta.get(f"{_META}within")}, **given)


def settings_of(context: click.Context) -> Settings:
    """Return the settings from environment, `.env` and global options, and start the log.

    Raise UsageError if several corpora are named, because the command works on one.
    """
    return _settings_of_each(context, False)[0]


def located_settings(context: click.Context, several: bool = False) -> LocatedSettings:
    """Return the settings with the corpus and the index that the command works on, or with `several` of them.

    Raise CorpusError if they do not fit, UsageError if several corpora are named to a command that works on one.
    """
    located = join([locate(settings) for settings in _settings_of_each(context, several)])
    if context.obj is not None:
        context.obj[OPTIONS] = located.options
    return located


def _settings_of_each(context: click.Context, several: bool) -> list[Settings]:
    _configure_logging(context)
    corpora: tuple[str, ...] = context.meta.get(f"{_META}corpus", ())
    if len(corpora) > 1 and not several:
        raise UsageError(f"--corpus names {' and '.join(corpora)}: this command works on one corpus, so name one")
    index, share, model = (context.meta.get(f"{_META}{name}") for name in ("index", "max_wrong", "llm"))
    each = [load_settings(index_dir=index, corpus_dir=corpus, max_wrong=share) for corpus in corpora or (None,)]
    if each[0].log_format == JSON:
        write_lines(JsonLine())
    return each if model is None else [with_model(settings, model) for settings in each]


def naming_corpus(message: str, options: str) -> str:
    """Return a message in which the commands that repair an index name the corpus, so that they can be typed as they stand."""
    return _COMMAND.sub(lambda found: f"{found[0]}{options}", message)


def is_quiet(context: click.Context) -> bool:
    """Tell whether --quiet was given."""
    return bool(context.meta.get(f"{_META}quiet"))


def _option(*names: str, **attributes: Any) -> Callable[[Command], Command]:
    return click.option(*names, expose_value=False, callback=_remember, **attributes)


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    # An empty value is an error: a script may have left a variable unset.
    if value or value == "":
        context.meta[f"{_META}{parameter.name}"] = value


def _remember_all(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> None:
    """Keep every value of an option that can be repeated, before and after the name of the command, each once."""
    key = f"{_META}{parameter.name}"
    context.meta[key] = tuple(dict.fromkeys((*context.meta.get(key, ()), *values)))


def _configure_logging(context: click.Context) -> None:
    configure_log(-1 if is_quiet(context) else int(context.meta.get(f"{_META}verbose") or 0))
