"""Where the program begins: to ask a server needs little, everything else needs the whole command line."""

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if asks_a_server(given):
        from qa_bot.cli.ask_server import main as run
    else:
        # There are none, and pydantic would look through every package that is installed.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        with importing():
            from qa_bot.cli.main import main as run
    run(given)


@contextmanager
def importing() -> Iterator[None]:
    """Look for no garbage while the block imports, nor ever after among what it brings: there is none, and to look takes a tenth."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def asks_a_server(arguments: Sequence[str]) -> bool:
    """Tell whether the arguments are `ask` with --server, not for its help."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if "ask" not in options or {"-h", "--help"} & set(options):
        return False
    return any(option.partition("=")[0] == "--server" for option in options)
