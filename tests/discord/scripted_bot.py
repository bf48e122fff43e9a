"""The bot with answers of a test's own: everything is real but what the core would say.

A question names what it wants: `length 2001` an answer of so many characters, `slow 3` one that takes so many seconds.

A stop takes as long as it needs on a busy machine. SCRIPTED_GRACE_S says for how many seconds it waits for answers, SCRIPTED_MARKING_S
for how many it marks those that are left, and SCRIPTED_STOP_S after how many it is cut off.
"""

import asyncio
import os
import re
import sys
from collections.abc import Callable

from qa_bot.answer import Answer, Citation, IndexInfo
from qa_bot.cli.main import main
from qa_bot.conversation import Conversation
from qa_bot.discord_bot import serving
from qa_bot.discord_bot.desk.answerer import Answerer
from qa_bot.llm.showing import VerifiedSentence
from testing.waiting import PATIENCE_S

SENTENCE = "Sentence {number} says that the river rose by {number} feet and that nobody in the valley had seen it coming."
INDEX = IndexInfo(generation=1, documents=1, chunks=1, built_at="2026-01-01T00:00:00Z")


def long_text(chars: int) -> str:
    """Return cited sentences of exactly so many characters in all."""
    text, number = "", 0
    while len(text) < chars:
        number += 1
        text += (
            ("\n\n" if number % 7 == 1 and number > 1 else " " if text else "")
            + SENTENCE.format(number=number)
            + f" [{number}]"
        )
    cited = text[: text.rindex(" [")]
    spare = len(text) - chars
    # The last sentence but one is made shorter or longer until the whole fits exactly.
    if len(cited.rsplit(".", 2)[-2]) > spare + 40:
        end = text.rindex(". [")
        return text[: end - spare] + text[end:]
    text = text[: text.rindex("Sentence")].rstrip()
    end = text.rindex(". [")
    return text[:end] + "x" * (chars - len(text)) + text[end:]


def citations(text: str) -> tuple[Citation, ...]:
    """Return a citation for every number of a text."""
    return tuple(
        Citation(number=int(n), source="river.txt", quote="The river rose.", start=0, end=15, line_start=1, line_end=1)
        for n in re.findall(r"\[(\d+)\]", text)
    )


async def answer(
    self: Answerer,
    question: str,
    conversation: Conversation,
    corpora: tuple[str, ...],
    listen: Callable[[VerifiedSentence], None],
) -> Answer:
    """Answer as the question asks for."""
    kind, amount = question.split()[:2]
    text = long_text(int(amount)) if kind == "length" else "The river rose. [1]"
    if kind == "slow":
        await asyncio.sleep(float(amount))
    return Answer(
        question=question,
        standalone_question=question,
        status="answered",
        text=text,
        confidence=1.0,
        citations=citations(text),
        index=INDEX,
    )


async def warm(self: Answerer) -> None:
    """Load nothing."""


def take_time() -> None:
    """Let every part of a stop take longer than a test waits, but what the test has chosen."""
    serving.DISCONNECT_S = 2 * PATIENCE_S
    for name in ("GRACE", "MARKING", "STOP"):
        seconds = float(os.environ.get(f"SCRIPTED_{name}_S", 2 * PATIENCE_S))
        setattr(serving, {"STOP": "STOP_WITHIN_S"}.get(name, f"{name}_S"), seconds)


if __name__ == "__main__":
    take_time()
    Answerer.answer = answer  # type: ignore[method-assign]
    Answerer.warm = warm  # type: ignore[method-assign]
    sys.argv = ["qa-bot", "discord", *sys.argv[1:]]
    main()
