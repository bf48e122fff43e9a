"""A watcher in a process of its own, beside a server or a Discord bot; it ends when they end, however they end."""

import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

from qa_bot.errors import UsageError

# A watcher that ended is started again, not sooner than this.
RESTART_S = 60.0
# A stop waits so long for an ingest; what it has not published, the next one does.
GRACE_S = 2.0
_logger = logging.getLogger(__name__)


def start_watching(options: Sequence[str]) -> None:
    """Start a watcher of the corpora that some options name, and start it again where it ends by itself."""
    threading.Thread(target=_keep_watching, args=(options,), name="watching", daemon=True).start()


def _keep_watching(options: Sequence[str]) -> None:
    while True:
        code = start(options).wait()
        if code == UsageError.exit_code:  # it would end again
            return
        _logger.warning("the watcher ended (%d) and is started again in %d s", code, RESTART_S)
        time.sleep(RESTART_S)


def start(options: Sequence[str]) -> "subprocess.Popen[bytes]":
    """Start a watcher that ends when this process does: it holds the end of a pipe that nobody else has."""
    command = [sys.executable, "-m", "qa_bot", "watch", "--with-parent", *options]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)


def end_with_parent(stop: threading.Event) -> None:
    """Set `stop`, and end the process a moment later, when the parent has ended."""
    os.nice(10)
    threading.Thread(target=_wait_for_end, args=(stop,), name="parent", daemon=True).start()


def _wait_for_end(stop: threading.Event) -> None:
    while sys.stdin.buffer.read(1024):
        pass
    stop.set()
    time.sleep(GRACE_S)
    os._exit(0)
