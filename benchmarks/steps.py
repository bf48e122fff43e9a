"""Count the steps from module to module while one sentence is verified.

    python benchmarks/steps.py

A step is a function of one module of qa_bot that calls a function of another one; however often the same one calls the same
other one, it is one step. `calls` counts each of them. A second sentence about the same passages shows what is not read again.
"""

import inspect
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import qa_bot
from qa_bot.models.protocols import HeadedText, Reading
from qa_bot.passage import Layout, Passage, Unit
from qa_bot.verification.sources import Sources
from qa_bot.verification.support import find_support

ROOT = Path(qa_bot.__file__).parent
TEXT = (
    "The mill of Aldmoor was sold by Ada Quill on 3 May 1911. It has thirteen rooms and cost $2,400. Only members may not enter "
    "the mill unless Bela Torr agrees."
)
SENTENCES = (
    "In May 1911 Ada Quill sold the mill of Aldmoor with 13 rooms, which the World Health Office had not bought.",
    "The mill, which cost 2,400 dollars, was not sold by Bela Torr.",
)

# What the instruction RESUME has where a function starts (documentation of the module dis).
AT_START = 0
Step = tuple[str, str]


class AgreeableReader:
    """A reader that finds every claim supported."""

    name = "agreeable"
    locates = True

    def read(self, question: str, texts: Sequence[HeadedText]) -> tuple[Reading, ...]:
        """Return that each text supports the question."""
        return tuple(Reading(0.0, supported=20.0, refuted=-20.0) for _ in texts)


def main() -> None:
    """Print the counts, and with --show each step."""
    sources = Sources([passage()])
    for sentence in SENTENCES:
        steps = steps_of(partial(find_support, AgreeableReader(), sentence, sources))
        print(f"{len(steps)} steps, {steps.total()} calls: {sentence}")
        if "--show" in sys.argv:
            print("\n".join(f"  {caller} -> {called} ({count})" for (caller, called), count in steps.items()))


def passage() -> Passage:
    """Return a passage of one paragraph."""
    layout = Layout((Unit("prose", 0, len(TEXT)),))
    fields: dict[str, Any] = {"title": None, "date": None, "outlet": None, "start": 0, "end": len(TEXT), "line": 1}
    return Passage(chunk_id=1, document_id=1, source="mill.txt", names=("mill.txt",), text=TEXT, layout=layout, **fields)


def steps_of(work: Callable[[], object]) -> Counter[Step]:
    """Return the steps from module to module that some work takes, with how often it takes each."""
    steps: Counter[Step] = Counter()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and not is_resumed(frame) and (called := place_of(frame.f_code)) and (caller := caller_of(frame)):
            steps[caller, called] += caller.split(":")[0] != called.split(":")[0]

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return +steps


def is_resumed(frame: FrameType) -> bool:
    """Tell whether a generator goes on: its instruction RESUME says where."""
    code = frame.f_code
    return bool(code.co_flags & inspect.CO_GENERATOR) and code.co_code[frame.f_lasti + 1] & 3 != AT_START


def caller_of(frame: FrameType) -> str | None:
    """Return the function of qa_bot that called, directly or through a library."""
    above = frame.f_back
    while above is not None and place_of(above.f_code) is None:
        above = above.f_back
    return place_of(above.f_code) if above else None


def place_of(code: CodeType) -> str | None:
    """Return module:function for code of qa_bot, a function's inner code under its own name; None for other code."""
    path = Path(code.co_filename)
    if not path.is_relative_to(ROOT):
        return None
    return f"{path.relative_to(ROOT).with_suffix('')}:{code.co_qualname.split('.<locals>')[0]}"


if __name__ == "__main__":
    main()
