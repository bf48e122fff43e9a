"""Where the bot's answers are found, and how to wait for them."""

from collections.abc import Callable

from testing.discord.interactions import Interaction
from testing.discord.server import LoopbackDiscord
from testing.discord.world import Message
from testing.waiting import PATIENCE_S


def responses(server: LoopbackDiscord, about: Message | Interaction) -> list[Message]:
    """Return what the bot said to a question: its responses, its replies, and what stands in the thread it opened."""
    if isinstance(about, Interaction):
        return about.messages()
    here = [m for m in server.said(about.channel, after=about) if m.reference == (about.channel.id, about.id)]
    return [*here, *(server.said(about.thread, after=about) if about.thread else [])]


def answer(server: LoopbackDiscord, about: Message | Interaction, timeout_s: float = PATIENCE_S) -> Message:
    """Return the message that ends an answer: the one that has its buttons."""
    return server.wait_for(
        lambda: next((m for m in responses(server, about) if m.buttons()), None), timeout_s, "no answer with buttons"
    )


def remark(server: LoopbackDiscord, about: Message | Interaction, timeout_s: float = PATIENCE_S) -> Message:
    """Return the first thing said to a question that is no placeholder without text."""
    return server.wait_for(
        lambda: next((m for m in responses(server, about) if m.text().strip() and not m.is_loading), None),
        timeout_s,
        "no remark",
    )


def still(server: LoopbackDiscord, holds_s: float, changed: Callable[[], object]) -> bool:
    """Tell whether something does not come about for a while."""
    try:
        server.wait_for(changed, holds_s)
    except TimeoutError:
        return True
    return False
