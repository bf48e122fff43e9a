"""`qa-bot discord`: answer in Discord."""

import logging
import os
import sys

import click

from qa_bot.cli.log import JsonLine, TimedLine, write_lines
from qa_bot.cli.options import global_options, is_quiet, settings_of
from qa_bot.cli.watch import watch_beside
from qa_bot.corpora import locate
from qa_bot.errors import DependencyError, DiscordSettingsError
from qa_bot.question_log import QUESTIONS, STAGES
from qa_bot.setting_values import JSON, TEXT, is_token
from qa_bot.settings import Settings


@click.command()
@click.option("--invite", is_flag=True, help="Print the address that invites the bot to a server, and exit.")
@global_options
@click.pass_context
def discord(context: click.Context, invite: bool) -> None:
    """Answer questions in Discord until stopped (SIGTERM or Ctrl-C).

    It needs the extra `discord` and the bot's token in QA_BOT_DISCORD_TOKEN; docs/discord.md has the way from the developer
    portal to the first answer.
    """
    settings = settings_of(context)
    token = token_of(settings)
    _require_library()
    if invite:
        from qa_bot.discord_bot.connection.invitation import invitation

        click.echo(invitation(token))
        return
    _configure_log(token, is_quiet(context), settings.log_format)
    located = locate(settings)
    watch_beside(located, sorted(located.discord_corpora))
    _run(located, token)


def token_of(settings: Settings) -> str:
    """Return the token; raise DiscordSettingsError if there is none or if it cannot be one."""
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    if not token:
        raise DiscordSettingsError("the bot has no token: set QA_BOT_DISCORD_TOKEN (the developer portal shows it under Bot)")
    if not is_token(token):
        raise DiscordSettingsError(
            "QA_BOT_DISCORD_TOKEN has characters that no token has: copy it again, without quotes and without `Bot `"
        )
    return token


def _run(settings: Settings, token: str) -> None:
    import asyncio

    asyncio.run(_serve(settings, token))


async def _serve(settings: Settings, token: str) -> None:
    """Serve, then end the program at once, even if threads still answer or wait for Discord."""
    from qa_bot.discord_bot.serving import serve

    await serve(settings, token)
    sys.stdout.flush()
    sys.stderr.flush()
    logging.shutdown()
    os._exit(0)


def _configure_log(token: str, is_quiet: bool, log_format: str = TEXT) -> None:
    """Log connections, questions and their stages by their ids, with the time, and never the token."""

    class Hiding(logging.Filter):
        def filter(self, record: logging.LogRecord) -> bool:
            if token in (message := record.getMessage()):
                record.msg, record.args = message.replace(token, "[token]"), ()
            return True

    write_lines(JsonLine() if log_format == JSON else TimedLine(), [Hiding()])
    # What people write stays out of this log, however much is logged.
    logging.getLogger(QUESTIONS).setLevel(logging.WARNING)
    for name in ("qa_bot.discord_bot", STAGES):
        logger = logging.getLogger(name)
        if not is_quiet and logger.getEffectiveLevel() > logging.INFO:
            logger.setLevel(logging.INFO)


def _require_library() -> None:
    try:
        import discord  # noqa: F401
    except ModuleNotFoundError as error:
        raise DependencyError("the Discord bot needs the library discord.py: pip install 'qa-bot[discord]'") from error
