"""Count the import arrows among the files and rooms of the Discord bot, and the files that one message passes.

    python -m benchmarks.discord_rooms [--message]

A room is a folder below qa_bot/discord_bot, or a file that stands beside the folders. With `--message` a mention is answered
on a simulated Discord, and every file counts in which a function runs for it.
"""

import argparse
import ast
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "qa_bot" / "discord_bot"
NAME = "qa_bot.discord_bot"
Arrows = set[tuple[str, str]]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--message", action="store_true", help="answer a mention, and count the files that it passes")
    arguments = parser.parse_args()
    files = arrows_of(PACKAGE)
    rooms = {(room_of(one), room_of(other)) for one, other in files if room_of(one) != room_of(other)}
    print(f"files: {len(modules_of(PACKAGE))}")
    print(
        f"arrows between files: {len(files)}, {sum(room_of(one) != room_of(other) for one, other in files)} of them across rooms"
    )
    print(f"arrows between rooms: {len(rooms)}")
    print(f"cycles among files: {len(cycles_of(files))}, among rooms: {len(cycles_of(rooms))}")
    if arguments.message:
        passed = files_of_a_message()
        print(f"a message passes {len(passed)} files in {len({Path(name).parts[0] for name in passed})} rooms")
        print("\n".join(f"  {name}" for name in passed))


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
        for target in imported(ast.parse(path.read_text("utf-8")))
        if target in modules and target != name
    }


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield what a module may import of the package, named from inside it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.removeprefix(f"{NAME}.") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(NAME):
            inside = node.module.removeprefix(NAME).removeprefix(".")
            yield inside
            yield from (f"{inside}.{alias.name}".removeprefix(".") for alias in node.names)


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


def files_of_a_message() -> list[str]:
    """Return the files of the bot in which a function runs while a mention is answered."""
    sys.path.insert(0, str(ROOT / "tests" / "discord"))
    from asked import Asked, play

    passed: set[str] = set()
    is_asking = threading.Event()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and is_asking.is_set() and frame.f_code.co_filename.startswith(str(PACKAGE)):
            passed.add(str(Path(frame.f_code.co_filename).relative_to(PACKAGE)))

    async def scenario(asked: Asked) -> None:
        is_asking.set()
        await asked.alice.send(asked.channel, f"{asked.me} when was the bridge opened?")
        is_asking.clear()
        assert asked.said()

    # Before the first thread of the bot starts: those that run already are not heard.
    threading.setprofile(note)
    sys.setprofile(note)
    with tempfile.TemporaryDirectory() as folder:
        play(scenario, Path(folder))
    return sorted(passed)


if __name__ == "__main__":
    main()
