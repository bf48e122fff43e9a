"""Where the program begins: to ask a server needs little, everything else needs the whole command line."""

import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if asks_a_server(given):
        from qa_bot.cli.ask_server import main as run
    else:
        from qa_bot.cli.main import main as run
    run(given)


def asks_a_server(arguments: Sequence[str]) -> bool:
    """Tell whether the arguments are `ask` with --server, not for its help."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if "ask" not in options or {"-h", "--help"} & set(options):
        return False
    return any(option.partition("=")[0] == "--server" for option in options)
