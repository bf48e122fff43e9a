"""Count the import arrows among the files and rooms of the Discord bot, and the files that one message passes.

    python -m benchmarks.discord_rooms [--message]

A room is a folder below qa_bot/discord_bot, or a file that stands beside the folders. With `--message` a mention in a channel is
answered with a text written beforehand, and every file counts in which a function runs between the gateway's MESSAGE_CREATE and
the answer being sent and kept.
"""

import argparse
import sys
import tempfile
from pathlib import Path

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
        sys.path.insert(0, str(ROOT / "tests" / "discord"))
        from passing import files_of_a_message  # type: ignore[import-not-found]

        with tempfile.TemporaryDirectory() as folder:
            passed = files_of_a_message(Path(folder))
        print(f"a message passes {len(passed)} files in {len({Path(name).parts[0] for name in passed})} rooms")
        print("\n".join(f"  {name}" for name in passed))


if __name__ == "__main__":
    main()
