"""Count the import arrows among the files and rooms of the Discord bot, and the files that one message passes.

    python -m benchmarks.discord_rooms [--message]

A room is a folder below qa_bot/discord_bot, or a file that stands beside the folders. With `--message` a mention in a channel is
answered with a text written beforehand, and every file counts in which a function runs between the gateway's MESSAGE_CREATE and
the answer being sent and kept.
"""

import argparse
import sys
import tempfile
import threading
from pathlib import Path
from types import FrameType

from tests.conftest import ROOT
from tests.layers import PACKAGE, arrows_of, cycles_of, modules_of, room_of


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


def files_of_a_message() -> list[str]:
    """Return the files of the bot in which a function runs while a mention is answered."""
    sys.path.insert(0, str(ROOT / "tests" / "discord"))
    from asked import Asked, play

    passed: set[str] = set()
    is_asking = threading.Event()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and is_asking.is_set() and frame.f_code.co_filename.startswith(str(PACKAGE)):
            passed.add(str(Path(frame.f_code.co_filename).relative_to(PACKAGE)))

    async def scenario(on: Asked) -> None:
        is_asking.set()
        await on.ask(on.alice, "when was the bridge opened?")
        is_asking.clear()
        assert on.said()

    # Before the first thread of the bot starts: those that run already are not heard.
    threading.setprofile(note)
    sys.setprofile(note)
    with tempfile.TemporaryDirectory() as folder:
        play(scenario, Path(folder))
    return sorted(passed)


if __name__ == "__main__":
    main()
