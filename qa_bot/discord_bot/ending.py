"""End the program in any case: a stop that something holds up is cut off."""

import logging
import os
import threading
from collections.abc import Callable

# A log that nobody reads any more may hold up its writer, too.
LOGGING_S = 0.3
_logger = logging.getLogger(__name__)


def end_within(seconds: float, left: Callable[[], str]) -> None:
    """End the program with 0 where it still runs after so many seconds, whatever its threads do; `left` is logged then."""
    timer = threading.Timer(seconds, _end, [left])
    timer.daemon = True
    timer.start()


def _end(left: Callable[[], str]) -> None:
    telling = threading.Thread(target=lambda: _logger.warning("the stop took too long and is cut off: %s", left()), daemon=True)
    telling.start()
    telling.join(LOGGING_S)
    os._exit(0)
