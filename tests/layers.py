"""The import arrows of the Discord bot, read off its files.

A room is a folder below qa_bot/discord_bot, or a file that stands beside the folders.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "qa_bot" / "discord_bot"
NAME = "qa_bot.discord_bot"
Arrows = set[tuple[str, str]]


def modules_of(package: Path) -> Mapping[str, Path]:
    """Return the modules of a package, named from inside it: `memory.store`."""
    named = {".".join(path.relative_to(package).with_suffix("").parts): path for path in sorted(package.rglob("*.py"))}
    return {name: path for name, path in named.items() if not name.endswith("__init__")}


def arrows_of(package: Path) -> Arrows:
    """Return who imports whom among the modules of a package."""
    modules = modules_of(package)
    return {
        (name, target)
        for name, path in modules.items()
        for target in (found.removeprefix(f"{NAME}.") for found in imports(path) if found.startswith(f"{NAME}."))
        if target in modules and target != name
    }


def imports(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports, and the names it takes out of them, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(module: str) -> str:
    """Return the folder of a module; a file beside the folders is a room of its own."""
    return module.split(".")[0]


def cycles_of(arrows: Arrows) -> list[frozenset[str]]:
    """Return the sets of nodes that reach one another."""
    reached = {node: _reached(node, arrows) for arrow in arrows for node in arrow}
    knots = {frozenset(other for other in reached[node] if node in reached[other]) for node in reached}
    return sorted((knot for knot in knots if knot), key=sorted)


def _reached(node: str, arrows: Arrows) -> set[str]:
    found: set[str] = set()
    waiting = [node]
    while waiting:
        current = waiting.pop()
        fresh = {target for source, target in arrows if source == current} - found
        found |= fresh
        waiting.extend(fresh)
    return found
