"""qa-bot serve."""

import click

from qa_bot.cli.opening import open_or_index
from qa_bot.cli.options import asking_options, filters_of, global_options, is_quiet, located_settings
from qa_bot.cli.watch import watch_beside
from qa_bot.errors import DependencyError

PORT = 8765


@click.command()
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", show_default=True, help="Where to listen; others need a token.")
@click.option("--port", default=PORT, type=click.IntRange(0, 65535), show_default=True, help="The port; 0 takes a free one.")
@asking_options
@global_options
@click.pass_context
def serve(context: click.Context, host: str, port: int) -> int:
    """Answer over HTTP: a web page, JSON, and OpenAI's form.

    It runs until it is stopped (SIGTERM or Ctrl-C).

    If there is no index yet, the corpus folder is indexed first. Any other address than this machine's own needs a token in
    QA_BOT_SERVE_TOKEN. It needs the extra `serve`; docs/server.md has the addresses.

    \b
    Examples:
      qa-bot serve --corpus handbook
      qa-bot ask --server "How many days of leave are there?"
    """
    settings = located_settings(context, several=True)
    filters = filters_of(context)
    _require_library()
    from qa_bot.server.guard import Door
    from qa_bot.server.serving import check_door, listen
    from qa_bot.server.serving import serve as serve_until_stopped

    token = settings.serve_token.get_secret_value() if settings.serve_token else None
    door = check_door(Door(host, token))
    with listen(host, port) as listening:
        bot = open_or_index(settings, is_quiet(context))
        watch_beside(settings)
        serve_until_stopped(bot, door, listening, filters)
    return 0


def _require_library() -> None:
    try:
        import prometheus_client  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ModuleNotFoundError as error:
        raise DependencyError(f"the server needs the package {error.name}: pip install 'qa-bot[serve]'") from error
