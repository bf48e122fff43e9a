"""Where the program begins: to ask a server needs little, everything else needs the whole command line."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if asks_a_server(given):
        with ending_at_once():
            from qa_bot.cli.ask_server import main as run
    else:
        # There are none, and pydantic would look through every package that is installed.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        with importing():
            from qa_bot.cli.main import main as run
    try:
        _run(run, given)
    except KeyboardInterrupt:
        # A second one, while the first ends the program.
        os._exit(INTERRUPTED)


def _run(run: Callable[[Sequence[str]], NoReturn], arguments: Sequence[str]) -> NoReturn:
    """Run the command line; once it has come to its end, let nothing tell of an interruption with a traceback."""
    try:
        run(arguments)
    except SystemExit as ending:
        _end_at_once()
        # Threads that still load models would be told of too.
        if ending.code == INTERRUPTED:
            with suppress(OSError):
                sys.stdout.flush()
            os._exit(INTERRUPTED)
        raise


@contextmanager
def importing() -> Iterator[None]:
    """Look for no garbage while the block imports, nor ever after among what it brings: there is none, and to look takes a tenth."""
    gc.disable()
    try:
        with ending_at_once():
            yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def ending_at_once() -> Iterator[None]:
    """Let Ctrl-C end the program in the block: half-imported packages turn an exception into others, and nothing is lost yet."""
    before = _end_at_once()
    try:
        yield
    finally:
        if before:
            signal.signal(signal.SIGINT, before)


def _end_at_once() -> Callable[[int, FrameType | None], object] | None:
    """Let Ctrl-C end the program from now on, and return what did it before; None where it was taken already, or is not heeded."""
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        return None
    signal.signal(signal.SIGINT, _end)
    return before


def _end(number: int, frame: FrameType | None) -> None:
    os.write(2, b"qa-bot: interrupted\n")
    os._exit(INTERRUPTED)


def asks_a_server(arguments: Sequence[str]) -> bool:
    """Tell whether the arguments are `ask` with --server, not for its help."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if "ask" not in options or {"-h", "--help"} & set(options):
        return False
    return any(option.partition("=")[0] == "--server" for option in options)
