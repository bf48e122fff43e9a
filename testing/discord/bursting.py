"""Ask many questions in a short time, each by somebody else."""

import math
import time
from collections.abc import Sequence

from testing.discord.interactions import Interaction
from testing.discord.server import LoopbackDiscord
from testing.discord.world import Message


def burst(server: LoopbackDiscord, questions: Sequence[str], within_s: float) -> list[Message | Interaction]:
    """Ask at an even pace, by turns with the command, privately, by a mention and in a private message."""
    begun = time.monotonic()
    asked: list[Message | Interaction] = []
    channels = [server.channel(name) for name in ("general", "questions", "archive")]
    for number, question in enumerate(questions):
        time.sleep(max(0.0, begun + number * within_s / len(questions) - time.monotonic()))
        user, channel = server.user(f"person {number}"), channels[number % len(channels)]
        match number % 4:
            case 0 | 1:
                options = {"question": question, "private": number % 4 == 1}
                asked.append(server.slash("ask", options, user, channel))
            case 2:
                asked.append(server.say(user, question, channel, mention=True))
            case _:
                asked.append(server.tell(user, question))
    return asked


def quantile(values: Sequence[float | None], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed (nearest rank)."""
    known = sorted(value for value in values if value is not None)
    return known[max(0, math.ceil(share * len(known)) - 1)]
