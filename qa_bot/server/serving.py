"""Run the server: open its address, answer until stopped, and stop cleanly."""

import logging
import os
import signal
import socket
import sys

import uvicorn

from qa_bot.bot import Bot
from qa_bot.errors import SettingsError, UsageError
from qa_bot.filters import EVERYTHING, Filters
from qa_bot.server.asking import Asking
from qa_bot.server.guard import Door, Guard, is_loopback
from qa_bot.server.limits import Limits
from qa_bot.server.routes import Routes
from qa_bot.setting_values import is_token


def check_door(door: Door) -> Door:
    """Return where to listen; raise SettingsError if others could reach it and no token is asked for."""
    token = door.token
    if token is not None and not is_token(token):
        raise SettingsError("QA_BOT_SERVE_TOKEN has characters that no token has: use letters and digits, at least 16")
    if token is None and not is_loopback(door.host):
        raise SettingsError(
            f"others could ask a server at {door.host}: set QA_BOT_SERVE_TOKEN, or leave --host out to serve this machine alone"
        )
    return door


def listen(host: str, port: int) -> socket.socket:
    """Return a socket at an address; raise UsageError if it cannot be had."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise UsageError(f"the address {host}:{port} cannot be used ({error}): name another --port or --host") from error


def serve(bot: Bot, door: Door, listening: socket.socket, filters: Filters = EVERYTHING, limits: Limits | None = None) -> None:
    """Answer until SIGTERM or Ctrl-C; questions that are being answered get their answers, then the process ends."""
    limits = limits or Limits()
    asking = Asking(bot, limits, filters)
    app = Guard(Routes(asking).application(), door, asking.metrics)
    config = _config(app, limits)
    # uvicorn sends itself the signal again when it has stopped.
    signal.signal(signal.SIGTERM, lambda *_: None)
    _tell(door.host, listening)
    uvicorn.Server(config).run(sockets=[listening])
    _end()


def _config(app: Guard, limits: Limits) -> uvicorn.Config:
    is_logged = logging.getLogger("qa_bot").getEffectiveLevel() <= logging.INFO
    if is_logged:
        logging.getLogger("uvicorn").setLevel(logging.INFO)
    return uvicorn.Config(
        app,
        access_log=is_logged,
        log_config=None,
        lifespan="off",
        loop="asyncio",
        http="h11",
        ws="none",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=limits.stop_s,
    )


def _tell(host: str, listening: socket.socket) -> None:
    named = f"[{host}]" if ":" in host else host
    print(f"qa-bot answers at http://{named}:{listening.getsockname()[1]} (Ctrl-C stops it)", file=sys.stderr, flush=True)


def _end() -> None:
    """End the process at once, even if a thread still works on an answer that took too long."""
    sys.stdout.flush()
    sys.stderr.flush()
    logging.shutdown()
    os._exit(0)
