"""A bot that waits for what it needs as long as a busy machine takes, where a person would be answered without it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from qa_bot.discord_bot import publishing
from qa_bot.discord_bot.components import answer_view
from qa_bot.discord_bot.connection import command_sync
from qa_bot.discord_bot.desk import desk
from qa_bot.discord_bot.incoming import commands
from qa_bot.discord_bot.outgoing import delivery
from testing.waiting import PATIENCE_S

WAITS = (
    (answer_view, "PATIENCE_S"),
    (command_sync, "SYNC_PATIENCE_S"),
    (commands, "DECISION_PATIENCE_S"),
    (delivery, "EDIT_PATIENCE_S"),
    (desk, "HISTORY_PATIENCE_S"),
    (publishing, "KNOWN_PATIENCE_S"),
)


def be_patient() -> None:
    """Let every bot of this process take its time."""
    for module, name in WAITS:
        setattr(module, name, PATIENCE_S)


@contextmanager
def patient() -> Iterator[None]:
    """Let a bot take its time while the block runs."""
    with ExitStack() as changed:
        for module, name in WAITS:
            changed.enter_context(patch.object(module, name, PATIENCE_S))
        yield
