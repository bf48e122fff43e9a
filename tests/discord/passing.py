"""The files of the Discord bot that one message passes, from the gateway's MESSAGE_CREATE until the answer is sent and kept."""

import sys
import threading
from pathlib import Path
from types import FrameType

from asked import Asked, play

from tests.layers import PACKAGE


def files_of_a_message(folder: Path) -> list[str]:
    """Return the files in which a function runs while a mention in a channel is answered with a text written beforehand."""
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
    try:
        play(scenario, folder)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type]
    return sorted(passed)
