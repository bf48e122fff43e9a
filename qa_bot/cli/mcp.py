"""qa-bot mcp."""

import signal

import click

from qa_bot.cli.opening import open_or_index
from qa_bot.cli.options import asking_options, filters_of, global_options, is_quiet, located_settings
from qa_bot.corpora import LocatedSettings
from qa_bot.errors import DependencyError


@click.command()
@asking_options
@global_options
@click.pass_context
def mcp(context: click.Context) -> int:
    """Let an assistant ask the documents (Model Context Protocol).

    The assistant starts this command itself and talks over stdin and stdout: docs/mcp.md says what to write into its settings. If there is no index yet, the
    corpus folder is indexed first. It needs the extra `mcp`.

    \b
    Example:
      qa-bot mcp --corpus /home/me/handbook
    """
    settings = located_settings(context, several=True)
    filters = filters_of(context)
    _require_library()
    from qa_bot.mcp_server.serving import serve

    with open_or_index(settings, is_quiet(context)) as bot:
        # A read of stdin cannot be given up, and nothing is written that a sudden end would harm.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        serve(bot, _told(settings), filters)
    return 0


def _told(settings: LocatedSettings) -> str:
    """Return what an assistant is told the documents are: the names that citations give, or the name of the folder."""
    if settings.others:
        return " and ".join(one.corpus_name for one in settings.each)
    return settings.corpus_dir.name


def _require_library() -> None:
    try:
        import mcp.server  # noqa: F401
    except ModuleNotFoundError as error:
        raise DependencyError("the MCP server needs the package mcp: pip install 'qa-bot[mcp]'") from error
