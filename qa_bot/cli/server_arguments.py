"""The arguments of `ask --server`. They are read here, because to import click takes longer than all else that the client does."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from qa_bot.errors import UsageError

FLAGS = {
    "--json": "as_json",
    "--continue": "continued",
    "--forget": "forget",
    "--quiet": "quiet",
    "-q": "quiet",
    # Taken as elsewhere; there is nothing to log.
    "--verbose": "verbose",
    "-v": "verbose",
}
VALUES = {"--history": "history", "--in": "within", "--since": "since", "--until": "until"}
# What the server decides for all who ask it, or what needs the models here.
LOCAL = frozenset({"--corpus", "--index", "--llm", "--max-wrong", "--explain", "--batch", "--require-llm"})


# A host and a port, or this machine.
_HOST = re.compile(r"[\w.-]+:\d+(?:/\S*)?|localhost(?:/\S*)?")


class Given(NamedTuple):
    """What was given on the command line; `url` is "" where the server is not named."""

    question: tuple[str, ...] = ()
    url: str = ""
    as_json: bool = False
    history: str | None = None
    continued: bool = False
    forget: bool = False
    within: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    quiet: bool = False
    verbose: bool = False


def read_arguments(arguments: Sequence[str]) -> Given:
    """Return what is given; raise UsageError for an option that is not known, or has no value."""
    found: dict[str, Any] = {}
    words: list[str] = []
    left = list(arguments)
    while left:
        argument = left.pop(0)
        if argument == "--":
            words, left = [*words, *left], []
        elif argument == "-" or not argument.startswith("-"):
            words.append(argument)
        elif argument == "--server":
            found["url"] = left.pop(0) if left and not left[0].startswith("-") else ""
        elif argument.startswith("--"):
            _take(found, argument, left)
        else:
            found.update({_known(f"-{letter}"): True for letter in argument[1:]})
    url = found.pop("url", "")
    if url and "://" not in url:
        if _is_meant_as_address(url, words):
            raise UsageError(f"--server {url} is no address: write it as --server http://{url}, or leave the address out")
        # `--server "Who ...?"`: the address was left out.
        words, url = [url, *words], ""
    return _checked(Given(question=tuple(words), url=url, **found))


def _is_meant_as_address(typed: str, words: Sequence[str]) -> bool:
    """Tell whether the word behind --server is an address without its scheme: a host and a port, or a word before a question."""
    return bool(_HOST.fullmatch(typed)) or (" " not in typed and any(" " in word.strip() for word in words))


def _take(found: dict[str, Any], argument: str, left: list[str]) -> None:
    """Take a long option, and its value from what is left if it has none of its own."""
    name, is_joined, value = argument.partition("=")
    if name == "--server":
        found["url"] = value
    elif name in VALUES:
        value = value if is_joined or not left else left.pop(0)
        if not value:
            raise UsageError(f"{name} needs a value: `qa-bot ask --help` lists the options")
        found[VALUES[name]] = (*found.get("within", ()), value) if name == "--in" else value
    else:
        found[_known(argument)] = True


def _known(flag: str) -> str:
    """Return the field of a flag; raise UsageError if it is none."""
    name = flag.partition("=")[0]
    if name in LOCAL:
        raise UsageError(f"{name} does not go with --server: give it to `qa-bot serve`, or leave --server out")
    if flag not in FLAGS:
        raise UsageError(f"{flag} is no option of `qa-bot ask --server`: `qa-bot ask --help` lists the options")
    return FLAGS[flag]


def _checked(given: Given) -> Given:
    if given.continued and (given.history or given.forget):
        raise UsageError("--continue uses the kept conversation: leave --history and --forget out")
    return given
