"""Which questions are taken: not too long, not too many by a person, on a server, or in all."""

import math
import time
from collections.abc import Callable

from qa_bot.discord_bot.policy.limits import Budget
from qa_bot.prompts import Prompts
from qa_bot.settings import Settings

# Who goes on all the same is left alone: refusals would take the channel's share of messages from the others' answers.
REFUSALS_PER_MINUTE = 3


class Admission:
    """The budgets, and the reasons for which a question is not taken."""

    def __init__(self, settings: Settings, prompts: Prompts, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._say = prompts.say
        self._persons = Budget(settings.discord_per_minute, clock)
        self._guilds = Budget(settings.discord_guild_per_minute, clock)
        self._refusals = Budget(REFUSALS_PER_MINUTE, clock)

    def refusal(self, question: str, person_id: int, guild_id: int | None, on_their_way: int) -> str | None:
        """Return why a question is not taken; None where it may be.

        `on_their_way` are the questions taken before: those that have just come are not yet with the workers that are free
        for them, so all but the workers' are waiting.
        """
        length, limit = len(question), self._settings.discord_question_chars
        if length > limit:
            return self._say("discord_too_long", length=f"{length:,}", limit=f"{limit:,}")
        if wait_s := self._persons.wait_s(person_id):
            return self._say("discord_cooldown", seconds=str(math.ceil(wait_s)))
        if guild_id is not None and (wait_s := self._guilds.wait_s(guild_id)):
            return self._say("discord_guild_budget", seconds=str(math.ceil(wait_s)))
        if (waiting := on_their_way - self._settings.discord_workers) >= self._settings.discord_queue:
            return self._say("discord_queue_full", waiting=str(waiting))
        return None

    def may_ask(self, person_id: int) -> bool:
        """Tell whether a person has something left of the minute."""
        return not self._persons.wait_s(person_id)

    def spend(self, person_id: int, guild_id: int | None) -> None:
        """Count a question."""
        self._persons.spend(person_id)
        if guild_id is not None:
            self._guilds.spend(guild_id)

    def may_be_told(self, person_id: int) -> bool:
        """Tell whether a person may be told why a question is not taken, and count that."""
        if self._refusals.wait_s(person_id):
            return False
        self._refusals.spend(person_id)
        return True
